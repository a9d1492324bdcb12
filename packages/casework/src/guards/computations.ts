import type { Facts } from '../engine/entity.ts'
import type { Situation } from '../engine/situation.ts'
import { appealTargets, type Period, type RuleSet } from '../rule-sets/rule-set.ts'
import { endOfAnnouncementMs, endOfPeriodMs, hours, months, workingDays } from '../time/period.ts'
import { addMonthsMs, dayMs, shanghaiDay } from '../time/shanghai-time.ts'

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
      Math.abs(facts['startAtMs'] - nowMs) > rules.stopPayment.clockSkewSeconds * 1000,
  }),

  wrongTarget: () => ({ isWrongTarget: true }),
  gapMinutes: ({ facts, related }) => ({
    gapMinutes: Math.ceil(((related.freezeStartAtMs ?? 0) - number(facts['expireAtMs'])) / 60_000),
  }),
  statusAnswered: ({ nowMs }) => ({ statusAnsweredAtMs: nowMs }),

  foundMalicious: () => ({ verification: 'MALICIOUS' }),
  filedNow: ({ nowMs }) => ({ filedAtMs: nowMs }),
  solvedNow: ({ nowMs }) => ({ solvedAtMs: nowMs }),
  noReviewYet: () => ({ reviewRound: 0 }),
  nextReview: ({ facts }) => ({ reviewRound: number(facts['reviewRound']) + 1 }),

  /** Six months from the freeze, a year where the case is complex and the city approved (PROC 243). */
  freezeExpiry: ({ facts, rules, calendar }) => ({
    expireAtMs: endOfPeriodMs(number(facts['startAtMs']), freezeTerm(facts, rules), calendar),
  }),
  /** A renewal runs from the end of the term it renews. */
  renewedExpiry: ({ facts, rules, calendar }) => ({
    expireAtMs: endOfPeriodMs(number(facts['expireAtMs']), freezeTerm(facts, rules), calendar),
  }),
  reducedFrozen: ({ facts }) => ({ frozenFen: fen(facts['frozenFen']) - fen(facts['paidFen']) }),

  announcement: ({ nowMs, rules, calendar }) => ({
    announcedAtMs: nowMs,
    announceEndAtMs: endOfAnnouncementMs(nowMs, rules.fundReturn.announceDays, calendar),
  }),
  objectionExtended: () => ({ isObjectionExtended: true }),

  /** Listed again while listed: the terms together never pass the longest time without a break (JPM). */
  sanctionTerm({ facts, nowMs, rules, related }) {
    const { sanction } = rules
    const isCriminal = facts['sanctionClass'] === 'criminal'
    const termMonths = isCriminal ? sanction.criminalOpenBlockMonths : sanction.openBlockMonths
    const endAtMs = addMonthsMs(nowMs, termMonths)
    const before = related.existingListing
    const isContinuous = before !== undefined && before !== null && before.endAtMs >= nowMs
    const latestMs =
      isContinuous && sanction.maxContinuousMonths !== null
        ? addMonthsMs(before.startAtMs, sanction.maxContinuousMonths)
        : endAtMs
    return { startAtMs: nowMs, endAtMs: Math.min(endAtMs, latestMs) }
  },

  holdExpiry: ({ facts, rules, calendar }) => ({
    expireAtMs: endOfPeriodMs(number(facts['startAtMs']), hours(rules.protectiveHold.hours), calendar),
  }),
  delayedArrival: ({ facts, rules, calendar }) => ({
    releaseAtMs: endOfPeriodMs(number(facts['acceptedAtMs']), hours(rules.atm.delayHours), calendar),
  }),

  metInPerson: () => ({ wasSpokenTo: true }),
  countedAttempt: ({ facts, nowMs }) => ({
    attempts: number(facts['attempts']) + 1,
    contactDay: shanghaiDay(nowMs),
    contactsToday: facts['contactDay'] === shanghaiDay(nowMs) ? number(facts['contactsToday']) + 1 : 1,
    wasSpokenTo: facts['wasSpokenTo'] === true || facts['attemptResult'] === 'SPOKEN',
  }),
  reversedOutcome: () => ({ outcomeCode: 'D07R' }),

  appealDeadline({ facts, nowMs, rules, calendar }) {
    const target = appealTargets.find((name) => name === facts['targetKind'])
    return target ? { decideByMs: endOfPeriodMs(nowMs, rules.appeal.decision[target], calendar) } : {}
  },
  clockPaused: ({ nowMs }) => ({ pausedAtMs: nowMs }),
  /** The clock goes on where it stood, however long the answer took, up to the longest pause. */
  clockResumed({ facts, nowMs, rules }) {
    const longestMs = rules.appeal.infoRequestMaxDays * dayMs
    const pausedMs = Math.min(nowMs - number(facts['pausedAtMs']), longestMs)
    return { decideByMs: number(facts['decideByMs']) + pausedMs }
  },
  appealExtended: ({ facts, rules, calendar }) => ({
    isExtended: true,
    decideByMs: endOfPeriodMs(
      number(facts['decideByMs']) - 1,
      workingDays(rules.appeal.sanctionExtensionWorkingDays),
      calendar,
    ),
  }),
  appealUpheld: ({ command }) => ({ outcome: 'UPHELD', decidedBy: command.actor.id }),
  appealPartly: ({ command }) => ({ outcome: 'PARTIAL', decidedBy: command.actor.id }),
  appealRejected: ({ command }) => ({ outcome: 'REJECTED', decidedBy: command.actor.id }),
} as const satisfies Record<string, Computation>

export type ComputationName = keyof typeof computations

function freezeTerm(facts: Facts, { freeze }: RuleSet): Period {
  return months(facts['isComplex'] === true ? freeze.complexMonths : freeze.months)
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}

function fen(value: unknown): bigint {
  return typeof value === 'bigint' ? value : 0n
}

function lesser(left: bigint, right: bigint): bigint {
  return left < right ? left : right
}
