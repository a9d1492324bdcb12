import { writtenDotEndings } from '../indicators/host/refang.ts'
import { isAsciiLetter, isHostCode } from './characters.ts'
import type { Scan } from './scan.ts'

/** A part of a run between two dots, in normalised offsets. */
export interface Label {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Labels joined by dots of any spelling: what a host, an address, a package name or a dotted number looks like. */
export interface Run {
  readonly start: number
  readonly end: number
  readonly labels: readonly Label[]
}

/** Reads the longest run from `start`, which must hold a host character. Each character is looked at once. */
export function readRun(scan: Scan, start: number): Run {
  const labels: Label[] = []
  let at = start
  for (;;) {
    const labelStart = at
    while (at < scan.text.length && isHostCode(scan.text.charCodeAt(at))) at += 1
    labels.push({ text: scan.text.slice(labelStart, at), start: labelStart, end: at })
    const next = afterDot(scan, at)
    if (next < 0) break
    at = next
  }
  scan.steps += at - start
  return { start, end: at, labels }
}

/** Position of the label behind a dot at `at`, however the dot is written; -1 when there is none. */
function afterDot(scan: Scan, at: number): number {
  const { text } = scan
  scan.steps += 1
  if (text.charCodeAt(at) === 46) {
    if (isHostCode(text.charCodeAt(at + 1))) return at + 1
    return text.charAt(at + 1) === ' ' ? -1 : afterBracketedDot(scan, at)
  }
  const spaced = text.charAt(at) === ' ' ? at + 1 : at
  const bracketed = afterBracketedDot(scan, spaced)
  if (bracketed >= 0) return bracketed
  const length = writtenDotLength(text, spaced, spaced > at)
  if (length === 0) return -1
  let next = spaced + length
  if (text.charAt(next) === ' ') next += 1
  const plain = next - at === length && !'。｡'.includes(text.charAt(at))
  const endings = plain ? writtenDotEndings : rareWordEndings
  return endings.has(wordAt(text, next)) ? next : -1
}

/**
 * Endings believed behind a Chinese full stop or a dot between spaces: not those that are English words, because a
 * sentence may begin there.
 */
const rareWordEndings: ReadonlySet<string> = new Set(
  'com cn net org top xyz vip cc info icu cyou hk tw'.split(' '),
)

/** `[.]`, `(dot)`, `{点}`, `（.）` with at most one space behind. */
function afterBracketedDot(scan: Scan, at: number): number {
  const { text } = scan
  if (!'[({（【'.includes(text.charAt(at) || ' ')) return -1
  const inner = text.charAt(at + 1)
  const length =
    inner === '.' || inner === '。' || inner === '点'
      ? 1
      : text.slice(at + 1, at + 4).toLowerCase() === 'dot'
        ? 3
        : 0
  if (length === 0 || !'])}）】'.includes(text.charAt(at + 1 + length) || ' ')) return -1
  const next = at + 2 + length
  const label = text.charAt(next) === ' ' ? next + 1 : next
  return isHostCode(text.charCodeAt(label)) ? label : -1
}

/** Dots that count only before a common ending: 。 点 and, set off by a space, `.` and the word `dot`. */
function writtenDotLength(text: string, at: number, spaced: boolean): number {
  const character = text.charAt(at)
  if (character === '。' || character === '｡' || character === '点' || character === '點') return 1
  if (!spaced) return 0
  if (character === '.') return 1
  return text.slice(at, at + 4).toLowerCase() === 'dot ' ? 3 : 0
}

/** Lower-case Latin word at a position, when nothing of a host follows it directly. */
function wordAt(text: string, at: number): string {
  let end = at
  // The longest ending has eight letters; one more tells that a word is longer.
  while (end < at + 9 && isAsciiLetter(text.charCodeAt(end))) end += 1
  return isHostCode(text.charCodeAt(end)) ? '' : text.slice(at, end).toLowerCase()
}
