/** Longest word that is compared with brands letter by letter; longer ones are random strings. */
export const longestWord = 24

/** Bits of the quick test; with some three thousand entries and two bits each one foreign hash in 500 passes it. */
const filterBits = 17
const base = 0x01000193

/** A quick "certainly not" for hashes of words: two bits of each in one field. */
export type HashFilter = Uint32Array

/** A filter of these words. */
export function filterOf(words: Iterable<string>): HashFilter {
  const filter = new Uint32Array(2 ** (filterBits - 5))
  for (const word of words) {
    const hash = hashText(word)
    for (const at of [firstPlace(hash), secondPlace(hash)])
      filter[at >>> 5] = (filter[at >>> 5] ?? 0) | (1 << (at & 31))
  }
  return filter
}

/** False where no word of the filter has this hash. */
export function mayHave(filter: HashFilter, hash: number): boolean {
  const first = firstPlace(hash)
  if ((((filter[first >>> 5] ?? 0) >>> (first & 31)) & 1) === 0) return false
  const second = secondPlace(hash)
  return (((filter[second >>> 5] ?? 0) >>> (second & 31)) & 1) === 1
}

function firstPlace(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> (32 - filterBits)
}

function secondPlace(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x297a2d39) >>> (32 - filterBits)
}

/** Hash of a stretch of codes: a polynomial, so that letters can be taken out of it. */
export function hashCodes(codes: Uint8Array, from: number, to: number): number {
  let hash = 0
  for (let i = from; i < to; i += 1) hash = (Math.imul(hash, base) + (codes[i] ?? 0)) | 0
  return hash
}

/** The same of a text of ASCII letters. */
export function hashText(text: string): number {
  let hash = 0
  for (let i = 0; i < text.length; i += 1) hash = hashMore(hash, text.charCodeAt(i))
  return hash
}

/** The hash with one more letter. */
export function hashMore(hash: number, code: number): number {
  return (Math.imul(hash, base) + code) | 0
}

/** One hash made of two words' one behind the other. */
export function joinedHash(first: number, second: number, secondLength: number): number {
  return (Math.imul(first, powers[secondLength] ?? 0) + second) | 0
}

/** Powers of the base, for taking letters out: as many as a host has. */
const powers = new Int32Array(256)
powers[0] = 1
for (let i = 1; i < powers.length; i += 1) powers[i] = Math.imul(powers[i - 1] ?? 0, base)

/**
 * Places of the letters without which the filter may have the word (-1 for the whole word), or null where there are none.
 * For words up to `longestWord`.
 */
export function shortenedPlaces(
  codes: Uint8Array,
  from: number,
  to: number,
  filter: HashFilter,
): readonly number[] | null {
  const all = hashCodes(codes, from, to)
  let found: number[] | null = mayHave(filter, all) ? [-1] : null
  let before = 0
  for (let cut = from; cut < to; cut += 1) {
    const power = powers[to - cut - 1] ?? 0
    const through = (Math.imul(before, base) + (codes[cut] ?? 0)) | 0
    const behind = (all - Math.imul(through, power)) | 0
    if (mayHave(filter, (Math.imul(before, power) + behind) | 0)) (found ??= []).push(cut)
    before = through
  }
  return found
}

/** Hash of what stands behind a place of a text whose hashes up to there and of the whole are known. */
export function hashBehind(all: number, through: number, length: number): number {
  return (all - Math.imul(through, powers[length] ?? 0)) | 0
}
