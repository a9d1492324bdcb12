import { verdictLevels, type VerdictLevel } from '@wuzei/domain'
import type { PaymentCondition, PaymentRule, PaymentRuleSet, Release } from './payment-rules.ts'
import {
  nameChecks,
  paymentDecisions,
  type PaymentDecisionKind,
  type PaymentSituation,
} from './payment-situation.ts'
import { posesAsOffice, pretextIn } from './pretexts.ts'

/** What to do with one payment, and because of what. */
export interface PaymentDecision {
  readonly decision: PaymentDecisionKind
  /** Rules that fired, in the order of the table. */
  readonly fired: readonly PaymentRule[]
  /** The one that decides which words come first; undefined where nothing fired. */
  readonly leading: PaymentRule | undefined
  /** Fraud whose advice fits best; undefined where nothing points to one. */
  readonly fraudType: string | undefined
  /** How long the payment waits at most; null unless it is held. */
  readonly holdMinutes: number | null
  readonly release: Release | null
  readonly answerSeconds: number
}

/**
 * Decides about a payment: the highest decision of all rules that fire. Each condition only asks for more of something, so
 * more evidence, a higher level or a larger amount never lowers a decision; who knows nothing allows.
 */
export function decidePayment(rules: PaymentRuleSet, situation: PaymentSituation): PaymentDecision {
  const facts = factsOf(situation)
  const fired = rules.rules.filter(({ when }) => holds(when, situation, facts))
  let leading: PaymentRule | undefined
  let holdMinutes = 0
  let release: Release = 'payer'
  for (const rule of fired) {
    if (rankOf(rule.decision) > rankOf(leading?.decision ?? 'allow')) leading = rule
    if (rule.decision !== 'hold') continue
    holdMinutes = Math.max(holdMinutes, rule.holdMinutes ?? 0)
    if (rule.release === 'bank') release = 'bank'
  }
  const decision = leading?.decision ?? 'allow'
  const isHeld = decision === 'hold'
  return {
    decision,
    fired,
    leading,
    fraudType: leading && (facts.pretext ?? facts.fraudType ?? storyOf(leading, fired)),
    holdMinutes: isHeld ? holdMinutes : null,
    release: isHeld ? release : null,
    answerSeconds: rules.answerSeconds[decision],
  }
}

function storyOf(leading: PaymentRule, fired: readonly PaymentRule[]): string | undefined {
  return leading.story ?? fired.find(({ story }) => story !== undefined)?.story
}

function rankOf(decision: PaymentDecisionKind): number {
  return paymentDecisions.indexOf(decision)
}

/** What is worked out once for all rules. */
interface Facts {
  readonly level: number
  readonly fraudType: string | undefined
  readonly pretext: string | undefined
  readonly poses: boolean
}

const levelRanks = new Map<VerdictLevel, number>(verdictLevels.map((level, rank) => [level, rank]))

function factsOf({ verdicts, context, payeeName }: PaymentSituation): Facts {
  let level = verdicts.length === 0 ? levelRank('unknown') : 0
  let fraudType: string | undefined
  for (const verdict of verdicts) {
    const rank = levelRank(verdict.level)
    if (rank >= level && verdict.fraudTypes.length > 0) fraudType = verdict.fraudTypes[0]
    level = Math.max(level, rank)
  }
  return { level, fraudType, pretext: pretextIn(context.purpose), poses: posesAsOffice(payeeName) }
}

function levelRank(level: VerdictLevel): number {
  return levelRanks.get(level) ?? 0
}

function holds(when: PaymentCondition, situation: PaymentSituation, facts: Facts): boolean {
  const { context } = situation
  if (when.list !== undefined && !situation.lists.includes(when.list)) return false
  if (when.levelAtLeast !== undefined && facts.level < levelRank(when.levelAtLeast)) return false
  if (when.amountAtLeastFen !== undefined && situation.weighedFen < when.amountAtLeastFen) return false
  if (when.channels?.includes(situation.channel) === false) return false
  if (when.payeeKinds?.includes(situation.payeeKind) === false) return false
  if (when.signs?.every((sign) => context[sign] === true) === false) return false
  if (when.pretext && facts.pretext === undefined) return false
  if (when.poses && !facts.poses) return false
  if (when.toOthers && context.ownAccount === true) return false
  return isContextEnough(when, context)
}

function isContextEnough(when: PaymentCondition, context: PaymentSituation['context']): boolean {
  if (when.payerAges && !(context.payerAge && when.payerAges.includes(context.payerAge))) return false
  if (
    when.payeeAccountYoungerThanHours !== undefined &&
    !((context.payeeAccountAgeHours ?? Infinity) < when.payeeAccountYoungerThanHours)
  )
    return false
  if (when.failedAttemptsAtLeast !== undefined && (context.failedAttempts ?? 0) < when.failedAttemptsAtLeast)
    return false
  if (when.nameCheckAtLeast === undefined) return true
  return nameChecks.indexOf(context.nameCheck ?? 'match') >= nameChecks.indexOf(when.nameCheckAtLeast)
}
