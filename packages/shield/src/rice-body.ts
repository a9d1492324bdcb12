import { CodedError } from '@wuzei/domain'
import type { Epoch } from './epoch.ts'

/**
 * A list's values as they are stored: the length in bits of every bucket as 16-bit numbers, then every bucket's values
 * in rising order as Rice-coded gaps, then `bodyTailBytes` zeros. A gap is the difference to the value before it (to -1
 * for the first) less one, because no value comes twice.
 */
export interface RiceBody {
  /** Whether the bucket holds the value. */
  has(bucket: number, offset: number): boolean
  /** Writes the bucket's values in rising order to the start of `out` and gives their number; `out` must have room. */
  read(bucket: number, out: Float64Array): number
  /** The most values that any bucket can hold, judged by its bits. */
  readonly mostInBucket: number
}

/** Lengths of buckets are 16-bit numbers. */
export const lengthBytes = 2

/** Zeros after the last bucket, so that four bytes can be read wherever a code begins. */
export const bodyTailBytes = 4

/** Longest bucket whose length can be written down. */
export const maxBucketLengthBits = 0xffff

/** Opens a body. Throws `SHIELD_FORMAT` where the lengths of its buckets do not add up to its own. */
export function openRiceBody(body: Uint8Array, epoch: Epoch): RiceBody {
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const starts = bucketStarts(view, epoch.bucketCount)
  const { riceBits, bucketBits } = epoch
  return {
    // Both know what `read` knows; a look-up has a microsecond, so each is written for its width.
    has: bucketBits <= narrowBits ? narrowHas(view, starts, riceBits) : wideHas(view, starts, riceBits),
    read(bucket, out) {
      const end = starts[bucket + 1] ?? 0
      let value = -1
      let count = 0
      for (let position = starts[bucket] ?? 0; position < end; count++) {
        const quotient = countOnes(view, position, end)
        value += 1 + quotient * 2 ** riceBits + readBits(view, position + quotient + 1, riceBits)
        position += quotient + 1 + riceBits
        if (value >= 2 ** bucketBits) throw new CodedError('SHIELD_FORMAT', 'A value lies outside its bucket')
        out[count] = value
      }
      return count
    },
    mostInBucket: mostBits(starts) / (riceBits + 1),
  }
}

/** Offsets of so many bits stay small integers; with floating-point numbers in its loop a look-up took twice as long. */
const narrowBits = 30

function narrowHas(view: DataView, starts: Uint32Array, riceBits: number): RiceBody['has'] {
  return (bucket, offset) => {
    let position = (starts[bucket] ?? 0) | 0
    const end = (starts[bucket + 1] ?? 0) | 0
    let value = -1
    while (position < end) {
      const window = view.getInt32(position >>> 3) << (position & 7)
      let ones = Math.clz32(~window)
      if (ones + riceBits < safeWindowBits) {
        value = (value + 1 + ((ones << riceBits) | ((window << (ones + 1)) >>> (32 - riceBits)))) | 0
      } else {
        ones = countOnes(view, position, end) | 0
        value = (value + 1 + ((ones << riceBits) | readBits(view, position + ones + 1, riceBits))) | 0
      }
      if (value >= offset) return value === offset
      position = (position + ones + 1 + riceBits) | 0
    }
    return false
  }
}

function wideHas(view: DataView, starts: Uint32Array, riceBits: number): RiceBody['has'] {
  const scale = 2 ** riceBits
  return (bucket, offset) => {
    let position = (starts[bucket] ?? 0) | 0
    const end = (starts[bucket + 1] ?? 0) | 0
    let value = -1
    while (position < end) {
      const ones = countOnes(view, position, end) | 0
      value += 1 + ones * scale + readBits(view, position + ones + 1, riceBits)
      if (value >= offset) return value === offset
      position = (position + ones + 1 + riceBits) | 0
    }
    return false
  }
}

/** Where every bucket begins, in bits from the start of the body; one more number for the end of the last. */
function bucketStarts(view: DataView, bucketCount: number): Uint32Array {
  const headBytes = bucketCount * lengthBytes
  if (view.byteLength < headBytes + bodyTailBytes)
    throw new CodedError('SHIELD_FORMAT', 'The body is too short')
  const starts = new Uint32Array(bucketCount + 1)
  let position = headBytes * 8
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    starts[bucket] = position
    position += view.getUint16(bucket * lengthBytes)
  }
  starts[bucketCount] = position
  if (Math.ceil(position / 8) + bodyTailBytes !== view.byteLength) {
    throw new CodedError('SHIELD_FORMAT', 'The lengths of the buckets do not add up')
  }
  return starts
}

function mostBits(starts: Uint32Array): number {
  let most = 0
  for (let bucket = 1; bucket < starts.length; bucket++) {
    most = Math.max(most, (starts[bucket] ?? 0) - (starts[bucket - 1] ?? 0))
  }
  return most
}

/** Ones from `position` on; a run that reaches `end` was written by nobody. */
function countOnes(view: DataView, position: number, end: number): number {
  let ones = 0
  for (;;) {
    const at = position + ones
    if (at >= end) throw new CodedError('SHIELD_FORMAT', 'A code runs past its bucket')
    const here = Math.clz32(~(view.getInt32(at >>> 3) << (at & 7)))
    if (here < safeWindowBits) return ones + here
    ones += safeWindowBits
  }
}

/** Up to 40 bits. */
function readBits(view: DataView, position: number, bits: number): number {
  const window = view.getInt32(position >>> 3) << (position & 7)
  if (bits <= safeWindowBits) return window >>> (32 - bits)
  const low = bits - 16
  const at = position + 16
  return (window >>> 16) * 2 ** low + ((view.getInt32(at >>> 3) << (at & 7)) >>> (32 - low))
}

/** Of 32 bits read at a byte, up to seven come before the one that is meant. */
const safeWindowBits = 25
