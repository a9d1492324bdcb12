import type { UrlReading } from './read-url.ts'

/** Kinds of hashed features; the linear model keeps their sums apart, for the second stage and for the reasons. */
export const hashedGroups = ['hostGrams', 'hostWords', 'tailGrams', 'tailWords', 'shape'] as const
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
    mask: 2 ** bits - 1,
  }
}

/** Salts keep the same letters of different places apart. */
const salt = { host: 0x9e3779b1, tail: 0x85ebca6b, word: 0xc2b2ae35, shape: 0x27d4eb2f } as const

/** Fills `into` with the hashed features of a link. One pass over the characters for each order of n-grams together. */
export function hashFeatures(url: UrlReading, into: HashedFeatures): void {
  let at = addGrams(url.host, 0, url.host.length, salt.host, into, 0)
  into.ends[0] = at
  at = addHostWords(url, into, at)
  into.ends[1] = at
  at = addGrams(url.path, 0, url.path.length, salt.tail, into, at)
  if (url.query.length > 1) at = addGrams(url.query, 0, url.query.length, salt.tail, into, at)
  into.ends[2] = at
  at = addWords(url.path, salt.word + 1, true, into, at)
  at = addWords(url.query, salt.word + 2, false, into, at)
  into.ends[3] = at
  at = addShapes(url, into, at)
  into.ends[4] = at
}

/** N-grams of three, four and five characters, with a mark before the first and after the last. */
function addGrams(
  text: string,
  from: number,
  to: number,
  seed: number,
  into: HashedFeatures,
  start: number,
): number {
  const { buckets, mask } = into
  let at = start
  let a = 0
  let b = 0
  let c = 1
  let d = 2
  for (let i = from; i <= to; i += 1) {
    const e = i === to ? 3 : lowerCode(text.charCodeAt(i))
    const three = Math.imul(c ^ (d << 8) ^ (e << 16), seed)
    const four = Math.imul((three ^ (three >>> 15)) + b, 0x2c1b3c6d)
    if (i - from >= 1) buckets[at++] = bucketOf(three, mask)
    if (b !== 0) buckets[at++] = bucketOf(four ^ 0x5bd1e995, mask)
    if (a !== 0) buckets[at++] = bucketOf(Math.imul((four ^ (four >>> 13)) + a, 0x297a2d39), mask)
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

/** Labels by their place, words between hyphens, the ending and the platform. */
function addHostWords(url: UrlReading, into: HashedFeatures, start: number): number {
  const { host, domain, suffix } = url
  const { buckets, mask } = into
  let at = start
  const domainStart = host.length - domain.length
  const nameEnd = host.length - (suffix === '' ? 0 : suffix.length + 1)
  buckets[at++] = bucketOf(hashText(suffix, 0, suffix.length, salt.word), mask)
  let from = 0
  let word = 0
  for (let i = 0; i <= nameEnd; i += 1) {
    const code = i === nameEnd ? 46 : host.charCodeAt(i)
    if (code !== 46 && code !== 45) continue
    if (i > word) buckets[at++] = bucketOf(hashText(host, word, i, salt.word + 3), mask)
    word = i + 1
    if (code === 45) continue
    if (i > from)
      buckets[at++] = bucketOf(hashText(host, from, i, salt.word + (from < domainStart ? 4 : 5)), mask)
    from = i + 1
  }
  return at
}

/** Words of letters and digits, each also with the one before it. */
function addWords(text: string, seed: number, pairs: boolean, into: HashedFeatures, start: number): number {
  const { buckets, mask } = into
  let at = start
  let before = 0
  let hash = seed
  let length = 0
  for (let i = 0; i <= text.length; i += 1) {
    const code = i === text.length ? 0 : lowerCode(text.charCodeAt(i))
    if ((code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code >= 128) {
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

/** What the link is built like: kinds of characters label by label and part by part, depth, ending. */
function addShapes(url: UrlReading, into: HashedFeatures, start: number): number {
  const { buckets, mask } = into
  const { host, path, query, suffix, platform } = url
  let at = start
  const suffixHash = hashText(suffix, 0, suffix.length, salt.shape)
  const tail = tailShape(path, query)
  let labelStart = 0
  let labels = 0
  for (let i = 0; i <= host.length; i += 1) {
    if (i < host.length && host.charCodeAt(i) !== 46) continue
    buckets[at++] = bucketOf(shapeOf(host, labelStart, i) + salt.shape, mask)
    labelStart = i + 1
    labels += 1
  }
  let from = 1
  for (let i = 1; i <= path.length; i += 1) {
    if (i < path.length && path.charCodeAt(i) !== 47) continue
    if (i > from) buckets[at++] = bucketOf(shapeOf(path, from, i) ^ 0x3c6ef372, mask)
    from = i + 1
  }
  buckets[at++] = bucketOf(tail ^ 0x1b873593, mask)
  buckets[at++] = bucketOf(Math.imul(tail, 33) ^ suffixHash, mask)
  buckets[at++] = bucketOf(Math.imul(tail + labels, 0x9e3779b1), mask)
  buckets[at++] = bucketOf(Math.imul(suffixHash, 7) + labels, mask)
  if (platform !== null) {
    const platformHash = hashText(platform, 0, platform.length, salt.shape + 9)
    buckets[at++] = bucketOf(platformHash, mask)
    buckets[at++] = bucketOf(Math.imul(tail, 17) ^ platformHash, mask)
  }
  return at
}

/** Depth, ending of the last name, a slash at the end, a query. */
function tailShape(path: string, query: string): number {
  let depth = 0
  let dot = -1
  for (let i = 0; i < path.length; i += 1) {
    const code = path.charCodeAt(i)
    if (code === 47) {
      depth += 1
      dot = -1
    } else if (code === 46) dot = i
  }
  const extension = dot > 0 && path.length - dot <= 6 ? hashText(path, dot, path.length, salt.shape + 3) : 0
  const slash = path.charCodeAt(path.length - 1) === 47 ? 1 : 0
  return Math.imul(extension + Math.min(depth, 7) * 8 + slash * 4 + (query.length > 1 ? 2 : 0), 0x85ebca6b)
}

/** Letters, digits and others as runs: `a-9.a` for `x-12.b`, run lengths in three steps. */
function shapeOf(text: string, from: number, to: number): number {
  let hash = salt.shape | 0
  let kind = -1
  let run = 0
  for (let i = from; i <= to; i += 1) {
    const now = i === to ? -2 : kindOf(lowerCode(text.charCodeAt(i)))
    if (now === kind) {
      run += 1
      continue
    }
    if (kind >= 0)
      hash = Math.imul(hash ^ (kind * 8 + (run < 3 ? run : run < 6 ? 3 : run < 12 ? 4 : 5)), 0x01000193)
    kind = now
    run = 1
  }
  return hash
}

function kindOf(code: number): number {
  if (code >= 97 && code <= 122) return 1
  if (code >= 48 && code <= 57) return 2
  return code === 45 ? 3 : code === 37 ? 4 : code === 46 ? 5 : 6
}

function hashText(text: string, from: number, to: number, seed: number): number {
  let hash = seed | 0
  for (let i = from; i < to; i += 1) hash = Math.imul(hash ^ lowerCode(text.charCodeAt(i)), 0x01000193)
  return hash
}

/** Lower case for ASCII letters, one code for everything beyond Latin-1. */
function lowerCode(code: number): number {
  if (code >= 65 && code <= 90) return code + 32
  return code > 255 ? 255 : code
}
