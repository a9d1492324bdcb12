import type { IndicatorKind } from '@wuzei/domain'

/**
 * The STIX pattern that a listed indicator stands for. Kinds for which STIX 2.1 has an observable use it; the others
 * have observables of their own, `wuzei-<kind>` with the one property `value`, which `observablesExtension` defines.
 */
export function stixPattern(kind: IndicatorKind, canonical: string): string {
  return `[${comparisons(kind, canonical)
    .map(([path, value]) => `${path} = '${escaped(value)}'`)
    .join(' OR ')}]`
}

/** What a pattern compares with what; one of them is enough. */
function comparisons(kind: IndicatorKind, canonical: string): readonly (readonly [string, string])[] {
  if (kind === 'app' && canonical.startsWith(appDigest))
    return [["file:hashes.'SHA-256'", canonical.slice(appDigest.length)]]
  if (kind === 'ip') return [[canonical.includes(':') ? 'ipv6-addr:value' : 'ipv4-addr:value', canonical]]
  if (kind === 'domain') return [['domain-name:value', canonical]]
  if (kind === 'email') return [['email-addr:value', canonical]]
  if (kind === 'wifi' && macAddress.test(canonical)) return [['mac-addr:value', canonical]]
  // The library does not tell the schemes of a link apart.
  if (kind === 'url')
    return [
      ['url:value', `https://${canonical}`],
      ['url:value', `http://${canonical}`],
    ]
  return [[`${ownObservable(kind)}:value`, canonical]]
}

const appDigest = 'apk-sha256:'
const macAddress = /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/

/** Type of the observable for a kind that STIX has none for. */
export function ownObservable(kind: IndicatorKind): string {
  return `wuzei-${kind}`
}

/** STIX 2.1, section 9.2: within quotes only the quote and the backslash are escaped. */
function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")
}
