/** Bytes of a full hash: SHA-256. */
export const hashBytes = 32

/**
 * Full hashes in ascending order of their first four bytes. A hash is in it as often as entries lead to it: a site
 * and its root page are two entries and one hash, and when one goes the hash stays.
 */
export interface HashTable {
  /** The first four bytes of each hash, high byte first. */
  readonly prefixes: Uint32Array
  readonly hashes: Uint8Array
}

/** Bits of one pass of the sort: three passes, and counters that fit the processor's nearest cache. */
const digitBits = 11
const digits = 1 << digitBits

/** Sorts hashes that lie one behind the other. */
export function buildHashTable(hashes: Uint8Array): HashTable {
  const count = hashes.length / hashBytes
  const view = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength)
  let prefixes = new Uint32Array(count)
  let places = new Uint32Array(count)
  for (let index = 0; index < count; index += 1) {
    prefixes[index] = view.getUint32(index * hashBytes)
    places[index] = index
  }
  let nextPrefixes = new Uint32Array(count)
  let nextPlaces = new Uint32Array(count)
  for (let shift = 0; shift < 32; shift += digitBits) {
    const starts = new Uint32Array(digits + 1)
    for (const prefix of prefixes) {
      const digit = ((prefix >>> shift) & (digits - 1)) + 1
      starts[digit] = (starts[digit] ?? 0) + 1
    }
    for (let digit = 1; digit <= digits; digit += 1)
      starts[digit] = (starts[digit] ?? 0) + (starts[digit - 1] ?? 0)
    for (let index = 0; index < count; index += 1) {
      const prefix = prefixes[index] ?? 0
      const digit = (prefix >>> shift) & (digits - 1)
      const to = starts[digit] ?? 0
      starts[digit] = to + 1
      nextPrefixes[to] = prefix
      nextPlaces[to] = places[index] ?? 0
    }
    ;[prefixes, nextPrefixes] = [nextPrefixes, prefixes]
    ;[places, nextPlaces] = [nextPlaces, places]
  }
  return { prefixes, hashes: inOrder(hashes, places) }
}

/** By words: a million calls to copy 32 bytes would take longer than the sort. */
function inOrder(hashes: Uint8Array, places: Uint32Array): Uint8Array {
  const aligned = hashes.byteOffset % 4 === 0 ? hashes : hashes.slice()
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length / 4)
  const sorted = new Uint32Array(words.length)
  const wordsOfHash = hashBytes / 4
  let to = 0
  for (const place of places) {
    const from = place * wordsOfHash
    for (let word = 0; word < wordsOfHash; word += 1) sorted[to++] = words[from + word] ?? 0
  }
  return new Uint8Array(sorted.buffer)
}

/**
 * The table with some hashes less and some more. It is copied in stretches, which takes a few milliseconds for a
 * million. Undefined when a hash to be taken out is not in it: then it is not what it should be.
 */
export function changeHashTable(
  table: HashTable,
  removed: Uint8Array,
  added: Uint8Array,
): HashTable | undefined {
  const out = placesOf(table, buildHashTable(removed))
  if (!out) return undefined
  const more = buildHashTable(added)
  const count = table.prefixes.length - out.length + more.prefixes.length
  const prefixes = new Uint32Array(count)
  const hashes = new Uint8Array(count * hashBytes)
  let to = 0
  const copy = (from: HashTable, start: number, end: number): void => {
    if (end <= start) return
    prefixes.set(from.prefixes.subarray(start, end), to)
    hashes.set(from.hashes.subarray(start * hashBytes, end * hashBytes), to * hashBytes)
    to += end - start
  }
  let at = 0
  let nextOut = 0
  /** Copies up to a place, leaving out what goes. */
  const copyUntil = (end: number): void => {
    for (let gone = out[nextOut]; gone !== undefined && gone < end; gone = out[++nextOut]) {
      copy(table, at, gone)
      at = gone + 1
    }
    copy(table, at, end)
    at = end
  }
  for (let index = 0; index < more.prefixes.length; index += 1) {
    const place = lowerBound(table.prefixes, more.prefixes[index] ?? 0)
    copyUntil(place)
    copy(more, index, index + 1)
  }
  copyUntil(table.prefixes.length)
  return { prefixes, hashes }
}

/** Different full hashes that begin with these bytes, four or more. */
export function findHashes(table: HashTable, prefix: Uint8Array): Buffer[] {
  const wanted = Buffer.from(prefix)
  const first = wanted.readUInt32BE(0)
  const found: Buffer[] = []
  for (let at = lowerBound(table.prefixes, first); table.prefixes[at] === first; at += 1) {
    const hash = hashAt(table, at)
    if (hash.subarray(0, wanted.length).equals(wanted) && !found.some((other) => other.equals(hash)))
      found.push(hash)
  }
  return found
}

/** The prefixes, each once. */
export function distinctPrefixes({ prefixes }: HashTable): Uint32Array {
  const kept = new Uint32Array(prefixes.length)
  let count = 0
  for (let index = 0; index < prefixes.length; index += 1) {
    const prefix = prefixes[index] ?? 0
    if (count === 0 || prefix !== kept[count - 1]) kept[count++] = prefix
  }
  return kept.slice(0, count)
}

/** How many hashes of a table begin with a prefix. */
export function countOf({ prefixes }: HashTable, prefix: number): number {
  let end = lowerBound(prefixes, prefix)
  const start = end
  while (prefixes[end] === prefix) end += 1
  return end - start
}

/** The first place whose number is not below `value`. */
export function lowerBound(ascending: Uint32Array, value: number): number {
  let from = 0
  let to = ascending.length
  while (from < to) {
    const middle = (from + to) >>> 1
    if ((ascending[middle] ?? 0) < value) from = middle + 1
    else to = middle
  }
  return from
}

/** Where each of these hashes stands, ascending; each place once. */
function placesOf(table: HashTable, wanted: HashTable): number[] | undefined {
  const places = new Set<number>()
  for (let index = 0; index < wanted.prefixes.length; index += 1) {
    const prefix = wanted.prefixes[index] ?? 0
    const hash = hashAt(wanted, index)
    let at = lowerBound(table.prefixes, prefix)
    while (table.prefixes[at] === prefix && (places.has(at) || !hashAt(table, at).equals(hash))) at += 1
    if (table.prefixes[at] !== prefix) return undefined
    places.add(at)
  }
  return [...places].toSorted((left, right) => left - right)
}

function hashAt({ hashes }: HashTable, index: number): Buffer {
  return Buffer.from(hashes.buffer, hashes.byteOffset + index * hashBytes, hashBytes)
}
