import type { Guard } from '../engine/situation.ts'
import { refuse, unknown } from './measure-guards.ts'

/** What is asked of a stop-payment order (rules §1 and §7.3). */
export const stopGuards = {
  /** An order hangs on a report or on a case; before the filing it is the report (PROC 174). */
  reportOrCaseNamed: ({ facts }) =>
    facts['reportId'] === undefined && facts['caseId'] === undefined
      ? refuse('APPLICATION_INCOMPLETE', 'name the report or the case')
      : null,

  /** Clearing accounts, customer reserves and their like are never stopped as a whole (S53 21, 22). */
  accountNotProtected({ facts, related }) {
    if (related.isProtectedAccount === undefined) return unknown('the class of the account')
    return related.isProtectedAccount && facts['mode'] !== 'AMOUNT'
      ? refuse('REJECTED_PROTECTED_ACCOUNT', 'this account may not be stopped as a whole')
      : null
  },

  /** Who applies was told of liability and said that it is true. */
  truthStated: ({ facts }) =>
    facts['truthStatementVersion'] === undefined
      ? refuse('APPLICATION_INCOMPLETE', 'the statement of truth is missing')
      : null,

  /** A bank stops by itself only what it holds itself. */
  ownAccountOnly: ({ facts, command }) =>
    command.actor.level === null && facts['partnerId'] !== command.actor.organisationId
      ? refuse('OUT_OF_JURISDICTION', 'a bank stops only accounts of its own')
      : null,

  /** From the third tier on the disputed amount only, unless a reason is given for the whole account. */
  amountModeForFarTiers({ facts, rules, command }) {
    const isFar = typeof facts['tier'] === 'number' && facts['tier'] >= rules.trace.amountOnlyFromTier
    return isFar && facts['mode'] === 'ACCOUNT' && (command.reason ?? '').trim() === ''
      ? refuse('REASON_MISSING', 'say why the whole account and not the disputed amount')
      : null
  },

  /** At most two stops of one account for one report or case: 止付次数以两次为限 (N86). */
  stopsLeft({ related, rules }) {
    if (related.stopsUsed === undefined) return unknown('how often the account was stopped')
    return related.stopsUsed >= rules.stopPayment.maxStopsPerAccount
      ? refuse('REJECTED_LIMIT', `the account was stopped ${related.stopsUsed} times for this matter`)
      : null
  },

  /** An extension is the second stop of the same matter. */
  extensionLeft: ({ facts, rules }) =>
    typeof facts['stopNo'] === 'number' && facts['stopNo'] < rules.stopPayment.maxStopsPerAccount
      ? null
      : refuse('REJECTED_LIMIT', 'the order was extended already'),

  extensionRequested: ({ entity }) =>
    entity?.hands['requestExtension'] === undefined
      ? refuse('TOO_EARLY', 'nobody asked for the extension yet')
      : null,

  /** Moved on but the account is under control: the bank says since when. */
  controlComplete: ({ facts }) =>
    typeof facts['startAtMs'] === 'number'
      ? null
      : refuse('APPLICATION_INCOMPLETE', 'say since when the account is under control'),

  stopNotOver: ({ facts, nowMs }) =>
    typeof facts['expireAtMs'] === 'number' && nowMs < facts['expireAtMs']
      ? null
      : refuse('TOO_LATE', 'the stop is over'),

  /** Alone and at once, where the rules allow it, and only for the first account. */
  emergencyAllowed: ({ facts, rules }) =>
    rules.stopPayment.emergencySelfIssue && facts['tier'] === 1
      ? null
      : refuse('EMERGENCY_NOT_ALLOWED', 'only an order for the first account may be issued alone'),

  /** Before it is sent again: it may have been carried out although nothing was heard. */
  statusWasAsked: ({ facts }) =>
    typeof facts['statusAnsweredAtMs'] === 'number'
      ? null
      : refuse('STATUS_UNKNOWN', 'ask the bank first whether the order was carried out'),

  /** The bank’s answer carries what follows from it. */
  stopResultComplete({ facts }) {
    const { outcome } = facts
    const isStopped =
      outcome === 'ALREADY_STOPPED' || (typeof outcome === 'string' && outcome.startsWith('STOPPED_'))
    return isStopped &&
      (typeof facts['startAtMs'] !== 'number' || typeof facts['balanceAtStopFen'] !== 'bigint')
      ? refuse('APPLICATION_INCOMPLETE', 'a stop has a start and a balance')
      : null
  },

  /** The money is frozen on the same account, or the stop has nothing to become. */
  freezeActive: ({ related }) =>
    related.freezeState === 'ACTIVE' || related.freezeState === 'PARTIAL'
      ? null
      : refuse('FREEZE_NOT_ACTIVE', 'no freeze is active on this account'),
} as const satisfies Record<string, Guard>
