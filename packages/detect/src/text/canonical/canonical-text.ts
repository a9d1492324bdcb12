import { extract } from '@wuzei/domain'
import type { ExtractedIndicator } from '@wuzei/domain'
import { foldUnit, separator } from './fold-table.ts'
import { maskCodes, maskOfIndicator, maskWordAt } from './masks.ts'
import { replaceSpellings } from './replace-spellings.ts'

/** A text as the model reads it, with the way back to the original. */
export interface CanonicalText {
  /** Letters, simplified characters and masks; a space only between two words in Latin letters. */
  readonly codes: Uint16Array
  /** For every code: UTF-16 offset of what it stands for in the original, and the offset behind it. */
  readonly starts: Int32Array
  readonly ends: Int32Array
  readonly length: number
  /** What `extract` found in the original. */
  readonly indicators: readonly ExtractedIndicator[]
  /** Signs that stood between the characters of one word, spellings that were undone: somebody hid something. */
  readonly undone: number
}

/** The growing canonical text. */
export interface CanonicalDraft {
  readonly codes: Uint16Array
  readonly starts: Int32Array
  readonly ends: Int32Array
  length: number
  undone: number
  /** The last thing was a Latin word of one letter: "w i n" and "w-i-n" are one word. */
  afterSingleLetter: boolean
}

/** Arrays for texts up to a length; whoever reads many texts gives them again, and reads each result before the next. */
export interface CanonicalRoom {
  readonly forLength: number
  readonly codes: Uint16Array
  readonly starts: Int32Array
  readonly ends: Int32Array
}

export function canonicalRoom(forLength: number): CanonicalRoom {
  // A word in Latin letters may get a space before it.
  const size = forLength * 2 + 2
  return {
    forLength,
    codes: new Uint16Array(size),
    starts: new Int32Array(size),
    ends: new Int32Array(size),
  }
}

/**
 * Brings a raw message and a masked, word-separated one to the same form: links, numbers and accounts become masks,
 * digits, signs, spaces and pictures go, full-width, traditional and look-alike characters become plain ones, spellings
 * made to pass filters become what they mean. One pass, linear in the length.
 */
export function canonicalText(text: string, room: CanonicalRoom = canonicalRoom(text.length)): CanonicalText {
  const indicators = mayHoldIndicators(text) ? extract(text) : []
  const { codes, starts, ends } = text.length > room.forLength ? canonicalRoom(text.length) : room
  const draft: CanonicalDraft = { codes, starts, ends, length: 0, undone: 0, afterSingleLetter: false }
  let next = 0
  for (let at = 0; at < text.length; ) {
    const indicator = indicators[next]
    if (indicator !== undefined && at >= indicator.start) {
      next += 1
      const mask = maskOfIndicator(indicator.kind, indicator.canonical)
      if (mask !== 0) {
        pushMask(draft, mask, indicator.start, indicator.end)
        at = Math.max(at, indicator.end)
      }
      continue
    }
    const code = foldUnit(text.charCodeAt(at))
    if (code === separator) at += letterOfPair(text, at) === 0 ? 1 : pushWord(draft, text, at)
    else if (isLatinOrDigit(code)) at += pushWord(draft, text, at)
    else {
      push(draft, code, at, at + 1)
      at += 1
    }
  }
  replaceSpellings(draft)
  return {
    codes: draft.codes,
    starts: draft.starts,
    ends: draft.ends,
    length: draft.length,
    indicators,
    undone: draft.undone,
  }
}

/** The shortest number that is an indicator (95588) has five digits. */
const fewestDigits = 5

/** Without five digits, a dot or slash beside letters, or an @, there is neither a link nor a number to look for. */
function mayHoldIndicators(text: string): boolean {
  let digits = 0
  let before = separator
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    const code = foldUnit(unit)
    if ((code >= 48 && code <= 57) || unit === 0xd835 || (code >= 0x4e00 && isChineseDigit(unit))) {
      digits += 1
      if (digits >= fewestDigits) return true
    }
    if (unit === 64 || unit === 0xff20) return true
    if (isLink(unit) && isLatinOrDigit(before) && isLatinOrDigit(foldUnit(text.charCodeAt(at + 1))))
      return true
    before = code
  }
  return false
}

/** . / : and what is written for a dot. */
function isLink(unit: number): boolean {
  return unit === 46 || unit === 47 || unit === 58 || unit === 0x3002 || unit === 0xff0e || unit === 0xff61
}

function isChineseDigit(unit: number): boolean {
  return '零〇一壹幺二贰三叁四肆五伍六陆七柒八捌九玖'.includes(String.fromCharCode(unit))
}

function push(draft: CanonicalDraft, code: number, start: number, end: number): void {
  draft.codes[draft.length] = code
  draft.starts[draft.length] = start
  draft.ends[draft.length] = end
  draft.length += 1
}

