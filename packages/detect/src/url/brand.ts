/** A name that scammers dress up as. */
export interface Brand {
  readonly id: string
  readonly name: { readonly zh: string; readonly en: string }
  /** Fraud type of a page that poses as it. */
  readonly fraudType: string
  /** Words by which it is known in host names and paths, lower case without separators. */
  readonly words: readonly string[]
  /** Domains that are its own with everything below them. */
  readonly domains: readonly string[]
  /** Domains of its own below which others publish: vouched for exactly, never below. */
  readonly sharedDomains: readonly string[]
}

/** id, Chinese name, English name, words, own domains, domains shared with others. */
export type BrandRow = readonly [
  id: string,
  zh: string,
  en: string,
  words: string,
  domains: string,
  sharedDomains?: string,
]

/** Makes brands of rows; words and domains are separated by spaces. */
export function brandsOf(fraudType: string, rows: readonly BrandRow[]): Brand[] {
  return rows.map(([id, zh, en, words, domains, shared = '']) => ({
    id,
    name: { zh, en },
    fraudType,
    words: listOf(words),
    domains: listOf(domains),
    sharedDomains: listOf(shared),
  }))
}

/** Words separated by spaces; none of an empty text. */
export function listOf(text: string): string[] {
  return text === '' ? [] : text.split(' ')
}
