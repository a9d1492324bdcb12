import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatReceipt, parseReceipt, receiptRandomBytes } from './receipt-number.ts'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const random = fc.uint8Array({ minLength: receiptRandomBytes, maxLength: receiptRandomBytes })
const bare = (receipt: string) => receipt.replaceAll('-', '')

describe('receipt number', () => {
  it('has 12 characters in groups of four and one check character', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        expect(formatReceipt(bytes)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]$/)
      }),
    )
  })

  it('gives back what was formatted', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const receipt = formatReceipt(bytes)
        expect(parseReceipt(receipt)).toEqual({ ok: true, receipt })
      }),
    )
  })

  it('uses 60 of the random bits, each of them', () => {
    const base = formatReceipt(new Uint8Array(8))
    const changed = new Set<string>()
    for (let bit = 0; bit < 64; bit++) {
      const bytes = new Uint8Array(8)
      bytes[bit >> 3] = 1 << (bit & 7)
      changed.add(formatReceipt(bytes))
    }
    changed.delete(base)
    expect(changed.size).toBe(60)
  })

  it('finds every single wrong character', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const receipt = bare(formatReceipt(bytes))
        for (let place = 0; place < receipt.length; place++)
          for (const wrong of alphabet) {
            if (wrong === receipt[place]) continue
            const mistyped = receipt.slice(0, place) + wrong + receipt.slice(place + 1)
            expect(parseReceipt(mistyped)).toEqual({ ok: false, code: 'RECEIPT_INVALID' })
          }
      }),
      { numRuns: 20 },
    )
  })

  it('finds every exchange of two characters, adjacent or not', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const receipt = bare(formatReceipt(bytes))
        for (let left = 0; left < receipt.length; left++)
          for (let right = left + 1; right < receipt.length; right++) {
            if (receipt[left] === receipt[right]) continue
            const characters = Array.from(receipt)
            characters[left] = receipt.charAt(right)
            characters[right] = receipt.charAt(left)
            expect(parseReceipt(characters.join('')).ok).toBe(false)
          }
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    ['small letters', (receipt: string) => receipt.toLowerCase()],
    ['no dashes', (receipt: string) => receipt.replaceAll('-', '')],
    ['spaces instead', (receipt: string) => ` ${receipt.replaceAll('-', '  ')}\n`],
    ['long dashes', (receipt: string) => receipt.replaceAll('-', '—')],
    ['zero-width characters', (receipt: string) => receipt.replaceAll('-', '\u200b-\ufeff')],
    ['O for zero, I for one', (receipt: string) => receipt.replaceAll('0', 'O').replaceAll('1', 'I')],
    ['o for zero, l for one', (receipt: string) => receipt.replaceAll('0', 'o').replaceAll('1', 'l')],
    ['U for V', (receipt: string) => receipt.replaceAll('V', 'u')],
    [
      'full width',
      (receipt: string) =>
        Array.from(receipt)
          .map((one) => String.fromCodePoint((one.codePointAt(0) ?? 0) + 0xfee0))
          .join(''),
    ],
  ])('is read when typed with %s', (_name, typed) => {
    fc.assert(
      fc.property(random, (bytes) => {
        const receipt = formatReceipt(bytes)
        expect(parseReceipt(typed(receipt))).toEqual({ ok: true, receipt })
      }),
    )
  })

  it.each(['', '-', '0000-0000-0000', '0000-0000-0000-00', '000-000*-0000-0', '收据', '0'.repeat(5000)])(
    'refuses %j',
    (input) => {
      expect(parseReceipt(input)).toEqual({ ok: false, code: 'RECEIPT_INVALID' })
    },
  )

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (input) => typeof parseReceipt(input).ok === 'boolean'),
    )
  })

  it('refuses too few random bytes', () => {
    expect(() => formatReceipt(new Uint8Array(7))).toThrow(RangeError)
  })
})
