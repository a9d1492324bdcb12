import { endianness } from 'node:os'
import { absoluteState, type RelativeState, type VerdictState } from '@wuzei/domain'
import type { VerdictIndex } from '../verdict-index/verdict-index.ts'

/**
 * Verdicts of a bulk change as an event's attachment: a line of JSON with the distinct states, then 16 bytes an
 * entry (key high, key low, reference instant, state's position; little-endian). What the index holds, in other
 * words, so that following an import costs no parsing of 50,000 verdicts.
 */
export const verdictBatchName = 'verdicts'
export const verdictBatchMediaType = 'application/vnd.wuzei.verdicts.v1'

const wordsPerEntry = 4

export interface VerdictBatch {
  /** Distinct states without their instants. */
  readonly states: readonly RelativeState[]
  /** Four words an entry. */
  readonly words: Uint32Array
}

export function encodeVerdictBatch(batch: VerdictBatch): Buffer {
  const head = Buffer.from(`${JSON.stringify(batch.states)}\n`)
  const { buffer, byteOffset, byteLength } = batch.words
  const bytes = Buffer.concat([head, Buffer.from(buffer, byteOffset, byteLength)])
  if (endianness() === 'BE') bytes.subarray(head.length).swap32()
  return bytes
}

/** @throws RangeError when the bytes are no verdict batch */
export function decodeVerdictBatch(bytes: Buffer): VerdictBatch {
  const end = bytes.indexOf(10)
  const bodyBytes = bytes.length - end - 1
  if (end < 0 || bodyBytes % (wordsPerEntry * 4) !== 0) throw new RangeError('This is no verdict batch')
  const states: RelativeState[] = JSON.parse(bytes.toString('utf8', 0, end))
  // Copied, because words must begin at a multiple of four.
  const body = new Uint8Array(bytes.subarray(end + 1))
  if (endianness() === 'BE') Buffer.from(body.buffer).swap32()
  return { states, words: new Uint32Array(body.buffer) }
}

/** Any instant: the index takes it out again. Late enough that no statement lies before 1970. */
export const anyInstant = 2 ** 31

/** Puts a batch into the index. */
export function applyVerdictBatch(index: VerdictIndex, batch: VerdictBatch): void {
  const count = batch.words.length / wordsPerEntry
  const ids = batch.states.map((state) => index.internState(absoluteState(state, anyInstant)))
  const keys = new Uint32Array(count * 2)
  const refAts = new Uint32Array(count)
  const stateIds = new Uint32Array(count)
  for (let entry = 0; entry < count; entry += 1) {
    const at = entry * wordsPerEntry
    keys[entry * 2] = batch.words[at] ?? 0
    keys[entry * 2 + 1] = batch.words[at + 1] ?? 0
    refAts[entry] = batch.words[at + 2] ?? 0
    const id = ids[batch.words[at + 3] ?? -1]
    if (id === undefined) throw new RangeError('A verdict batch names a state that it does not hold')
    stateIds[entry] = id
  }
  index.upsertMany(keys, refAts, stateIds)
}

/** A batch as full states by key (16 hexadecimal digits). */
export function absoluteBatch(batch: VerdictBatch): Map<string, VerdictState> {
  const verdicts = new Map<string, VerdictState>()
  for (let at = 0; at < batch.words.length; at += wordsPerEntry) {
    const [hi = 0, lo = 0, refAt = 0, position = -1] = batch.words.subarray(at, at + wordsPerEntry)
    const state = batch.states[position]
    if (!state) throw new RangeError('A verdict batch names a state that it does not hold')
    verdicts.set(
      hi.toString(16).padStart(8, '0') + lo.toString(16).padStart(8, '0'),
      absoluteState(state, refAt),
    )
  }
  return verdicts
}
