import { createHmac } from 'node:crypto'
import { assert, property, string, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { keyedDigest } from './keyed-digest.ts'

const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text).digest('hex')

test('it is HMAC-SHA256, one text after the other, long ones too', () => {
  assert(
    property(uint8Array({ maxLength: 64 }), string({ unit: 'binary' }), (key, text) => {
      const digest = keyedDigest(key)
      const long = text + '长'.repeat(6_000)
      for (const each of [text, long, text]) expect(digest(each)).toBe(hmac(key, each))
    }),
    { numRuns: 30 },
  )
  expect(() => keyedDigest(new Uint8Array(65))).toThrow(RangeError)
})
