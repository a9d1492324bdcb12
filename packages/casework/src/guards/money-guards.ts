import type { Guard } from '../engine/situation.ts'
import { dayMs } from '../time/shanghai-time.ts'
import { isAtLeast, refuse, unknown } from './measure-guards.ts'

/** What is asked of freezes and of returning their money (rules §2, §7.4, §7.5). */
export const moneyGuards = {
  /** Before a case is filed property may be asked about, never frozen (PROC 174). */
  caseFiled({ related }) {
    if (related.caseFiledAtMs === undefined) return unknown('whether the case is filed')
    return related.caseFiledAtMs === null ? refuse('CASE_NOT_FILED', 'the case is not filed') : null
  },

  /** A head of county level or above; of the city where the case is complex and the term a year (PROC 239, 243). */
  freezeApproverLevel: ({ facts, rules, command }) =>
    isAtLeast(
      command.actor.level,
      facts['isComplex'] === true ? rules.freeze.complexApproverLevel : rules.freeze.approverLevelMin,
    ),

  /** R41 article 6 asks for the city, PROC 234 only for the county: the rule set says which. */
  returnApproverLevel: ({ rules, command }) =>
    isAtLeast(command.actor.level, rules.fundReturn.approverLevelMin),

  /** 不得重复冻结; another organ’s freeze queues instead (PROC 242). */
  notFrozenBySameCase({ related }) {
    if (related.otherLiveOrder === undefined) return unknown('whether the account is frozen already')
    return related.otherLiveOrder?.isSameCase === true
      ? refuse('ALREADY_ORDERED', 'the same case has frozen this account already')
      : null
  },

  /** A renewal after the end is none: the freeze counts as released by then (PROC 240). */
  freezeNotOver: ({ facts, nowMs }) =>
    typeof facts['expireAtMs'] === 'number' && nowMs < facts['expireAtMs']
      ? null
      : refuse('TOO_LATE', 'the freeze is over'),

  freezeResultComplete: ({ facts }) =>
    typeof facts['startAtMs'] === 'number' && typeof facts['frozenFen'] === 'bigint'
      ? null
      : refuse('APPLICATION_INCOMPLETE', 'a freeze has a start and an amount'),

  paidWithinFrozen: ({ facts }) =>
    typeof facts['paidFen'] === 'bigint' &&
    typeof facts['frozenFen'] === 'bigint' &&
    facts['paidFen'] <= facts['frozenFen']
      ? null
      : refuse('SUM_MISMATCH', 'more was paid than is frozen'),

  statementsComplete: ({ facts }) =>
    facts['areStatementsComplete'] === true
      ? null
      : refuse('APPLICATION_INCOMPLETE', 'the statements do not reach the freeze'),

  claimVerified: ({ facts }) =>
    typeof facts['claimsVerified'] === 'number' && facts['claimsVerified'] > 0
      ? null
      : refuse('APPLICATION_INCOMPLETE', 'no claim is verified'),

  /** Lines and what remains are the frozen sum to the fen. */
  sumsToFrozen: ({ facts }) =>
    typeof facts['returnedFen'] === 'bigint' &&
    typeof facts['remainsFrozenFen'] === 'bigint' &&
    facts['returnedFen'] + facts['remainsFrozenFen'] === facts['frozenFen']
      ? null
      : refuse('SUM_MISMATCH', 'lines and remainder are not the frozen sum'),

  verifiedByTwo: ({ facts, rules }) =>
    Array.isArray(facts['verifiedBy']) && new Set(facts['verifiedBy']).size >= rules.fundReturn.claimVerifiers
      ? null
      : refuse('FOUR_EYES', `${rules.fundReturn.claimVerifiers} officers verify the claims`),

  noDispute: ({ facts }) =>
    facts['isDisputed'] === true ? refuse('DISPUTED', 'the ownership is disputed') : null,

  /** From the day after publication to 24:00 of the last day. */
  withinWindow: ({ facts, nowMs }) =>
    typeof facts['announceEndAtMs'] === 'number' && nowMs < facts['announceEndAtMs']
      ? null
      : refuse('TOO_LATE', 'the time for objections is over'),

  windowIsOver: ({ facts, nowMs }) =>
    typeof facts['announceEndAtMs'] === 'number' && nowMs >= facts['announceEndAtMs']
      ? null
      : refuse('TOO_EARLY', 'the announcement still runs'),

  noOpenObjection({ related }) {
    if (related.openObjections === undefined) return unknown('whether objections are open')
    return related.openObjections > 0 ? refuse('STILL_OPEN', 'an objection is not decided') : null
  },

  objectionNotExtended: ({ facts }) =>
    facts['isObjectionExtended'] === true ? refuse('REJECTED_LIMIT', 'it was extended already') : null,

  enoughOfficers: ({ facts, rules }) =>
    Array.isArray(facts['officerIds']) && new Set(facts['officerIds']).size >= rules.fundReturn.officersOnSite
      ? null
      : refuse('APPLICATION_INCOMPLETE', `${rules.fundReturn.officersOnSite} officers go to the bank`),

  payeesConfirmed: ({ facts }) =>
    facts['arePayeesConfirmed'] === true
      ? null
      : refuse('APPLICATION_INCOMPLETE', 'names and accounts of the payees are not confirmed'),

  /** The freeze must not end under the payment. */
  freezeLastsLongEnough({ related, rules, nowMs }) {
    if (related.freezeExpireAtMs === undefined) return unknown('when the freeze ends')
    return related.freezeExpireAtMs < nowMs + rules.fundReturn.minFreezeDaysLeft * dayMs
      ? refuse('FREEZE_TOO_SHORT', 'renew the freeze first')
      : null
  },

  /** What the bank says it paid in all fits what it says became of the plan. */
  paidWithinPlan({ facts }) {
    const { lineOutcome, paidFen, returnedFen } = facts
    if (lineOutcome === 'FAILED_LINE') return null
    if (typeof paidFen !== 'bigint' || typeof returnedFen !== 'bigint')
      return refuse('APPLICATION_INCOMPLETE', 'say how much was paid in all')
    const fits = lineOutcome === 'PAID' ? paidFen === returnedFen : paidFen > 0n && paidFen < returnedFen
    return fits ? null : refuse('SUM_MISMATCH', 'what was paid does not fit the lines')
  },

  accountProposed: ({ entity }) =>
    entity?.hands['proposeAccount'] === undefined
      ? refuse('TOO_EARLY', 'an officer proposes the other account first')
      : null,
} as const satisfies Record<string, Guard>
