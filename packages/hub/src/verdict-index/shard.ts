/** Words of one entry: key high, key low, reference instant, state id. A slot whose state id is 0 is empty. */
export const entryWords = 4

/** A shard is rebuilt larger when more of its home slots than this are taken: beyond it runs grow quickly. */
const maxLoad = 0.85
/** Load right after a rebuild. 16 bytes / 0.71 = 22.5 bytes an entry is the worst the table ever reaches. */
const buildLoad = 0.71
/** Removals below this load rebuild the shard smaller. */
const minLoad = 0.5
/** Probes before a run is searched by halves: only keys chosen to collide make runs this long. */
const plainProbes = 48
/** Shorter moves than this (in words) are quicker as a loop than as a call to copyWithin. */
const loopMoveWords = 96

/**
 * One ordered linear-probing table over keys that share their first `depth` bits. Home slots rise with the key and
 * runs are kept in key order, so reading the slots from first to last gives the keys sorted. The last slot always
 * stays empty and ends every run; slots behind the last home take what runs over.
 */
export interface Shard {
  words: Uint32Array
  homes: number
  count: number
  readonly depth: number
  /** A snapshot still reads `words`: copy them before changing them in place. */
  frozen: boolean
}

/** First slot an entry may stand in. */
function homeOf(hi: number, lo: number, depth: number, homes: number): number {
  const position = ((hi << depth) | ((lo >>> 1) >>> (31 - depth))) >>> 0
  return (position * homes * (1 / 4_294_967_296)) >>> 0
}

/** Slot of the key, or -1. */
export function findSlot(shard: Shard, hi: number, lo: number): number {
  const words = shard.words
  let at = homeOf(hi, lo, shard.depth, shard.homes) * entryWords
  const end = at + plainProbes * entryWords
  for (; at < end; at += entryWords) {
    const high = words[at]!
    if (high < hi) {
      if (words[at + 3] === 0) return -1
    } else if (high > hi) {
      return -1
    } else {
      const low = words[at + 1]!
      if (low >= lo || words[at + 3] === 0) return low === lo && words[at + 3] !== 0 ? at >>> 2 : -1
    }
  }
  const slot = lowerBound(shard, hi, lo)
  return holds(words, slot, hi, lo) ? slot : -1
}

/** True when the slot is empty or its key is not below (hi, lo); from the key's home on this never turns false again. */
function notBelow(words: Uint32Array, slot: number, hi: number, lo: number): boolean {
  const at = slot * entryWords
  if (words[at + 3] === 0) return true
  const high = words[at]!
  return high > hi || (high === hi && words[at + 1]! >= lo)
}

function holds(words: Uint32Array, slot: number, hi: number, lo: number): boolean {
  const at = slot * entryWords
  return words[at + 3] !== 0 && words[at] === hi && words[at + 1] === lo
}

/** First slot from the key's home on that is empty or holds a key not below it: where the key is or would go. */
export function lowerBound(shard: Shard, hi: number, lo: number): number {
  const words = shard.words
  const last = words.length / entryWords - 1
  let slot = homeOf(hi, lo, shard.depth, shard.homes)
  const plainEnd = slot + plainProbes
  for (; slot < plainEnd; slot += 1) if (slot >= last || notBelow(words, slot, hi, lo)) return slot
  let step = plainProbes
  let below = slot - 1
  while (below + step < last && !notBelow(words, below + step, hi, lo)) {
    below += step
    step *= 2
  }
  let above = Math.min(below + step, last)
  while (above - below > 1) {
    const middle = (above + below) >>> 1
    if (notBelow(words, middle, hi, lo)) above = middle
    else below = middle
  }
  return above
}

/** State id that stood under the key before (0: the key is new), or -1 when the shard must be rebuilt first. */
export function putInShard(shard: Shard, hi: number, lo: number, refAt: number, stateId: number): number {
  const slot = lowerBound(shard, hi, lo)
  const at = slot * entryWords
  if (holds(shard.words, slot, hi, lo)) {
    const words = thaw(shard)
    const previous = words[at + 3]!
    words[at + 2] = refAt
    words[at + 3] = stateId
    return previous
  }
  if (shard.count >= shard.homes * maxLoad) return -1
  let end = at
  while (shard.words[end + 3] !== 0) end += entryWords
  if (end + entryWords >= shard.words.length) return -1
  const words = thaw(shard)
  if (end - at > loopMoveWords) words.copyWithin(at + entryWords, at, end)
  else for (let from = end - 1; from >= at; from -= 1) words[from + entryWords] = words[from]!
  words[at] = hi
  words[at + 1] = lo
  words[at + 2] = refAt
  words[at + 3] = stateId
  shard.count += 1
  return 0
}

/** Removes the key, closing the gap so that no marker stays behind; gives its state id, or 0 when it was not there. */
export function removeFromShard(shard: Shard, hi: number, lo: number): number {
  const slot = findSlot(shard, hi, lo)
  if (slot < 0) return 0
  const words = thaw(shard)
  const at = slot * entryWords
  const previous = words[at + 3]!
  let end = at + entryWords
  while (words[end + 3] !== 0) {
    if (homeOf(words[end]!, words[end + 1]!, shard.depth, shard.homes) * entryWords >= end) break
    end += entryWords
  }
  words.copyWithin(at, at + entryWords, end)
  words.fill(0, end - entryWords, end)
  shard.count -= 1
  return previous
}

/** True when a smaller table would do. */
export function isSparse(shard: Shard): boolean {
  return shard.homes > 64 && shard.count < shard.homes * minLoad
}

/**
 * Builds a shard from slots `from` to `to` (in entries) of `source`, which are in key order without repetition;
 * empty slots among them are skipped, so another shard's words serve as they are.
 */
export function buildShard(
  source: Uint32Array,
  from: number,
  to: number,
  count: number,
  depth: number,
): Shard {
  const homes = Math.max(8, Math.ceil(count / buildLoad))
  // Room for runs that start at the last homes; a full tail only brings the next rebuild forward.
  const tail = Math.min(48, 8 + (count >>> 4))
  let slots = homes + tail
  let words = new Uint32Array(slots * entryWords)
  const needed = placeSorted(source, from, to, words, homes, depth)
  // The empty last slot and one more: the insertion that asked for this rebuild may need it.
  if (needed + 2 > slots) {
    slots = needed + tail + ((needed - homes) >>> 3)
    words = new Uint32Array(slots * entryWords)
    placeSorted(source, from, to, words, homes, depth)
  }
  return { words, homes, count, depth, frozen: false }
}

/** Puts sorted entries at or behind their homes and gives the number of slots used; what does not fit is only counted. */
function placeSorted(
  source: Uint32Array,
  from: number,
  to: number,
  words: Uint32Array,
  homes: number,
  depth: number,
): number {
  const limit = words.length / entryWords
  let next = 0
  const end = to * entryWords
  for (let at = from * entryWords; at < end; at += entryWords) {
    const stateId = source[at + 3]!
    if (stateId === 0) continue
    const hi = source[at]!
    const lo = source[at + 1]!
    const slot = Math.max(next, homeOf(hi, lo, depth, homes))
    next = slot + 1
    if (slot >= limit) continue
    const target = slot * entryWords
    words[target] = hi
    words[target + 1] = lo
    words[target + 2] = source[at + 2]!
    words[target + 3] = stateId
  }
  return next
}

function thaw(shard: Shard): Uint32Array {
  if (shard.frozen) {
    shard.words = shard.words.slice()
    shard.frozen = false
  }
  return shard.words
}
