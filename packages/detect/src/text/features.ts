import type { CanonicalText } from './canonical/canonical-text.ts'
import { isLatin } from './canonical/canonical-text.ts'

/** Number of buckets into which n-grams are hashed; 2 to the power of 18, the most that keeps a model below 4 MB. */
export const bucketBits = 18

/** Longest n-gram, in canonical codes. Four are two common Chinese words. */
export const longestGram = 4

/** No text gives more features than this many a code: grams of four lengths, a word, a pair of words. */
export const featuresPerCode = longestGram + 2

/**
 * Writes the buckets of a stretch of a text into `buckets`, from 0; gives how many there are. Grams of one to four
 * codes, whole Latin words and pairs of them. A bucket may come twice.
 */
export function writeFeatures(text: CanonicalText, from: number, to: number, buckets: Uint32Array): number {
  const { codes } = text
  let count = 0
  let word = 0
  let lastWord = 0
  for (let at = from; at < to; at += 1) {
    let hash = 0x2545f491
    const longest = Math.min(longestGram, to - at)
    for (let size = 0; size < longest; size += 1) {
      hash = mix(hash, codes[at + size] ?? 0)
      buckets[count] = bucketOf(hash)
      count += 1
    }
    const code = codes[at] ?? 0
    if (isLatin(code)) word = mix(word, code)
    const wordEnds = word !== 0 && (at + 1 === to || !isLatin(codes[at + 1] ?? 0))
    if (!wordEnds) {
      if (!isLatin(code) && code !== 32) lastWord = 0
      continue
    }
    buckets[count] = bucketOf(mix(word, 0x7_0001))
    count += 1
    if (lastWord !== 0) {
      buckets[count] = bucketOf(mix(mix(lastWord, word), 0x7_0002))
      count += 1
    }
    lastWord = word
    word = 0
  }
  return count
}

function mix(hash: number, code: number): number {
  const mixed = Math.imul(hash ^ code, 0x5bd1e995)
  return mixed ^ (mixed >>> 15)
}

function bucketOf(hash: number): number {
  return (Math.imul(hash, 0x9e3779b1) >>> (32 - bucketBits)) >>> 0
}
