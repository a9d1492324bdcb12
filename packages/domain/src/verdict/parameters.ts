import type { IndicatorKind } from '../indicators/indicator.ts'
import type { FindingLevel, SourceTier, VerdictLevel } from './types.ts'

/*
 * Every number of the verdict model, each with its reason. `docs/verdicts.md` shows the same numbers to the public and
 * a test compares the two. Changing one changes verdicts that are already stored: rebuild the index from the log.
 */

/** Seconds in a day; the model never needs a calendar. */
export const dayS = 86_400

/** What the model knows of a kind of indicator before anybody said anything about the value. */
export interface KindParameters {
  /** Share of frauds among the values people bother to check: they check what already looks odd to them. */
  readonly prior: number
  /** Days after which a statement weighs half, counted from its newest sighting. */
  readonly halfLifeDays: number
}

/** Prior and half-life of each kind. Priors are cautious guesses to be replaced by measured shares. */
export const kindParameters: Readonly<Record<IndicatorKind, KindParameters>> = {
  // Most odd calls are sales calls; numbers are dropped or handed on within months.
  phone: { prior: 0.1, halfLifeDays: 90 },
  // A sender name is used by one campaign for weeks, and names are shared by honest senders.
  'sms-sender': { prior: 0.1, halfLifeDays: 60 },
  // A phishing page lives for days; its path may be reused for some weeks.
  url: { prior: 0.12, halfLifeDays: 30 },
  // A scam domain is paid for a year and used for months.
  domain: { prior: 0.1, halfLifeDays: 90 },
  // Addresses change hands within days and many sites share one.
  ip: { prior: 0.06, halfLifeDays: 14 },
  // A bank account belongs to one person for years.
  account: { prior: 0.1, halfLifeDays: 730 },
  // Payment accounts are real-name too, but closed and opened more easily.
  payment: { prior: 0.1, halfLifeDays: 540 },
  // A wallet address is never handed on and never cleaned.
  wallet: { prior: 0.12, halfLifeDays: 1095 },
  // Chat accounts are sold, banned and recovered within months.
  messenger: { prior: 0.1, halfLifeDays: 180 },
  // A mailbox stays with its owner, but may have been broken into only for a while.
  email: { prior: 0.08, halfLifeDays: 365 },
  // A package or file hash stays what it is; a name may be reused.
  app: { prior: 0.1, halfLifeDays: 365 },
  // Cloned hot spots come and go with the person who carries them.
  wifi: { prior: 0.05, halfLifeDays: 30 },
  // A fake base station drives on within hours; the identity it borrowed belongs to an honest cell.
  cell: { prior: 0.05, halfLifeDays: 7 },
  // Handsets are resold after a year or two.
  device: { prior: 0.05, halfLifeDays: 365 },
}

/** How much a statement of each tier weighs: natural log of r / (1 - r), times this. */
export const tierScale: Readonly<Record<SourceTier, number>> = {
  // An unverified person: taken as it is, and then damped (below).
  citizen: 1,
  // An institution that answers for its words; one alone must reach `suspicious` for every kind (r = 0.9).
  member: 1.25,
  // A decision after an investigation.
  police: 2,
  // A model: one at r = 0.8 just reaches `suspicious`, it takes r = 0.95 to reach `high`.
  detector: 1.5,
  // A curated list at r = 0.9 alone must reach `high` for a domain, a complaint list at r = 0.7 only `suspicious`.
  feed: 2.2,
}

/** A police confirmation weighs at least this: it must give `confirmed` and keep doing so for half a half-life. */
export const policeMinimumWeight = 9

/** A single citizen never weighs more (r = 0.8): a person's record is learned from few cases. */
export const citizenMaximumWeight = 1.386

/**
 * How much a model's finding weighs by the threshold it passed: a detector's weight, times `scale`, at most `most`. One in a
 * thousand harmless values against about three of five frauds is 600 to one (natural log 6.4, cut to 6): alone it
 * reaches `high` at r = 0.8 for links and sites, and no longer at r = 0.75. Between one in a hundred and one in a
 * thousand it is some 28 to one (natural log 3.3).
 */
