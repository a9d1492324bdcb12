import type { Epoch } from './epoch.ts'
import { createKeyedMix } from './keyed-mix.ts'

/** Where a key's value lies: `place(high, low)` fills `bucket` and `offset` (below 2^bucketBits) and gives itself back. */
export interface Placement {
  bucket: number
  offset: number
}

/**
 * The way from keys to values in one epoch. The placement given back is the same object every time, so that a look-up
 * allocates nothing: read it before the next call.
 */
export function createPlacer(epoch: Epoch): (keyHigh: number, keyLow: number) => Placement {
  const { bucketCount, bucketBits } = epoch
  const mix = createKeyedMix(epoch.salt)
  const hash = new Uint32Array(2)
  const placement: Placement = { bucket: 0, offset: 0 }
  const fractionShift = 32 - bucketBits
  const fractionScale = 2 ** -fractionShift
  return (keyHigh, keyLow) => {
    mix(keyHigh, keyLow, hash)
    // hash * bucketCount as fixed point, 64 bits after the point; every product stays below 2^53.
    const lowProduct = (hash[1] ?? 0) * bucketCount
    const sum = (hash[0] ?? 0) * bucketCount + Math.floor(lowProduct / 0x1_0000_0000)
    placement.bucket = Math.floor(sum / 0x1_0000_0000)
    const fractionHigh = sum >>> 0
    if (fractionShift >= 0) placement.offset = fractionHigh >>> fractionShift
    else placement.offset = fractionHigh * fractionScale + ((lowProduct >>> 0) >>> (32 + fractionShift))
    return placement
  }
}
