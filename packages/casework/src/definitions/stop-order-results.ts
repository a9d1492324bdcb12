import type { Definition } from '../engine/definition.ts'

/** Timers that run while a stop holds. */
const holdTimers = ['expiry', 'warning', 'caseDecision'] as const

/** What a bank's answer leads to, whichever way it arrives: by line, by telephone and two people, or on a query. */
export function stopResultTransitions(
  event: string,
  from: readonly string[],
  by: Definition['transitions'][number]['by'],
  notSameAs: readonly string[],
): Definition['transitions'] {
  const common = {
    event,
    from,
    by,
    notSameAs,
    needs: ['outcome'],
    takes: [
      'startAtMs',
      'balanceAtStopFen',
      'nextAccounts',
      'feedback',
      'formerFreeze',
      'isStillControlled',
      'savedBy',
      'matchResult',
      'bankReference',
      'isCarriedOut',
    ],
    clears: ['ack', 'result'],
    guards: ['stopResultComplete'],
  } as const
  const skewed = ['isClockSkewed', 'alarm:clock-skew'] as const
  const untraced = ['nextAccountsMissing', 'alarm:trace-missing'] as const
  const stopped = {
    ...common,
    computes: ['clockSkew', 'stopExpiry', 'securedAmount'],
    sets: holdTimers,
  } as const
  return [
    { ...stopped, to: 'ACTIVE', when: 'stoppedFully', effects: ['notice:holder', skewed] },
    {
      ...stopped,
      to: 'PARTIAL_ACTIVE',
      when: 'stoppedPartly',
      effects: ['notice:holder', 'message:query.transactions', 'create:child-stops', skewed],
    },
    {
      ...stopped,
      to: 'PARTIAL_ACTIVE',
      when: 'movedOnButControlled',
      guards: ['controlComplete'],
      effects: ['message:query.transactions', 'create:child-stops', untraced],
    },
    {
      ...common,
      to: 'MOVED_ON',
      when: 'movedOn',
      effects: ['message:query.transactions', 'create:child-stops', untraced],
    },
    { ...common, to: 'MOVED_ON', when: 'cashedOut', effects: ['task:review'] },
    { ...common, to: 'REJECTED', when: 'alreadyFrozen', effects: ['create:queue-freeze'] },
    {
      ...common,
      to: 'REJECTED',
      when: 'rejectedProtected',
      effects: ['create:refund-request', 'notice:author'],
    },
    { ...common, to: 'REJECTED', when: 'rejected', effects: ['task:fix-data', 'notice:author'] },
    { ...common, to: 'FAILED', when: 'failedTechnically', effects: ['task:phone-partner'] },
  ]
}
