import type { Indicator, IndicatorKind } from './indicator.ts'
import { splitUrlCanonical } from './host/url-expressions.ts'

/**
 * What a report about one indicator speaks of: itself, and for a link also its site, because the next victim gets
 * another path on the same site. Not so for shared hosts (free hosting, shorteners): there the site belongs to many
 * who did nothing.
 */
export function reportedIndicators(
  indicator: Indicator,
): readonly { readonly kind: IndicatorKind; readonly canonical: string }[] {
  if (indicator.kind !== 'url' || indicator.marks.includes('shared-host')) return [indicator]
  const { host, hostIsIp } = splitUrlCanonical(indicator.canonical)
  if (hostIsIp) return [indicator, { kind: 'ip', canonical: host.startsWith('[') ? host.slice(1, -1) : host }]
  return [indicator, { kind: 'domain', canonical: host }]
}
