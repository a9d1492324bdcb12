import type { Evidence, Identity, IndicatorKind, Pin, SourceTier } from '@wuzei/domain'

/** One row of `sources`. `reliability` is what evidence was last weighed with; Beta holds all outcomes so far. */
export interface SourceRow {
  readonly code: number
  readonly id: string
  readonly tier: SourceTier
  readonly name: string
  readonly licence: string | null
  readonly alpha: number
  readonly beta: number
  readonly reliability: number
}

/** What people decided about one indicator. */
export interface Decisions {
  readonly pin: Pin | null
  readonly identity: Identity | null
  readonly tenureFrom: number | null
  readonly dispute: { readonly state: 'open' | 'upheld' | 'rejected'; readonly at: number } | null
  readonly retractedAt: number | null
}

/** One indicator with everything its verdict depends on. */
export interface IndicatorRow {
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly evidence: readonly Evidence[]
  readonly decisions: Decisions
}

/** An indicator's name and its 64-bit key (signed, as PostgreSQL holds it). */
export interface IndicatorName {
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
}
