import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import type { IndicatorDefinition, ParseOptions, ParseResult } from './indicator.ts'
import { failed, noFacts, noMarks, recognised } from './parse-result.ts'
import type { PhoneReading } from './phone/china.ts'
import { readBehind86, readForged, readInsideChina } from './phone/china.ts'
import { chinaMobileFacts } from './phone/china-mobile.ts'
import { cleanNumber } from './phone/clean-number.ts'
import { displayPhone, maskPhone } from './phone/show-number.ts'
import { northAmericaFacts } from './phone/north-america.ts'

/**
 * Telephone numbers of every country. Canonical forms:
 *
 * - `+` and digits (E.164) for whatever can be called from abroad: mobile, fixed, 400 and 800 numbers;
 * - the bare digits for Chinese numbers that exist only inside China: 110, 12381, 95588, 96110, 10086, 1069 ports.
 *   They mean the same whatever `defaultCountry` says only when that is CN; elsewhere bare short digits are refused,
 *   since every country has its own;
 * - the digits as shown, with mark `forged`, for a Chinese service number behind a country prefix (`+86110`,
 *   `+195588`): never turned into the real number, with the fact `mimics` telling which one is imitated. Numbers from
 *   mobile segments no carrier has are marked `forged` as well.
 *
 * Facts: `country` (ISO 3166), `carrier` and `line` for Chinese mobile numbers, `region` for Chinese fixed ones,
 * `extension` where one was written. Two extensions of one number are one indicator.
 */
export const phoneDefinition: IndicatorDefinition = {
  kind: 'phone',
  parse: parsePhone,
  mask: maskPhone,
  display: displayPhone,
}

/** Longer text is no number, whatever punctuation it is dressed in. */
const maxPhoneTextLength = 80

function parsePhone(input: string, options?: ParseOptions): ParseResult {
  const country = options?.defaultCountry ?? 'CN'
  return parsePlainPhone(input, country) ?? parseWrittenPhone(input, country)
}

/**
 * The shapes most values have, without cleaning: `+86` and a mobile number, a bare Chinese mobile number, `+1` or
 * (with a default country of the North American plan) bare ten digits. Undefined for anything else.
 */
export function parsePlainPhone(input: string, country: string): ParseResult | undefined {
  const length = input.length
  if (length === 14 && input.startsWith('+861') && isDigits(input, 1)) return plainMobile(input, 3, input)
  if (length === 11 && country === 'CN' && input.charCodeAt(0) === 0x31 && isDigits(input, 0)) {
    return plainMobile(input, 0, `+86${input}`)
  }
  if (length === 12 && input.startsWith('+1') && isDigits(input, 1)) return plainAmerican(input.slice(2))
  if (length === 10 && (country === 'US' || country === 'CA') && isDigits(input, 0))
    return plainAmerican(input)
  return undefined
}

function plainMobile(input: string, start: number, canonical: string): ParseResult | undefined {
  const segment =
    1000 +
    (input.charCodeAt(start + 1) - 0x30) * 100 +
    (input.charCodeAt(start + 2) - 0x30) * 10 +
    (input.charCodeAt(start + 3) - 0x30)
  const facts = chinaMobileFacts(segment)
  return facts && recognised('phone', canonical, noMarks, facts)
}

function plainAmerican(national: string): ParseResult | undefined {
  const facts = northAmericaFacts(national)
  return facts && recognised('phone', `+1${national}`, noMarks, facts)
}

function isDigits(text: string, start: number): boolean {
  for (let index = start; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x30 || code > 0x39) return false
  }
  return true
}

function parseWrittenPhone(input: string, country: string): ParseResult {
  if (input.trim() === '') return failed('INDICATOR_EMPTY', 'No number given')
  if (input.length > maxPhoneTextLength)
    return failed('INDICATOR_TOO_LONG', 'Too long for a telephone number')
  const clean = cleanNumber(input)
  if (clean === undefined) return failed('INDICATOR_INVALID', 'Not a telephone number')
  const reading = readNumber(clean.digits, clean.plus, country)
  if (reading === undefined) return failed('INDICATOR_INVALID', 'No telephone number has these digits')
  const facts = clean.extension === '' ? reading.facts : { ...reading.facts, extension: clean.extension }
  return recognised('phone', reading.canonical, reading.marks, facts)
}

function readNumber(digits: string, plus: boolean, country: string): PhoneReading | undefined {
  if (plus) return readInternational(digits.startsWith('00') ? digits.slice(2) : digits)
  if (digits.startsWith('00')) return readInternational(digits.slice(2))
  if (country === 'CN') return readInsideChina(digits)
  const facts = country === 'US' || country === 'CA' ? readAmerican(digits) : undefined
  return facts ?? readByLibrary(digits, country)
}

function readAmerican(digits: string): PhoneReading | undefined {
  const national = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits
  const facts = northAmericaFacts(national)
  return facts && { canonical: `+1${national}`, marks: noMarks, facts }
}

function readInternational(digits: string): PhoneReading | undefined {
  if (digits.startsWith('86')) return readBehind86(digits.slice(2)) ?? readForged(`+${digits}`, digits)
  if (digits.startsWith('1')) {
    const canonical = `+${digits}`
    return readAmerican(digits) ?? readForgedAbroad(canonical, digits, digits.slice(1))
  }
  return readByLibrary(`+${digits}`, undefined)
}

/** Every other country, by libphonenumber's general patterns (the small metadata: 83 KB, no line types). */
function readByLibrary(text: string, country: string | undefined): PhoneReading | undefined {
  const options = country !== undefined && isSupportedCountry(country) ? { defaultCountry: country } : {}
  const number = parsePhoneNumberFromString(text, { ...options, extract: false })
  if (
    number?.isValid() === true &&
    number.countryCallingCode !== '86' &&
    !isRepeated(number.nationalNumber)
  ) {
    const facts = number.country === undefined ? noFacts : { country: number.country }
    return { canonical: number.number, marks: noMarks, facts }
  }
  if (!text.startsWith('+')) return undefined
  return readForgedAbroad(text, text.slice(1), number?.nationalNumber ?? '')
}

/** Longer numbers of institutions cannot be told from numbers of that country with a wrong digit; message ports can. */
const maxForgedAbroadDigits = 6

/** A Chinese service number straight behind `+`, or behind another country's calling code. */
function readForgedAbroad(canonical: string, ...candidates: readonly string[]): PhoneReading | undefined {
  for (const digits of candidates) {
    if (digits.length > maxForgedAbroadDigits && !digits.startsWith('106')) continue
    const found = readForged(canonical, digits)
    if (found !== undefined) return found
  }
  return undefined
}

/** `0000000000` and `+44 1111111111` are typed to get past a form, not called from. */
function isRepeated(digits: string): boolean {
  for (let index = 1; index < digits.length; index++) if (digits[index] !== digits[0]) return false
  return true
}