/** Two masks of a kind in a row are one: "QQ 12345" is masked as one word in collections. */
export function pushMask(draft: CanonicalDraft, code: number, start: number, end: number): void {
  if (draft.codes[draft.length - 1] === code && draft.length > 0) draft.ends[draft.length - 1] = end
  else push(draft, code, start, end)
}

/**
 * Longest word read at once: longer runs are no words, and reading in pieces keeps the work linear.
 */
const maxWordLength = 48

/**
 * Reads a run of Latin letters and digits; gives the number of UTF-16 units read. Digits between letters are the
 * letters they look like (acc0unt), other digits go. Mask words in capitals become masks.
 */
function pushWord(draft: CanonicalDraft, text: string, from: number): number {
  let at = from
  const first = draft.length
  const second = from + (letterOfPair(text, from) === 0 ? 1 : 2)
  const single = letterOfPair(text, second) === 0 && !isLatinOrDigit(foldUnit(text.charCodeAt(second)))
  while (at < text.length && at - from < maxWordLength) {
    const masked = pushMaskWord(draft, text, at)
    if (masked > 0) {
      at += masked
      continue
    }
    const pair = letterOfPair(text, at)
    const code = pair === 0 ? foldUnit(text.charCodeAt(at)) : pair
    const span = { start: at, end: at + (pair === 0 ? 1 : 2) }
    if (isLatin(code)) pushLetter(draft, code, span, first, single)
    else {
      const letter = isLatinOrDigit(code) ? (digitLetters[code - 48] ?? 0) : signLetter(text.charCodeAt(at))
      if (letter !== 0 && betweenLetters(text, at)) {
        pushLetter(draft, letter, span, first, single)
        draft.undone += 1
      } else if (!isLatinOrDigit(code)) break
    }
    at = span.end
  }
  draft.afterSingleLetter = single && draft.length > first
  if (draft.length === first && at - from >= fewestMaskedDigits) pushMask(draft, maskCodes.digits, from, at)
  return Math.max(1, at - from)
}

/** Collections leave single digits out as often as they mask them; longer numbers are masked. */
const fewestMaskedDigits = 2

/** Reads a mask word in capitals; gives its length, 0 where none begins. */
function pushMaskWord(draft: CanonicalDraft, text: string, at: number): number {
  const first = text.charCodeAt(at)
  if (first < 65 || first > 90) return 0
  const mask = maskWordAt(text, at)
  if (mask === null) return 0
  let end = at + mask.length
  if (mask.code === maskCodes.link) {
    // Collections leave stray letters of a link behind its mask.
    while (end < text.length && end < at + maxWordLength && isLatinOrDigit(text.charCodeAt(end))) end += 1
  }
  if (mask.code > 0) pushMask(draft, mask.code, at, end)
  return end - at
}

interface Span {
  readonly start: number
  readonly end: number
}

/** A letter of a word; the first one gets a space before it when another word stands there. */
function pushLetter(draft: CanonicalDraft, code: number, at: Span, first: number, single: boolean): void {
  if (draft.length === first) {
    const joined = single && draft.afterSingleLetter
    if (!joined && first > 0 && isLatin(draft.codes[first - 1] ?? 0)) push(draft, 32, at.start, at.start)
  }
  push(draft, code, at.start, at.end)
}

function betweenLetters(text: string, at: number): boolean {
  return isLatin(foldUnit(text.charCodeAt(at - 1))) && isLatin(foldUnit(text.charCodeAt(at + 1)))
}

/** What digits 0 to 9 are written for; 0: nothing. */
const digitLetters = [111, 105, 0, 101, 97, 115, 0, 116, 0, 0]

/** The letter a sign is written for: @ a, $ s, ! i, | l; 0: none. */
function signLetter(unit: number): number {
  if (unit === 64) return 97
  if (unit === 36) return 115
  if (unit === 33) return 105
  return unit === 124 ? 108 : 0
}

/** Letter or digit of a mathematical alphabet, or of letters in squares and circles, which take two units; 0: none. */
function letterOfPair(text: string, at: number): number {
  const high = text.charCodeAt(at)
  if (high !== 0xd835 && high !== 0xd83c) return 0
  const low = text.charCodeAt(at + 1)
  if (high === 0xd83c) {
    if (low >= 0xdd30 && low <= 0xdd89) return 97 + ((low - 0xdd30) % 32 > 25 ? 0 : (low - 0xdd30) % 32)
    return low >= 0xdde6 && low <= 0xddff ? 97 + low - 0xdde6 : 0
  }
  if (low >= 0xdfce && low <= 0xdfff) return 48 + ((low - 0xdfce) % 10)
  return low >= 0xdc00 && low <= 0xdea3 ? 97 + ((low - 0xdc00) % 26) : 0
}

export function isLatin(code: number): boolean {
  return code >= 97 && code <= 122
}

function isLatinOrDigit(code: number): boolean {
  return isLatin(code) || (code >= 48 && code <= 57)
}
