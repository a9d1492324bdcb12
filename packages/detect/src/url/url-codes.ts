import { maxTailLength, type UrlReading } from './read-url.ts'

/**
 * The letters of a link as numbers, part after part: host, path, query. Lower case; 255 is everything beyond Latin-1.
 * Every feature is read off these, so that no text is cut out on the way.
 */
export interface UrlCodes {
  readonly codes: Uint8Array
  hostEnd: number
  pathEnd: number
  end: number
  /** Where the name begins that somebody registered, and where its ending begins (behind the dot before it). */
  nameStart: number
  nameEnd: number
  /** Capital letters of the path. */
  upper: number
}

/** RFC 1035; no host is read beyond it. */
export const maxHostLength = 253

/** Room for the longest link that is read. */
export function roomForCodes(): UrlCodes {
  return {
    codes: new Uint8Array(maxHostLength + 2 * maxTailLength),
    hostEnd: 0,
    pathEnd: 0,
    end: 0,
    nameStart: 0,
    nameEnd: 0,
    upper: 0,
  }
}

/**
 * Fills `into` with the letters of a link. Hosts of other scripts are read in their own letters: the code that stands
 * for them in DNS (`xn--…`) looks alike for honest and for copied names.
 */
export function readCodes(url: UrlReading, into: UrlCodes): void {
  const { path, query } = url
  const isCoded = url.unicodeHost !== url.host
  const host = isCoded ? url.unicodeHost : url.host
  const domain = isCoded ? lastLabels(host, url.domain) : url.domain
  const suffix = isCoded && url.suffix !== '' ? lastLabels(host, url.suffix) : url.suffix
  into.upper = 0
  into.hostEnd = copyLower(host, maxHostLength, into, 0)
  into.upper = 0
  into.pathEnd = copyLower(path, maxTailLength, into, into.hostEnd)
  const { upper } = into
  into.end = copyLower(query, maxTailLength, into, into.pathEnd)
  into.upper = upper
  into.nameStart = Math.max(0, into.hostEnd - domain.length)
  into.nameEnd = suffix === '' ? into.hostEnd : Math.max(into.nameStart, into.hostEnd - suffix.length - 1)
}

/** The last labels of a host, as many as `like` has. */
export function lastLabels(host: string, like: string): string {
  return host.split('.').slice(-like.split('.').length).join('.')
}

function copyLower(text: string, limit: number, into: UrlCodes, from: number): number {
  const { codes } = into
  const length = Math.min(text.length, limit)
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i)
    if (code >= 65 && code <= 90) {
      codes[from + i] = code + 32
      into.upper += 1
    } else codes[from + i] = code > 255 ? 255 : code
  }
  return from + length
}

/** A stretch as text again; for what is found, which is seldom. */
export function textOf(codes: Uint8Array, from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i += 1) text += String.fromCharCode(codes[i] ?? 0)
  return text
}

/** Letters, digits and everything beyond ASCII make words. */
export function isWordCode(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code > 127
}
