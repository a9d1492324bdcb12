import type { UrlReading } from './read-url.ts'
import { isWordCode, type UrlCodes } from './url-codes.ts'

/** Kinds of hashed features; the linear model keeps their sums apart, for the second stage and for the reasons. */
export const hashedGroups = [
  'subdomainGrams',
  'nameGrams',
  'hostWords',
  'ending',
  'pathGrams',
  'queryGrams',
  'tailWords',
  'shape',
] as const
export const hashedGroupCount = hashedGroups.length

/**
 * Hashed features of one link, as bucket numbers, group after group. Reused from link to link: nothing is allocated per
 * feature.
 */
export interface HashedFeatures {
  readonly buckets: Uint32Array
  /** Where each group ends in `buckets`. */
  readonly ends: Int32Array
  /** Power of two less one. */
  readonly mask: number
}

/** Host of 253, path and query of 1,024, three orders each, words and pairs besides: never more than this. */
const maxFeatures = 16_384

/** Room for the features of one link in 2^bits buckets. */
export function roomForHashedFeatures(bits: number): HashedFeatures {
  return {
    buckets: new Uint32Array(maxFeatures),
    ends: new Int32Array(hashedGroupCount),
    mask: (1 << bits) - 1,
  }
}

/** Salts keep the same letters of different places apart; whole numbers of 32 bits, as all hashes here. */
const salt = {
  name: 0x9e3779b1 | 0,
  subdomain: 0x7feb352d,
  path: 0x85ebca6b | 0,
  query: 0x5bd1e995,
  word: 0xc2b2ae35 | 0,
  shape: 0x27d4eb2f,
} as const

/** Fills `into` with the hashed features of a link, whose letters stand in `letters`. */
export function hashFeatures(url: UrlReading, letters: UrlCodes, into: HashedFeatures): void {
  const { codes, hostEnd, pathEnd, end, nameStart, nameEnd } = letters
  const { ends } = into
  let at = nameStart > 0 ? addGrams(codes, 0, nameStart, salt.subdomain, into, 0) : 0
  ends[0] = at
  at = addGrams(codes, nameStart, nameEnd, salt.name, into, at)
  ends[1] = at
  at = addHostWords(letters, into, at)
  ends[2] = at
  at = addEnding(url, letters, into, at)
  ends[3] = at
  at = addGrams(codes, hostEnd, pathEnd, salt.path, into, at)
  ends[4] = at
  if (end - pathEnd > 1) at = addGrams(codes, pathEnd, end, salt.query, into, at)
  ends[5] = at
  at = addWords(codes, hostEnd, pathEnd, salt.word + 1, true, into, at)
  at = addWords(codes, pathEnd, end, salt.word + 2, false, into, at)
  ends[6] = at
  at = addShapes(letters, into, at)
  ends[7] = at
}

/** N-grams of three, four and five characters, with a mark before the first and after the last. */
function addGrams(
  codes: Uint8Array,
  from: number,
  to: number,
  seed: number,
  { buckets, mask }: HashedFeatures,
  start: number,
): number {
  let at = start
  let a = 0
  let b = 0
  let c = 1
  let d = 2
  for (let i = from; i <= to; i += 1) {
    const e = i === to ? 3 : (codes[i] ?? 0)
    const three = Math.imul(c ^ (d << 8) ^ (e << 16), seed)
    const four = Math.imul(((three ^ (three >>> 15)) + b) | 0, 0x2c1b3c6d)
    if (i > from) buckets[at++] = bucketOf(three, mask)
    if (b !== 0) buckets[at++] = bucketOf(four ^ 0x5bd1e995, mask)
    if (a !== 0) buckets[at++] = bucketOf(Math.imul(((four ^ (four >>> 13)) + a) | 0, 0x297a2d39), mask)
    a = b
    b = c
    c = d
    d = e
  }
  return at
}

function bucketOf(hash: number, mask: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b)
  return (mixed ^ (mixed >>> 15)) & mask
}

/** Labels by their place and words between hyphens, each word also with the one before it. */
function addHostWords(letters: UrlCodes, { buckets, mask }: HashedFeatures, start: number): number {
  const { codes, nameStart, nameEnd } = letters
  let at = start
  let label = 0
  let word = 0
  let before = 0
  for (let i = 0; i <= nameEnd; i += 1) {
    const code = i === nameEnd ? 46 : (codes[i] ?? 0)
    if (code !== 46 && code !== 45) continue
    if (i > word) {
      const hash = hashStretch(codes, word, i, salt.word + 3)
      buckets[at++] = bucketOf(hash, mask)
      if (before !== 0) buckets[at++] = bucketOf(Math.imul(before, 31) ^ hash ^ salt.name, mask)
      before = hash
    }
    word = i + 1
    if (code === 45) continue
    if (i > label)
      buckets[at++] = bucketOf(hashStretch(codes, label, i, salt.word + (label < nameStart ? 4 : 5)), mask)
    label = i + 1
  }
  return at
}

