import type { Situation } from '../engine/situation.ts'

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

  otherOrderHolds: ({ related }) => related.isLastLiveOrder === false,
  freezeIsActive: ({ related }) => related.freezeState === 'ACTIVE' || related.freezeState === 'PARTIAL',
  freezeLeftGap: ({ facts, related }) =>
    related.freezeStartAtMs !== undefined && related.freezeStartAtMs > number(facts['expireAtMs']),
  isFirstStop: ({ facts }) => facts['stopNo'] === 1,
  isOwnInflow: ({ facts }) => facts['isFromSameVictim'] === true,
} as const satisfies Record<string, (situation: Situation) => boolean>

export type ConditionName = keyof typeof conditions

function isOutcome(facts: Situation['facts'], outcomes: readonly string[]): boolean {
  const { outcome } = facts
  return typeof outcome === 'string' && outcomes.includes(outcome)
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0
}
