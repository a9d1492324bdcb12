import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { chinaAreaCodeLength } from './china-area-codes.ts'
import { readBehind86 } from './china.ts'
import { northAmericaFacts } from './north-america.ts'

/**
 * Chinese mobile: first three and last four digits; fixed and 400/800: area code and last two; other countries:
 * calling code, at most three digits and the last two. Numbers of institutions (110, 95588) hide nobody and are
 * shown whole, long message ports by their head. The rules stand in docs/masking.md.
 */
export function maskPhone(canonical: string): string {
  if (!canonical.startsWith('+')) return maskService(canonical)
  if (!canonical.startsWith('+86')) return maskAbroad(canonical)
  const national = canonical.slice(3)
  if (isMobile(national)) return maskMiddle(national, 3, 4)
  if (isTollFree(national)) return `${national.slice(0, 3)}-${maskMiddle(national.slice(3), 0, 2)}`
  if (isForgedService(national)) return `+86${maskService(national)}`
  const area = chinaAreaCodeLength(national)
  const subscriber = national.slice(area)
  return `0${national.slice(0, area)}-${subscriber.length <= 6 ? subscriber : maskMiddle(subscriber, 0, 2)}`
}

/** Digits grouped as people of that country write them; reads back to the same canonical form. */
export function displayPhone(canonical: string): string {
  if (!canonical.startsWith('+')) return canonical
  if (!canonical.startsWith('+86')) {
    if (isNorthAmerican(canonical)) {
      return `+1 ${canonical.slice(2, 5)} ${canonical.slice(5, 8)} ${canonical.slice(8)}`
    }
    const number = parsePhoneNumberFromString(canonical)
    return number?.isValid() === true ? number.formatInternational() : canonical
  }
  const national = canonical.slice(3)
  if (isMobile(national)) return `${national.slice(0, 3)} ${national.slice(3, 7)} ${national.slice(7)}`
  if (isTollFree(national)) return `${national.slice(0, 3)}-${national.slice(3, 6)}-${national.slice(6)}`
  const area = chinaAreaCodeLength(national)
  const subscriber = national.slice(area)
  if (isForgedService(national)) return `+86 ${national}`
  const split = subscriber.length - 4
  const grouped = split < 3 ? subscriber : `${subscriber.slice(0, split)} ${subscriber.slice(split)}`
  return `0${national.slice(0, area)}-${grouped}`
}

/** Longest number of an institution that is shown whole; longer ones are message ports with customer digits. */
const maxPublicServiceDigits = 8

function maskService(digits: string): string {
  return digits.length <= maxPublicServiceDigits ? digits : maskMiddle(digits, 6, 2)
}

function isForgedService(national: string): boolean {
  return readBehind86(national)?.facts['mimics'] !== undefined
}

function isMobile(national: string): boolean {
  return national.length === 11 && national[0] === '1' && national.charCodeAt(1) >= 0x33
}

function isTollFree(national: string): boolean {
  return national.length === 10 && (national.startsWith('400') || national.startsWith('800'))
}

/** At least this many digits of a foreign subscriber's number stay hidden, however short it is. */
const minHiddenDigits = 4

function maskAbroad(canonical: string): string {
  const code = callingCode(canonical)
  if (code === undefined) return maskForgedAbroad(canonical)
  const national = canonical.slice(1 + code.length)
  const spare = Math.max(0, national.length - minHiddenDigits)
  const tail = Math.min(2, spare)
  return `+${code} ${maskMiddle(national, Math.min(3, spare - tail), tail)}`
}

/** Undefined for numbers that no country has, which are the forged ones. */
function callingCode(canonical: string): string | undefined {
  if (isNorthAmerican(canonical)) return '1'
  const number = parsePhoneNumberFromString(canonical)
  return number?.isValid() === true ? number.countryCallingCode : undefined
}

/** Read by our own rules, which know no list of area codes in use: the library would refuse some. */
function isNorthAmerican(canonical: string): boolean {
  return canonical.startsWith('+1') && northAmericaFacts(canonical.slice(2)) !== undefined
}

/** `+`, three digits of calling code, six of an institution's number. */
const maxForgedAbroadLength = 10

/** Plus, calling code and a number of an institution: whole; with a message port's customer digits: its head. */
function maskForgedAbroad(canonical: string): string {
  return canonical.length <= maxForgedAbroadLength ? canonical : maskMiddle(canonical, 7, 2)
}

function maskMiddle(text: string, head: number, tail: number): string {
  const hidden = Math.max(0, text.length - head - tail)
  return text.slice(0, head) + '*'.repeat(hidden) + text.slice(text.length - tail)
}
