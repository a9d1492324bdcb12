import type { Shard } from './shard.ts'
import {
  buildShard,
  entryWords,
  findSlot,
  isSparse,
  lowerBound,
  putInShard,
  removeFromShard,
} from './shard.ts'
import { sortEntries } from './sort-entries.ts'

/**
 * A shard with more entries than this is split in two. At 10 million entries, 16,384 gave 4.9 M look-ups a second
 * where 8,192 gave 3.3 M and 2,048 gave 2.5 M (fewer shard records to fetch), while 32,768 gave no more and doubles the
 * pause of a rebuild, which is well under a millisecond here.
 */
const defaultMaxShardEntries = 16_384
/** Deepest split: 2^17 shards of 12,000 entries are 1.6 thousand million; handles stay exact far beyond that. */
const maxDepth = 17
/** A batch is merged into a shard in one pass when it is at least this share of what the shard holds. */
const mergeShare = 1 / 8
/** How full shards are on average after a load, so that not all of them split soon after. */
const loadedShare = 0.75
/** V8's objects around one shard: record, typed array, buffer, allocator header. Measured about 300 bytes. */
const shardOverheadBytes = 320

/** Learns which states entries point to, so that states nobody points to can be swept. */
interface StateReferences {
  retain(stateId: number): void
  release(stateId: number): void
}

/** An entry as ranges give it. */
export interface IndexEntry {
  readonly hi: number
  readonly lo: number
  readonly refAt: number
  readonly stateId: number
}

/** 64-bit keys to (refAt, stateId): a directory by the key's top bits over ordered tables of a few thousand entries. */
export class EntryTable {
  readonly #references: StateReferences
  readonly #maxShardEntries: number
  #directory: Shard[]
  /** Bits of the key that choose the place in the directory. */
  #bits = 0
  #size = 0
  #tableBytes: number
  #shardCount = 1
  /** At least the slots of the largest shard, a power of two: handle = directory place * stride + slot. */
  #stride = 1024
  #changes = 0

  constructor(references: StateReferences, maxShardEntries = defaultMaxShardEntries) {
    this.#references = references
    this.#maxShardEntries = maxShardEntries
    const empty = buildShard(new Uint32Array(0), 0, 0, 0, 0)
    this.#directory = [empty]
    this.#tableBytes = empty.words.byteLength
  }

  get size(): number {
    return this.#size
  }

  get shardCount(): number {
    return this.#shardCount
  }

  /** Memory of the table in bytes: slots, directory, and an estimate of the objects around each shard. */
  get bytes(): number {
    return this.#tableBytes + this.#directory.length * 8 + this.#shardCount * shardOverheadBytes
  }

