/** How a digit is written; numbers may change script midway, but a change is a border that may also separate. */
export type DigitScript = 'ascii' | 'chinese' | 'circled'

const chineseDigits = new Map<number, number>(
  (
    [
      ['零〇○洞', 0],
      ['一壹幺弌', 1],
      ['二贰貳弍', 2],
      ['三叁參叄', 3],
      ['四肆', 4],
      ['五伍', 5],
      ['六陆陸', 6],
      ['七柒拐', 7],
      ['八捌', 8],
      ['九玖勾', 9],
    ] as const
  ).flatMap(([characters, value]) =>
    Array.from(characters, (c): [number, number] => [c.charCodeAt(0), value]),
  ),
)

/** First code point and first value of the runs ①…⑨, ⑴…⑼, ⒈…⒐, ⓵…⓽, ❶…❾, ➀…➈, ➊…➒. */
const circledRuns = [0x2460, 0x2474, 0x2488, 0x24f5, 0x2776, 0x2780, 0x278a]

/** Value 0..9 of a digit in any script the scanners know; -1 for everything else. */
export function digitValue(code: number): number {
  if (code < 0x80) return code >= 48 && code <= 57 ? code - 48 : -1
  if (code >= 0x2460 && code <= 0x2792) {
    if (code === 0x24ea || code === 0x24ff) return 0
    const run = circledRuns.find((first) => code >= first && code < first + 9)
    return run === undefined ? -1 : code - run + 1
  }
  return code >= 0x25cb ? (chineseDigits.get(code) ?? -1) : -1
}

/** Script of a code for which `digitValue` is not -1. */
export function digitScript(code: number): DigitScript {
  if (code < 0x80) return 'ascii'
  return code >= 0x2460 && code <= 0x2792 ? 'circled' : 'chinese'
}

export function isAsciiDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

export function isAsciiLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90)
}

export function isHexDigit(code: number): boolean {
  return isAsciiDigit(code) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70)
}

/**
 * Characters of a host label in running text: ASCII letters, digits, `-`, `_`, and the alphabets that copy Latin.
 * Chinese is left out, because links stand beside Chinese words without a space.
 */
export function isHostCode(code: number): boolean {
  if (code < 0x80) return isAsciiLetter(code) || isAsciiDigit(code) || code === 45 || code === 95
  if (code < 0x250) return code >= 0xc0 && code !== 0xd7 && code !== 0xf7
  if (code >= 0x370 && code <= 0x58f) return true
  return (code >= 0x13a0 && code <= 0x13ff) || (code >= 0x1e00 && code <= 0x1fff)
}

/** Characters of a link's path, query and fragment; everything beyond ASCII ends it. */
export function isPathCode(code: number): boolean {
  if (code <= 0x20 || code >= 0x7f) return false
  // " < > \ ^ ` { | }
  return !(
    code === 34 ||
    code === 60 ||
    code === 62 ||
    code === 92 ||
    code === 94 ||
    code === 96 ||
    code >= 123
  )
}
