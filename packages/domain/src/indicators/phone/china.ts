import type { IndicatorMark } from '../indicator.ts'
import type { Facts } from '../parse-result.ts'
import { chinaAreaCodeLength, chinaRegionOf } from './china-area-codes.ts'
import { chinaMobileFacts } from './china-mobile.ts'
import { readServiceNumber } from './china-service.ts'

/** A number once it is known what it is. */
export interface PhoneReading {
  readonly canonical: string
  readonly marks: readonly IndicatorMark[]
  readonly facts: Facts
}

/** A number that was written behind +86 or 0086. Undefined when nothing like it exists or is known to be forged. */
export function readBehind86(national: string): PhoneReading | undefined {
  const significant = national.startsWith('0') ? national.slice(1) : national
  return (
    readMobile(significant) ??
    readFixed(significant) ??
    readTollFree(significant) ??
    readUnassigned(significant) ??
    readForged(`+86${national}`, national)
  )
}

/** A number written as it is dialled inside China. */
export function readInsideChina(digits: string): PhoneReading | undefined {
  if (digits.startsWith('0')) return readBehind86(digits)
  return (
    readMobile(digits) ??
    readTollFree(digits) ??
    readBareService(digits) ??
    readBareFixed(digits) ??
    readMobileBehindPrefix(digits)
  )
}

/**
 * A Chinese service number that shows itself behind a country prefix. Nobody can call from there, so the number on
 * the screen was forged; the canonical form keeps the forgery, because the real 95588 is not to blame for it.
 */
export function readForged(canonical: string, behindPrefix: string): PhoneReading | undefined {
  if (readServiceNumber(behindPrefix) === undefined) return undefined
  return { canonical, marks: forged, facts: { mimics: behindPrefix } }
}

const forged: readonly IndicatorMark[] = Object.freeze(['forged'])
const service: readonly IndicatorMark[] = Object.freeze(['service-number'])
const noMarks: readonly IndicatorMark[] = Object.freeze([])
const unassigned: Facts = Object.freeze({ country: 'CN', line: 'unassigned' })
const tollFree400: Facts = Object.freeze({ country: 'CN', line: 'shared-cost' })
const tollFree800: Facts = Object.freeze({ country: 'CN', line: 'toll-free' })

/** A mobile number; one from a segment that no carrier has cannot be real and is marked `forged`. */
export function readMobile(digits: string): PhoneReading | undefined {
  if (digits.length !== 11 || digits[0] !== '1' || digits.charCodeAt(1) < 0x33) return undefined
  const facts = chinaMobileFacts(Number(digits.slice(0, 4)))
  return { canonical: `+86${digits}`, marks: facts ? noMarks : forged, facts: facts ?? unassigned }
}

/** A fixed line with its area code, or a city's own hotline such as 0755-12345. */
function readFixed(significant: string): PhoneReading | undefined {
  if (significant.length < 7 || significant.length > 11) return undefined
  const areaLength = chinaAreaCodeLength(significant)
  const region = chinaRegionOf(significant.slice(0, areaLength))
  if (region === undefined) return undefined
  const subscriber = significant.slice(areaLength)
  const canonical = `+86${significant}`
  const isLine =
    subscriber.charCodeAt(0) >= 0x32 &&
    (subscriber.length === 8 || (subscriber.length === 7 && areaLength === 3))
  if (isLine) return { canonical, marks: noMarks, facts: { country: 'CN', region, line: 'fixed' } }
  const isHotline = subscriber.length <= 6 && readServiceNumber(subscriber)?.inCities === true
  return isHotline
    ? { canonical, marks: service, facts: { country: 'CN', region, line: 'hotline' } }
    : undefined
}

/** As long as a fixed line, but its area code or first digit was never given out: only a forger shows such a number. */
function readUnassigned(significant: string): PhoneReading | undefined {
  if (significant.length !== 10 && significant.length !== 11) return undefined
  if (significant.charCodeAt(0) < 0x32) return undefined
  return { canonical: `+86${significant}`, marks: forged, facts: unassigned }
}

function readTollFree(digits: string): PhoneReading | undefined {
  if (digits.length !== 10) return undefined
  const canonical = `+86${digits}`
  if (digits.startsWith('400')) return { canonical, marks: service, facts: tollFree400 }
  return digits.startsWith('800') ? { canonical, marks: service, facts: tollFree800 } : undefined
}

function readBareService(digits: string): PhoneReading | undefined {
  const found = readServiceNumber(digits)
  return found && { canonical: digits, marks: found.marks, facts: found.facts }
}

/** Big cities are often written without the trunk 0; for three-digit area codes that would be guessing. */
function readBareFixed(digits: string): PhoneReading | undefined {
  return digits.length === 10 && (digits.startsWith('10') || digits.startsWith('2'))
    ? readFixed(digits)
    : undefined
}

/** 86 without a plus, and the carriers' old prefixes for cheap long-distance calls. */
const mobilePrefixes = ['86', '17951', '12593', '17911', '17910', '17909', '17900', '10193']

function readMobileBehindPrefix(digits: string): PhoneReading | undefined {
  const prefix = mobilePrefixes.find((candidate) => digits.startsWith(candidate))
  return prefix === undefined ? undefined : readMobile(digits.slice(prefix.length))
}
