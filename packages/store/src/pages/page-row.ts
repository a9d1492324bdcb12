import type { IndicatorKind, TlpLabel } from '@wuzei/domain'

/** A page as kept: what was found and what it is told apart by, never its content. */
export interface PageRow {
  readonly id: string
  readonly originId: string
  readonly tlp: PageTlp
  readonly url: string
  readonly host: string
  readonly site: string
  readonly kind: Extract<IndicatorKind, 'domain' | 'url' | 'ip'>
  readonly canonical: string
  readonly firstAt: Date
  readonly lastAt: Date
  readonly count: number
  readonly level: 'safe' | 'unknown' | 'suspicious' | 'high'
  readonly score: number
  readonly fraudType: string | null
  /** Codes of signs with their values. */
  readonly signs: unknown
  readonly fetched: boolean
  readonly skeleton: string
  readonly simhash: string
  readonly elements: number
  readonly runs: number
  readonly marks: readonly string[]
  readonly campaignId: string | null
}

/** Verified owner of a page's site. */
export interface PageOwner {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
}

/** Labels that pages may have: TLP:RED is for named people, and a page is submitted by a system or a desk. */
type PageTlp = Exclude<TlpLabel, 'TLP:RED'>

export const pageColumns = `id, origin_id as "originId", tlp, url, host, site, kind, canonical, first_at as "firstAt",
  last_at as "lastAt", count, level, score, fraud_type as "fraudType", signs, fetched, skeleton, simhash, elements, runs,
  marks, campaign_id as "campaignId"`

/**
 * The pages that a reader may be given, as a condition with the reader's organisation as parameter `$n`: its own, and
 * those labelled for the community. The rule of `mayRead` for objects without recipients and groups.
 */
export function readablePages(parameter: number): string {
  return `(origin_id::text = $${parameter}::text or tlp in ('TLP:CLEAR', 'TLP:GREEN'))`
}
