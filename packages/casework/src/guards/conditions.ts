import type { Situation } from '../engine/situation.ts'
import { tierRulesOf } from './person-guards.ts'

/** Which of several transitions of one event is taken. Pure, by name, so that definitions stay data. */
export const conditions = {
  attemptsLeft: ({ facts, rules }) => number(facts['attempt']) <= rules.stopPayment.retrySeconds.length,

  stoppedFully: ({ facts }) => isOutcome(facts, ['STOPPED_FULL', 'STOPPED_EMPTY', 'ALREADY_STOPPED']),
  stoppedPartly: ({ facts }) => isOutcome(facts, ['STOPPED_PARTIAL']),
  movedOnButControlled: ({ facts }) => isOutcome(facts, ['MOVED_ON']) && facts['isStillControlled'] === true,
  movedOn: ({ facts }) => isOutcome(facts, ['MOVED_ON']),
  cashedOut: ({ facts }) => isOutcome(facts, ['CASHED_OUT']),
  alreadyFrozen: ({ facts }) => isOutcome(facts, ['ALREADY_FROZEN']),
  rejectedProtected: ({ facts }) => isOutcome(facts, ['REJECTED_PROTECTED_ACCOUNT']),
  rejected: ({ facts }) => isOutcome(facts, ['REJECTED_MISMATCH', 'REJECTED_CLOSED', 'REJECTED_LIMIT']),
  failedTechnically: ({ facts }) => isOutcome(facts, ['TECH_FAILURE', 'TIMEOUT']),

  notCarriedOut: ({ facts }) => facts['isCarriedOut'] === false,

  isClockSkewed: ({ facts }) => facts['isClockSkewed'] === true,
  nextAccountsMissing: ({ facts }) =>
    !Array.isArray(facts['nextAccounts']) || facts['nextAccounts'].length === 0,

  otherOrderHolds: ({ related }) => related.isLastLiveOrder === false,
  freezeIsActive: ({ related }) => related.freezeState === 'ACTIVE' || related.freezeState === 'PARTIAL',
  /** An appeal was upheld while the freeze was on its way: an officer decides which of the two stands (rules §7.3). */
  freezeIsBeingSent: ({ related }) => related.freezeState === 'SENT',
  freezeLeftGap: ({ facts, related }) =>
    related.freezeStartAtMs !== undefined && related.freezeStartAtMs > number(facts['expireAtMs']),
  isFirstStop: ({ facts }) => facts['stopNo'] === 1,
  isOwnInflow: ({ facts }) => facts['isFromSameVictim'] === true,

  isDraft: ({ facts }) => facts['isDraft'] === true,
  isCivilDispute: ({ facts }) => facts['verification'] === 'CIVIL_DISPUTE',
  reviewUpheld: ({ facts }) => facts['reviewOutcome'] === 'UPHELD',

  frozenFully: ({ facts }) => facts['freezeResult'] === 'FROZEN',
  frozenPartly: ({ facts }) => facts['freezeResult'] === 'PARTIAL',
  freezeQueued: ({ facts }) => facts['freezeResult'] === 'QUEUED',
  freezeRejected: ({ facts }) => facts['freezeResult'] === 'REJECTED',
  freezeFailed: ({ facts }) => facts['freezeResult'] === 'TECH_FAILURE',
  nothingLeftFrozen: ({ facts }) => facts['paidFen'] === facts['frozenFen'],

  isDirectMethod: ({ facts }) =>
    facts['method'] === 'DIRECT_SINGLE' || facts['method'] === 'DIRECT_TIMESTAMP',
  announcementStands: ({ facts }) =>
    typeof facts['announceEndAtMs'] === 'number' && facts['doOtherSharesFall'] === false,
  objectionsLeft: ({ related }) => (related.openObjections ?? 0) > 0,
  allLinesPaid: ({ facts }) => facts['lineOutcome'] === 'PAID',
  someLinesPaid: ({ facts }) => facts['lineOutcome'] === 'PARTLY_PAID',

  isForAllCards: ({ facts }) => facts['scope'] === 'ALL_CARDS_OF_ID',
  stoppedOneWay: ({ facts }) => facts['numberResult'] === 'ONE_WAY',
  stoppedTwoWays: ({ facts }) => facts['numberResult'] === 'TWO_WAY',
  portedAway: ({ facts }) => facts['numberResult'] === 'PORTED_AWAY',
  numberNotFound: ({ facts }) => facts['numberResult'] === 'NOT_FOUND',
  foundSpoofed: ({ facts }) => facts['numberResult'] === 'SPOOFED',
  shutdownFailed: ({ facts }) => facts['numberResult'] === 'TECH_FAILURE',

  pageBlocked: ({ facts }) => facts['urlResult'] === 'BLOCKED',
  pageGone: ({ facts }) => facts['urlResult'] === 'GONE',
  blockRejected: ({ facts }) => facts['urlResult'] === 'REJECTED',
  blockFailed: ({ facts }) => facts['urlResult'] === 'TECH_FAILURE',

  holdInForce: ({ facts }) => facts['holdResult'] === 'HELD',
  /** Own accounts in one bank, or the payee was confirmed where the rules allow that. */
  arrivesAtOnce: ({ facts, rules }) =>
    facts['isOwnAccount'] === true ||
    (rules.atm.waivableByPayeeConfirmation && facts['isPayeeConfirmed'] === true),

  wasSpoken: ({ facts }) => facts['attemptResult'] === 'SPOKEN',
  callsExhausted: (situation) => {
    const { callAttempts, visitDispatchMinutes } = tierRulesOf(situation)
    return visitDispatchMinutes !== null && number(situation.facts['attempts']) + 1 >= callAttempts
  },
  outcomeNeedsReview: ({ facts }) =>
    ['CRITICAL', 'HIGH'].includes(text(facts['tier'])) &&
    ['D05', 'D06', 'D08'].includes(text(facts['outcomeCode'])),
  refusedToBelieve: ({ facts }) => facts['outcomeCode'] === 'D07',
  alreadyPaid: ({ facts }) => ['D03', 'D04'].includes(text(facts['outcomeCode'])),
  followUpNeeded: ({ facts }) => ['D01', 'D02', 'D07'].includes(text(facts['outcomeCode'])),
  tierMayExpire: (situation) => tierRulesOf(situation).expireHours !== null,

  wasVerified: ({ entity }) => entity !== null && entity.state !== 'SEALED',
} as const satisfies Record<string, (situation: Situation) => boolean>

export type ConditionName = keyof typeof conditions

function isOutcome(facts: Situation['facts'], outcomes: readonly string[]): boolean {
  const { outcome } = facts
  return typeof outcome === 'string' && outcomes.includes(outcome)
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