  find(hi: number, lo: number): number {
    const place = this.#placeOf(hi)
    const slot = findSlot(this.#directory[place]!, hi, lo)
    return slot < 0 ? -1 : place * this.#stride + slot
  }

  refAtOf(handle: number): number {
    const place = Math.floor(handle / this.#stride)
    return this.#directory[place]!.words[(handle - place * this.#stride) * entryWords + 2]!
  }

  stateIdOf(handle: number): number {
    const place = Math.floor(handle / this.#stride)
    return this.#directory[place]!.words[(handle - place * this.#stride) * entryWords + 3]!
  }

  put(hi: number, lo: number, refAt: number, stateId: number): void {
    this.#changes += 1
    for (;;) {
      const place = this.#placeOf(hi)
      const shard = this.#directory[place]!
      const previous = putInShard(shard, hi, lo, refAt, stateId)
      if (previous === -1) {
        this.#replace(shard, place, shard.words, shard.words.length / entryWords, shard.count)
        continue
      }
      this.#references.retain(stateId)
      if (previous === 0) this.#size += 1
      else this.#references.release(previous)
      return
    }
  }

  remove(hi: number, lo: number): boolean {
    const place = this.#placeOf(hi)
    const shard = this.#directory[place]!
    const previous = removeFromShard(shard, hi, lo)
    if (previous === 0) return false
    this.#changes += 1
    this.#size -= 1
    this.#references.release(previous)
    if (isSparse(shard)) {
      this.#replace(shard, place, shard.words, shard.words.length / entryWords, shard.count)
    }
    return true
  }

  /** Puts a batch; of equal keys the last one stands. Quickest in batches of 10,000 and more. */
  putMany(keys: Uint32Array, refAts: Uint32Array, stateIds: Uint32Array): void {
    this.#changes += 1
    const batch = sortEntries(keys, refAts, stateIds)
    const count = refAts.length
    let from = 0
    while (from < count) {
      const place = this.#placeOf(batch[from * entryWords]!)
      const shard = this.#directory[place]!
      const to = firstOutside(batch, from, count, shard.depth)
      if (to - from >= 16 && to - from >= shard.count * mergeShare) {
        this.#merge(shard, place, batch, from, to)
      } else {
        for (let at = from * entryWords; at < to * entryWords; at += entryWords) {
          this.put(batch[at]!, batch[at + 1]!, batch[at + 2]!, batch[at + 3]!)
        }
      }
      from = to
    }
  }

  /**
   * Entries whose key starts with the `bits` (0..32) low bits of `prefix`, in key order.
   * Throws when the table changes before the range is read to its end.
   */
  *range(prefix: number, bits: number): Generator<IndexEntry, void, undefined> {
    if (!Number.isInteger(bits) || bits < 0 || bits > 32) throw new RangeError('bits must be 0 to 32')
    if (!Number.isInteger(prefix) || prefix < 0 || prefix >= 2 ** bits) {
      throw new RangeError(`prefix must be a whole number of ${bits} bits`)
    }
    const first = prefix * 2 ** (32 - bits)
    const last = first + 2 ** (32 - bits) - 1
    const changes = this.#changes
    let place = this.#placeOf(first)
    while (place < this.#directory.length) {
      const shard = this.#directory[place]!
      const words = shard.words
      const start = lowerBound(shard, first, 0)
      for (
        let at = place === this.#placeOf(first) ? start * entryWords : 0;
        at < words.length;
        at += entryWords
      ) {
        if (words[at + 3] === 0) continue
        const hi = words[at]!
        if (hi < first) continue
        if (hi > last) return
        yield { hi, lo: words[at + 1]!, refAt: words[at + 2]!, stateId: words[at + 3]! }
        if (this.#changes !== changes) throw new Error('The index changed while a range of it was read')
      }
      place = this.#endOf(place, shard)
    }
  }

  /** The shards as they are now, in key order; later changes leave the words given here alone until released. */
  freeze(): { readonly shard: Shard; readonly words: Uint32Array }[] {
    const frozen: { shard: Shard; words: Uint32Array }[] = []
    for (let place = 0; place < this.#directory.length; ) {
      const shard = this.#directory[place]!
      shard.frozen = true
      frozen.push({ shard, words: shard.words })
      place = this.#endOf(place, shard)
    }
    return frozen
  }

  /**
   * Fills an empty table from entries that arrive sorted. `append` gives false, and the table is of no use, when keys
   * do not rise strictly; `finish` must be called before the table is read. `expected` only sizes the shards.
   */
  beginLoad(expected: number): { append(entries: Uint32Array): boolean; finish(): void } {
    const wanted = Math.ceil(Math.log2(Math.max(1, expected / (this.#maxShardEntries * loadedShare))))
    const bits = Math.min(maxDepth, Math.max(0, wanted))
    let pending: Uint32Array = new Uint32Array(1024 * entryWords)
    let filled = 0
    let prefix = 0
    let lastHi = -1
    let lastLo = 0
    const flush = (upTo: number) => {
      for (; prefix < upTo; prefix += 1) {
        this.#build(pending, 0, filled / entryWords, filled / entryWords, bits, prefix)
        filled = 0
      }
    }
    this.#directory = Array.from({ length: 2 ** bits }, () => this.#directory[0]!)
    this.#bits = bits
    this.#tableBytes = 0
    this.#shardCount = 0
    return {
      append: (entries) => {
        for (let at = 0; at < entries.length; at += entryWords) {
          const hi = entries[at]!
          const lo = entries[at + 1]!
          if (hi < lastHi || (hi === lastHi && lo <= lastLo)) return false
          lastHi = hi
          lastLo = lo
          const place = (hi >>> 1) >>> (31 - bits)
          if (place !== prefix) flush(place)
          if (filled === pending.length) pending = enlarged(pending)
          filled = copyEntry(entries, at, pending, filled)
          this.#references.retain(entries[at + 3]!)
        }
        this.#size += entries.length / entryWords
        return true
      },
      finish: () => flush(2 ** bits),
    }
  }

  #placeOf(hi: number): number {
    return (hi >>> 1) >>> (31 - this.#bits)
  }

  /** Place behind the last one that shows the shard. */
  #endOf(place: number, shard: Shard): number {
    const span = 2 ** (this.#bits - shard.depth)
    return place - (place % span) + span
  }

  #merge(shard: Shard, place: number, batch: Uint32Array, from: number, to: number): void {
    const merged = new Uint32Array((shard.count + to - from) * entryWords)
    const old = shard.words
    let target = 0
    let oldAt = 0
    for (let at = from * entryWords; at < to * entryWords; at += entryWords) {
      const hi = batch[at]!
      const lo = batch[at + 1]!
      // Of equal keys in the batch only the last one counts.
      if (at + entryWords < to * entryWords && batch[at + 4] === hi && batch[at + 5] === lo) continue
      for (; oldAt < old.length; oldAt += entryWords) {
        if (old[oldAt + 3] === 0) continue
        const high = old[oldAt]!
        if (high > hi || (high === hi && old[oldAt + 1]! >= lo)) break
        target = copyEntry(old, oldAt, merged, target)
      }
      if (oldAt < old.length && old[oldAt] === hi && old[oldAt + 1] === lo) {
        this.#references.release(old[oldAt + 3]!)
        oldAt += entryWords
      } else {
        this.#size += 1
      }
      this.#references.retain(batch[at + 3]!)
      target = copyEntry(batch, at, merged, target)
    }
    for (; oldAt < old.length; oldAt += entryWords) {
      if (old[oldAt + 3] !== 0) target = copyEntry(old, oldAt, merged, target)
    }
    const count = target / entryWords
    this.#replace(shard, place, merged, count, count)
  }

  /** Puts in the shard's stead one or more shards built from the sorted entries of `source` (empty slots skipped). */
  #replace(shard: Shard, place: number, source: Uint32Array, to: number, count: number): void {
    this.#tableBytes -= shard.words.byteLength
    this.#shardCount -= 1
    const prefix = Math.floor(place / 2 ** (this.#bits - shard.depth))
    this.#build(source, 0, to, count, shard.depth, prefix)
  }

  #build(source: Uint32Array, from: number, to: number, count: number, depth: number, prefix: number): void {
    if (count > this.#maxShardEntries && depth < this.#depthLimit()) {
      let middle = from
      let left = 0
      const boundary = (prefix * 2 + 1) * 2 ** (31 - depth)
      while (
        middle < to &&
        (source[middle * entryWords + 3] === 0 || source[middle * entryWords]! < boundary)
      ) {
        if (source[middle * entryWords + 3] !== 0) left += 1
        middle += 1
      }
      this.#build(source, from, middle, left, depth + 1, prefix * 2)
      this.#build(source, middle, to, count - left, depth + 1, prefix * 2 + 1)
      return
    }
    this.#install(buildShard(source, from, to, count, depth), prefix)
  }

  /** Keys chosen to share a prefix make one shard large; they must not blow the directory up as well. */
  #depthLimit(): number {
    return Math.min(maxDepth, Math.ceil(Math.log2(Math.max(1, this.#size / this.#maxShardEntries))) + 3)
  }

  #install(shard: Shard, prefix: number): void {
    while (shard.depth > this.#bits) {
      this.#directory = this.#directory.flatMap((entry) => [entry, entry])
      this.#bits += 1
    }
    const span = 2 ** (this.#bits - shard.depth)
    this.#directory.fill(shard, prefix * span, (prefix + 1) * span)
    this.#tableBytes += shard.words.byteLength
    this.#shardCount += 1
    while (this.#stride < shard.words.length / entryWords) this.#stride *= 2
  }
}

function enlarged(words: Uint32Array): Uint32Array {
  const larger = new Uint32Array(words.length * 2)
  larger.set(words)
  return larger
}

function copyEntry(source: Uint32Array, at: number, target: Uint32Array, to: number): number {
  target[to] = source[at]!
  target[to + 1] = source[at + 1]!
  target[to + 2] = source[at + 2]!
  target[to + 3] = source[at + 3]!
  return to + entryWords
}

/** Index behind the entries that share their first `depth` bits with the one at `from`. */
function firstOutside(batch: Uint32Array, from: number, count: number, depth: number): number {
  const last = depth === 0 ? 0xffffffff : (batch[from * entryWords]! | (0xffffffff >>> depth)) >>> 0
  let below = from
  let above = count
  while (above - below > 1) {
    const middle = (below + above) >>> 1
    if (batch[middle * entryWords]! > last) above = middle
    else below = middle
  }
  return above
}
