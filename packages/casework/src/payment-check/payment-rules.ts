import type { Bilingual, OrganisationLevel, VerdictLevel } from '@wuzei/domain'
import type { RuleSetId } from '../rule-sets/rule-set.ts'
import type {
  NameCheck,
  PayeeKind,
  PayeeList,
  PayerAge,
  PaymentChannel,
  PaymentDecisionKind,
  PaymentSign,
} from './payment-situation.ts'
import type { QuestionId } from './payment-questions.ts'

/** Every member that is there must hold. */
export interface PaymentCondition {
  /** The payee stands on this list. */
  readonly list?: PayeeList
  readonly levelAtLeast?: VerdictLevel
  readonly amountAtLeastFen?: bigint
  readonly channels?: readonly PaymentChannel[]
  readonly payeeKinds?: readonly PayeeKind[]
  /** All of these are seen. */
  readonly signs?: readonly PaymentSign[]
  readonly payerAges?: readonly PayerAge[]
  readonly payeeAccountYoungerThanHours?: number
  readonly failedAttemptsAtLeast?: number
  readonly nameCheckAtLeast?: NameCheck
  /** The purpose names one of the known pretexts. */
  readonly pretext?: true
  /** The payee bears the name of an office that does not take payments like this. */
  readonly poses?: true
  /** Not for payments between accounts of the payer. */
  readonly toOthers?: true
}

/** Who may let a held payment go before its time: the payer by a word of their own, or the bank once it has asked. */
export type Release = 'payer' | 'bank'

/** How sure the source of a rule is: law read, found, from memory, or our own default. */
export type SourceTag = 'LAW' | 'F' | 'MH' | 'MM' | 'ML' | 'D'

/** One row of the table. */
export interface PaymentRule {
  readonly id: string
  readonly when: PaymentCondition
  readonly decision: Exclude<PaymentDecisionKind, 'allow'>
  /** Of holds: how long at most. */
  readonly holdMinutes?: number
  readonly release?: Release
  /** What was seen, for the payer to read. */
  readonly seen: Bilingual
  /** Fraud whose advice fits when the library names none. */
  readonly story?: string
  readonly ask: readonly QuestionId[]
  /** Why the row is there; for those who read the table. */
  readonly reason: string
  readonly source: `[${SourceTag}] ${string}`
}

/** Rules of the check before paying that hold from a day on. */
export interface PaymentRuleSet {
  readonly id: Extract<RuleSetId, 'CN-2024' | 'DEMO'>
  /** First day in force, in Shanghai; null for a set that is chosen by name only. */
  readonly effectiveFrom: string | null
  readonly rules: readonly PaymentRule[]
  /** How long an answer holds, in seconds: a retraction must not wait longer than the longest. [D] */
  readonly answerSeconds: Readonly<Record<PaymentDecisionKind, number>>
  /** Fen of renminbi that a minor unit of each currency is weighed with, as a fraction; for thresholds only. [D] */
  readonly currencies: Readonly<Record<string, readonly [fen: bigint, minorUnits: bigint]>>
  readonly listings: Readonly<Record<PayeeList, ListingRules>>
  /** Years that the record of an answer is kept. [D] */
  readonly recordYears: number
}

export interface ListingRules {
  /** Lowest level of the second person's organisation. */
  readonly minLevel: OrganisationLevel
  /** Longest term of an entry; it ends by itself. */
  readonly maxDays: number
  readonly basis: Bilingual
  readonly source: `[${SourceTag}] ${string}`
}
