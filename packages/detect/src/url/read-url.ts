import { sharedParent, splitUrlCanonical, urlDefinition } from '@wuzei/domain'
import { parse } from 'tldts'

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
  return withBlogs(readPlainUrl(input) ?? readAnyUrl(input))
}

/**
 * Blogger's names of single countries (`blogspot.ru`) are one platform with `blogspot.com`, though the public suffix list
 * has dropped them.
 */
function withBlogs(url: UrlReading): UrlReading {
  const { host, domain } = url
  if (!domain.startsWith('blogspot.') || host === domain || url.platform !== null) return url
  const ownLabel = host.slice(host.lastIndexOf('.', host.length - domain.length - 2) + 1)
  return { ...url, domain: ownLabel, suffix: domain, platform: 'blogspot.com' }
}

const suffixOptions = {
  allowPrivateDomains: true,
  extractHostname: false,
  validateHostname: false,
  detectIp: false,
  detectSpecialUse: false,
} as const

/**
 * The common case in one pass: http(s), a lower-case host, and a path that canonicalising would leave as it is. Null
 * sends the link the long way; both ways give the same.
 */
export function readPlainUrl(input: string): UrlReading | null {
  const start = input.startsWith('https://') ? 8 : input.startsWith('http://') ? 7 : 0
  const slash = plainHostEnd(input, start)
  if (slash < 0) return null
  const end = plainTailEnd(input, slash)
  if (end < 0) return null
  const query = input.indexOf('?', slash)
  const question = query < 0 || query > end ? end : query
  let host = input.slice(start, slash)
  const { domain, publicSuffix, isPrivate, isIcann } = parse(host, suffixOptions)
  if (publicSuffix === null || (isPrivate !== true && (isIcann !== true || domain === null))) return null
  while (host.startsWith('www.') && host !== domain) host = host.slice(4)
  return {
    host,
    unicodeHost: host,
    isIp: false,
    domain: domain ?? host,
    suffix: publicSuffix,
    platform: sharedParent(host, { publicSuffix, registrableDomain: domain, isPrivate: isPrivate === true }),
    hasPort: false,
    hasUserInfo: false,
    hasHomoglyphs: false,
    path: slash === input.length ? '/' : input.slice(slash, question),
    query: input.slice(question, end),
  }
}

/** Where the slash behind a plain lower-case host stands, or the text ends; negative where the host is not plain. */
function plainHostEnd(input: string, start: number): number {
  let at = start
  let before = 46
  let labelStart = start
  let lastFirst = 0
  let isCoded = false
  for (; at < input.length; at += 1) {
    const code = input.charCodeAt(at)
    if (code === 47) break
    if (code === 46) {
      if (before === 46) return -1
      labelStart = at + 1
    } else if (!((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 45)) return -1
    if (at === labelStart) lastFirst = code
    // A-labels (`xn--`) have a Unicode form, which is read the long way.
    if (code === 45 && before === 45) isCoded = true
    before = code
  }
  const isPlain = before !== 46 && labelStart > start && lastFirst >= 97 && !isCoded && at - start <= 253
  return isPlain ? at : -1
}

/**
 * Where path and query end, at the fragment or the limit; negative where they would have to be changed. Escapes may stay
 * where they stand for what has to be escaped.
 */
function plainTailEnd(input: string, slash: number): number {
  const limit = Math.min(input.length, slash + maxTailLength)
  let pathEnd = -1
  let end = slash
  for (; end < limit; end += 1) {
    const code = input.charCodeAt(end)
    if (code === 35) break
    if (code <= 32 || code >= 127 || code === 92) return -1
    if (code === 37) {
      const byte = (upperHex(input.charCodeAt(end + 1)) << 4) | upperHex(input.charCodeAt(end + 2))
      // Broken escapes, and bytes that canonicalising would write as themselves.
      if (end + 2 >= limit || byte < 0 || (byte > 32 && byte < 127 && byte !== 35)) return -1
    } else if (pathEnd >= 0) continue
    else if (code === 63) pathEnd = end
    // An empty component, or one of dots, would be resolved.
    else if (code === 47 && end > slash && isEmptyOrDots(input, end)) return -1
  }
  if (pathEnd < 0) pathEnd = end
  return input.charCodeAt(pathEnd - 1) !== 47 && isEmptyOrDots(input, pathEnd) ? -1 : end
}

/** True where the path component before this place is empty, `.` or `..`. */
function isEmptyOrDots(input: string, at: number): boolean {
  let before = at - 1
  while (at - before <= 2 && input.charCodeAt(before) === 46) before -= 1
  return input.charCodeAt(before) === 47
}

function upperHex(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  return code >= 65 && code <= 70 ? code - 55 : -1
}

export function readAnyUrl(input: string): UrlReading {
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
