import { isKnownCard } from './account.ts'
import { compactDigits } from './account/compact-digits.ts'
import { passesLuhn } from './account/luhn.ts'
import { isPackageName } from './app.ts'
import { withoutInvisible } from './host/invisible.ts'
import { suffixInfo } from './host/public-suffix.ts'
import type { IndicatorKind, ParseOptions, ParseResult } from './indicator.ts'
import { maxIndicatorLength } from './indicator.ts'
import { failed } from './parse-result.ts'
import { parsePlainPhone } from './phone.ts'
import { definitionOf } from './registry.ts'

/** What `parseIndicator` may be told beforehand. */
export interface ParseIndicatorOptions extends ParseOptions {
  /** The kind, where the caller knows it: nothing is guessed then. */
  readonly kind?: IndicatorKind
}

/**
 * Reads one value as a person types it into a box, and guesses its kind unless told. Names of message senders are
 * never guessed, since any word could be one: they need `kind: 'sms-sender'`.
 *
 * Never throws; linear time; at most `maxIndicatorLength` characters. `INDICATOR_UNRECOGNISED` says that no kind fits.
 * Plain mobile numbers, North American numbers, links and host names take a short way, decided by character codes.
 * Measured on one core of a shared 2-core machine, Node 24, microseconds a value: `+86` mobile 0.07, `+1` 0.13, host
 * name 1.5, fixed line 2.0, link 2.4, number in groups 3.7, card 4, other countries 34 (libphonenumber).
 */
export function parseIndicator(value: string, options?: ParseIndicatorOptions): ParseResult {
  if (value.length > maxIndicatorLength) return failed('INDICATOR_TOO_LONG', 'The value is too long')
  if (options?.kind !== undefined) return definitionOf(options.kind).parse(value, options)
  return parsePlain(value, options) ?? parseByShape(value, options)
}

/** The shapes that make up nearly all of a batch. */
function parsePlain(value: string, options: ParseOptions | undefined): ParseResult | undefined {
  const first = value.charCodeAt(0)
  if (first === 0x2b || (first >= 0x30 && first <= 0x39)) {
    const phone = parsePlainPhone(value, options?.defaultCountry ?? 'CN')
    if (phone !== undefined) return phone
  }
  if (value.startsWith('http')) return isPlainLink(value) ? attempt('url', value, options) : undefined
  return isPlainHost(value) ? attempt('domain', value, options) : undefined
}

/** A link in ASCII whose host is not one of those that stand for accounts. */
function isPlainLink(value: string): boolean {
  if (!value.startsWith('http://') && !value.startsWith('https://')) return false
  for (let index = 7; index < value.length; index++) {
    const code = value.charCodeAt(index)
    if (code <= 0x20 || code >= 0x7f) return false
  }
  return !accountLink.test(value)
}

