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
  const { riceBits, bucketBits } = epoch
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const starts = bucketStarts(view, epoch.bucketCount)
  const scale = 2 ** riceBits
  const bucketValues = 2 ** bucketBits
  const windowBits = Math.min(riceBits, maxWindowBits)
  const restBits = riceBits - windowBits
  const restScale = 2 ** restBits

  /** The value after `value` at `position`, for codes that one look of 25 bits does not hold. */
  function readValue(position: number, end: number, value: number): number {
    const quotient = countOnes(view, position, end)
    const at = position + quotient + 1
    return (
      value +
      1 +
      quotient * scale +
      readBits(view, at, windowBits) * restScale +
      readBits(view, at + windowBits, restBits)
    )
  }

  return {
    has(bucket, offset) {
      let position = starts[bucket] ?? 0
      const end = starts[bucket + 1] ?? 0
      let value = -1
      while (position < end) {
        const window = view.getInt32(position >>> 3) << (position & 7)
        const ones = Math.clz32(~window)
        if (ones + riceBits < safeWindowBits) {
          value += 1 + ((ones << riceBits) | ((window << (ones + 1)) >>> (32 - riceBits)))
          position += ones + 1 + riceBits
        } else {
          const before = value
          value = readValue(position, end, before)
          position += Math.floor((value - before - 1) / scale) + 1 + riceBits
        }
        if (value >= offset) return value === offset
      }
      return false
    },
    read(bucket, out) {
      let position = starts[bucket] ?? 0
      const end = starts[bucket + 1] ?? 0
      let value = -1
      let count = 0
      while (position < end) {
        const before = value
        value = readValue(position, end, before)
        position += Math.floor((value - before - 1) / scale) + 1 + riceBits
        if (value >= bucketValues) throw new CodedError('SHIELD_FORMAT', 'A value lies outside its bucket')
        out[count++] = value
      }
      return count
    },
    mostInBucket: mostBits(starts) / (riceBits + 1),
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

/** At most `maxWindowBits` bits. */
function readBits(view: DataView, position: number, bits: number): number {
  if (bits === 0) return 0
  return (view.getInt32(position >>> 3) << (position & 7)) >>> (32 - bits)
}

/** Of 32 bits read at a byte, up to seven come before the one that is meant. */
const safeWindowBits = 25
const maxWindowBits = 24
