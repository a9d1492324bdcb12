import { skeleton } from '@wuzei/domain'
import type { Brand } from './brand.ts'
import { brands } from './brands.ts'
import { hashFilter, hashWord, longestWord, shortenedIn, type HashFilter } from './word-hash.ts'

/** How a word of a link is like a brand's. */
export type BrandLikeness = 'word' | 'inside' | 'look-alike'

/** A brand found in one place of a link that is not the brand's own. */
export interface BrandMatch {
  readonly brand: Brand
  readonly likeness: BrandLikeness
  /** The word as it stands in the link. */
  readonly found: string
  /** For look-alikes of one changed letter: true when the two are neighbours on a keyboard. */
  readonly nearKeys: boolean
}

/** Finds brands in words; built once. */
export interface BrandIndex {
  /** The best match of a word (letters and digits, lower case), or null. */
  readonly match: (word: string) => BrandMatch | null
  /** The brand whose domain this host is or stands below, where the brand vouches for it; else null. */
  readonly ownerOf: (host: string) => Brand | null
}

/** Shorter words of brands only count where they stand alone: `ccb` in `occbrick` is chance. */
const shortestInside = 5
/** Below this length a changed letter makes another word. */
const shortestLookalike = 5

/** Makes the index: every brand word, and every one with a letter left out, behind quick tests. */
export function indexBrands(list: readonly Brand[] = brands): BrandIndex {
  const words = new Map<string, Brand>()
  const shortened = new Map<string, string[]>()
  const owners = new Map<string, { brand: Brand; below: boolean }>()
  for (const brand of list) {
    for (const word of brand.words) {
      words.set(word, brand)
      if (word.length >= shortestLookalike)
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
  }
  return { match: (word) => matchWord(word, index), ownerOf: (host) => ownerOf(host, owners) }
}

interface WordIndex {
  readonly words: ReadonlyMap<string, Brand>
  readonly shortened: ReadonlyMap<string, readonly string[]>
  /** Quick tests of `words` and `shortened`. */
  readonly exact: HashFilter
  readonly near: HashFilter
  readonly inside: Trie
}

function matchWord(word: string, index: WordIndex): BrandMatch | null {
  if (word.length < 3 || word.length > 63) return null
  const plain = wordOf(word, index)
  if (plain !== null) return { ...plain, found: word, nearKeys: false }
  if (word.length < shortestLookalike - 1 || word.length > longestWord) return null
  const folded = foldDigits(word)
  const read = folded === word ? null : (wordOf(folded, index) ?? wordOf(folded.replaceAll('l', 'i'), index))
  if (read !== null) return { brand: read.brand, likeness: 'look-alike', found: word, nearKeys: false }
  return lookalike(folded, word, index)
}

/** The brand whose word this is, or who has a word in it. */
function wordOf(word: string, index: WordIndex): Pick<BrandMatch, 'brand' | 'likeness'> | null {
  const exact = index.exact.mayHave(hashWord(word, 0, word.length)) ? index.words.get(word) : undefined
  if (exact) return { brand: exact, likeness: 'word' }
  const part = longestInside(word, index.inside)
  const within = part === null ? undefined : index.words.get(part)
  return within ? { brand: within, likeness: 'inside' } : null
}

function filterOf(words: Iterable<string>): HashFilter {
  const filter = hashFilter()
  for (const word of words) filter.add(hashWord(word, 0, word.length))
  return filter
}

function lookalike(folded: string, found: string, index: WordIndex): BrandMatch | null {
  let best: BrandMatch | null = null
  for (const part of shortenedIn(folded, index.near)) {
    for (const word of index.shortened.get(part) ?? []) {
      const brand = index.words.get(word)
      if (!brand || !isOneEdit(folded, word)) continue
      const near = nearKeys(folded, word)
      if (best === null || near) best = { brand, likeness: 'look-alike', found, nearKeys: near }
    }
  }
  return best
}

/** One letter changed, added, left out, or two neighbours swapped. */
function isOneEdit(a: string, b: string): boolean {
  let from = 0
  while (from < a.length && a.charCodeAt(from) === b.charCodeAt(from)) from += 1
  let backA = a.length
  let backB = b.length
  while (backA > from && backB > from && a.charCodeAt(backA - 1) === b.charCodeAt(backB - 1)) {
    backA -= 1
    backB -= 1
  }
  const restA = backA - from
  const restB = backB - from
  if (restA <= 1 && restB <= 1) return true
  return (
    restA === 2 &&
    restB === 2 &&
    a.charCodeAt(from) === b.charCodeAt(from + 1) &&
    a.charCodeAt(from + 1) === b.charCodeAt(from)
  )
}

const keyRows = ['1234567890', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']

/** True when the words have one length and differ in one letter by a neighbouring key of a QWERTY keyboard. */
function nearKeys(a: string, b: string): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) {
    if (a[at] === b[at]) continue
    const [rowA, columnA] = keyPlace(a.charAt(at))
    const [rowB, columnB] = keyPlace(b.charAt(at))
    return rowA >= 0 && rowB >= 0 && Math.abs(rowA - rowB) <= 1 && Math.abs(columnA - columnB) <= 1
  }
  return false
}

function keyPlace(key: string): readonly [number, number] {
  const row = keyRows.findIndex((keys) => keys.includes(key))
  return [row, row < 0 ? -1 : (keyRows[row] ?? '').indexOf(key)]
}

/** What a word reads as when digits pass for letters and letters of other scripts for Latin ones. */
function foldDigits(word: string): string {
  let isPlain = true
  for (let at = 0; at < word.length && isPlain; at += 1) {
    const code = word.charCodeAt(at)
    if (code > 0x7f) return skeleton(word)
    isPlain = code >= 97 && code !== 110 && code !== 118
  }
  if (isPlain) return word
  let folded = ''
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at)
    const next = word.charCodeAt(at + 1)
    const isPair = (code === 114 && next === 110) || (code === 118 && next === 118)
    folded += isPair
      ? code === 114
        ? 'm'
        : 'w'
      : code < 97
        ? (digitLetters[code - 48] ?? '')
        : word.charAt(at)
    if (isPair) at += 1
  }
  return folded
}

/** The letter that each digit passes for; 2, 6 and 9 pass for none. */
const digitLetters = ['o', 'l', '2', 'e', 'a', 's', '6', 't', 'b', '9']

function ownerOf(
  host: string,
  owners: ReadonlyMap<string, { readonly brand: Brand; readonly below: boolean }>,
): Brand | null {
  for (let at = 0; at >= 0; ) {
    const owner = owners.get(host.slice(at))
    if (owner && (at === 0 || owner.below)) return owner.brand
    const dot = host.indexOf('.', at)
    at = dot < 0 ? -1 : dot + 1
  }
  return null
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
    const key = headOf(word, 0)
    heads[key] = 1
    const found = words.get(key)
    if (found) found.push(word)
    else words.set(key, [word])
  }
  return { heads, words }
}

function headOf(word: string, at: number): number {
  return (
    ((word.charCodeAt(at) & 31) << 10) |
    ((word.charCodeAt(at + 1) & 31) << 5) |
    (word.charCodeAt(at + 2) & 31)
  )
}

function longestInside(word: string, { heads, words }: Trie): string | null {
  let best: string | null = null
  for (let at = 0; at + shortestInside <= word.length; at += 1) {
    const key = headOf(word, at)
    if (heads[key] === 0) continue
    for (const candidate of words.get(key) ?? [])
      if (candidate.length > (best?.length ?? 0) && word.startsWith(candidate, at)) best = candidate
  }
  return best
}