const accountLink =
  /^https?:\/\/(?:www\.)?(?:t\.me|telegram\.me|wa\.me|api\.whatsapp\.com|qr\.alipay\.com|paypal\.me|paypal\.com\/paypalme)(?:[/?#]|$)/i

/** Lower-case letters, digits, `-`, `.`: a dot inside, a letter behind the last one. */
function isPlainHost(value: string): boolean {
  let lastDot = -1
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index)
    if (code === 0x2e) lastDot = index
    else if (!((code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === 0x2d))
      return false
  }
  return lastDot > 0 && value.charCodeAt(lastDot + 1) >= 0x61
}

function attempt(
  kind: IndicatorKind,
  value: string,
  options: ParseOptions | undefined,
): ParseResult | undefined {
  const result = definitionOf(kind).parse(value, options)
  return result.ok ? result : undefined
}

function parseByShape(value: string, options: ParseOptions | undefined): ParseResult {
  const text = withoutInvisible(value.normalize('NFKC')).trim()
  if (text === '') return failed('INDICATOR_EMPTY', 'The value is empty')
  const kinds = candidateKinds(text)
  for (const kind of kinds) {
    const result = definitionOf(kind).parse(
      kind === 'url' || kind === 'domain' ? value.trim() : text,
      options,
    )
    if (result.ok || kinds.length === 1) return result
  }
  return failed('INDICATOR_UNRECOGNISED', 'This is no number, link, account or other value we know')
}

/** Kinds worth trying, likeliest first. */
function candidateKinds(text: string): readonly IndicatorKind[] {
  const digits = text.length <= maxNumberTextLength ? compactDigits(text) : undefined
  if (digits !== undefined) return numberKinds(digits, text)
  const lower = text.slice(0, 32).toLowerCase()
  const link = linkKinds(lower)
  if (link !== undefined) return link
  if (isIbanLike(text)) return ['account', ...freeKinds(text)]
  if (lower.startsWith('imei')) return ['device']
  if (/^(?:bssid|ssid|wi-?fi|mac)\s?[:=]/.test(lower)) return ['wifi']
  if (/^(?:apk|cert|certificate|package|包名)[-\s\w]{0,12}[:=]/.test(lower)) return ['app']
  if (/^(?:银行卡|卡号|银行账|账号|帐号|账户)/.test(lower)) return ['account']
  return freeKinds(text)
}

/** Longest number with its separators, and not so long that reading it as one costs anything. */
const maxNumberTextLength = 64

const imeiLength = 15

/** Digits only, in whatever grouping. */
function numberKinds(digits: string, text: string): readonly IndicatorKind[] {
  if (/^\d{3}-\d{1,3}-\d{1,8}-\d{2,11}$/.test(text) && isCellShaped(text)) return ['cell']
  if (text.includes('.') && /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(text)) return ['ip', 'phone']
  if (isKnownCard(digits)) return ['account']
  if (digits.length === imeiLength && passesLuhn(digits)) return ['device']
  return digits.length >= 12 ? ['phone', 'account'] : ['phone']
}

/** The first part is a mobile country code (2 to 7), and the whole is not a telephone number in groups. */
function isCellShaped(text: string): boolean {
  const [mcc = '', mnc = '', area = ''] = text.split('-')
  return (
    mcc >= '200' && mcc < '800' && (mnc.length <= 2 || mcc === '310' || mcc === '311') && area.length <= 8
  )
}

/** What a scheme or a well-known host says. */
function linkKinds(lower: string): readonly IndicatorKind[] | undefined {
  if (/^(?:https?:\/\/)?(?:www\.)?(?:t\.me|telegram\.me|wa\.me|api\.whatsapp\.com)\//.test(lower)) {
    return ['messenger', 'url']
  }
  if (
    /^(?:https?:\/\/)?(?:qr\.alipay\.com|(?:www\.)?paypal\.me|(?:www\.)?paypal\.com\/paypalme)\//.test(lower)
  )
    return ['payment', 'url']
  if (/^(?:tg|whatsapp):\/\//.test(lower)) return ['messenger']
  if (lower.startsWith('wxp://')) return ['payment']
  if (lower.startsWith('market://')) return ['app']
  if (lower.startsWith('mailto:')) return ['email']
  if (lower.startsWith('tel:')) return ['phone']
  if (/^(?:bitcoin|ethereum|tron):/.test(lower)) return ['wallet']
  return /^[a-z][a-z0-9+.-]{1,20}:\/\//.test(lower) ? ['url'] : undefined
}

/** A country and two check digits; whether the rest fits is the account's own parser's to say. */
function isIbanLike(text: string): boolean {
  return /^[a-z]{2}\d{2}[ -]?[a-z0-9]{4}/i.test(text)
}

/** Everything with letters in it that no prefix gave away. */
function freeKinds(text: string): readonly IndicatorKind[] {
  if (/^[0-9a-f]{64}$/i.test(text) || /^(?:[0-9a-f]{2}:){31}[0-9a-f]{2}$/i.test(text)) return ['app']
  if (/^[0-9a-f]{2}([:-])(?:[0-9a-f]{2}\1){4}[0-9a-f]{2}(?![0-9a-f:-])/i.test(text)) return ['wifi']
  if (/^0x[0-9a-f]{20}/i.test(text)) return ['wallet']
  if (text.startsWith('@')) return ['messenger']
  if (text.includes('@')) return ['email', 'payment', 'messenger', 'url']
  if (isReverseDomainName(text)) return ['app', 'domain']
  return ['payment', 'messenger', 'wallet', 'cell', 'phone', 'ip', 'domain', 'url']
}

/**
 * `com.example.app`: three parts, begins as a domain name ends and does not end as one. `uni.UNI12AB` is what DCloud's
 * builder names applications. Two parts alone are more often a mistyped host name (two of two in 95,000 real ones).
 */
function isReverseDomainName(text: string): boolean {
  if (!isPackageName(text) || suffixInfo(text.toLowerCase()) !== null) return false
  const [head = '', , third] = text.toLowerCase().split('.')
  return head === 'uni' || (third !== undefined && suffixInfo(head) !== null)
}
