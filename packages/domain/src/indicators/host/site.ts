import type { IndicatorMark } from '../indicator.ts'
import { hasHomoglyphs, isSingleScript } from './homoglyphs.ts'
import { unicodeHost } from './host-name.ts'
import { suffixInfo } from './public-suffix.ts'
import { isSharedByPath, sharedParent } from './shared-hosts.ts'

/** What `url` and `domain` read off a host name. */
export interface Site {
  /** The host under which reports of a site meet: without leading `www.` labels. */
  readonly host: string
  readonly marks: readonly IndicatorMark[]
  readonly facts: Readonly<Record<string, string>>
}

/**
 * Reads a canonical host name as a site. `www.example.com` and `example.com` are one site in people's reports, so
 * leading `www.` labels go, unless `www` is itself the registered name (`www.com`). Null when the name's ending is not
 * in the public suffix list or nothing stands before it.
 */
export function readSite(canonicalHost: string): Site | null {
  if (!canonicalHost.includes('.')) return null
  const info = suffixInfo(canonicalHost)
  if (info === null || (info.registrableDomain === null && !info.isPrivate)) return null
  let host = canonicalHost
  while (host.startsWith('www.') && host !== info.registrableDomain) host = host.slice(4)
  const shared = info.isPrivate || isSharedByPath(host) || sharedParent(host, info) !== null
  const registrableDomain = info.registrableDomain ?? host
  if (!host.includes('xn--')) {
    return {
      host,
      marks: shared ? sharedMarks : noMarks,
      facts: { registrableDomain, publicSuffix: info.publicSuffix },
    }
  }
  const unicode = unicodeHost(host)
  const marks: IndicatorMark[] = ['idn']
  if (hasHomoglyphs(unicode)) marks.push('homoglyph')
  if (shared) marks.push('shared-host')
  return { host, marks, facts: { registrableDomain, publicSuffix: info.publicSuffix, unicode } }
}

/** Unicode host where each label keeps to one script and copies no Latin name; A-labels otherwise. */
export function displayHost(host: string): string {
  const unicode = unicodeHost(host)
  return unicode === host || hasHomoglyphs(unicode) || !isSingleScript(unicode) ? host : unicode
}

const noMarks: readonly IndicatorMark[] = []
const sharedMarks: readonly IndicatorMark[] = ['shared-host']
