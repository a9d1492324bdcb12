import type { IndicatorKind } from '../indicators/indicator.ts'
import type { Identity } from '../verdict/types.ts'

/** One number or site that certainly belongs to an identity. */
export interface IdentityIndicator {
  readonly kind: IndicatorKind
  /** Canonical form. */
  readonly value: string
  /**
   * True when every host below this domain is the owner's own. False where others publish below it (shops, shared
   * documents): then the identity vouches for exactly this value.
   */
  readonly coversSubdomains: boolean
}

/** A verified owner with its numbers and sites, as the library is seeded with. */
export interface KnownIdentity extends Identity {
  readonly indicators: readonly IdentityIndicator[]
}

/** A row of the lists: id, Chinese name, English name, numbers, sites. */
export type IdentityRow = readonly [
  id: string,
  zh: string,
  en: string,
  phones: readonly string[],
  domains: readonly string[],
]

/** Makes identities of rows that share a category. */
export function identitiesOf(
  category: Identity['category'],
  { spoofed, coversSubdomains = true }: { readonly spoofed: boolean; readonly coversSubdomains?: boolean },
  rows: readonly IdentityRow[],
): KnownIdentity[] {
  return rows.map(([id, zh, en, phones, domains]) => ({
    id,
    name: { zh, en },
    category,
    spoofed,
    indicators: [
      ...phones.map((value) => ({ kind: 'phone' as const, value, coversSubdomains: false })),
      ...domains.map((value) => ({ kind: 'domain' as const, value, coversSubdomains })),
    ],
  }))
}
