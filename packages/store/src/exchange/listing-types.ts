import type { IndicatorKind } from '@wuzei/domain'

/** Levels at which an indicator is listed. */
export type ListedLevel = 'high' | 'confirmed'

/** What led to a change of the listing. */
export type ListingCause = 'verdict' | 'faded' | 'retracted' | 'disputed' | 'pinned'

/** Why an indicator is not listed although its own verdict is `high` or above. */
export type WithheldReason = 'overruled' | 'shared-host' | 'public-suffix' | 'well-known'

/** One listed indicator. Keys are signed, as PostgreSQL holds them. */
export interface ListedEntry {
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly level: ListedLevel
  readonly fraudTypes: readonly string[]
  readonly tlp: string
  readonly listedAt: Date
  /** The change that last touched it. */
  readonly version: bigint
  /** Epoch seconds at which fading takes it off the list; null where it does not fade. */
  readonly fallsAt: number | null
}

/** One line of the journal. */
export interface ListingChange {
  readonly version: bigint
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly change: 'added' | 'removed' | 'changed'
  /** Null when it was removed. */
  readonly level: ListedLevel | null
  readonly fraudTypes: readonly string[]
  readonly cause: ListingCause
  /** The event that led to it; null for what time alone did. */
  readonly eventSeq: number | null
  readonly at: Date
}
