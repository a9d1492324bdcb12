import { CodedError } from '@wuzei/domain'
import { BitReader } from './bit-reader.ts'
import { BitWriter, riceLength } from './bit-writer.ts'
import { bestRiceBits, type Epoch } from './epoch.ts'

/** What makes one list of another of the same epoch. */
export interface Changes {
  /** Places in the old list, counted from 0 in its order, rising. */
  readonly removals: readonly number[]
  /** Buckets of the values to add, rising. */
  readonly additionBuckets: readonly number[]
  /** Their offsets, rising within a bucket. */
  readonly additionOffsets: readonly number[]
}

/**
 * Changes as bytes: numbers of removals and additions (32 bits each), Rice's parameter for either (8 bits each), then as
 * one run of bits the gaps between removals and, for each addition, the gap to the bucket of the one before it and its
 * offset. A removal takes about log2(count / removals) + 1.5 bits, an addition about 2 bits more than its offset where
 * one bucket in two changes.
 */
export function encodeChanges(changes: Changes, epoch: Epoch, oldCount: number): Uint8Array {
  const { removals, additionBuckets, additionOffsets } = changes
  const removalRiceBits = riceBitsFor(removals.length, oldCount)
  const additionRiceBits = riceBitsFor(additionBuckets.length, epoch.bucketCount)
  const removalGaps = gaps(removals, 1)
  const bucketGaps = gaps(additionBuckets, 0)
  let bits = additionBuckets.length * epoch.bucketBits
  for (const gap of removalGaps) bits += riceLength(gap, removalRiceBits)
  for (const gap of bucketGaps) bits += riceLength(gap, additionRiceBits)
  const bytes = new Uint8Array(headBytes + Math.ceil(bits / 8))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, removals.length)
  view.setUint32(4, additionBuckets.length)
  bytes[8] = removalRiceBits
  bytes[9] = additionRiceBits
  const writer = new BitWriter(bytes, headBytes)
  for (const gap of removalGaps) writer.writeRice(gap, removalRiceBits)
  for (const [index, gap] of bucketGaps.entries()) {
    writer.writeRice(gap, additionRiceBits)
    writer.write(additionOffsets[index] ?? 0, epoch.bucketBits)
  }
  writer.finish()
  return bytes
}

/** The changes in bytes that nobody has vouched for yet. Throws `SHIELD_FORMAT` where they cannot be read. */
export function decodeChanges(bytes: Uint8Array, epoch: Epoch, oldCount: number): Changes {
  if (bytes.length < headBytes) throw new CodedError('SHIELD_FORMAT', 'The delta is cut short')
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const removalCount = view.getUint32(0)
  const additionCount = view.getUint32(4)
  const removalRiceBits = bytes[8] ?? 0
  const additionRiceBits = bytes[9] ?? 0
  if (removalCount > oldCount || removalRiceBits > maxRiceBits || additionRiceBits > maxRiceBits) {
    throw new CodedError('SHIELD_FORMAT', 'The delta holds numbers out of range')
  }
  // The reader throws at the end of the bytes, so the arrays cannot grow past what the bytes warrant.
  const reader = new BitReader(bytes.subarray(headBytes))
  const removals: number[] = []
  for (let before = -1; removals.length < removalCount; removals.push(before)) {
    before += 1 + reader.readRice(removalRiceBits)
    if (before >= oldCount) throw new CodedError('SHIELD_FORMAT', 'The delta removes what is not there')
  }
  const additionBuckets: number[] = []
  const additionOffsets: number[] = []
  for (let bucket = 0; additionBuckets.length < additionCount; additionBuckets.push(bucket)) {
    bucket += reader.readRice(additionRiceBits)
    if (bucket >= epoch.bucketCount) throw new CodedError('SHIELD_FORMAT', 'The delta adds out of range')
    additionOffsets.push(reader.read(epoch.bucketBits))
  }
  if (!reader.atEnd()) throw new CodedError('SHIELD_FORMAT', 'Something follows the delta')
  return { removals, additionBuckets, additionOffsets }
}

/** Differences between neighbours less `least`, which is the smallest there can be; the first counts from 0. */
function gaps(rising: readonly number[], least: number): number[] {
  let before = -least
  return rising.map((value) => {
    const gap = value - before - least
    before = value
    return gap
  })
}

function riceBitsFor(count: number, among: number): number {
  return count === 0 || among === 0 ? 0 : bestRiceBits(Math.min(1, count / among), 0)
}

const headBytes = 10
/** No gap is longer than the 100 million entries or the 2 million buckets of a list. */
const maxRiceBits = 27
