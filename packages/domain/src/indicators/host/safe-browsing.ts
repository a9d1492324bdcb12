import { canonicalHost } from './host-name.ts'
import { canonicalIpv4, canonicalIpv6, ipv6Groups, looksLikeIpv4 } from './ip-address.ts'

/** A URL by the Safe Browsing rules, split where the rules treat it differently. Everything is percent-escaped. */
export interface CanonicalUrl {
  readonly scheme: string
  /** A-labels, dotted quad, or IPv6 in brackets. */
  readonly host: string
  /** True when the host is an IP address. */
  readonly hostIsIp: boolean
  /** Null for 80 and 443, whatever the scheme: a canonical URL stands for both schemes. */
  readonly port: number | null
  /** Begins with a slash. */
  readonly path: string
  /** Without the question mark; null when there is none, '' when it is empty. */
  readonly query: string | null
}

/**
 * Canonicalises a URL by the Safe Browsing rules (developers.google.com/safe-browsing/v4/urls-hashing): tabs and line
 * ends out, fragment out, repeated percent-unescaping, host dots and IPv4 forms, `.` and `..`, doubled slashes, and
 * escaping of everything up to 0x20, from 0x7f on, `#` and `%`. A missing scheme is http; user and password are
 * dropped; a backslash before the query counts as a slash, as browsers take it. Linear time. Null when no host can be
 * read. The host need not exist: `http://host/` is fine here.
 */
export function canonicalizeUrl(input: string): CanonicalUrl | null {
  const text = input.replace(/[\t\r\n]/g, '').trim()
  const hash = text.indexOf('#')
  const parts = splitUrl(hash < 0 ? text : text.slice(0, hash))
  if (parts === null) return null
  const host = canonicalUrlHost(parts.host)
  if (host === null) return null
  const path = escapeBytes(resolvePath(unescapeBytes(parts.path.replaceAll('\\', '/'))))
  const query = parts.query === null ? null : escapeBytes(unescapeBytes(parts.query))
  return { scheme: parts.scheme, ...host, port: parts.port, path, query }
}

/** The text of a canonical URL with its scheme, as the specification's examples write it. */
export function urlText(url: CanonicalUrl): string {
  return `${url.scheme}://${urlTextWithoutScheme(url)}`
}

/** `host[:port]/path[?query]`, the form in which both schemes meet. */
export function urlTextWithoutScheme(url: CanonicalUrl): string {
  const port = url.port === null ? '' : `:${url.port}`
  return `${url.host}${port}${url.path}${url.query === null ? '' : `?${url.query}`}`
}

interface UrlParts {
  scheme: string
  host: string
  port: number | null
  path: string
  query: string | null
}

function splitUrl(text: string): UrlParts | null {
  const scheme = /^(?:(https?|ftp):[/\\]*|([a-z][a-z0-9+.-]{0,30}):[/\\]{2})/i.exec(text)
  const rest = text.slice(scheme?.[0].length ?? 0)
  const authorityEnd = rest.search(/[/\\?]/)
  const authority = authorityEnd < 0 ? rest : rest.slice(0, authorityEnd)
  const tail = authorityEnd < 0 ? '' : rest.slice(authorityEnd)
  const queryStart = tail.indexOf('?')
  const hostAndPort = authority.slice(authority.lastIndexOf('@') + 1)
  const colon = hostAndPort.lastIndexOf(':')
  const hasPort = colon >= 0 && !hostAndPort.endsWith(']')
  const port = hasPort ? portNumber(hostAndPort.slice(colon + 1)) : null
  if (port === undefined) return null
  return {
    scheme: (scheme?.[1] ?? scheme?.[2] ?? 'http').toLowerCase(),
    host: hasPort ? hostAndPort.slice(0, colon) : hostAndPort,
    port: port === 80 || port === 443 ? null : port,
    path: queryStart < 0 ? tail : tail.slice(0, queryStart),
    query: queryStart < 0 ? null : tail.slice(queryStart + 1),
  }
}

/** Undefined for what is no port; null for an empty one. */
function portNumber(text: string): number | null | undefined {
  if (text === '') return null
  if (!/^\d{1,8}$/.test(text)) return undefined
  const port = Number(text)
  return port >= 1 && port <= 65535 ? port : undefined
}

