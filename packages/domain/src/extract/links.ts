import type { Indicator } from '../indicators/indicator.ts'
import { isAsciiDigit, isHostCode, isPathCode } from './characters.ts'
import { contextBefore } from './context.ts'
import type { Label, Run } from './runs.ts'
import { readRun } from './runs.ts'
import type { Scan } from './scan.ts'
import { emit, parseAs } from './scan.ts'

/** Longest link read out of a text; the longest seen in reports is under half of this. */
const maxLinkLength = 2048
/** DNS: 253 characters of host, so at most 127 labels. */
const maxHostLength = 253
/** How many labels behind a host may be words glued to it (`see x.com.Then`) before it is given up. */
const maxGluedLabels = 3
/** RFC 5321: local part of an address. */
const maxLocalLength = 64

/** Endings that are also those of files and programs: believed only in a link or below a longer host. */
const fileEndings: ReadonlySet<string> = new Set('md zip mov py sh rs pl ps'.split(' '))

/** Reads a link whose scheme ends the run (`http` of `http://…`); -1 when it is none. */
export function scanSchemeLink(scan: Scan, run: Run): number {
  const scheme = /(?:h(?:tt|xx)ps?|ftp)$/i.exec(run.labels.at(-1)?.text.slice(-5) ?? '')?.[0]
  if (scheme === undefined) return -1
  const mark = /^ ?[[({]?[:：](?:[/\\]{2})?[\])}]? ?(?:[[({]?[/\\][\])}]? ?){0,2}/.exec(
    scan.text.slice(run.end, run.end + 14),
  )?.[0]
  if (mark === undefined || !/[/\\]/.test(mark)) return -1
  const start = run.end - scheme.length
  const secure = /s$/i.test(scheme)
  const authority = run.end + mark.length
  return scanAuthority(
    scan,
    start,
    authority,
    scheme.toLowerCase() === 'ftp' ? 'ftp://' : secure ? 'https://' : 'http://',
  )
}

function scanAuthority(scan: Scan, start: number, authority: number, scheme: string): number {
  const hostStart = afterUserInfo(scan, authority)
  const code = scan.text.charCodeAt(hostStart)
  if (code === 91) return scanBracketedAddress(scan, start, hostStart, scheme)
  if (code >= 0x2e80) return scanChineseHost(scan, start, hostStart, scheme)
  if (!isHostCode(code)) return -1
  const run = readRun(scan, hostStart)
  for (let count = run.labels.length; count > 0 && count >= run.labels.length - maxGluedLabels; count -= 1) {
    const labels = run.labels.slice(0, count)
    const end = emitLink(scan, start, labels, scheme)
    if (end >= 0) return end
  }
  scan.noLinkBefore = run.end
  return -1
}

/** Reads `host.tld`, with port and path where they follow, or an address; -1 when the run holds no host. */
export function scanBareLink(scan: Scan, run: Run): number {
  const first = run.labels.findIndex((label) => !/^[-_]*$/.test(label.text))
  const labels = first <= 0 ? run.labels : run.labels.slice(first)
  // The host of a mail address whose local part is none of ours is not a site.
  if (labels.length < 2 || first < 0 || scan.text.charAt(run.start - 1) === '@') return -1
  const start = labels[0]?.start ?? run.start
  for (let count = labels.length; count >= 2 && count >= labels.length - maxGluedLabels; count -= 1) {
    const part = labels.slice(0, count)
    if (isWholeNumber(part) ? count !== labels.length : looksLikeProse(scan, part)) continue
    const end = emitLink(scan, start, part, '')
    if (end >= 0) return end
  }
  return -1
}

