import type { Brand } from './brand.ts'
import { brands } from './brands.ts'
import { isNearKeys, isOneEdit } from './one-edit.ts'
import { maxHostLength, textOf } from './url-codes.ts'
import {
  filterOf,
  hashCodes,
  hashBehind,
  hashMore,
  hashText,
  joinedHash,
  longestWord,
  mayHave,
  shortenedPlaces,
  type HashFilter,
} from './word-hash.ts'

/**
 * How a word of a link is like a brand's: it is the word, has it in it, reads as it (`paypa1`), or is one letter away
 * from it (`paypl`).
 */
export type BrandLikeness = 'word' | 'inside' | 'reads-as' | 'one-letter'

/** A brand found in one place of a link that is not the brand's own. */
export interface BrandMatch {
  readonly brand: Brand
  readonly likeness: BrandLikeness
  /** The word as it stands in the link. */
  readonly found: string
  /** The brand's word. */
  readonly word: string
  /** For one changed letter: true when the two are neighbours on a keyboard. */
  readonly nearKeys: boolean
}

/** Finds brands in words; built once. */
export interface BrandIndex {
  /** The best match of a word (letters and digits, lower case) that stands in `codes`, or null. */
  readonly match: (codes: Uint8Array, from: number, to: number) => BrandMatch | null
  /** The brand whose word two neighbouring words make together (`face-book`), or null. */
  readonly matchPair: (codes: Uint8Array, from: number, gap: number, to: number) => BrandMatch | null
  /** The brand whose domain this host is or stands below, where the brand vouches for it; else null. */
  readonly ownerOf: (host: string) => Brand | null
  /** The brand whose domain this host is or stands below, whether or not the brand vouches for what lies there. */
  readonly brandOf: (host: string) => Brand | null
}

/** Shorter words of brands only count where they stand alone: `ccb` in `occbrick` is chance. */
const shortestInside = 5
/** Below this length a changed letter makes another word. */
const shortestOneLetter = 5

/** Ordinary words that are a letter away from a brand's. */
const ordinary: ReadonlySet<string> = new Set(
  (
    'finance finances custom customs cloud clouds apply small email mail wmail email count case reef tresor ' +
    'chess chest phase phrase purchase stream steam team street line lines deal ideal trip strip amazing ' +
    'apples ample maple stripes striped broken token tokens linked linking trust trusted ' +
    'bookings visas ledgers pledge hedge medge adore express post posts costco taro taboo bingo finder minder ' +
    'shopper shopped shoppe lloyd citizen cities customer customers laposta'
  ).split(' '),
)

/** Makes the index: every brand word, and every one with a letter left out, behind quick tests. */
export function indexBrands(list: readonly Brand[] = brands): BrandIndex {
  const words = new Map<string, Brand>()
  const shortened = new Map<string, string[]>()
  const owners = new Map<string, Ownership>()
  for (const brand of list) {
    for (const word of brand.words) {
      words.set(word, brand)
      if (word.length >= shortestOneLetter)
        for (const part of [word, ...deletions(word)]) add(shortened, part, word)
    }
    for (const domain of brand.domains) owners.set(domain, { brand, below: true })
    for (const domain of brand.sharedDomains) owners.set(domain, { brand, below: false })
  }
  const index: WordIndex = {
    words,
    shortened,
    exact: filterOf(words.keys()),
    near: filterOf(shortened.keys()),
    inside: trieOf([...words.keys()].filter((word) => word.length >= shortestInside)),
    folded: new Uint8Array(longestWord),
    withI: new Uint8Array(longestWord),
  }
  const find = findOwners(owners)
  return {
    match: (codes, from, to) => matchWord(codes, from, to, index),
    matchPair: (codes, from, gap, to) => matchPair(codes, from, gap, to, index),
    ownerOf: (host) => find(host, (owner, isExact) => isExact || owner.below),
    brandOf: (host) => find(host, () => true),
  }
}

