import type { Definition, Timer, TimerFacts } from '../engine/definition.ts'
import {
  dissuasionTiers,
  type DissuasionTier,
  type DissuasionTierRules,
  type RuleSet,
} from '../rule-sets/rule-set.ts'
import { hours, minutes, seconds } from '../time/period.ts'
import { engine, officers, supervisors, timer } from './actors.ts'

const callers = [...officers, 'HOT_OPR'] as const
const working = ['SIGNED', 'CONTACTING', 'REACHED', 'ESCALATED', 'VISITING', 'HOLD_PROPOSED'] as const
const untouched = ['NEW', 'ASSIGNED', 'SIGNED', 'CONTACTING'] as const

/** What a talk came to (rules §5.5). */
export const dissuasionOutcomes = [
  'D01',
  'D02',
  'D03',
  'D04',
  'D05',
  'D06',
  'D07',
  'D07R',
  'D08',
  'D09',
  'D10',
  'D11',
  'D12',
] as const

/** Talking somebody out of paying (劝阻任务), rules §5 and §7.8. */
export const dissuasionTask: Definition = {
  kind: 'dissuasion-task',
  zh: '劝阻任务',
  en: 'Dissuasion task',
  partner: null,
  naturalKey: ['personKey', 'fraudFamily', 'dayBucket'],
  states: {
    NEW: { zh: '新任务', en: 'New' },
    ASSIGNED: { zh: '已派发', en: 'Assigned' },
    SIGNED: { zh: '已签收', en: 'Signed for' },
    CONTACTING: { zh: '联系中', en: 'Being contacted' },
    REACHED: { zh: '已联系上', en: 'Reached' },
    ESCALATED: { zh: '已升级', en: 'Escalated' },
    VISITING: { zh: '上门中', en: 'Being visited' },
    HOLD_PROPOSED: { zh: '已提请保护性止付', en: 'Hold proposed' },
    OUTCOME_SET: { zh: '已登记结果', en: 'Outcome noted' },
    REVIEW: { zh: '主管复核', en: 'Under review' },
    FOLLOW_UP: { zh: '回访中', en: 'Follow-up' },
    CLOSED: { zh: '已办结', en: 'Closed', terminal: true },
    EXPIRED: { zh: '已过期', en: 'Expired', terminal: true },
    MERGED: { zh: '已合并', en: 'Merged', terminal: true },
    TRANSFERRED: { zh: '已移交', en: 'Transferred', terminal: true },
  },
  fields: {
    personKey: 'text',
    subjectId: 'text',
    region: 'text',
    fraudFamily: 'text',
    dayBucket: 'text',
    tier: dissuasionTiers,
    triggers: 'list',
    assigneeOrganisationId: 'text',
    channel: ['SMS', 'ROBOT', 'CALL', 'FAMILY', 'VISIT', 'APP'],
    attemptResult: ['DELIVERED', 'NO_ANSWER', 'REFUSED', 'BUSY', 'SPOKEN', 'HUNG_UP', 'WRONG_NUMBER'],
    durationS: 'number',
    attempts: 'number',
    contactsToday: 'number',
    contactDay: 'text',
    wasSpokenTo: 'flag',
    officerIds: 'list',
    recorderRef: 'text',
    arrivedAtMs: 'instant',
    outcomeCode: dissuasionOutcomes,
    amountAtStakeFen: 'fen',
    proofKind: ['PENDING_TRANSFER', 'STATEMENT_SHOWN', 'SIGNED_STATEMENT', 'DEMAND_MESSAGE'],
    evidenceRefs: 'list',
    narrative: 'text',
    mergedInto: 'text',
    targetOrganisationId: 'text',
    paidFen: 'fen',
  },
  timers: {
    assign: { fires: 'assignOverdue', periods: ({ dissuasion }) => [seconds(dissuasion.assignSeconds)] },
    sign: { fires: 'signOverdue', periods: byTier(({ signMinutes }) => signMinutes) },
    sms: { fires: 'smsDue', periods: byTier(({ smsMinutes }) => smsMinutes) },
    robot: { fires: 'robotDue', periods: byTier(({ robotCallMinutes }) => robotCallMinutes) },
    call: { fires: 'callDue', periods: byTier(({ callMinutes }) => callMinutes) },
    nextCall: { fires: 'callDue', periods: byTier(({ callEveryMinutes }) => callEveryMinutes || null) },
    dispatch: { fires: 'dispatchDue', periods: byTier(({ visitDispatchMinutes }) => visitDispatchMinutes) },
    arrive: { fires: 'arriveOverdue', periods: byTier(({ visitArriveMinutes }) => visitArriveMinutes) },
    followUp: { fires: 'followUpDue', periods: ({ dissuasion }) => dissuasion.followUpHours.map(hours) },
    expiry: {
      fires: 'expire',
      periods(rules, facts) {
        const { expireHours } = tierRules(rules, facts)
        return expireHours === null ? [] : [hours(expireHours)]
      },
    },
  },
  answers: [],
  transitions: [
    {
      event: 'create',
      from: null,
      to: 'NEW',
      by: [...engine, ...callers, 'BNK_DSK', 'TEL_DSK', 'NET_PAY', 'SEC_VND', 'PLT_OPR'],
      anywhere: true,
      needs: ['personKey', 'fraudFamily', 'dayBucket', 'tier', 'triggers'],
      takes: ['subjectId', 'region'],
      sets: ['assign', 'expiry', 'sms'],
    },
    { event: 'assignOverdue', from: ['NEW'], to: '=', by: timer, effects: ['alarm:overdue'] },
    { event: 'smsDue', from: [...untouched, ...working], to: '=', by: timer, effects: ['notice:person'] },
    {
      event: 'assign',
      from: ['NEW', 'ASSIGNED'],
      to: 'ASSIGNED',
      by: [...engine, ...callers, ...supervisors],
      needs: ['assigneeOrganisationId'],
      takes: ['region'],
      clears: ['assign'],
      sets: ['sign'],
    },
    {
      event: 'signOverdue',
      from: ['ASSIGNED'],
      to: '=',
      by: timer,
      sets: ['sign'],
      effects: ['alarm:overdue'],
    },
    {
      event: 'signFor',
      from: ['ASSIGNED'],
      to: 'SIGNED',
      by: callers,
      clears: ['sign'],
      sets: ['robot', 'call', 'dispatch'],
      effects: ['task:call'],
    },
    { event: 'robotDue', from: ['SIGNED', 'CONTACTING'], to: '=', by: timer, effects: ['task:call'] },
    { event: 'callDue', from: ['SIGNED', 'CONTACTING'], to: '=', by: timer, effects: ['task:call'] },
    {
      event: 'dispatchDue',
      from: ['SIGNED', 'CONTACTING'],
      to: 'ESCALATED',
      by: timer,
      effects: ['task:visit'],
    },
    {
      event: 'dispatchDue',
      from: ['REACHED', 'ESCALATED', 'VISITING', 'HOLD_PROPOSED', 'OUTCOME_SET', 'REVIEW'],
      to: '=',
      by: timer,
    },
    ...attempts(),
    {
      event: 'escalate',
      from: ['SIGNED', 'CONTACTING', 'REACHED'],
      to: 'ESCALATED',
      by: [...callers, ...supervisors],
      guards: ['reasonGiven'],
      effects: ['task:visit'],
    },
    {
      event: 'visit',
      from: ['ESCALATED', 'REACHED'],
      to: 'VISITING',
      by: officers,
      needs: ['officerIds'],
      sets: ['arrive'],
      effects: ['record:custody'],
    },
    {
      event: 'arrive',
      from: ['VISITING'],
      to: '=',
      by: officers,
      needs: ['arrivedAtMs', 'recorderRef'],
      computes: ['metInPerson'],
      clears: ['arrive'],
    },
    { event: 'arriveOverdue', from: ['VISITING'], to: '=', by: timer, effects: ['alarm:overdue'] },
    {
      event: 'proposeHold',
      from: ['REACHED', 'ESCALATED', 'VISITING'],
      to: 'HOLD_PROPOSED',
      by: callers,
      guards: ['holdEnabled', 'reasonGiven'],
      effects: ['create:protective-hold'],
    },
    ...outcomes(),
    { event: 'confirm', from: ['REVIEW'], to: 'OUTCOME_SET', by: supervisors, notSameAs: ['setOutcome'] },
    {
      event: 'sendBack',
      from: ['REVIEW'],
      to: 'CONTACTING',
      by: supervisors,
      guards: ['reasonGiven'],
      sets: ['nextCall'],
    },
    {
      event: 'finish',
      from: ['OUTCOME_SET'],
      to: 'FOLLOW_UP',
      by: [...callers, ...supervisors],
      when: 'followUpNeeded',
      guards: ['criticalNeedsSupervisor'],
      clears: 'all',
      sets: ['followUp'],
    },
    {
      event: 'finish',
      from: ['OUTCOME_SET'],
      to: 'CLOSED',
      by: [...callers, ...supervisors],
      guards: ['criticalNeedsSupervisor'],
      effects: ['feedback:closed-loop'],
    },
    { event: 'followUpDue', from: ['FOLLOW_UP'], to: '=', by: timer, effects: ['task:follow-up'] },
    {
      event: 'closeFollowUp',
      from: ['FOLLOW_UP'],
      to: 'CLOSED',
      by: callers,
      takes: ['narrative'],
      effects: ['feedback:closed-loop'],
    },
    {
      event: 'paidAfterAll',
      from: ['OUTCOME_SET', 'FOLLOW_UP', 'REVIEW'],
      to: 'CONTACTING',
      by: [...callers, ...engine],
      takes: ['paidFen'],
      computes: ['reversedOutcome'],
      clears: ['followUp'],
      sets: ['nextCall'],
      effects: ['record:reversal', 'alarm:fraud-continues', 'create:report'],
    },
    {
      event: 'raiseTier',
      from: [...untouched, ...working],
      to: '=',
      by: [...engine, ...callers],
      needs: ['tier', 'triggers'],
      guards: ['tierNotLowered'],
      clears: ['expiry'],
      sets: ['expiry'],
    },
    {
      event: 'lowerTier',
      from: [...untouched, ...working],
      to: '=',
      by: [...callers, ...supervisors],
      needs: ['tier'],
      guards: ['reasonGiven'],
      clears: ['expiry'],
      sets: ['expiry'],
    },
    {
      event: 'expire',
      from: untouched,
      to: 'EXPIRED',
      by: timer,
      when: 'tierMayExpire',
      effects: ['feedback:closed-loop'],
    },
    { event: 'expire', from: [...untouched, ...working], to: '=', by: timer, effects: ['alarm:overdue'] },
    {
      event: 'merge',
      from: [...untouched, ...working],
      to: 'MERGED',
      by: [...engine, ...callers],
      needs: ['mergedInto'],
      effects: ['record:link'],
    },
    {
      event: 'transfer',
      from: [...untouched, ...working],
      to: 'TRANSFERRED',
      by: [...callers, ...supervisors],
      needs: ['targetOrganisationId'],
    },
  ],
}