/** Tries a host with what follows it as a link, or alone as domain or address. */
function emitLink(scan: Scan, start: number, labels: readonly Label[], scheme: string): number {
  const last = labels.at(-1)
  const host = hostText(labels)
  if (last === undefined || host.length > maxHostLength) return -1
  const hostEnd = last.end - (/[-_]+$/.exec(last.text)?.[0].length ?? 0)
  const tailStart = afterPort(scan, hostEnd)
  const tailEnd = afterPath(scan, tailStart)
  if (scheme === '' && tailEnd === tailStart) {
    const indicator = isWholeNumber(labels) ? plainAddress(scan, labels, host) : parseAs(scan, 'domain', host)
    return indicator === null
      ? -1
      : emit(scan, indicator, start, indicator.kind === 'ip' ? tailStart : hostEnd)
  }
  if (scheme === '' && isWholeNumber(labels) && plainAddress(scan, labels, host) === null) return -1
  const link = host + scan.text.slice(hostEnd, tailEnd)
  const indicator = specialLink(scan, host, link) ?? parseAs(scan, 'url', (scheme || 'http://') + link)
  return indicator === null ? -1 : emit(scan, indicator, start, tailEnd)
}

/** Links that name an account or a payment code rather than a page. */
function specialLink(scan: Scan, host: string, link: string): Indicator | null {
  const name = host.toLowerCase().replace(/^www\./, '')
  if (messengerHosts.has(name)) return parseAs(scan, 'messenger', link)
  return paymentHosts.has(name) ? parseAs(scan, 'payment', link) : null
}

const messengerHosts: ReadonlySet<string> = new Set(['t.me', 'telegram.me', 'wa.me', 'api.whatsapp.com'])
const paymentHosts: ReadonlySet<string> = new Set(['qr.alipay.com', 'paypal.me'])

/** Four decimal numbers, and not the number of a version. */
function plainAddress(scan: Scan, labels: readonly Label[], host: string): Indicator | null {
  if (labels.length !== 4 || !labels.every((label) => /^(?:0|[1-9]\d{0,2})$/.test(label.text))) return null
  return contextBefore(scan, labels[0]?.start ?? 0) === 'not-an-indicator' ? null : parseAs(scan, 'ip', host)
}

/**
 * Reads an address whose local part is the run and whose `@` follows it; -1 when it is none. `start` is before the
 * run where a `+` joins two of them.
 */
export function scanEmail(scan: Scan, run: Run, start: number): number {
  const at = /^(?:@| ?[[({](?:at|@)[\])}] ?)/i.exec(scan.text.slice(run.end, run.end + 8))?.[0]
  if (at === undefined || run.end - start > maxLocalLength) return -1
  const domainStart = run.end + at.length
  if (!isHostCode(scan.text.charCodeAt(domainStart))) return -1
  const domain = readRun(scan, domainStart)
  if (domain.end - domain.start > maxHostLength) return -1
  const local = scan.text.slice(start, run.start) + hostText(run.labels)
  for (
    let count = domain.labels.length;
    count >= 2 && count >= domain.labels.length - maxGluedLabels;
    count -= 1
  ) {
    const labels = domain.labels.slice(0, count)
    const address = `${local}@${hostText(labels).replace(/[-_]+$/, '')}`
    const end = labels.at(-1)?.end ?? 0
    const alipay =
      contextBefore(scan, start) === 'alipay' ? parseAs(scan, 'payment', `alipay:${address}`) : null
    const indicator = alipay ?? parseAs(scan, 'email', address)
    if (indicator !== null) return emit(scan, indicator, start, end)
  }
  return -1
}

function afterUserInfo(scan: Scan, authority: number): number {
  const limit = Math.min(scan.text.length, authority + maxLocalLength)
  let at = authority
  let host = authority
  for (; at < limit; at += 1) {
    const code = scan.text.charCodeAt(at)
    if (code === 64) host = at + 1
    if (code === 47 || code === 63 || !isPathCode(code)) break
  }
  scan.steps += at - authority
  return host
}

function afterPort(scan: Scan, hostEnd: number): number {
  if (scan.text.charAt(hostEnd) !== ':') return hostEnd
  let end = hostEnd + 1
  while (end <= hostEnd + 5 && isAsciiDigit(scan.text.charCodeAt(end))) end += 1
  return end === hostEnd + 1 || isHostCode(scan.text.charCodeAt(end)) ? hostEnd : end
}