interface WordIndex {
  readonly words: ReadonlyMap<string, Brand>
  readonly shortened: ReadonlyMap<string, readonly string[]>
  /** Quick tests of `words` and `shortened`. */
  readonly exact: HashFilter
  readonly near: HashFilter
  readonly inside: Trie
  /** Room for what a word reads as. */
  readonly folded: Uint8Array
  readonly withI: Uint8Array
}

function matchWord(codes: Uint8Array, from: number, to: number, index: WordIndex): BrandMatch | null {
  const length = to - from
  if (length < 3 || length > 63) return null
  const plain = wordIn(codes, from, to, index)
  if (plain !== null) {
    const found = textOf(codes, from, to)
    return matchOf(plain.word, isDoubled(found, plain.word) ? 'one-letter' : plain.likeness, found, index)
  }
  if (length < shortestOneLetter - 1 || length > longestWord) return null
  const { folded } = index
  const size = foldDigits(codes, from, to, folded)
  if (size > 0) {
    const read = wordIn(folded, 0, size, index) ?? wordWithI(folded, size, index)
    if (read !== null) return matchOf(read.word, 'reads-as', textOf(codes, from, to), index)
    return oneLetterAway(folded, 0, size, textOf(codes, from, to), index)
  }
  return oneLetterAway(codes, from, to, null, index)
}

/** `metamaskk`: a brand's word with its first or last letter twice. Longer words that hold a brand are other words. */
function isDoubled(found: string, word: string): boolean {
  return found === word.charAt(0) + word || found === word + word.charAt(word.length - 1)
}

function matchPair(
  codes: Uint8Array,
  from: number,
  gap: number,
  to: number,
  index: WordIndex,
): BrandMatch | null {
  const secondLength = to - gap - 1
  if (gap - from + secondLength < shortestInside || gap - from + secondLength > longestWord) return null
  const hash = joinedHash(hashCodes(codes, from, gap), hashCodes(codes, gap + 1, to), secondLength)
  if (!mayHave(index.exact, hash)) return null
  const word = textOf(codes, from, gap) + textOf(codes, gap + 1, to)
  return index.words.has(word) ? matchOf(word, 'reads-as', textOf(codes, from, to), index) : null
}

function matchOf(
  word: string,
  likeness: BrandLikeness,
  found: string,
  { words }: WordIndex,
  nearKeys = false,
): BrandMatch | null {
  const brand = words.get(word)
  return brand ? { brand, likeness, found, word, nearKeys } : null
}

/** The brand word that this is, or that is in it. */
function wordIn(
  codes: Uint8Array,
  from: number,
  to: number,
  index: WordIndex,
): { readonly word: string; readonly likeness: BrandLikeness } | null {
  if (mayHave(index.exact, hashCodes(codes, from, to))) {
    const word = textOf(codes, from, to)
    if (index.words.has(word)) return { word, likeness: 'word' }
  }
  const word = longestInside(codes, from, to, index.inside)
  return word === null ? null : { word, likeness: 'inside' }
}

/** A one passes for an `i` as well as for an `l`. */
function wordWithI(folded: Uint8Array, size: number, index: WordIndex) {
  const { withI } = index
  for (let i = 0; i < size; i += 1) withI[i] = folded[i] === 108 ? 105 : (folded[i] ?? 0)
  return wordIn(withI, 0, size, index)
}

function oneLetterAway(
  codes: Uint8Array,
  from: number,
  to: number,
  found: string | null,
  index: WordIndex,
): BrandMatch | null {
  const cuts = shortenedPlaces(codes, from, to, index.near)
  if (cuts === null) return null
  const text = textOf(codes, from, to)
  if (ordinary.has(text)) return null
  let best: BrandMatch | null = null
  for (const cut of cuts) {
    const part = cut < 0 ? text : text.slice(0, cut - from) + text.slice(cut - from + 1)
    for (const word of index.shortened.get(part) ?? []) {
      if (!isOneEdit(text, word)) continue
      const near = isNearKeys(text, word)
      if (best === null || near) best = matchOf(word, 'one-letter', found ?? text, index, near)
    }
  }
  return best
}

