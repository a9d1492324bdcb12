/** A receipt as people see it, `7K3M-9QXD-2HTV-8`: who knows it may read the report's status. */
export type ReceiptResult =
  | { readonly ok: true; readonly receipt: string }
  | { readonly ok: false; readonly code: 'RECEIPT_INVALID' }

/** Random bytes that {@link formatReceipt} needs; of their 64 bits it uses 60. */
export const receiptRandomBytes = 8

/**
 * Makes a receipt number from random bytes: 12 characters of Crockford's base 32 (60 bits, because the number is
 * a bearer secret) in groups of four, and one check character.
 *
 * The check character is Damm's scheme (H. M. Damm, "Total anti-symmetrische Quasigruppen", 2004) in its form for
 * orders that are a power of two, over GF(32) with x⁵+x²+1. Every position has a weight of its own, so every
 * single wrong character and every exchange of two characters, adjacent or not, is found.
 *
 * @param randomBytes at least {@link receiptRandomBytes} bytes from a cryptographic generator
 * @throws RangeError when there are fewer bytes
 */
export function formatReceipt(randomBytes: Uint8Array): string {
  if (randomBytes.length < receiptRandomBytes)
    throw new RangeError(`a receipt needs ${receiptRandomBytes} random bytes, not ${randomBytes.length}`)
  let bits = 0n
  for (const byte of randomBytes.subarray(0, receiptRandomBytes)) bits = (bits << 8n) | BigInt(byte)
  const digits = Array.from({ length: dataLength }, (_, place) => Number((bits >> BigInt(place * 5)) & 31n))
  return present([...digits, checkDigit(digits)])
}

/**
 * Reads a receipt number as people type it: small letters, spaces and dashes anywhere or nowhere, full-width
 * characters, the letter O for 0, I or L for 1, U for V. Gives it back in the form of {@link formatReceipt}.
 */
export function parseReceipt(input: string): ReceiptResult {
  if (input.length > maxInputLength) return invalid
  const digits: number[] = []
  for (const character of input.normalize('NFKC').toUpperCase()) {
    if (separators.test(character)) continue
    const digit = alphabet.indexOf(lookalikes[character] ?? character)
    if (digit < 0) return invalid
    digits.push(digit)
  }
  if (digits.length !== dataLength + 1) return invalid
  const check = digits[dataLength]
  return checkDigit(digits.slice(0, dataLength)) === check ? { ok: true, receipt: present(digits) } : invalid
}

/** Crockford's base 32: no I, L, O, U, so nothing looks like 1, 0 or V. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const lookalikes: Readonly<Record<string, string>> = { O: '0', I: '1', L: '1', U: 'V' }
/** White space, format characters (zero width), dashes of all scripts, and the dots some people write instead. */
const separators = /^[\s\p{Cf}\p{Pd}−ー_.,·・]$/u
const dataLength = 12
const groupLength = 4
/** 13 characters, each with a few separators around it; anything longer is no receipt. */
const maxInputLength = 64
const invalid: ReceiptResult = { ok: false, code: 'RECEIPT_INVALID' }

function present(digits: readonly number[]): string {
  const text = digits.map((digit) => alphabet.charAt(digit)).join('')
  const groups: string[] = []
  for (let start = 0; start < text.length; start += groupLength)
    groups.push(text.slice(start, start + groupLength))
  return groups.join('-')
}

function checkDigit(digits: readonly number[]): number {
  return digits.reduce((interim, digit) => timesTwo(interim ^ digit), 0)
}

/** Multiplies by x in GF(32): a shift, reduced by x⁵+x²+1 when it overflows. */
function timesTwo(value: number): number {
  const shifted = value << 1
  return shifted > 31 ? shifted ^ 0b100101 : shifted
}
