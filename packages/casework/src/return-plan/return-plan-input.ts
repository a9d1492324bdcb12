/** What a fund-return plan is worked out from. Amounts are in the smallest unit (fen for CNY). */
export interface ReturnPlanInput {
  readonly frozen: {
    readonly account: string
    readonly amountFen: bigint
    readonly frozenAt: BankInstant
  }
  readonly statements: readonly AccountStatement[]
  readonly claims: readonly VictimClaim[]
  /** Which of the two results is to be followed; by default the evidence decides. */
  readonly preferredVariant?: ReturnVariant
}

/** Everything booked in one account, as its bank gave it. */
export interface AccountStatement {
  readonly account: string
  /** What the account held before the first entry: money of unknown origin. */
  readonly openingFen: bigint
  readonly entries: readonly StatementEntry[]
}

/** One booking. A transfer between two accounts whose statements are both given has the same id in both. */
export interface StatementEntry {
  readonly id: string
  readonly at: BankInstant
  readonly direction: 'in' | 'out'
  readonly counterparty: string | null
  readonly amountFen: bigint
}

/** What one victim lost: the named transfers, each a credit in one of the statements. */
export interface VictimClaim {
  readonly id: string
  readonly name: string | null
  readonly transfers: readonly string[]
  /** What was returned elsewhere, by somebody else or from another account. */
  readonly alreadyReturnedFen: bigint
  /**
   * What an earlier plan returned from this same frozen sum; `frozen.amountFen` is without it. Such a claim is settled:
   * a later victim's plan shares only what remained and touches no earlier payment.
   */
  readonly settledFen: bigint
}

/** A bank's time stamp: as written, and as nanoseconds since 1970, since banks write more than milliseconds. */
export interface BankInstant {
  readonly text: string
  readonly epochNs: bigint
}

export const returnVariants = ['BY_LOSS', 'BY_BALANCE'] as const
/**
 * What a victim's share is measured by: what of their money came into the frozen account (`BY_LOSS`, R41 article
 * 8(3) as it is written), or what of it was still there when it was frozen (`BY_BALANCE`, true to the time stamps).
 */
export type ReturnVariant = (typeof returnVariants)[number]
