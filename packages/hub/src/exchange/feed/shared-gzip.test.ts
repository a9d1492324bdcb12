import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deflatePiece, gzipOf } from './shared-gzip.ts'

test('pieces compressed apart make one gzip file, in any order and number', () => {
  const piece = fc.uint8Array({ maxLength: 5_000 }).map((bytes) => Buffer.from(bytes))
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const file = gzipOf(pieces.map((plain) => ({ plain, deflated: deflatePiece(plain) })))
      expect(gunzipSync(file)).toEqual(Buffer.concat(pieces))
    }),
  )
})
