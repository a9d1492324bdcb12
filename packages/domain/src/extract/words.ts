import { isAsciiDigit, isAsciiLetter, isHexDigit, isHostCode } from './characters.ts'
import { contextBefore } from './context.ts'
import { scanBareLink, scanEmail, scanSchemeLink } from './links.ts'
import { scanNumber } from './numbers.ts'
import type { Run } from './runs.ts'
import { readRun } from './runs.ts'
import type { Scan } from './scan.ts'
import { emit, parseAs } from './scan.ts'

/** Longest single word that can be a value: bech32 addresses have up to 90 characters. */
const maxWordLength = 90
/** IBANs have at most 34 characters. */
const maxIbanLength = 34

/** Reads what begins with a host character: link, address, mail, account name, wallet, hash, number. */
export function scanWord(scan: Scan, at: number): number {
  if (at < scan.noLinkBefore) return scanPlainWord(scan, at)
  const run = readRun(scan, at)
  const joined = scan.text.charAt(at - 1) === '+' ? beforePlus(scan, at - 1) : at
  const end = firstFound(scan, run, joined)
  if (end >= 0) return end
  scan.noLinkBefore = run.end
  return scanPlainWord(scan, at)
}

function firstFound(scan: Scan, run: Run, mailStart: number): number {
  const link = scanSchemeLink(scan, run)
  if (link >= 0) return link
  const mail = scanEmail(scan, run, mailStart)
  if (mail >= 0) return mail
  const next = scan.text.charAt(run.end)
  if (next === '@') return -1
  if (run.labels.length > 1) {
    const app = scanPackage(scan, run)
    return app >= 0 ? app : scanBareLink(scan, run)
  }
  return next === ':' ? scanPairs(scan, run.start) : -1
}

/** Start of the word that a `+` continues, when it holds nothing that was already found. */
function beforePlus(scan: Scan, plus: number): number {
  let start = plus
  while (start > 0 && plus - start < 64 && isMailCode(scan.text.charCodeAt(start - 1))) start -= 1
  scan.steps += plus - start
  const lastEnd = scan.found.at(-1)?.end ?? 0
  return start === plus || (scan.source.starts[start] ?? 0) < lastEnd ? plus + 1 : start
}

function isMailCode(code: number): boolean {
  return isHostCode(code) || code === 46
}

/** A package name: called one, or in the reversed order that hosts do not have. */
function scanPackage(scan: Scan, run: Run): number {
  const name = run.labels.map((label) => label.text).join('.')
  if (name.length > 200 || !/^[a-z]\w*(?:\.[a-z]\w*)+$/i.test(name)) return -1
  const reversed =
    run.labels.length >= 3 && /^(?:com|cn|org|net|io|me|top|app)$/.test(run.labels[0]?.text ?? '')
  const next = scan.text.charAt(run.end)
  if (next === '/' || (!reversed && contextBefore(scan, run.start) !== 'package')) return -1
  const app = parseAs(scan, 'app', name)
  return app === null ? -1 : emit(scan, app, run.start, run.end)
}

/** Hexadecimal pairs or groups with colons: BSSID, certificate fingerprint, IPv6 address. */
function scanPairs(scan: Scan, start: number): number {
  let end = start
  // A certificate fingerprint, the longest form, has 95 characters.
  while (
    end < start + 96 &&
    (isHexDigit(scan.text.charCodeAt(end)) || ':.'.includes(scan.text.charAt(end) || ' '))
  )
    end += 1
  scan.steps += end - start
  while (end > start && ':.'.includes(scan.text.charAt(end - 1))) end -= 1
  if (isHostCode(scan.text.charCodeAt(end))) return -1
  const text = scan.text.slice(start, end)
  const colons = text.split(':').length - 1
  if (colons < 2) return -1
  const kind = colons === 31 ? 'app' : colons === 5 && text.length === 17 ? 'wifi' : 'ip'
  const indicator = parseAs(scan, kind, text)
  return indicator === null ? -1 : emit(scan, indicator, start, end)
}

