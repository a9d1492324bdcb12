import type { Guard } from '../engine/situation.ts'
import { endOfPeriodMs, hours } from '../time/period.ts'
import { isAtLeast, refuse, unknown } from './measure-guards.ts'

/** What is asked of reports and cases (rules §7.1, §7.2). */
export const reportGuards = {
  /** The money may still be there. */
  paidRecently: ({ facts, nowMs, rules, calendar }) =>
    typeof facts['paidAtMs'] === 'number' &&
    nowMs <= endOfPeriodMs(facts['paidAtMs'], hours(rules.report.urgentWithinHours), calendar)
      ? null
      : refuse('TOO_LATE', 'the payment is too long ago for urgent action'),

  /** Who applies again and again goes past a supervisor (rules §1.9). */
  applicationsReviewed({ related, rules, command }) {
    if (related.applicationsInWindow === undefined) return unknown('how often the reporter applied')
    const isSupervisor = command.actor.roles.some((role) => role.endsWith('_SUP'))
    return related.applicationsInWindow > rules.report.applicationsBeforeReview && !isSupervisor
      ? refuse('SUPERVISOR_NEEDED', 'after so many applications a supervisor decides')
      : null
  },

  foundTrue: ({ facts }) =>
    facts['verification'] === 'TRUE'
      ? null
      : refuse('REPORT_NOT_TRUE', 'only what was found true is accepted'),

  /** An honest error is kept strictly apart from a false accusation, which has a step of its own (PROC 172). */
  notMalicious: ({ facts }) =>
    facts['verification'] === 'MALICIOUS'
      ? refuse('SUPERVISOR_NEEDED', 'malice is stated by two supervisors, with evidence')
      : null,

  rejectionProposed: ({ entity }) =>
    entity?.hands['proposeRejection'] === undefined
      ? refuse('TOO_EARLY', 'nobody proposed the rejection yet')
      : null,

  maliceProposed: ({ entity }) =>
    entity?.hands['proposeMalicious'] === undefined ? refuse('TOO_EARLY', 'nobody proposed it yet') : null,

  /** The loop is closed only when library, classifier, education and statistics have learned (rules §0.6). */
  feedbackEmitted: ({ related }) =>
    related.isFeedbackEmitted === true ? null : refuse('FEEDBACK_MISSING', 'its feedback was not given yet'),

  /** First the organ itself, then the one above; no third time (PROC 179). */
  reviewLeft: ({ facts }) =>
    typeof facts['reviewRound'] === 'number' && facts['reviewRound'] < maxReviews
      ? null
      : refuse('REJECTED_LIMIT', 'the organ above has reviewed it already'),

  reviewRequested: ({ entity }) =>
    entity?.hands['requestReview'] === undefined ? refuse('TOO_EARLY', 'nobody asked for a review') : null,

  filingApproverLevel: ({ rules, command }) =>
    isAtLeast(command.actor.level, rules.caseFiling.approverLevelMin),

  suspectNamed: ({ facts }) =>
    Array.isArray(facts['suspects']) && facts['suspects'].length > 0
      ? null
      : refuse('APPLICATION_INCOMPLETE', 'name a suspect'),

  /** Cases of two cities are joined by their common superior (PROC 22, 23). */
  superiorForCrossCity: ({ facts, command }) =>
    facts['isCrossCity'] === true && !['ministry', 'province'].includes(command.actor.level ?? '')
      ? refuse('SUPERVISOR_NEEDED', 'the common superior joins cases of two cities')
      : null,

  ordersEnded({ related }) {
    const { openOrders, openFreezes, openPlans, openAppeals } = related
    if (
      openOrders === undefined ||
      openFreezes === undefined ||
      openPlans === undefined ||
      openAppeals === undefined
    )
      return unknown('what is still open in the case')
    return openOrders + openFreezes + openPlans + openAppeals > 0
      ? refuse('STILL_OPEN', 'orders, freezes, plans or appeals of the case are still open')
      : null
  },
} as const satisfies Record<string, Guard>

const maxReviews = 2