export const findingWeight: Readonly<
  Record<FindingLevel, { readonly scale: number; readonly most: number }>
> = {
  suspicious: { scale: 1, most: 3.3 },
  high: { scale: 2, most: 6 },
}

/** Reliabilities are cut to this range before the logarithm: nobody is never wrong. At or below 0.5 nothing is added. */
export const reliabilityRange = { least: 0.5, most: 0.995 } as const

/** The sum is cut here, so that a value with endless evidence still fades within a few half-lives. */
export const weightMaximum = 14

/** Weights are rounded to this grid, so that equal evidence gives equal JSON on every engine. */
export const weightGrid = 4096

/** How the public is damped. All of it is about one thing: many accounts are cheap, many networks and days are not. */
export const publicDamping = {
  /** A reporter, a device and a network (/24) lend one statement each; a repeat restores only what has faded. */
  perReporter: 1,
  perDevice: 1,
  perNetwork: 1,
  /** Honest victims paste the same message, so equal texts may count a few times; copies beyond that add nothing. */
  perText: 4,
  /** So many statements count fully in a burst; room for more comes back with the half-life below. */
  burst: 6,
  /** Half-life of a burst. With 6 in a burst, about 17 independent statements a day can count in the long run. */
  burstHalfLifeHours: 6,
  /** Diminishing returns: sum x becomes x * s / (x + s). Three default reporters still reach `suspicious`. */
  saturation: 14,
  /** Fewer independent reporters than this (the third may count half) change nothing on their own. */
  suspiciousBreadth: 2.5,
  /** The public alone reaches `high` only from this many independent networks ... */
  highBreadth: 30,
  /** ... and over at least this time, so that a burst alone never does. */
  highSpanHours: 48,
  /** Highest score of the public alone before breadth and time are there, and after. */
  narrowScore: 0.8,
  broadScore: 0.95,
} as const

/** Further sources of one tier weigh this share of the one before: feeds copy each other, detectors see the same signs. */
export const repeatShare: Readonly<Record<Exclude<SourceTier, 'citizen'>, number>> = {
  member: 1,
  police: 0.5,
  detector: 0.5,
  feed: 0.5,
}

/** A list that counts complaints adds at most this share to its weight, half of it at `half` complaints. */
export const feedCount = { share: 0.15, half: 20 } as const

/** Sources that weigh less than this (weakest: a feed at r = 0.62) cannot lift the ceiling above `suspicious`. */
export const ceilingWeight = 1

/** So many members that each answer for their word may together say `confirmed` without the police. */
export const membersForConfirmed = 4

/** Smallest score of each level. */
export const levelThreshold = {
  /** More than three times the usual share of frauds: worth a warning, no more. */
  suspicious: 0.35,
  /** Six in seven are frauds: do not pay, do not click. */
  high: 0.85,
  /** One in fifty is wrong at most, and never without police, several members or a human decision. */
  confirmed: 0.98,
} as const

/** Score shown at most under a ceiling, so that score and level never contradict each other. */
export const ceilingScore: Readonly<Record<VerdictLevel, number>> = {
  safe: 0.01,
  unknown: 0.34,
  suspicious: 0.84,
  high: 0.97,
  confirmed: 0.999,
}

/** Score that goes with a level set by a human or by a verified identity, where the sum has no say. */
export const decidedScore: Readonly<Record<VerdictLevel, number>> = {
  safe: 0.01,
  unknown: 0.1,
  suspicious: 0.6,
  high: 0.92,
  confirmed: 0.99,
}

/** Fraud types kept in a verdict, strongest support first: more would be noise on a phone screen. */
export const fraudTypesKept = 3

/** A statement older than this many half-lives is called old in the explanation. */
export const oldAfterHalfLives = 2

/** The highest level a tier can reach without help from another one; members only when several agree. */
export const tierCeiling: Readonly<Record<SourceTier, VerdictLevel>> = {
  citizen: 'high',
  member: 'confirmed',
  police: 'confirmed',
  detector: 'high',
  feed: 'high',
}
