import type { Facts } from '../engine/entity.ts'
import type { Situation } from '../engine/situation.ts'
import { endOfPeriodMs, hours } from '../time/period.ts'

/** Gives the fields that follow from what happened. */
type Computation = (situation: Situation) => Facts

/** Every computation by name. */
export const computations = {
  stopNumber: ({ related }) => ({ stopNo: (related.stopsUsed ?? 0) + 1 }),
  firstAttempt: () => ({ attempt: 1 }),
  nextAttempt: ({ facts }) => ({ attempt: number(facts['attempt']) + 1 }),
  timeoutOutcome: () => ({ outcome: 'TIMEOUT' }),

  /** 48 hours from the instant at which the bank stopped the money, not from the order (N86 II(1)2). */
  stopExpiry: ({ facts, rules, calendar }) => ({
    expireAtMs: endOfPeriodMs(number(facts['startAtMs']), hours(rules.stopPayment.hours), calendar),
  }),

  /** The second stop begins where the first ends, so that no gap opens. */
  extendedExpiry: ({ facts, rules, calendar }) => ({
    stopNo: number(facts['stopNo']) + 1,
    startAtMs: number(facts['expireAtMs']),
    expireAtMs: endOfPeriodMs(number(facts['expireAtMs']), hours(rules.stopPayment.hours), calendar),
  }),

  /** Of the claimed money what lies in the account: never more than either; nothing where another order has it. */
  securedAmount: ({ facts }) => ({
    securedFen:
      facts['outcome'] === 'ALREADY_STOPPED'
        ? 0n
        : lesser(fen(facts['claimedFen']), fen(facts['balanceAtStopFen'])),
  }),

  /** Later inflow of the same victim adds to what is secured, up to the claim. */
  raisedSecured: ({ facts }) => ({
    securedFen: lesser(fen(facts['claimedFen']), fen(facts['securedFen']) + fen(facts['inflowFen'])),
  }),

  /** Our clock and the bank's, kept side by side; too far apart is a flag and never a correction. */
  clockSkew: ({ facts, nowMs, rules }) => ({
    receivedAtMs: nowMs,
    isClockSkewed:
      typeof facts['startAtMs'] === 'number' &&
      facts['startAtMs'] - nowMs > rules.stopPayment.clockSkewSeconds * 1000,
  }),

  wrongTarget: () => ({ isWrongTarget: true }),
  gapMinutes: ({ facts, related }) => ({
    gapMinutes: Math.ceil(((related.freezeStartAtMs ?? 0) - number(facts['expireAtMs'])) / 60_000),
  }),
  statusAnswered: ({ nowMs }) => ({ statusAnsweredAtMs: nowMs }),
} as const satisfies Record<string, Computation>

export type ComputationName = keyof typeof computations

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function fen(value: unknown): bigint {
  return typeof value === 'bigint' ? value : 0n
}

function lesser(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}