/** End of path, query and fragment, without the punctuation of the sentence around the link. */
function afterPath(scan: Scan, start: number): number {
  const { text } = scan
  if (!'/?#'.includes(text.charAt(start) || ' ')) return start
  const limit = Math.min(text.length, start + maxLinkLength)
  let inQuery = false
  let end = start
  for (; end < limit; end += 1) {
    const code = text.charCodeAt(end)
    if (!isPathCode(code)) break
    if (code === 63) inQuery = true
    if (
      !inQuery &&
      end > start &&
      (code === 104 || code === 72) &&
      /^h(?:tt|xx)ps?:\/\//i.test(text.slice(end, end + 8))
    )
      break
  }
  scan.steps += end - start
  return trimmedEnd(text, start, end)
}

function trimmedEnd(text: string, start: number, end: number): number {
  let opened = 0
  for (let i = start; i < end; i += 1) {
    const character = text.charAt(i)
    if (character === '(' || character === '[') opened += 1
    if ((character === ')' || character === ']') && opened > 0) opened -= 1
    else if (character === ')' || character === ']') return trimmedEnd(text, start, i)
  }
  let kept = end
  while (kept > start + 1 && '.,;:!?\'"([~*'.includes(text.charAt(kept - 1))) kept -= 1
  return kept
}

function scanBracketedAddress(scan: Scan, start: number, open: number, scheme: string): number {
  const close = scan.text.slice(open, open + 48).indexOf(']')
  if (close < 0) return -1
  const tailStart = afterPort(scan, open + close + 1)
  const tailEnd = afterPath(scan, tailStart)
  const indicator = parseAs(scan, 'url', scheme + scan.text.slice(open, tailEnd))
  return indicator === null ? -1 : emit(scan, indicator, start, tailEnd)
}

/** A Chinese host directly behind its scheme: up to a dot, then a Latin or Chinese ending. */
function scanChineseHost(scan: Scan, start: number, hostStart: number, scheme: string): number {
  const window = scan.text.slice(hostStart, hostStart + 64)
  scan.steps += window.length
  const host =
    /^[\u4e00-\u9fff\w-]{1,24}(?:[.。][\u4e00-\u9fff\w-]{1,24}){0,2}?[.。](?:中国|中國|公司|网络|網絡|网址|在线|中文网|商城|集团|我爱你|香港|台湾|手机|[a-z]{2,8}(?![\w.-]))/i.exec(
      window,
    )?.[0]
  if (host === undefined) return -1
  const tailStart = afterPort(scan, hostStart + host.length)
  const tailEnd = afterPath(scan, tailStart)
  const tail = scan.text.slice(hostStart + host.length, tailEnd)
  const indicator = parseAs(scan, 'url', scheme + host + tail)
  return indicator === null ? -1 : emit(scan, indicator, start, tailEnd)
}

function hostText(labels: readonly Label[]): string {
  return labels.map((label) => label.text).join('.')
}

function isWholeNumber(labels: readonly Label[]): boolean {
  return labels.every((label) => /^\d+$/.test(label.text))
}

/** `end.Then`, `Dr.Li`, `setup.py`, `9点com`: dots between words that make no host. */
function looksLikeProse(scan: Scan, labels: readonly Label[]): boolean {
  const first = labels[0]?.text ?? ''
  const last = labels.at(-1)
  if (last === undefined) return true
  if (scan.text.charAt(last.end) === '/' || /^www\d?$/i.test(first)) return false
  if (/^[A-Z][a-z]+$/.test(last.text) && !/^[A-Z][a-z]+\d*$/.test(first)) return true
  if (/^[A-Z][a-z]+$/.test(last.text) && last.text.length <= 3) return true
  const spelled =
    last.start - (labels.at(-2)?.end ?? 0) > 1 || !'.'.includes(scan.text.charAt(last.start - 1))
  if (spelled && /^\d{1,2}$/.test(first)) return true
  if (labels.length !== 2) return false
  // `6.sn` is the sixth item of a list.
  return fileEndings.has(last.text) || (/^\d$/.test(first) && !/^(?:com|cn|net)$/i.test(last.text))
}
