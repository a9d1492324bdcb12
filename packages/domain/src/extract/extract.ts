import type { ParseOptions } from '../indicators/indicator.ts'
import { digitValue, isHostCode } from './characters.ts'
import { normaliseText } from './normalise-text.ts'
import { scanNumber } from './numbers.ts'
import type { ExtractedIndicator, Scan } from './scan.ts'
import { scanSender } from './senders.ts'
import { scanHandle, scanWord } from './words.ts'

export type { ExtractedIndicator } from './scan.ts'

/**
 * Finds every indicator in free text, Chinese or other, in the order in which they stand, without overlaps: a link
 * swallows its host and the digits in its path. `start` and `end` are UTF-16 offsets in `text`. One left-to-right
 * pass with bounded look-behind and bounded candidates: time grows with the length of the text, whatever is in it.
 * Amounts, dates, times, verification codes, order and identity numbers are left out.
 */
export function extract(text: string, options?: ParseOptions): ExtractedIndicator[] {
  return extractCounting(text, options).found
}

/** `extract`, and how many characters were looked at: the measure of its cost. */
export function extractCounting(
  text: string,
  options?: ParseOptions,
): { found: ExtractedIndicator[]; steps: number } {
  const source = normaliseText(text)
  const scan: Scan = {
    source,
    text: source.text,
    options,
    found: [],
    noLinkBefore: 0,
    wordEnd: 0,
    lastNumber: null,
    steps: 0,
  }
  for (let at = 0; at < scan.text.length; ) at = Math.max(at + 1, scanAt(scan, at))
  return { found: scan.found, steps: scan.steps }
}

/** Reads what begins at a position; gives the position to go on from. */
function scanAt(scan: Scan, at: number): number {
  scan.steps += 1
  const code = scan.text.charCodeAt(at)
  if (isHostCode(code)) return scanWord(scan, at)
  if (digitValue(code) >= 0 || code === 43 || code === 40 || code === 0xff08) return scanNumber(scan, at)
  if (code === 64) return scanHandle(scan, at)
  if (code === 0x3010) return scanSender(scan, at)
  return at + 1
}