/** A word without dots. */
function scanPlainWord(scan: Scan, at: number): number {
  const { text } = scan
  let end = Math.max(at, scan.wordEnd)
  scan.steps -= end
  while (end < text.length && isHostCode(text.charCodeAt(end))) end += 1
  scan.steps += end
  scan.wordEnd = end
  const whole = text.slice(at, Math.min(end, at + maxWordLength + 1))
  const found = end - at > maxWordLength ? -1 : scanValueWord(scan, at, end, whole)
  if (found >= 0) return found
  if (isAsciiDigit(text.charCodeAt(at))) return scanNumber(scan, at)
  let digits = at
  while (digits < end && !isAsciiDigit(text.charCodeAt(digits))) digits += 1
  // Letters before digits: the number counts only when the letters say what it is (QQ12345678).
  const label = digits < end && digits - at <= 9 && contextBefore(scan, digits) !== 'none'
  return label ? scanNumber(scan, digits) : end
}

function scanValueWord(scan: Scan, at: number, end: number, word: string): number {
  const kind = kindOfWord(word)
  if (kind !== null) {
    const indicator = contextBefore(scan, at) === 'not-an-indicator' ? null : parseAs(scan, kind, word)
    if (indicator !== null) return emit(scan, indicator, at, end)
  }
  if (/^[A-Z]{2}\d{2}/.test(word)) {
    const iban = scanIban(scan, at)
    if (iban >= 0) return iban
  }
  if (!isAsciiLetter(word.charCodeAt(0))) return -1
  const context = contextBefore(scan, at)
  if (context !== 'wechat' && context !== 'telegram') return -1
  // Short words behind 微信 are usually not names, and a name of another service may follow directly.
  if (word.length < (context === 'wechat' ? 6 : 5) || isServiceName(word, context)) return -1
  const account = parseAs(scan, 'messenger', `${context}:${word}`)
  return account === null ? -1 : emit(scan, account, at, end)
}

function isServiceName(word: string, context: 'wechat' | 'telegram'): boolean {
  // Capitals alone are a placeholder or an abbreviation, not somebody's account.
  if (/^[A-Z]+$/.test(word)) return true
  // Many people's WeChat names begin with its own short name; with digits behind it is one.
  if (context === 'wechat' && /^[vw]x[_-]*\d[\w-]*$/i.test(word)) return false
  return /^(?:https?|hxxps?|wechat|weixin|whatsapp|telegram|alipay|(?:qq|vx|wx|tel|phone)[\d_-]*)$/i.test(
    word,
  )
}

function kindOfWord(word: string): 'wallet' | 'app' | 'wifi' | null {
  if (word.length === 64 && /^[0-9a-f]+$/i.test(word)) return 'app'
  if (word.length === 17 && /^[0-9a-f]{2}(?:-[0-9a-f]{2}){5}$/i.test(word)) {
    // Six pairs of decimal digits are more often a lottery ticket.
    return /[a-f]/i.test(word) ? 'wifi' : null
  }
  if (word.length < 26) return null
  return /^(?:0x[0-9a-f]{40}|bc1[0-9a-z]{11,87}|[13T][1-9A-HJ-NP-Za-km-z]{25,34})$/i.test(word)
    ? 'wallet'
    : null
}

/** An IBAN, in one word or in groups of four. */
function scanIban(scan: Scan, at: number): number {
  const { text } = scan
  let compact = ''
  let end = at
  let best = -1
  while (compact.length <= maxIbanLength) {
    const code = text.charCodeAt(end)
    if (isAsciiDigit(code) || (code >= 65 && code <= 90)) {
      compact += text.charAt(end)
      end += 1
      if (compact.length >= 15 && !isHostCode(text.charCodeAt(end))) {
        const account = parseAs(scan, 'account', compact)
        if (account !== null && !account.marks.includes('invalid-checksum')) best = end
      }
    } else if (text.charAt(end) === ' ' && compact.length % 4 === 0) end += 1
    else break
  }
  if (best < 0) return -1
  const account = parseAs(scan, 'account', text.slice(at, best).replaceAll(' ', ''))
  return account === null ? -1 : emit(scan, account, at, best)
}

/** `@name`, which is Telegram's way of writing accounts. */
export function scanHandle(scan: Scan, at: number): number {
  const { text } = scan
  const before = text.charCodeAt(at - 1)
  let end = at + 1
  while (end < text.length && end <= at + 33 && isHostCode(text.charCodeAt(end))) end += 1
  scan.steps += end - at
  const name = text.slice(at + 1, end)
  if (isHostCode(before) || !/^[a-z]\w{4,31}$/i.test(name) || text.charAt(end) === '.') return at + 1
  if (isHostCode(text.charCodeAt(end))) return at + 1
  const account = parseAs(scan, 'messenger', `@${name}`)
  return account === null ? at + 1 : emit(scan, account, at, end)
}
