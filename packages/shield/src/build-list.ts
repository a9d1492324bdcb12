import { sha256 } from '@noble/hashes/sha2.js'
import type { IndicatorKind } from '@wuzei/domain'
import { BitWriter, riceLength } from './bit-writer.ts'
import { type Epoch, maxEntries } from './epoch.ts'
import { type ListHeader, type ListPurpose, writeHeader } from './list-header.ts'
import { createPlacer } from './place.ts'
import { bodyTailBytes, lengthBytes, maxBucketLengthBits } from './rice-body.ts'

export interface ListContent {
  readonly name: string
  readonly purpose: ListPurpose
  readonly kinds: readonly IndicatorKind[]
  /** Above the version before it of the same name. */
  readonly version: number
  readonly createdAtMs: number
  readonly validUntilMs: number
  /** That of the list before it, as long as its rate holds, so that there is a delta; see `planEpoch`. */
  readonly epoch: Epoch
  /** `indicatorKey`s as high and low words by turns, in any order, doubles allowed; at most 100 million. */
  readonly keys: Uint32Array
}

/** A list before it is signed. */
export interface UnsignedList {
  readonly header: ListHeader
  readonly headerBytes: Uint8Array
  readonly body: Uint8Array
}

/**
 * Lays out the entries. The bytes depend on the set of keys and the epoch alone, not on the order of the keys. Beside
 * the keys it needs 4 bytes an entry (8 for rates below about 2^-25) and the body.
 * Throws a RangeError for what no list can hold.
 */
export function buildList(content: ListContent): UnsignedList {
  const { epoch, keys } = content
  if (keys.length % 2 !== 0) throw new RangeError('Keys come as high and low words by turns')
  if (keys.length / 2 > maxEntries) throw new RangeError(`A list holds at most ${maxEntries} entries`)
  const { offsets, ends } = sortedOffsets(keys, epoch)
  const { body, count } = encodeBody(offsets, ends, epoch)
  const header: ListHeader = {
    name: content.name,
    purpose: content.purpose,
    kinds: content.kinds,
    version: content.version,
    createdAtMs: content.createdAtMs,
    validUntilMs: content.validUntilMs,
    epoch,
    count,
    bodyBytes: body.length,
    bodyDigest: sha256(body),
  }
  return { header, headerBytes: writeHeader(header), body }
}

type Offsets = Uint32Array | Float64Array

/** Every key's offset, bucket after bucket and rising within each; `ends` says where each bucket ends. */
function sortedOffsets(keys: Uint32Array, epoch: Epoch): { offsets: Offsets; ends: Uint32Array } {
  const place = createPlacer(epoch)
  const ends = new Uint32Array(epoch.bucketCount)
  // Hashing twice takes less memory than keeping what the first pass found.
  for (let at = 0; at < keys.length; at += 2) {
    const { bucket } = place(keys[at] ?? 0, keys[at + 1] ?? 0)
    ends[bucket] = (ends[bucket] ?? 0) + 1
  }
  let total = 0
  for (let bucket = 0; bucket < ends.length; bucket++) {
    const inBucket = ends[bucket] ?? 0
    ends[bucket] = total
    total += inBucket
  }
  const offsets = epoch.bucketBits <= 32 ? new Uint32Array(total) : new Float64Array(total)
  for (let at = 0; at < keys.length; at += 2) {
    const { bucket, offset } = place(keys[at] ?? 0, keys[at + 1] ?? 0)
    const slot = ends[bucket] ?? 0
    offsets[slot] = offset
    ends[bucket] = slot + 1
  }
  let start = 0
  for (const end of ends) {
    offsets.subarray(start, end).sort()
    start = end
  }
  return { offsets, ends }
}

function encodeBody(offsets: Offsets, ends: Uint32Array, epoch: Epoch): { body: Uint8Array; count: number } {
  const { lengths, bits, count } = measureBuckets(offsets, ends, epoch)
  const headBytes = ends.length * lengthBytes
  if (headBytes * 8 + bits > maxBodyBits) throw new RangeError('The list would pass 256 MiB')
  const body = new Uint8Array(headBytes + Math.ceil(bits / 8) + bodyTailBytes)
  const view = new DataView(body.buffer)
  for (const [bucket, length] of lengths.entries()) view.setUint16(bucket * lengthBytes, length)
  const writer = new BitWriter(body, headBytes)
  forEachGap(offsets, ends, (gap) => writer.writeRice(gap, epoch.riceBits))
  writer.finish()
  return { body, count }
}

function measureBuckets(offsets: Offsets, ends: Uint32Array, epoch: Epoch) {
  const lengths = new Uint16Array(ends.length)
  let bits = 0
  let count = 0
  forEachGap(offsets, ends, (gap, bucket) => {
    const length = riceLength(gap, epoch.riceBits)
    const sum = (lengths[bucket] ?? 0) + length
    if (sum > maxBucketLengthBits) throw new RangeError('Far more entries than the epoch was planned for')
    lengths[bucket] = sum
    bits += length
    count++
  })
  return { lengths, bits, count }
}

function forEachGap(offsets: Offsets, ends: Uint32Array, visit: (gap: number, bucket: number) => void): void {
  let at = 0
  for (let bucket = 0; bucket < ends.length; bucket++) {
    const end = ends[bucket] ?? 0
    let before = -1
    for (; at < end; at++) {
      const offset = offsets[at] ?? 0
      if (offset === before) continue
      visit(offset - before - 1, bucket)
      before = offset
    }
  }
}

/** Positions in bits stay below 2^31, where integers are cheapest. */
const maxBodyBits = 2 ** 31 - 1
