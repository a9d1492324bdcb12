import { naturalLog } from '@wuzei/domain'

/** What one pass over a stretch of a link counts. Reused from link to link. */
export interface CharacterCounts {
  /** How many of each kind; `kind` names them. */
  readonly kinds: Int32Array
  /** Different characters. */
  distinct: number
  longestDigits: number
  longestConsonants: number
  /** Longest run of hexadecimal digits with at least one digit in it. */
  longestHex: number
  /** Longest run of letters. */
  longestWord: number
  /** Bits per character. */
  entropy: number
}

/** Places in `kinds`. */
export const kind = {
  consonant: 0,
  vowel: 1,
  digit: 2,
  special: 3,
  dot: 4,
  hyphen: 5,
  slash: 6,
  percent: 7,
  equals: 8,
  at: 9,
} as const

/** Kind of every code; letters and digits are the first three. */
const kindOf = Uint8Array.from({ length: 256 }, (_, code) => {
  if (code >= 97 && code <= 122) return ((0x104111 >> (code - 97)) & 1) === 1 ? kind.vowel : kind.consonant
  if (code >= 48 && code <= 57) return kind.digit
  const sign = '.-/%=@'.indexOf(String.fromCharCode(code))
  return sign < 0 ? kind.special : kind.dot + sign
})

/** Longest stretch that is counted: a host and twice the rest; logarithms of all counts up to it stand in a table. */
const maxCounted = 2400

/** n * log2(n), made of the same bits on every engine, which `Math.log2` does not promise. */
const countBits = Float64Array.from({ length: maxCounted + 2 }, (_, n) =>
  n < 2 ? 0 : (n * naturalLog(n)) / Math.LN2,
)
/** What one more of a character adds to the sum of those. */
const stepBits = Float64Array.from({ length: maxCounted + 1 }, (_, n) =>
  n === 0 ? 0 : (countBits[n + 1] ?? 0) - (countBits[n] ?? 0),
)

/** Room for the counts of one stretch. */
export function roomForCounts(): CharacterCounts {
  return {
    kinds: new Int32Array(10),
    distinct: 0,
    longestDigits: 0,
    longestConsonants: 0,
    longestHex: 0,
    longestWord: 0,
    entropy: 0,
  }
}

/** How often each character was seen; all zero between two calls. */
const seen = new Uint16Array(256)

/** Counts the characters of a stretch of lower-case codes. */
export function countCharacters(codes: Uint8Array, from: number, to: number, into: CharacterCounts): void {
  const { kinds } = into
  kinds.fill(0)
  let distinct = 0
  let bits = 0
  let digits = 0
  let consonants = 0
  let word = 0
  let hex = 0
  let hexDigits = 0
  let mostDigits = 0
  let mostConsonants = 0
  let mostWord = 0
  let mostHex = 0
  for (let i = from; i < to; i += 1) {
    const code = codes[i] ?? 0
    const before = seen[code] ?? 0
    seen[code] = before + 1
    if (before === 0) distinct += 1
    else bits += stepBits[before] ?? 0
    const one = kindOf[code] ?? 0
    kinds[one] = (kinds[one] ?? 0) + 1
    if (one < kind.digit) {
      digits = 0
      word += 1
      if (word > mostWord) mostWord = word
      consonants = one === kind.vowel ? 0 : consonants + 1
      if (consonants > mostConsonants) mostConsonants = consonants
      hex = code <= 102 ? hex + 1 : 0
      if (hex === 0) hexDigits = 0
    } else if (one === kind.digit) {
      word = consonants = 0
      digits += 1
      hex += 1
      hexDigits += 1
      if (digits > mostDigits) mostDigits = digits
    } else digits = consonants = word = hex = hexDigits = 0
    if (hexDigits > 0 && hex > mostHex) mostHex = hex
  }
  for (let i = from; i < to; i += 1) seen[codes[i] ?? 0] = 0
  into.distinct = distinct
  into.entropy = to > from ? ((countBits[to - from] ?? 0) - bits) / (to - from) : 0
  into.longestDigits = mostDigits
  into.longestConsonants = mostConsonants
  into.longestWord = mostWord
  into.longestHex = mostHex
}
