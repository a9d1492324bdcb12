import { sha256 } from '@noble/hashes/sha2.js'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { indicatorKinds } from './indicator.ts'
import { indicatorKey, signedKey, unsignedKey, writeIndicatorKey } from './key.ts'

/** The recipe written the slow, obvious way. */
function plainKey(kind: string, canonical: string): bigint {
  const digest = sha256(new TextEncoder().encode(`${kind}:${canonical}`))
  return new DataView(digest.buffer).getBigUint64(0)
}

describe('indicator key', () => {
  it('is the head of SHA-256 over kind and canonical, whatever the length and script', () => {
    const kind = fc.constantFrom(...indicatorKinds)
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme-ascii', maxLength: 1500 }),
    )
    fc.assert(
      fc.property(kind, text, (someKind, someText) => {
        expect(indicatorKey(someKind, someText)).toBe(plainKey(someKind, someText))
      }),
    )
  })

  it('is right at every length around the block boundaries', () => {
    for (let length = 0; length < 200; length++) {
      const text = 'a'.repeat(length)
      expect(indicatorKey('url', text)).toBe(plainKey('url', text))
    }
    for (const length of [1019, 1020, 1021, 1022, 5000]) {
      expect(indicatorKey('url', 'b'.repeat(length))).toBe(plainKey('url', 'b'.repeat(length)))
    }
  })

  it('does not remember the value hashed before', () => {
    const first = indicatorKey('phone', '+8613800138000')
    indicatorKey('url', 'x'.repeat(900))
    expect(indicatorKey('phone', '+8613800138000')).toBe(first)
  })

  it('tells kinds apart', () => {
    expect(indicatorKey('domain', 'a')).not.toBe(indicatorKey('url', 'a'))
  })

  it('writes high and low word where it is told', () => {
    const out = new Uint32Array(4)
    writeIndicatorKey('phone', '+8613800138000', out, 2)
    const key = indicatorKey('phone', '+8613800138000')
    expect([...out]).toEqual([0, 0, Number(key >> 32n), Number(key & 0xffffffffn)])
  })

  it('survives the trip through a signed column', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 64n) - 1n }), (key) => {
        const signed = signedKey(key)
        expect(signed).toBeGreaterThanOrEqual(-(1n << 63n))
        expect(signed).toBeLessThan(1n << 63n)
        expect(unsignedKey(signed)).toBe(key)
      }),
    )
  })
})