/**
 * What a word reads as when digits pass for letters, `rn` for `m` and `vv` for `w`, into `folded`; its length, or 0
 * where nothing changes.
 */
function foldDigits(codes: Uint8Array, from: number, to: number, folded: Uint8Array): number {
  let size = 0
  let changed = false
  for (let at = from; at < to; at += 1) {
    const code = codes[at] ?? 0
    const next = at + 1 < to ? (codes[at + 1] ?? 0) : 0
    let read = code
    if (code === 114 && next === 110) read = 109
    else if (code === 118 && next === 118) read = 119
    else if (code >= 48 && code <= 57) read = digitLetters[code - 48] ?? code
    if (read !== code) {
      changed = true
      if (code === 114 || code === 118) at += 1
    }
    folded[size] = read
    size += 1
  }
  return changed ? size : 0
}

/** The letter that each digit passes for; 2, 6 and 9 pass for none. */
const digitLetters = Uint8Array.from('ol2eas6tb9', (letter) => letter.charCodeAt(0))

/** Finds the brand of a host by its own name and those that it stands below, the longest first. */
function findOwners(
  owners: ReadonlyMap<string, Ownership>,
): (host: string, isWanted: (owner: Ownership, isExact: boolean) => boolean) => Brand | null {
  const filter = filterOf(owners.keys())
  return (host, isWanted) => {
    if (host.length > maxHostLength) return null
    const all = hashText(host)
    let through = 0
    for (let at = 0; at < host.length; at += 1) {
      if (at === 0 || host.charCodeAt(at - 1) === 46) {
        const hash = hashBehind(all, through, host.length - at)
        const owner = mayHave(filter, hash) ? owners.get(host.slice(at)) : undefined
        if (owner && isWanted(owner, at === 0)) return owner.brand
      }
      through = hashMore(through, host.charCodeAt(at))
    }
    return null
  }
}

interface Ownership {
  readonly brand: Brand
  /** True where the brand vouches for everything below as well. */
  readonly below: boolean
}

function deletions(word: string): string[] {
  return Array.from(word, (_, at) => word.slice(0, at) + word.slice(at + 1))
}

function add(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key)
  if (!list) map.set(key, [value])
  else if (!list.includes(value)) list.push(value)
}

/** Words by their first three letters; most places of a word are told apart by one bit. */
interface Trie {
  readonly heads: Uint8Array
  readonly words: ReadonlyMap<number, readonly string[]>
}

function trieOf(list: readonly string[]): Trie {
  const heads = new Uint8Array(2 ** 15)
  const words = new Map<number, string[]>()
  for (const word of list) {
    const key = headOf(word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2))
    heads[key] = 1
    const found = words.get(key)
    if (found) found.push(word)
    else words.set(key, [word])
  }
  return { heads, words }
}

function headOf(a: number, b: number, c: number): number {
  return ((a & 31) << 10) | ((b & 31) << 5) | (c & 31)
}

function longestInside(codes: Uint8Array, from: number, to: number, { heads, words }: Trie): string | null {
  let best: string | null = null
  for (let at = from; at + shortestInside <= to; at += 1) {
    const key = headOf(codes[at] ?? 0, codes[at + 1] ?? 0, codes[at + 2] ?? 0)
    if (heads[key] === 0) continue
    for (const candidate of words.get(key) ?? [])
      if (candidate.length > (best?.length ?? 0) && standsAt(candidate, codes, at, to)) best = candidate
  }
  return best
}

function standsAt(word: string, codes: Uint8Array, at: number, to: number): boolean {
  if (at + word.length > to) return false
  for (let i = 0; i < word.length; i += 1) if (codes[at + i] !== word.charCodeAt(i)) return false
  return true
}
