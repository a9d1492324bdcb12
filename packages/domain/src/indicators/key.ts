import { sha256 } from '@noble/hashes/sha2.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'
import type { IndicatorKind } from './indicator.ts'
import { compressBlock } from './key/compress-block.ts'

/**
 * The stable key of an indicator: the first 8 bytes, big-endian, of SHA-256 over the UTF-8 bytes of
 * `kind + ":" + canonical`, as an unsigned 64-bit integer.
 *
 * A cryptographic hash, because whoever could craft a value that shares its key with somebody else's number
 * could have that number accused. Two of 100 million values share a key by accident with probability 0.0003.
 *
 * Keys are stored and sent: the recipe never changes (`vectors/indicators/key.tsv` pins it).
 */
export function indicatorKey(kind: IndicatorKind, canonical: string): bigint {
  const words = new Uint32Array(2)
  writeIndicatorKey(kind, canonical, words, 0)
  return (BigInt(words[0] ?? 0) << 32n) | BigInt(words[1] ?? 0)
}

/**
 * The same key without allocating: writes its high word to `out[offset]` and its low word to `out[offset + 1]`. What it
 * takes, and what else was tried, stands in `docs/benchmarks.md` (Shield) and `scripts/sha256-block-source.ts`.
 */
export function writeIndicatorKey(
  kind: IndicatorKind,
  canonical: string,
  out: Uint32Array,
  offset: number,
): void {
  const length = kind.length + 1 + canonical.length
  if (length > maxScratchTextLength || !writeWords(kind, canonical)) {
    const digest = sha256(utf8ToBytes(`${kind}:${canonical}`))
    const view = new DataView(digest.buffer, digest.byteOffset, digest.byteLength)
    out[offset] = view.getUint32(0)
    out[offset + 1] = view.getUint32(4)
    return
  }
  const end = padWords(length)
  state.set(initialState)
  for (let at = 0; at < end; at += blockWords) compressBlock(words, at, state)
  out[offset] = state[0] ?? 0
  out[offset + 1] = state[1] ?? 0
}

/** The key as PostgreSQL's signed `bigint` holds it. */
export function signedKey(key: bigint): bigint {
  return BigInt.asIntN(64, key)
}

/** The unsigned key behind a PostgreSQL `bigint`. */
export function unsignedKey(signed: bigint): bigint {
  return BigInt.asUintN(64, signed)
}

/** Longer values and values outside ASCII take the plain route; both are rare where speed matters. */
const maxScratchTextLength = 1024

const blockWords = 16
const words = new Int32Array(maxScratchTextLength / 4 + 2 * blockWords)
const state = new Int32Array(8)

/** The first 32 bits of the fractions of the square roots of the first eight primes (FIPS 180-4, 5.3.3). */
const initialState = Int32Array.of(
  0x6a09e667,
  0xbb67ae85,
  0x3c6ef372,
  0xa54ff53a,
  0x510e527f,
  0x9b05688c,
  0x1f83d9ab,
  0x5be0cd19,
)

/** Writes `kind:canonical` as big-endian words, the last with the bit that ends it; false for what is not ASCII. */
function writeWords(kind: string, canonical: string): boolean {
  let position = 0
  let word = 0
  for (; position < kind.length; position++) {
    word = (word << 8) | kind.charCodeAt(position)
    if ((position & 3) === 3) words[position >>> 2] = word
  }
  word = (word << 8) | 0x3a
  if ((position & 3) === 3) words[position >>> 2] = word
  position++
  let seen = 0
  for (let index = 0; index < canonical.length; index++, position++) {
    const code = canonical.charCodeAt(index)
    seen |= code
    word = (word << 8) | code
    if ((position & 3) === 3) words[position >>> 2] = word
  }
  const left = position & 3
  words[position >>> 2] = ((word << 8) | 0x80) << (24 - 8 * left)
  return seen < 0x80
}

/** Adds SHA-256's padding (FIPS 180-4, 5.1.1) after a text of so many bytes; gives the number of words. */
function padWords(length: number): number {
  const end = (((length + 8) >>> 6) + 1) * blockWords
  for (let at = (length >>> 2) + 1; at < end - 1; at++) words[at] = 0
  words[end - 1] = length * 8
  return end
}
