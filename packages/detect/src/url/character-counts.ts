import { naturalLog } from '@wuzei/domain'

/** What one pass over a text counts. */
export interface CharacterCounts {
  letters: number
  upper: number
  vowels: number
  digits: number
  dots: number
  hyphens: number
  slashes: number
  percents: number
  equals: number
  ats: number
  /** Characters that are none of the above nor letters. */
  specials: number
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

/** Longest text whose entropy is looked at; logarithms of all counts up to it stand in a table. */
const maxCounted = 2048

/** n * log2(n), made of the same bits on every engine, which `Math.log2` does not promise. */
const countBits = Float64Array.from({ length: maxCounted + 1 }, (_, n) =>
  n < 2 ? 0 : (n * naturalLog(n)) / Math.LN2,
)

/** How often each character was seen; all zero between two calls. */
const seen = new Uint16Array(128)

/** Counts the characters of a text in one pass. */
export function readCharacters(text: string): CharacterCounts {
  const counts = noCharacters()
  const length = Math.min(text.length, maxCounted)
  let digitRun = 0
  let consonantRun = 0
  let wordRun = 0
  let hexRun = 0
  let hexDigits = 0
  let bits = 0
  for (let i = 0; i < length; i += 1) {
    const original = text.charCodeAt(i)
    const isUpper = original >= 65 && original <= 90
    const code = isUpper ? original + 32 : original
    const before = seen[code & 127] ?? 0
    seen[code & 127] = before + 1
    if (before === 0) counts.distinct += 1
    bits += (countBits[before + 1] ?? 0) - (countBits[before] ?? 0)
    if (code >= 97 && code <= 122) {
      const isVowel = ((0x104111 >> (code - 97)) & 1) === 1
      counts.letters += 1
      if (isUpper) counts.upper += 1
      if (isVowel) counts.vowels += 1
      digitRun = 0
      consonantRun = isVowel ? 0 : consonantRun + 1
      wordRun += 1
      hexRun = code <= 102 ? hexRun + 1 : 0
      if (hexRun === 0) hexDigits = 0
    } else if (code >= 48 && code <= 57) {
      counts.digits += 1
      wordRun = consonantRun = 0
      digitRun += 1
      hexRun += 1
      hexDigits += 1
    } else {
      addSign(counts, code)
      digitRun = consonantRun = wordRun = hexRun = hexDigits = 0
    }
    if (wordRun > counts.longestWord) counts.longestWord = wordRun
    if (digitRun > counts.longestDigits) counts.longestDigits = digitRun
    if (consonantRun > counts.longestConsonants) counts.longestConsonants = consonantRun
    if (hexDigits > 0 && hexRun > counts.longestHex) counts.longestHex = hexRun
  }
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i)
    seen[(code >= 65 && code <= 90 ? code + 32 : code) & 127] = 0
  }
  if (length > 0) counts.entropy = ((countBits[length] ?? 0) - bits) / length
  return counts
}

function noCharacters(): CharacterCounts {
  return {
    letters: 0,
    upper: 0,
    vowels: 0,
    digits: 0,
    dots: 0,
    hyphens: 0,
    slashes: 0,
    percents: 0,
    equals: 0,
    ats: 0,
    specials: 0,
    distinct: 0,
    longestDigits: 0,
    longestConsonants: 0,
    longestHex: 0,
    longestWord: 0,
    entropy: 0,
  }
}

function addSign(counts: CharacterCounts, code: number): void {
  if (code === 46) counts.dots += 1
  else if (code === 45) counts.hyphens += 1
  else if (code === 47) counts.slashes += 1
  else if (code === 37) counts.percents += 1
  else if (code === 61) counts.equals += 1
  else if (code === 64) counts.ats += 1
  else counts.specials += 1
}
