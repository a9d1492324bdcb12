import { type Changes, encodeChanges } from './changes.ts'
import { deltaParentBytes, prologueBytes, sameBytes, writePrologue } from './list-file.ts'
import { writeWhole } from './list-header.ts'
import type { ShieldList } from './open-list.ts'

/**
 * The way from a list to a later one of the same name, as a file; undefined where there is none, because the two are of
 * different epochs. It carries the later list's signed header and needs no signature of its own: what comes of it must
 * have the digest in there. Throws a RangeError for two lists that do not follow one another.
 */
export function buildDelta(old: ShieldList, next: ShieldList): Uint8Array | undefined {
  if (old.header.name !== next.header.name || old.header.version >= next.header.version) {
    throw new RangeError('A delta leads from a list to a later one of the same name')
  }
  if (!sameEpoch(old, next)) return undefined
  const script = encodeChanges(changesBetween(old, next), old.header.epoch, old.header.count)
  const blockAt = prologueBytes + deltaParentBytes
  const file = new Uint8Array(blockAt + next.block.length + script.length)
  writePrologue('delta', file)
  writeWhole(new DataView(file.buffer), prologueBytes, old.header.version)
  file.set(old.header.bodyDigest, prologueBytes + 8)
  file.set(next.block, blockAt)
  file.set(script, blockAt + next.block.length)
  return file
}

/** Whether one list's values mean the same as the other's. */
export function sameEpoch(left: Pick<ShieldList, 'header'>, right: Pick<ShieldList, 'header'>): boolean {
  const [one, other] = [left.header.epoch, right.header.epoch]
  return (
    sameBytes(one.salt, other.salt) &&
    one.bucketCount === other.bucketCount &&
    one.bucketBits === other.bucketBits &&
    one.riceBits === other.riceBits
  )
}

function changesBetween(old: ShieldList, next: ShieldList): Changes {
  const removals: number[] = []
  const additionBuckets: number[] = []
  const additionOffsets: number[] = []
  const before = new Float64Array(old.buckets.mostInBucket)
  const after = new Float64Array(next.buckets.mostInBucket)
  let place = 0
  for (let bucket = 0; bucket < old.header.epoch.bucketCount; bucket++) {
    const beforeCount = old.buckets.read(bucket, before)
    const afterCount = next.buckets.read(bucket, after)
    for (let from = 0, to = 0; from < beforeCount || to < afterCount; ) {
      const oldValue = from < beforeCount ? (before[from] ?? 0) : Infinity
      const newValue = to < afterCount ? (after[to] ?? 0) : Infinity
      if (oldValue < newValue) removals.push(place + from)
      if (newValue < oldValue) {
        additionBuckets.push(bucket)
        additionOffsets.push(newValue)
      }
      if (oldValue <= newValue) from++
      if (newValue <= oldValue) to++
    }
    place += beforeCount
  }
  return { removals, additionBuckets, additionOffsets }
}
