/** Version of the protocol, in every message. Fields may be added within a version; nothing changes its meaning. */
export const ordersVersion = 1
/** `typ` in the protected header of every message, so that no other token of a key passes for one (RFC 8725 §3.11). */
export const orderMessageTyp = 'wuzei-order+jws'
/** Algorithms of message signatures. The hub signs with Ed25519; members with what their API client registered. */
export const orderAlgorithms = ['EdDSA', 'Ed25519', 'ES256'] as const

/** A message lives this long at most; whoever sends later signs anew, under the same serial. */
export const maxMessageLifetimeS = 900
/** Clocks of two parties may differ by so much; beyond it the difference is flagged and never corrected. */
export const clockSkewS = 120
/** A full answer with 200 next transfers is 120 kB; twice that leaves room for names and remarks. */
export const maxMessageBytes = 262_144
/** Messages in one request or reply: what a member had waiting after an outage comes in several. */
export const maxMessagesPerRequest = 20
/** Serials and their answers are kept for so long after the order has ended. */
export const serialKeptDays = 7
/** More payees of one account than this are no flight of one victim's money but a business. */
export const maxNextTransfers = 200
/** Bookings in one answer to `query.tx`; more are asked for with `after`. */
export const maxTransactions = 500
/** Numbers in one order. */
export const maxNumbersPerOrder = 100

/** Before an answer is called late (seconds), and after which pauses an unanswered delivery is made again. */
export const orderTimes = {
  ackS: 30,
  retryAfterS: [5, 15, 45],
  stopUrgentS: 300,
  stopNormalS: 900,
  freezeS: 1800,
  queryS: 1800,
  numberS: 1800,
  portS: 7200,
  resumeS: 1800,
} as const
