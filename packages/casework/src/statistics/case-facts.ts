import type { dissuasionOutcomes } from '../definitions/dissuasion-task.ts'
import type { StopOutcome } from '../definitions/stop-order-fields.ts'
import type { AppealTarget } from '../rule-sets/rule-set.ts'

/**
 * What the statistics are counted from: rows without names, numbers or texts. Keys are blind indexes; the same key is the
 * same person, report, payment or account.
 */
export interface CaseFacts {
  readonly dissuasions: readonly DissuasionFact[]
  readonly stops: readonly StopFact[]
  readonly freezes: readonly FreezeFact[]
  readonly returns: readonly { readonly atMs: number; readonly paidFen: bigint }[]
  readonly reports: readonly { readonly acceptedAtMs: number; readonly claimedFen: bigint }[]
  readonly cases: readonly { readonly filedAtMs: number; readonly solvedAtMs: number | null }[]
  readonly shutdowns: readonly ShutdownFact[]
  readonly listings: readonly { readonly accountKey: string; readonly atMs: number }[]
  readonly blocks: readonly EventCount<'call' | 'sms' | 'url'>[]
  readonly warnings: readonly EventCount<'sms' | 'call' | 'visit'>[]
  readonly appeals: readonly AppealFact[]
  readonly education: readonly EducationFact[]
}

export interface DissuasionFact {
  readonly personKey: string
  /** One scam that one person was in: the same person in a new scam is a new event. */
  readonly eventKey: string
  readonly outcome: (typeof dissuasionOutcomes)[number]
  readonly atMs: number
  /** Smallest provable sum; null where nothing was proved. */
  readonly amountAtStakeFen: bigint | null
  /** The payment that the sum is, when it is known: a payment that was stopped counts there and not here. */
  readonly paymentKey: string | null
  /** When the person paid after all, which takes the outcome out of the count. */
  readonly reversedAtMs: number | null
}

export interface StopFact {
  readonly orderKey: string
  readonly reportKey: string
  readonly victimKey: string
  readonly accountKey: string
  readonly paymentKey: string
  readonly tier: number
  readonly stopNo: number
  readonly outcome: StopOutcome
  /** The victim's whole loss by this payment. */
  readonly claimedFen: bigint
  /** Attributable money under control at the first confirmation. */
  readonly securedFen: bigint
  readonly transferAtMs: number
  readonly reportedAtMs: number
  readonly executedAtMs: number
  readonly isWrongTarget: boolean
}

export interface FreezeFact {
  readonly accountKey: string
  readonly frozenFen: bigint
  readonly startAtMs: number
  readonly endAtMs: number | null
}

export interface ShutdownFact {
  readonly numberKey: string
  readonly kind: 'number' | 'port' | 'line'
  readonly executedAtMs: number
  readonly resumedOnAppealAtMs: number | null
}

export interface EventCount<Channel extends string> {
  readonly channel: Channel
  readonly atMs: number
  readonly count: number
}

export interface AppealFact {
  readonly target: AppealTarget
  readonly receivedAtMs: number
  readonly decidedAtMs: number | null
  readonly isUpheld: boolean
}

export interface EducationFact {
  readonly group: string
  readonly atMs: number
  readonly views: number
  readonly tests: number
  readonly passed: number
}

/** From the first instant of a period to, but without, the last. */
export interface CountedPeriod {
  readonly fromMs: number
  readonly toMs: number
}