/** The ending and the platform, by themselves and with how the rest is built: what a name there is worth. */
function addEnding(
  url: UrlReading,
  letters: UrlCodes,
  { buckets, mask }: HashedFeatures,
  start: number,
): number {
  const { codes, hostEnd, nameStart, nameEnd } = letters
  let at = start
  const suffix = hashStretch(codes, nameEnd, hostEnd, salt.word)
  const tail = tailShape(letters)
  let labels = 0
  for (let i = 0; i < nameStart; i += 1) if (codes[i] === 46) labels += 1
  const length = Math.min(7, (nameEnd - nameStart) >> 2)
  buckets[at++] = bucketOf(suffix, mask)
  buckets[at++] = bucketOf(Math.imul(tail, 33) ^ suffix, mask)
  buckets[at++] = bucketOf((Math.imul(suffix, 7) + Math.min(labels, 5)) | 0, mask)
  buckets[at++] = bucketOf((Math.imul(suffix, 11) + length) | 0, mask)
  buckets[at++] = bucketOf(Math.imul(suffix, 13) ^ shapeOf(codes, nameStart, nameEnd), mask)
  if (url.platform === null) return at
  const platform = hashName(url.platform, salt.shape + 9)
  buckets[at++] = bucketOf(platform, mask)
  buckets[at++] = bucketOf(Math.imul(tail, 17) ^ platform, mask)
  return at
}

/** Words of letters and digits, each also with the one before it. */
function addWords(
  codes: Uint8Array,
  from: number,
  to: number,
  seed: number,
  pairs: boolean,
  { buckets, mask }: HashedFeatures,
  start: number,
): number {
  let at = start
  let before = 0
  let hash = seed
  let length = 0
  for (let i = from; i <= to; i += 1) {
    const code = i === to ? 0 : (codes[i] ?? 0)
    if (isWordCode(code)) {
      hash = Math.imul(hash ^ code, 0x01000193)
      length += 1
      continue
    }
    if (length > 0) {
      buckets[at++] = bucketOf(hash, mask)
      if (pairs) buckets[at++] = bucketOf(Math.imul(before, 31) ^ hash ^ salt.shape, mask)
      before = hash
    }
    hash = seed
    length = 0
  }
  if (pairs && before !== 0) buckets[at++] = bucketOf(before ^ 0x1234567, mask)
  return at
}

/** What the link is built like: kinds of characters label by label and part by part, depth. */
function addShapes(letters: UrlCodes, { buckets, mask }: HashedFeatures, start: number): number {
  const { codes, hostEnd, pathEnd } = letters
  let at = start
  const tail = tailShape(letters)
  let from = 0
  let labels = 0
  for (let i = 0; i <= hostEnd; i += 1) {
    if (i < hostEnd && codes[i] !== 46) continue
    buckets[at++] = bucketOf((shapeOf(codes, from, i) + salt.shape) | 0, mask)
    from = i + 1
    labels += 1
  }
  from = hostEnd + 1
  for (let i = from; i <= pathEnd; i += 1) {
    if (i < pathEnd && codes[i] !== 47) continue
    if (i > from) buckets[at++] = bucketOf(shapeOf(codes, from, i) ^ 0x3c6ef372, mask)
    from = i + 1
  }
  buckets[at++] = bucketOf(tail ^ 0x1b873593, mask)
  buckets[at++] = bucketOf(Math.imul((tail + labels) | 0, salt.name), mask)
  return at
}

/** Depth, ending of the last name, a slash at the end, a query. */
function tailShape({ codes, hostEnd, pathEnd, end }: UrlCodes): number {
  let depth = 0
  let dot = -1
  for (let i = hostEnd; i < pathEnd; i += 1) {
    const code = codes[i]
    if (code === 47) {
      depth += 1
      dot = -1
    } else if (code === 46) dot = i
  }
  const extension = dot > 0 && pathEnd - dot <= 6 ? hashStretch(codes, dot, pathEnd, salt.shape + 3) : 0
  const slash = codes[pathEnd - 1] === 47 ? 1 : 0
  return Math.imul(extension + Math.min(depth, 7) * 8 + slash * 4 + (end - pathEnd > 1 ? 2 : 0), 0x85ebca6b)
}

/** Letters, digits and others as runs: `a-9.a` for `x-12.b`, run lengths in steps. */
function shapeOf(codes: Uint8Array, from: number, to: number): number {
  let hash = salt.shape | 0
  let before = 0
  let run = 0
  for (let i = from; i <= to; i += 1) {
    const now = i === to ? 0 : (shapeKind[codes[i] ?? 0] ?? 0)
    if (now === before) {
      run += 1
      continue
    }
    if (before > 0) hash = Math.imul(hash ^ (before * 8 + (runStep[Math.min(run, 12)] ?? 0)), 0x01000193)
    before = now
    run = 1
  }
  return hash
}

const shapeKind = Uint8Array.from({ length: 256 }, (_, code) => {
  if (code >= 97 && code <= 122) return 1
  if (code >= 48 && code <= 57) return 2
  return code === 45 ? 3 : code === 37 ? 4 : code === 46 ? 5 : 6
})
const runStep = Uint8Array.from({ length: 13 }, (_, run) => (run < 3 ? run : run < 6 ? 3 : run < 12 ? 4 : 5))

function hashStretch(codes: Uint8Array, from: number, to: number, seed: number): number {
  let hash = seed | 0
  for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ (codes[i] ?? 0), 0x01000193)
  return hash
}

function hashName(name: string, seed: number): number {
  let hash = seed | 0
  for (let i = 0; i < name.length; i += 1) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193)
  return hash
}
