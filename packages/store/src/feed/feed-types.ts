import type { IndicatorKind, SharedRow } from '@wuzei/domain'

/** NOTIFY channel: the feed has new items. */
export const FEED_CHANNEL = 'wuzei_feed'

/** What an item tells. */
export const feedItemTypes = [
  'listed',
  'changed',
  'unlisted',
  'share',
  'share-relabelled',
  'share-withdrawn',
  'retraction',
  'retraction-reminder',
  'webhook-paused',
] as const
export type FeedItemType = (typeof feedItemTypes)[number]

/** Why a retraction was made. */
export type RetractionReason = 'retracted' | 'appeal-upheld' | 'new-holder' | 'decided' | 'evidence-changed'

/** One item, with what decides who may read it. */
export interface FeedItem {
  /** Contiguous. Only ever shown enciphered. */
  readonly position: number
  readonly type: FeedItemType
  readonly eventSeq: number | null
  readonly key: bigint | null
  readonly kind: IndicatorKind | null
  readonly canonical: string | null
  readonly level: string | null
  readonly fraudTypes: readonly string[]
  readonly cause: string | null
  /** Share or retraction it is about. */
  readonly objectId: string | null
  readonly detail: unknown
  readonly at: Date
  readonly shared: SharedRow
  /** Only the named recipients get it, whatever the labels say. */
  readonly addressed: boolean
}

/** How far the feed is. */
export interface FeedHead {
  readonly position: number
  /** Items up to this one are no longer kept. */
  readonly compactedTo: number
}
