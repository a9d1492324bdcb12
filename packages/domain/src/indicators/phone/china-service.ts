import type { IndicatorMark } from '../indicator.ts'
import type { Facts } from '../parse-result.ts'

/** A national number that is dialled as it stands, without area or country. */
export interface ServiceNumber {
  readonly marks: readonly IndicatorMark[]
  readonly facts: Facts
  /** True when cities run their own one, reached with the area code (0755-12345). */
  readonly inCities: boolean
}

/**
 * Reads 110, 12381, 95588, 96110, 10086, 1010xxxx, 1069 ports and their kin; undefined for anything else.
 * Source: the ministry's plan for telecommunication network codes (电信网编号计划, 2017 with later changes).
 */
export function readServiceNumber(digits: string): ServiceNumber | undefined {
  if (digits.length < 3 || digits.length > maxPortDigits) return undefined
  if (digits.length === 3) return emergencyNumbers.has(digits) ? shortCode : undefined
  if (digits.startsWith('106')) return digits.length >= 8 ? messagePort : undefined
  if (digits.startsWith('10')) return readCarrierNumber(digits)
  if (digits.startsWith('11') || digits.startsWith('12')) return readHotline(digits)
  if (digits.startsWith('95')) return readBusinessNumber(digits)
  return digits.startsWith('96') && (digits.length === 5 || digits.length === 6) ? citySpecial : undefined
}

/** 1069 ports may carry customer digits up to this length (MIIT: 20 for the whole code). */
const maxPortDigits = 20

const emergencyNumbers: ReadonlySet<string> = new Set([
  '110',
  '112',
  '114',
  '117',
  '119',
  '120',
  '121',
  '122',
  '999',
])

/** Longest number of one carrier's own hotline with its menu digits, such as 1008611. */
const maxCarrierDigits = 8

/** 10000, 10010, 10086 and their extensions; 101xx; nationwide 1010xxxx. */
function readCarrierNumber(digits: string): ServiceNumber | undefined {
  if (digits.startsWith('1010') && digits.length === 8) return longService
  if (digits[2] !== '0' && digits[2] !== '1') return undefined
  if (digits.length === 5) return carrier
  return digits[2] === '0' && digits.length <= maxCarrierDigits ? longService : undefined
}

/** 5 digits 11xxx and 12xxx, 6 digits 116xxx and 118xxx, and 12110/12520-type codes with the area or number behind. */
function readHotline(digits: string): ServiceNumber | undefined {
  if (digits.length === 5) return hotline
  if (digits.length === 6) return digits.startsWith('116') || digits.startsWith('118') ? hotline : undefined
  if (digits.startsWith('12110')) return digits.length <= 9 ? longHotline : undefined
  return digits.startsWith('12520') || digits.startsWith('12593') ? messagePort : undefined
}

/** 95xxx and 95xxxx, 8-digit 951xxxxx, and the longer numbers that call centres are given below 950 to 957. */
function readBusinessNumber(digits: string): ServiceNumber | undefined {
  if (digits.length === 5 || digits.length === 6) return business
  return digits.length >= 8 ? longService : undefined
}

const shortAndService: readonly IndicatorMark[] = Object.freeze(['short-code', 'service-number'])
const serviceOnly: readonly IndicatorMark[] = Object.freeze(['service-number'])

function kind(marks: readonly IndicatorMark[], line: string, inCities: boolean): ServiceNumber {
  return Object.freeze({ marks, facts: Object.freeze({ country: 'CN', line }), inCities })
}

const shortCode = kind(Object.freeze(['short-code']), 'emergency', false)
const hotline = kind(Object.freeze(['short-code']), 'hotline', true)
const business = kind(shortAndService, 'business', true)
const carrier = kind(shortAndService, 'carrier', true)
const citySpecial = kind(shortAndService, 'city', true)
const longService = kind(serviceOnly, 'business', false)
const longHotline = kind(serviceOnly, 'hotline', false)
const messagePort = kind(serviceOnly, 'message-port', false)
