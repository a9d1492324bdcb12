import type { Definition } from '../engine/definition.ts'
import { days, minutes } from '../time/period.ts'
import { engine, officers, sender, supervisors, timer } from './actors.ts'

const platform = ['PLT_OPR', 'TEL_DSK', 'TEL_SUP'] as const

/** Block or takedown of a page or app (网址封堵), by an operator, platform or registrar. */
export const urlOrder: Definition = {
  kind: 'url-order',
  zh: '网址封堵令',
  en: 'URL block order',
  partner: 'platform',
  naturalKey: ['target', 'partnerId', 'measure'],
  states: {
    DRAFT: { zh: '草拟', en: 'Draft' },
    PENDING_APPROVAL: { zh: '待审批', en: 'Waiting for approval' },
    SENT: { zh: '已发送', en: 'Sent' },
    ACKED: { zh: '对方已收', en: 'Received' },
    BLOCKED: { zh: '已封堵', en: 'Blocked' },
    GONE: { zh: '页面已消失', en: 'The page is gone', terminal: true },
    REJECTED: { zh: '被退回', en: 'Rejected', terminal: true },
    FAILED: { zh: '未执行', en: 'Failed' },
    LIFT_PENDING: { zh: '待解封', en: 'Lift asked for' },
    LIFTED: { zh: '已解封', en: 'Lifted', terminal: true },
    CANCELLED: { zh: '已撤销', en: 'Cancelled', terminal: true },
  },
  fields: {
    target: 'text',
    measure: ['BLOCK', 'TAKEDOWN', 'WARN', 'APP_REMOVAL'],
    partnerId: 'text',
    caseId: 'text',
    reportId: 'text',
    region: 'text',
    fraudType: 'text',
    evidenceRefs: 'list',
    isSharedHost: 'flag',
    serialNo: 'text',
    urlResult: ['BLOCKED', 'GONE', 'REJECTED', 'TECH_FAILURE'],
    executedAtMs: 'instant',
    liftedAtMs: 'instant',
    supersedes: 'text',
  },
  timers: {
    result: {
      fires: 'resultOverdue',
      periods: ({ url }) => [minutes(url.executeMinutes), minutes(url.executeMinutes * 2)],
    },
    review: { fires: 'reviewDue', periods: ({ url }) => [days(url.reviewDays)] },
    lift: { fires: 'liftOverdue', periods: ({ url }) => [minutes(url.liftMinutes)] },
  },
  answers: [
    { event: 'ack', improves: [] },
    { event: 'result', improves: ['executedAtMs'] },
    { event: 'lifted', improves: ['liftedAtMs'] },
  ],
  transitions: [
    {
      event: 'create',
      from: null,
      to: 'DRAFT',
      by: [...officers, ...engine],
      anywhere: true,
      needs: ['target', 'measure', 'partnerId', 'evidenceRefs', 'fraudType'],
      takes: ['caseId', 'reportId', 'region', 'isSharedHost', 'supersedes'],
      guards: ['evidenceNamed', 'pageNotHost'],
    },
    { event: 'submit', from: ['DRAFT'], to: 'PENDING_APPROVAL', by: officers, effects: ['task:approve'] },
    {
      event: 'approve',
      from: ['PENDING_APPROVAL'],
      to: 'SENT',
      by: supervisors,
      notSameAs: ['create', 'submit'],
      guards: ['evidenceNamed', 'pageNotHost'],
      sets: ['result'],
      effects: ['seal:order', 'message:url.block'],
    },
    {
      event: 'refuse',
      from: ['PENDING_APPROVAL'],
      to: 'CANCELLED',
      by: supervisors,
      guards: ['reasonGiven'],
      effects: ['notice:author'],
    },
    {
      event: 'withdraw',
      from: ['DRAFT', 'PENDING_APPROVAL', 'FAILED'],
      to: 'CANCELLED',
      by: officers,
      guards: ['reasonGiven'],
    },
    { event: 'ack', from: ['SENT'], to: 'ACKED', by: platform },
    { event: 'resultOverdue', from: ['SENT', 'ACKED'], to: '=', by: timer, effects: ['alarm:overdue'] },
    ...platformResults(),
    {
      event: 'resend',
      from: ['FAILED'],
      to: 'SENT',
      by: [...sender, ...officers],
      sets: ['result'],
      effects: ['message:url.block'],
    },
    {
      event: 'reviewDue',
      from: ['BLOCKED'],
      to: '=',
      by: timer,
      sets: ['review'],
      effects: ['task:recheck'],
    },
    { event: 'pageGone', from: ['BLOCKED'], to: 'GONE', by: [...platform, ...engine] },
    {
      event: 'liftRequest',
      from: ['BLOCKED'],
      to: 'LIFT_PENDING',
      by: [...supervisors, ...engine],
      guards: ['reasonGiven'],
      sets: ['lift'],
      effects: ['message:url.lift', 'command:unlist'],
    },
    {
      event: 'liftOverdue',
      from: ['LIFT_PENDING'],
      to: '=',
      by: timer,
      sets: ['lift'],
      effects: ['alarm:overdue'],
    },
    {
      event: 'lifted',
      from: ['LIFT_PENDING'],
      to: 'LIFTED',
      by: platform,
      takes: ['liftedAtMs'],
      effects: ['notice:holder', 'feedback:negative'],
    },
  ],
}

function platformResults(): Definition['transitions'] {
  const common = {
    event: 'result',
    from: ['SENT', 'ACKED'],
    by: platform,
    needs: ['urlResult'],
    takes: ['executedAtMs'],
    clears: ['result'],
  } as const
  return [
    { ...common, to: 'BLOCKED', when: 'pageBlocked', sets: ['review'], effects: ['notice:holder'] },
    { ...common, to: 'GONE', when: 'pageGone' },
    { ...common, to: 'REJECTED', when: 'blockRejected', effects: ['notice:author', 'task:fix-data'] },
    { ...common, to: 'FAILED', when: 'blockFailed', effects: ['task:phone-partner'] },
  ]
}
