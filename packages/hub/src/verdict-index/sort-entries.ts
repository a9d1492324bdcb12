import { entryWords } from './shard.ts'

/** Ranges up to this many entries are sorted by insertion. */
const insertionLimit = 24
const digitBits = 8
const digits = 1 << digitBits

/**
 * Interleaves keys (high, low word by turns), reference instants and state ids into entries in rising key order.
 * Stable: of equal keys the later one stays later. Radix sort from the top bits; keys chosen to collide cost one more
 * pass per 8 equal bits and nothing worse.
 */
export function sortEntries(keys: Uint32Array, refAts: Uint32Array, stateIds: Uint32Array): Uint32Array {
  const count = refAts.length
  const entries = new Uint32Array(count * entryWords)
  let sorted = true
  for (let index = 0; index < count; index += 1) {
    const at = index * entryWords
    const hi = keys[index * 2]!
    const lo = keys[index * 2 + 1]!
    entries[at] = hi
    entries[at + 1] = lo
    entries[at + 2] = refAts[index]!
    entries[at + 3] = stateIds[index]!
    if (sorted && index > 0) {
      const high = entries[at - 4]!
      sorted = high < hi || (high === hi && entries[at - 3]! <= lo)
    }
  }
  if (!sorted) sortRange(entries, new Uint32Array(entries.length), 0, count, 0)
  return entries
}

function sortRange(entries: Uint32Array, scratch: Uint32Array, from: number, to: number, bit: number): void {
  if (to - from <= insertionLimit) {
    insertionSort(entries, from, to)
    return
  }
  if (bit >= 64) return
  const word = bit >>> 5
  const shift = 32 - digitBits - (bit & 31)
  const starts = new Uint32Array(digits + 1)
  for (let index = from; index < to; index += 1) {
    const digit = (entries[index * entryWords + word]! >>> shift) & (digits - 1)
    starts[digit + 1] = starts[digit + 1]! + 1
  }
  for (let digit = 0; digit < digits; digit += 1) starts[digit + 1] = starts[digit + 1]! + starts[digit]!
  const next = starts.slice()
  for (let index = from; index < to; index += 1) {
    const at = index * entryWords
    const digit = (entries[at + word]! >>> shift) & (digits - 1)
    const place = next[digit]!
    next[digit] = place + 1
    const target = (from + place) * entryWords
    scratch[target] = entries[at]!
    scratch[target + 1] = entries[at + 1]!
    scratch[target + 2] = entries[at + 2]!
    scratch[target + 3] = entries[at + 3]!
  }
  entries.set(scratch.subarray(from * entryWords, to * entryWords), from * entryWords)
  for (let digit = 0; digit < digits; digit += 1) {
    const start = starts[digit]!
    const end = starts[digit + 1]!
    if (end - start > 1) sortRange(entries, scratch, from + start, from + end, bit + digitBits)
  }
}

function insertionSort(entries: Uint32Array, from: number, to: number): void {
  for (let index = from + 1; index < to; index += 1) {
    const at = index * entryWords
    const hi = entries[at]!
    const lo = entries[at + 1]!
    const refAt = entries[at + 2]!
    const stateId = entries[at + 3]!
    let place = at
    while (place > from * entryWords) {
      const high = entries[place - 4]!
      if (high < hi || (high === hi && entries[place - 3]! <= lo)) break
      entries[place] = high
      entries[place + 1] = entries[place - 3]!
      entries[place + 2] = entries[place - 2]!
      entries[place + 3] = entries[place - 1]!
      place -= entryWords
    }
    entries[place] = hi
    entries[place + 1] = lo
    entries[place + 2] = refAt
    entries[place + 3] = stateId
  }
}
