import { canonicalHost, unicodeHost } from './host/host-name.ts'
import { specialUse } from './host/ip-ranges.ts'
import { refang } from './host/refang.ts'
import { canonicalizeUrl, urlTextWithoutScheme } from './host/safe-browsing.ts'
import { displayHost, readSite } from './host/site.ts'
import { splitUrlCanonical } from './host/url-expressions.ts'
import type { IndicatorDefinition, IndicatorMark, ParseResult } from './indicator.ts'
import { maxIndicatorLength } from './indicator.ts'
import { failed } from './parse-result.ts'

/**
 * Web addresses. Canonical: the Safe Browsing form without its scheme and without leading `www.` labels, so that
 * `http://x.com/a` and `https://www.x.com/a` meet: `host[:port]/path[?query]`. Ports 80 and 443 are dropped.
 * Schemes other than http, https and ftp are invalid, and so are hosts that are neither an IP address nor a name with
 * a known ending. Facts: those of the host's kind, and `host`.
 */
export const urlDefinition: IndicatorDefinition = { kind: 'url', parse, mask, display }

function parse(input: string): ParseResult {
  if (input.length > maxIndicatorLength) return failed('INDICATOR_TOO_LONG', 'The link is too long')
  const text = refang(input)
  if (text === '') return failed('INDICATOR_EMPTY', 'The link is empty')
  const plain = plainUrl(text)
  if (plain !== null) return withHost(plain.host, plain.tail)
  const url = canonicalizeUrl(text)
  if (url === null || !webSchemes.has(url.scheme))
    return failed('INDICATOR_INVALID', 'This is no web address')
  const tail = urlTextWithoutScheme(url).slice(url.host.length)
  if (url.hostIsIp) return withAddress(url.host, tail)
  // The specification keeps hosts that DNS cannot hold; nobody can be reported under such a name.
  if (canonicalHost(url.host) !== url.host)
    return failed('INDICATOR_INVALID', 'The host of this link is no name')
  return withHost(url.host, tail)
}

const webSchemes: ReadonlySet<string> = new Set(['http', 'https', 'ftp'])

/**
 * The common case in one pass: http(s), a lower-case host, and a path that canonicalising would leave as it is. Null
 * sends the value the long way; both ways give the same result.
 */
function plainUrl(text: string): { host: string; tail: string } | null {
  const start = text.startsWith('https://') ? 8 : text.startsWith('http://') ? 7 : 0
  let i = start
  let letters = false
  let before = 46
  for (; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (code === 47) break
    if (code >= 97 && code <= 122) letters = true
    else if (!((code >= 48 && code <= 57) || code === 45 || (code === 46 && before !== 46))) return null
    before = code
  }
  const lastLabel = text.charCodeAt(text.lastIndexOf('.', i - 1) + 1)
  if (!letters || before === 46 || lastLabel < 97 || i - start > 253) return null
  const host = text.slice(start, i)
  if (i === text.length) return { host, tail: '/' }
  let inPath = true
  for (let j = i + 1; j < text.length; j += 1) {
    const code = text.charCodeAt(j)
    if (code <= 32 || code >= 127 || code === 35 || code === 37 || code === 92) return null
    if (code === 63) inPath = false
    // An empty component or one that begins with a dot may have to be resolved.
    if (inPath && (code === 46 || code === 47) && text.charCodeAt(j - 1) === 47) return null
  }
  return { host, tail: text.slice(i) }
}

function withHost(host: string, tail: string): ParseResult {
  const site = readSite(host)
  if (site === null) return failed('INDICATOR_INVALID', 'No registered ending fits the host of this link')
  return {
    ok: true,
    indicator: {
      kind: 'url',
      canonical: site.host + tail,
      marks: site.marks,
      facts: { ...site.facts, host: site.host },
    },
  }
}

function withAddress(host: string, tail: string): ParseResult {
  const address = host.startsWith('[') ? host.slice(1, -1) : host
  const marks: IndicatorMark[] = specialUse(address) === null ? [] : ['private-range']
  return { ok: true, indicator: { kind: 'url', canonical: host + tail, marks, facts: { host: address } } }
}

/** Host and first path component; what follows may carry names, tokens or numbers of the person who was sent it. */
function mask(canonical: string): string {
  const { host, port, path, query } = splitUrlCanonical(canonical)
  const second = path.indexOf('/', 1)
  if (second < 0) return `${host}${port}${path}${query === '' ? '' : '?***'}`
  const rest = second === path.length - 1 && query === '' ? '' : '***'
  return `${host}${port}${path.slice(0, second + 1)}${rest}`
}

function display(canonical: string): string {
  const slash = canonical.indexOf('/')
  const { host, port } = splitUrlCanonical(canonical)
  return unicodeHost(host) === host ? canonical : displayHost(host) + port + canonical.slice(slash)
}