function canonicalUrlHost(raw: string): { host: string; hostIsIp: boolean } | null {
  if (raw.startsWith('[')) {
    const groups = raw.endsWith(']') ? ipv6Groups(raw) : null
    if (groups === null) return null
    const address = canonicalIpv6(groups)
    return { host: address.includes(':') ? `[${address}]` : address, hostIsIp: true }
  }
  const bytes = unescapeBytes(raw)
  const host = canonicalHost(utf8Text(bytes) ?? bytes)
  if (host === null) {
    const odd = bytes
      .replace(/\.{2,}/g, '.')
      .replace(/^\.|\.$/g, '')
      .toLowerCase()
    return odd === '' || odd.includes('/') ? null : { host: escapeBytes(odd), hostIsIp: false }
  }
  if (!looksLikeIpv4(host)) return { host, hostIsIp: false }
  const address = canonicalIpv4(host)
  return address === null ? { host, hostIsIp: false } : { host: address, hostIsIp: true }
}

/** Removes `.` and `..` components and doubled slashes; the result begins with a slash. */
function resolvePath(path: string): string {
  const components = path.split('/')
  const kept: string[] = []
  for (const component of components) {
    if (component === '..') kept.pop()
    else if (component !== '' && component !== '.') kept.push(component)
  }
  const last = components.at(-1)
  const endsInSlash = kept.length > 0 && (last === '' || last === '.' || last === '..')
  return `/${kept.join('/')}${endsInSlash ? '/' : ''}`
}

/**
 * Percent-unescapes until nothing is left to unescape, in one pass: a decoded byte may complete the next escape, and
 * since escapes never overlap the order makes no difference. Input characters beyond ASCII become their UTF-8 bytes.
 */
function unescapeBytes(text: string): string {
  if (!/[%\u0080-\uffff]/.test(text)) return text
  const stack: number[] = []
  for (const byte of utf8Bytes(text)) {
    stack.push(byte)
    while (stack.length >= 3 && stack[stack.length - 3] === 37) {
      const high = hexValue(stack[stack.length - 2] ?? 0)
      const low = hexValue(stack[stack.length - 1] ?? 0)
      if (high < 0 || low < 0) break
      stack.length -= 3
      stack.push(high * 16 + low)
    }
  }
  // Chunked, as a spread argument list has a limit; a URL is at most a few thousand bytes.
  let output = ''
  for (let i = 0; i < stack.length; i += 4096) output += String.fromCharCode(...stack.slice(i, i + 4096))
  return output
}

function escapeBytes(bytes: string): string {
  if (!/[^!-~]|[#%]/.test(bytes)) return bytes
  let output = ''
  for (let i = 0; i < bytes.length; i += 1) {
    const code = bytes.charCodeAt(i)
    if (code > 0x20 && code < 0x7f && code !== 35 && code !== 37) output += bytes[i]
    else output += `%${code.toString(16).toUpperCase().padStart(2, '0')}`
  }
  return output
}

function* utf8Bytes(text: string): Generator<number> {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    const scalar = code >= 0xd800 && code <= 0xdfff ? 0xfffd : code
    if (scalar < 0x80) yield scalar
    else if (scalar < 0x800) {
      yield 0xc0 | (scalar >> 6)
      yield 0x80 | (scalar & 63)
    } else if (scalar < 0x10000) {
      yield 0xe0 | (scalar >> 12)
      yield 0x80 | ((scalar >> 6) & 63)
      yield 0x80 | (scalar & 63)
    } else {
      yield 0xf0 | (scalar >> 18)
      yield 0x80 | ((scalar >> 12) & 63)
      yield 0x80 | ((scalar >> 6) & 63)
      yield 0x80 | (scalar & 63)
    }
  }
}

/** Text of a string of bytes; null when it is not UTF-8. */
function utf8Text(bytes: string): string | null {
  if (!/[\u0080-\u00ff]/.test(bytes)) return bytes
  try {
    return decodeURIComponent(
      bytes.replace(/[^!-~]|%/g, (c) => `%${c.charCodeAt(0).toString(16).padStart(2, '0')}`),
    )
  } catch (error) {
    if (error instanceof URIError) return null
    throw error
  }
}

function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  if (code >= 97 && code <= 102) return code - 87
  return code >= 65 && code <= 70 ? code - 55 : -1
}
