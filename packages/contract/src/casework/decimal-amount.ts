/** ISO 4217 currencies whose minor unit is not a hundredth. */
const otherMinorDigits: Readonly<Record<string, number>> = {
  JPY: 0,
  KRW: 0,
  VND: 0,
  CLP: 0,
  KWD: 3,
  BHD: 3,
  OMR: 3,
  JOD: 3,
  TND: 3,
}

const usualMinorDigits = 2

/** Minor units as a decimal number: 1234567 fen are `12345.67`. */
export function decimalOf(amountFen: number, currency: string): string {
  const digits = otherMinorDigits[currency] ?? usualMinorDigits
  const text = String(amountFen).padStart(digits + 1, '0')
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`
}

/**
 * A decimal number as minor units; undefined for what is negative, written with an exponent or other digits, finer than
 * the currency, or too large to be exact.
 */
export function minorUnitsOf(decimal: string | undefined, currency: string): number | undefined {
  const digits = otherMinorDigits[currency] ?? usualMinorDigits
  const [, whole, part = ''] = /^(\d{1,16})(?:\.(\d{1,5}))?$/.exec(decimal ?? '') ?? []
  if (whole === undefined) return undefined
  // ISO allows five decimals; zeros beyond the minor unit change nothing.
  const [kept, rest] = [part.slice(0, digits).padEnd(digits, '0'), part.slice(digits)]
  const amount = Number(`${whole}${kept}`)
  return /^0*$/.test(rest) && Number.isSafeInteger(amount) ? amount : undefined
}
