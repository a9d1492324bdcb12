/** Longest word that is compared with brands letter by letter; longer ones are random strings. */
export const longestWord = 24

/** Bits of the quick test; with some three thousand entries and two bits each one foreign hash in 500 passes it. */
const filterBits = 17
const base = 0x01000193

/** A quick "certainly not" for hashes of words. */
export interface HashFilter {
  readonly add: (hash: number) => void
  readonly mayHave: (hash: number) => boolean
}

export function hashFilter(): HashFilter {
  const bits = new Uint32Array(2 ** (filterBits - 5))
  const has = (at: number) => (((bits[at >>> 5] ?? 0) >>> (at & 31)) & 1) === 1
  const set = (at: number) => {
    bits[at >>> 5] = (bits[at >>> 5] ?? 0) | (1 << (at & 31))
  }
  return {
    add(hash) {
      set(placeOf(hash, 0x2c1b3c6d))
      set(placeOf(hash, 0x297a2d39))
    },
    mayHave: (hash) => has(placeOf(hash, 0x2c1b3c6d)) && has(placeOf(hash, 0x297a2d39)),
  }
}

function placeOf(hash: number, factor: number): number {
  return Math.imul(hash ^ (hash >>> 15), factor) >>> (32 - filterBits)
}

/** Hash of a stretch of text: a polynomial, so that letters can be taken out of it. */
export function hashWord(text: string, from: number, to: number): number {
  let hash = 0
  for (let i = from; i < to; i += 1) hash = (Math.imul(hash, base) + text.charCodeAt(i)) | 0
  return hash
}

/** Powers of the base, for taking letters out. */
const powers = new Int32Array(longestWord + 2)
powers[0] = 1
for (let i = 1; i < powers.length; i += 1) powers[i] = Math.imul(powers[i - 1] ?? 0, base)

/**
 * The word and the words with one letter of it left out, as far as the filter may have them. For words up to
 * `longestWord`; only what passes the filter is cut out as text.
 */
export function shortenedIn(word: string, filter: HashFilter): readonly string[] {
  let found: string[] | null = null
  const all = hashWord(word, 0, word.length)
  if (filter.mayHave(all)) found = [word]
  let before = 0
  for (let cut = 0; cut < word.length; cut += 1) {
    const power = powers[word.length - cut - 1] ?? 0
    const through = (Math.imul(before, base) + word.charCodeAt(cut)) | 0
    const behind = (all - Math.imul(through, power)) | 0
    if (filter.mayHave((Math.imul(before, power) + behind) | 0))
      (found ??= []).push(word.slice(0, cut) + word.slice(cut + 1))
    before = through
  }
  return found ?? nothing
}

const nothing: readonly string[] = []
