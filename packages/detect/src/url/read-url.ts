import { sharedParent, splitUrlCanonical, urlDefinition } from '@wuzei/domain'

/** A link taken apart, scheme and leading `www.` gone: in some collections they alone tell the labels apart. */
export interface UrlReading {
  /** Canonical host: A-labels or an address. */
  readonly host: string
  /** Unicode form of the host. */
  readonly unicodeHost: string
  readonly isIp: boolean
  /** Registrable domain and its ending by the public suffix list; the host and '' where there is none. */
  readonly domain: string
  readonly suffix: string
  /** The host below which every label has another owner (`github.io`), or null. */
  readonly platform: string | null
  readonly hasPort: boolean
  /** True when a name or password stands before the host, as in `bank.cn@evil.top`. */
  readonly hasUserInfo: boolean
  readonly hasHomoglyphs: boolean
  /** Begins with a slash. */
  readonly path: string
  /** With its question mark; '' when there is none. */
  readonly query: string
}

/**
 * What is read of path and query. Ninety-nine links of a hundred are shorter than 500 characters, and padding beyond
 * must not make scoring slow.
 */
export const maxTailLength = 1024

/** Takes any text for a link; what cannot be one is read as a host as it stands. Linear in the length of the text. */
export function readUrl(input: string): UrlReading {
  const cut = shortened(input)
  const parsed = urlDefinition.parse(cut.text)
  if (!parsed.ok) return unparsed(cut.text, cut.hasUserInfo)
  const { canonical, facts, marks } = parsed.indicator
  const parts = splitUrlCanonical(canonical)
  const { host } = parts
  const domain = facts['registrableDomain']
  return {
    host,
    unicodeHost: facts['unicode'] ?? host,
    isIp: facts['publicSuffix'] === undefined,
    domain: domain ?? host,
    suffix: facts['publicSuffix'] ?? '',
    platform: marks.includes('shared-host') ? sharedParent(host) : null,
    hasPort: parts.port !== '',
    hasUserInfo: cut.hasUserInfo,
    hasHomoglyphs: marks.includes('homoglyph'),
    // Escaping may have made them longer than what was read.
    path: parts.path.slice(0, maxTailLength),
    query: parts.query.slice(0, maxTailLength),
  }
}

/** Leaves out names before the host, the fragment, and what is beyond the limit of path and query. */
function shortened(input: string): { text: string; hasUserInfo: boolean } {
  const schemeEnd = input.slice(0, 40).search(/:[/\\]{2}/)
  const start = schemeEnd < 0 ? 0 : schemeEnd + 3
  let end = start
  let at = -1
  for (; end < input.length; end += 1) {
    const code = input.charCodeAt(end)
    if (code === 47 || code === 92 || code === 63 || code === 35) break
    if (code === 64) at = end
  }
  const text = input.slice(at < 0 ? 0 : at + 1, end + maxTailLength)
  return { text: at < 0 ? text : `http://${text}`, hasUserInfo: at >= 0 }
}

function unparsed(text: string, hasUserInfo: boolean): UrlReading {
  const plain = text
    .slice(0, maxTailLength * 2)
    .toLowerCase()
    .replace(/^\s*[a-z]+:\/\//, '')
    .replace(/^www\./, '')
  const slash = plain.search(/[/\\?#]/)
  const host = (slash < 0 ? plain : plain.slice(0, slash)).slice(0, 253)
  const tail = slash < 0 ? '/' : plain.slice(slash, slash + maxTailLength)
  const question = tail.indexOf('?')
  return {
    host,
    unicodeHost: host,
    isIp: false,
    domain: host,
    suffix: '',
    platform: null,
    hasPort: false,
    hasUserInfo,
    hasHomoglyphs: false,
    path: question < 0 ? tail : tail.slice(0, question),
    query: question < 0 ? '' : tail.slice(question),
  }
}
