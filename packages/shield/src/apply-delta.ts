import { CodedError } from '@wuzei/domain'
import { BitWriter, riceLength } from './bit-writer.ts'
import { sameEpoch } from './build-delta.ts'
import { type Changes, decodeChanges } from './changes.ts'
import {
  checkBody,
  deltaParentBytes,
  prologueBytes,
  readPrologue,
  readSignedHeader,
  sameBytes,
  writePrologue,
} from './list-file.ts'
import { readWhole } from './list-header.ts'
import { checkHeader, listOf, type ShieldList } from './open-list.ts'
import { bodyTailBytes, lengthBytes, maxBucketLengthBits } from './rice-body.ts'

export interface ApplyDeltaOptions {
  /** The hub's Ed25519 key, 32 bytes. */
  readonly publicKey: Uint8Array
  /** Epoch milliseconds. */
  readonly nowMs: number
}

/**
 * The later list; its `bytes` are those that the hub publishes in full. `old` stays as it is and goes on answering.
 * Throws `SHIELD_FORMAT`, `SHIELD_SIGNATURE`, `SHIELD_OTHER_LIST`, `SHIELD_OTHER_PARENT` (fetch the full list),
 * `SHIELD_ROLLBACK` (not later than `old`) or `SHIELD_TAMPERED`.
 */
export function applyDelta(old: ShieldList, delta: Uint8Array, options: ApplyDeltaOptions): ShieldList {
  readPrologue('delta', delta)
  const blockAt = prologueBytes + deltaParentBytes
  const signed = readSignedHeader(delta, blockAt, options.publicKey)
  const { header, block } = signed
  checkHeader(header, { name: old.header.name, minimumVersion: old.header.version + 1 })
  const view = new DataView(delta.buffer, delta.byteOffset, delta.byteLength)
  const digest = delta.subarray(prologueBytes + 8, blockAt)
  if (
    readWhole(view, prologueBytes) !== old.header.version ||
    !sameBytes(digest, old.header.bodyDigest) ||
    !sameEpoch(old, signed)
  ) {
    throw new CodedError('SHIELD_OTHER_PARENT', `The delta does not start from version ${old.header.version}`)
  }
  const changes = decodeChanges(delta.subarray(blockAt + block.length), header.epoch, old.header.count)
  if (old.header.count - changes.removals.length + changes.additionBuckets.length !== header.count) {
    throw new CodedError('SHIELD_TAMPERED', 'The delta does not lead to the list that was signed')
  }
  const file = new Uint8Array(prologueBytes + block.length + header.bodyBytes)
  writePrologue('list', file)
  file.set(block, prologueBytes)
  const body = file.subarray(prologueBytes + block.length)
  writeChangedBody(old, changes, body)
  checkBody(body, header)
  return listOf(signed, file, body, options.nowMs)
}

/** Writes the changed buckets' lengths and codes; whatever does not fit the body was not made by the hub. */
function writeChangedBody(old: ShieldList, changes: Changes, body: Uint8Array): void {
  const { bucketCount, riceBits } = old.header.epoch
  const headBytes = bucketCount * lengthBytes
  if (body.length < headBytes + bodyTailBytes) throw notWhatWasSigned()
  const view = new DataView(body.buffer, body.byteOffset, body.byteLength)
  const writer = new BitWriter(body.subarray(0, body.length - bodyTailBytes), headBytes)
  const bodyBits = (body.length - bodyTailBytes) * 8
  const nextBucket = changedBuckets(old, changes)
  for (let bucket = 0; bucket < bucketCount; bucket++) {
    let before = -1
    let length = 0
    for (const value of nextBucket(bucket)) {
      // Two equal values: the delta adds what is there already.
      if (value <= before) throw notWhatWasSigned()
      const codeBits = riceLength(value - before - 1, riceBits)
      length += codeBits
      if (length > maxBucketLengthBits || writer.position + codeBits > bodyBits) throw notWhatWasSigned()
      writer.writeRice(value - before - 1, riceBits)
      before = value
    }
    view.setUint16(bucket * lengthBytes, length)
  }
  writer.finish()
}

/** Gives every bucket's values after the changes, rising; to be asked bucket by bucket, in order. */
function changedBuckets(old: ShieldList, changes: Changes): (bucket: number) => Float64Array {
  const { removals, additionBuckets, additionOffsets } = changes
  const before = new Float64Array(old.buckets.mostInBucket)
  let place = 0
  let removal = 0
  let addition = 0
  return (bucket) => {
    const count = old.buckets.read(bucket, before)
    let kept = 0
    for (let index = 0; index < count; index++, place++) {
      if (removals[removal] === place) removal++
      else before[kept++] = before[index] ?? 0
    }
    const firstAddition = addition
    while (additionBuckets[addition] === bucket) addition++
    if (addition === firstAddition) return before.subarray(0, kept)
    const after = new Float64Array(kept + addition - firstAddition)
    after.set(before.subarray(0, kept))
    after.set(additionOffsets.slice(firstAddition, addition), kept)
    return after.sort()
  }
}

function notWhatWasSigned(): CodedError {
  return new CodedError('SHIELD_TAMPERED', 'The delta does not lead to the list that was signed')
}