function attempts(): Definition['transitions'] {
  const common = {
    event: 'attempt',
    from: ['SIGNED', 'CONTACTING', 'ESCALATED'],
    by: callers,
    needs: ['channel', 'attemptResult'],
    takes: ['durationS'],
    guards: ['contactAllowed', 'familyAllowed'],
    computes: ['countedAttempt'],
  } as const
  return [
    { ...common, to: 'REACHED', when: 'wasSpoken', clears: ['call', 'nextCall', 'robot', 'dispatch'] },
    {
      ...common,
      to: 'ESCALATED',
      when: 'callsExhausted',
      clears: ['call', 'nextCall'],
      effects: ['task:visit'],
    },
    { ...common, to: 'CONTACTING', sets: ['nextCall'] },
  ]
}

function outcomes(): Definition['transitions'] {
  const common = {
    event: 'setOutcome',
    from: working,
    by: callers,
    needs: ['outcomeCode'],
    takes: ['amountAtStakeFen', 'proofKind', 'evidenceRefs', 'narrative'],
    guards: ['outcomeComplete', 'criticalWasSpokenTo'],
    clears: ['call', 'nextCall', 'robot', 'dispatch', 'arrive', 'expiry'],
  } as const
  return [
    { ...common, to: 'REVIEW', when: 'outcomeNeedsReview', effects: ['task:approve'] },
    {
      ...common,
      to: 'ESCALATED',
      when: 'refusedToBelieve',
      from: ['SIGNED', 'CONTACTING', 'REACHED'],
      effects: ['task:visit'],
    },
    { ...common, to: 'OUTCOME_SET', when: 'alreadyPaid', effects: ['create:report'] },
    { ...common, to: 'OUTCOME_SET' },
  ]
}

/** The rules of the task's tier; of the lowest while no tier is known. */
function tierRules({ dissuasion }: RuleSet, { tier }: TimerFacts): DissuasionTierRules {
  const known: DissuasionTier = dissuasionTiers.find((name) => name === tier) ?? 'LOW'
  return dissuasion.tiers[known]
}

function byTier(minutesOf: (rules: DissuasionTierRules) => number | null): Timer['periods'] {
  return (rules, facts) => {
    const count = minutesOf(tierRules(rules, facts))
    return count === null ? [] : [minutes(count)]
  }
}
