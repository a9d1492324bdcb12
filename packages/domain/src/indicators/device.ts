import { passesLuhn } from './account/luhn.ts'
import type { IndicatorDefinition, ParseResult } from './indicator.ts'
import { failed, recognised } from './parse-result.ts'
import { compactDigits } from './account/compact-digits.ts'

/**
 * Telephones by their IMEI (3GPP TS 23.003). Canonical: `imei:` and 15 digits with a fitting Luhn digit, or with mark
 * `invalid-checksum` where it does not fit, which cloned telephones show. An IMEISV (16 digits, software version last)
 * and an IMEI without its check digit (14 digits) are the same telephone and become its IMEI. Facts: `tac`, the first
 * eight digits, that name maker and model.
 */
export const deviceDefinition: IndicatorDefinition = { kind: 'device', parse: parseDevice, mask, display }

const maxDeviceTextLength = 64

function parseDevice(input: string): ParseResult {
  if (input.trim() === '') return failed('INDICATOR_EMPTY', 'No device number given')
  if (input.length > maxDeviceTextLength) return failed('INDICATOR_TOO_LONG', 'Too long for a device number')
  const text = input
    .trim()
    .replace(/^imei(?:sv)?/i, '')
    .replace(/^\s?[:：]/, '')
  const digits = compactDigits(text)
  if (digits === undefined || digits.length < 14 || digits.length > 16 || /^(\d)\1*$/.test(digits)) {
    return failed('INDICATOR_INVALID', 'An IMEI has 15 digits')
  }
  const imei = digits.length === 15 ? digits : withCheckDigit(digits.slice(0, 14))
  const facts = { tac: imei.slice(0, 8) }
  return recognised('device', `imei:${imei}`, passesLuhn(imei) ? [] : ['invalid-checksum'], facts)
}

function withCheckDigit(body: string): string {
  for (let digit = 0; digit < 10; digit++) {
    if (passesLuhn(`${body}${digit}`)) return `${body}${digit}`
  }
  return `${body}0`
}

/** The type code is shared by a whole model; the serial number is hidden. */
function mask(canonical: string): string {
  return `${canonical.slice(5, 13)}*****${canonical.slice(-2)}`
}

function display(canonical: string): string {
  const imei = canonical.slice(5)
  return `IMEI ${imei.slice(0, 2)}-${imei.slice(2, 8)}-${imei.slice(8, 14)}-${imei.slice(14)}`
}
