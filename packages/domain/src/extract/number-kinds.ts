import type { Indicator } from '../indicators/indicator.ts'
import type { Context } from './context.ts'
import type { DigitGroup } from './numbers.ts'
import type { Scan } from './scan.ts'
import { parseAs } from './scan.ts'

/** A number read from a text, with what is around it. */
export interface NumberCandidate {
  /** Without signs and separators. */
  readonly digits: string
  readonly groups: readonly DigitGroup[]
  readonly plus: boolean
  readonly context: Context
}

const mobile = /^(?:(?:00)?86)?1[3-9]\d{9}$/
const freephone = /^[48]00\d{7}$/
const fixedLine = /^(?:(?:00)?86)?0?(?:10|2\d|[3-9]\d\d)[2-8]\d{6,7}$/
const messagePort = /^10[56]\d{5,17}$/
/** Numbers known to everybody, which need no word before them. */
const famousShort = /^(?:955\d\d|95\d{3}|96110|12381|12315|12321|12306|12378|10086|10010|10000|10099)$/
const short = /^(?:11\d|12[0-2]|12\d{3}|1[01]\d{3}|95\d{3,6}|96\d{3,6}|100\d\d)$/
const cardPrefix = /^(?:62|60|4\d|5[1-5]|3[57]|9[0-9])/

/** What a number is, from its context first and its shape second; null when it is no indicator. */
export function readNumber(scan: Scan, candidate: NumberCandidate): Indicator | null {
  const { digits, groups, plus, context } = candidate
  const length = digits.length
  if (plus) {
    if (length < 5 || length > 16) return null
    return context === 'whatsapp'
      ? parseAs(scan, 'messenger', `whatsapp:+${digits}`)
      : parseAs(scan, 'phone', `+${digits}`)
  }
  switch (context) {
    case 'qq':
      return length >= 5 && length <= 11 && digits[0] !== '0'
        ? parseAs(scan, 'messenger', `qq:${digits}`)
        : null
    case 'imei':
      return length >= 14 && length <= 16 ? parseAs(scan, 'device', digits) : null
    case 'cell':
      return readCell(scan, groups)
    case 'whatsapp':
      return length >= 8 && length <= 15 ? parseAs(scan, 'messenger', `whatsapp:${digits}`) : null
    case 'alipay': {
      const account =
        mobile.test(digits) || /^2088\d{12}$/.test(digits)
          ? parseAs(scan, 'payment', `alipay:${digits}`)
          : null
      return account ?? readCard(scan, digits)
    }
    case 'account': {
      if (mobile.test(digits) && length === 11) return readPhone(scan, candidate)
      const account = length >= 9 && length <= 30 ? parseAs(scan, 'account', digits) : null
      return account ?? readPhone(scan, candidate)
    }
    default:
      return readCell(scan, groups) ?? readPhone(scan, candidate) ?? readCard(scan, digits)
  }
}

function readPhone(scan: Scan, candidate: NumberCandidate): Indicator | null {
  const { digits, groups, context } = candidate
  const ascii = groups.length === 1
  const asWritten = scan.text.startsWith(digits, groups[0]?.start)
  const wellKnown = asWritten && (famousShort.test(digits) || messagePort.test(digits))
  const called = context === 'phone' && short.test(digits)
  const whole = mobile.test(digits) || freephone.test(digits) || isFixedLine(candidate)
  if (!whole && !(ascii && (wellKnown || called)) && !isAbroad(candidate) && !isForeign(scan, candidate))
    return null
  const phone = parseAs(scan, 'phone', digits)
  return phone === null || phone.marks.includes('invalid-checksum') ? null : phone
}

/** A Chinese fixed line: with its area code set off, or named as a number, or all in one with its leading zero. */
function isFixedLine({ digits, groups, context }: NumberCandidate): boolean {
  if (!fixedLine.test(digits)) return false
  if (digits.startsWith('0')) return digits.length >= 10 && digits.length <= 12
  return context === 'phone' && groups.length > 1 && digits.startsWith('86')
}

/** 00 and a country code, called a telephone number. */
function isAbroad({ digits, context }: NumberCandidate): boolean {
  return context === 'phone' && digits.startsWith('00') && digits.length >= 11 && digits.length <= 17
}

/** A number of the country that the caller named, set off in groups or called a number. */
function isForeign(scan: Scan, { digits, groups, context }: NumberCandidate): boolean {
  const country = scan.options?.defaultCountry ?? 'CN'
  return (
    country !== 'CN' &&
    digits.length >= 8 &&
    digits.length <= 13 &&
    (context === 'phone' || groups.length > 1)
  )
}

/** A bank card without a word before it: an issuer's prefix, a card's length and a check digit that fits. */
function readCard(scan: Scan, digits: string): Indicator | null {
  if (digits.length < 15 || digits.length > 19 || !cardPrefix.test(digits) || isIdentityNumber(digits))
    return null
  const account = parseAs(scan, 'account', digits)
  return account === null || account.marks.includes('invalid-checksum') ? null : account
}

/** Eighteen digits with a birthday inside are somebody's identity number. */
function isIdentityNumber(digits: string): boolean {
  return /^[1-9]\d{5}(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{4}$/.test(digits)
}

/** MCC-MNC-LAC-CID, written with dashes. */
function readCell(scan: Scan, groups: readonly DigitGroup[]): Indicator | null {
  const [mcc, mnc, area, cell] = groups
  if (
    groups.length !== 4 ||
    mcc === undefined ||
    mnc === undefined ||
    area === undefined ||
    cell === undefined
  )
    return null
  if (!/^46[0-9]$/.test(mcc.digits) || !/^\d{2,3}$/.test(mnc.digits)) return null
  if (groups.slice(1).some((group) => group.separator !== '-')) return null
  return parseAs(scan, 'cell', groups.map((group) => group.digits).join('-'))
}
