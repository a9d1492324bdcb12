import { writeIndicatorKey } from '@wuzei/domain'
import type { VerdictIndex } from '../verdict-index/verdict-index.ts'
import { randomFrom, sampleState, sampleValue, type SampleValue } from './sample-values.ts'

/** Entries put at a time; the index blocks for about 25 ms a batch of this size. */
const batchSize = 50_000

/** Fills an index with `entries` indicators as lists give them. */
export function fillIndex(index: VerdictIndex, entries: number, seed: number): void {
  const random = randomFrom(seed)
  const nowS = Math.floor(Date.now() / 1000)
  for (let left = entries; left > 0; left -= batchSize) {
    const count = Math.min(left, batchSize)
    const keys = new Uint32Array(count * 2)
    const refAts = new Uint32Array(count)
    const stateIds = new Uint32Array(count)
    for (let position = 0; position < count; position += 1) {
      const sample = sampleValue(random)
      const state = sampleState(sample.kind, random, nowS)
      writeIndicatorKey(sample.kind, sample.canonical, keys, position * 2)
      refAts[position] = state.refAt
      stateIds[position] = index.internState(state)
    }
    index.upsertMany(keys, refAts, stateIds)
  }
}

/** Values to ask for: every second one is in an index filled with `entries` of the same seed. */
export function mixedQueries(entries: number, seed: number, count: number): SampleValue[] {
  const known = randomFrom(seed)
  const other = randomFrom(seed + 1)
  // Known ones are those put in first, so that not the whole sequence has to be made again.
  return Array.from({ length: Math.min(count, entries * 2) }, (_item, position) => {
    if (position % 2 === 1) return sampleValue(other)
    const sample = sampleValue(known)
    // The state was drawn from the same sequence in between.
    sampleState(sample.kind, known, 0)
    return sample
  })
}
