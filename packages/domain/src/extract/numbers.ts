import type { Indicator } from '../indicators/indicator.ts'
import { digitScript, digitValue, isAsciiLetter } from './characters.ts'
import type { Context } from './context.ts'
import { contextBefore, isQuantity } from './context.ts'
import { readNumber } from './number-kinds.ts'
import type { Scan } from './scan.ts'
import { emit } from './scan.ts'

/** Digits that follow one another without a break, in one script. */
export interface DigitGroup {
  readonly start: number
  readonly end: number
  readonly digits: string
  /** What stands between this group and the one before it. */
  readonly separator: string
}

/** 110 has three digits. */
const minDigits = 3
/** Accounts have up to 30 digits; longer runs are no number of anybody. */
const maxDigits = 32
/** `1 3 8 0 0 1 3 8 0 0 0` has eleven groups; accounts in single digits up to `maxDigits`. */
const maxGroups = maxDigits
/** ` - ` or `) ` between groups. */
const maxSeparatorLength = 3
const separators = new Set(Array.from(' -.·•()（）—–―~杠'))

/**
 * Reads a number, however its digits are written and split, and what it is: telephone, account, messenger account,
 * device or cell. Gives the position behind it, or behind its first group when it is none.
 */
export function scanNumber(scan: Scan, at: number): number {
  const { text } = scan
  const plus = text.charAt(at) === '+'
  const open = text.charAt(at) === '(' || text.charAt(at) === '（'
  const start = plus || open ? at + 1 : at
  const groups = readGroups(scan, start)
  const first = groups[0]
  if (first === undefined) return at + 1
  if (!isNumberStart(scan, at, totalDigits(groups))) return start > at ? start : first.end
  const date = dateEnd(groups)
  if (date > 0) return date
  const context = contextOf(scan, at)
  if (context === 'not-an-indicator') {
    const end = groups.at(-1)?.end ?? first.end
    scan.lastNumber = { context, end }
    return end
  }
  const best = longestValue(scan, groups, plus, context)
  if (best === null) {
    // The signs before the digits may belong to nobody, the digits to a number without them.
    return open || plus ? start : first.end
  }
  scan.lastNumber = { context, end: best.end }
  const opensHere = open && /[)）]/.test(text.slice(start, best.end))
  return emit(scan, best.indicator, plus || opensHere ? at : start, best.end)
}

function readGroups(scan: Scan, start: number): DigitGroup[] {
  const { text } = scan
  const groups: DigitGroup[] = []
  let total = 0
  let at = start
  let separator = ''
  while (total < maxDigits && groups.length < maxGroups) {
    const groupStart = at
    let digits = ''
    const script = digitScript(text.charCodeAt(at))
    for (;;) {
      const value = digitValue(text.charCodeAt(at))
      if (value < 0 || digitScript(text.charCodeAt(at)) !== script) break
      // A longer run is read to its end but is no number; its digits need not be kept.
      if (digits.length <= maxDigits) digits += value
      at += 1
    }
    if (digits === '') break
    groups.push({ start: groupStart, end: at, digits, separator })
    total += digits.length
    const next = afterSeparator(text, at)
    if (next < 0) break
    separator = text.slice(at, next)
    at = next
  }
  scan.steps += at - start + 1
  return groups
}

/** Start of the digits behind at most `maxSeparatorLength` separators; -1 when none follow. */
function afterSeparator(text: string, at: number): number {
  let next = at
  while (next - at < maxSeparatorLength && separators.has(text.charAt(next))) next += 1
  return digitValue(text.charCodeAt(next)) >= 0 ? next : -1
}

function totalDigits(groups: readonly DigitGroup[]): number {
  return groups.reduce((sum, group) => sum + group.digits.length, 0)
}

/** False for the tail of a word, of another number, of an amount or of something masked. */
function isNumberStart(scan: Scan, at: number, digits: number): boolean {
  const before = scan.text.charAt(at - 1)
  // Behind stars stand the last digits of a masked number, or a whole number set in bold.
  if (before === '*') return digits >= 10
  if ('$￥¥€£#№/=&%,，:_'.includes(before || ' ')) {
    // After a comma or colon a number begins anew, unless it goes on with an amount or a time.
    if (before === '，' || before === '/') return true
    return (before === ',' || before === ':') && digitValue(scan.text.charCodeAt(at - 2)) < 0
  }
  if (isAsciiLetter(scan.text.charCodeAt(at - 1))) return contextBefore(scan, at) !== 'none'
  return true
}

/** End of a date such as 2026-03-01 or 2026.3.1 at the head of the groups; 0 when there is none. */
function dateEnd(groups: readonly DigitGroup[]): number {
  const [year, month, day] = groups
  if (year === undefined || month === undefined || day === undefined) return 0
  const separated = /^[-.—–]$/.test(month.separator) && month.separator === day.separator
  if (!separated || !/^(?:19|20)\d\d$/.test(year.digits) || month.digits.length > 2 || day.digits.length > 2)
    return 0
  return Number(month.digits) <= 12 && Number(day.digits) <= 31 ? day.end : 0
}

function contextOf(scan: Scan, at: number): Context {
  const context = contextBefore(scan, at)
  if (context !== 'none' || scan.lastNumber === null) return context
  const gap = scan.text.slice(scan.lastNumber.end, at)
  return gap.length <= 3 && /^[、,，/／或和及与 ]+$/.test(gap) ? scan.lastNumber.context : 'none'
}

/** The longest reading of the groups from the first on; a whole number in one group is not joined with the next. */
function longestValue(
  scan: Scan,
  groups: readonly DigitGroup[],
  plus: boolean,
  context: Context,
): { indicator: Indicator; end: number } | null {
  let best: { indicator: Indicator; end: number } | null = null
  let digits = ''
  const whole = !continuesDigits(scan, groups[0]?.start ?? 0)
  for (const [i, group] of groups.entries()) {
    // The last groups of a longer number that is none of ours are no number by themselves.
    if (i > 0 && !whole) break
    // A number in spaced single digits goes on as long as single digits follow.
    digits += group.digits
    const goesOn = groups[i + 1]
    if (goesOn !== undefined && splitsEvenly(group, goesOn, i)) continue
    if (
      digits.length < minDigits ||
      isWordTail(scan, group.end) ||
      isQuantity(scan, group.end, digits.length)
    )
      continue
    const indicator = readNumber(scan, { digits, groups: groups.slice(0, i + 1), plus, context })
    if (indicator === null) continue
    best = { indicator, end: group.end }
    if (i === 0) break
  }
  return best
}

/** True when digits that belong to no number found so far stand before a position, set off by one separator. */
function continuesDigits(scan: Scan, at: number): boolean {
  if (!separators.has(scan.text.charAt(at - 1)) || digitValue(scan.text.charCodeAt(at - 2)) < 0) return false
  return scan.lastNumber === null || scan.lastNumber.end < at - 1
}

/** Groups of one digit each, with the same separator: `1 3 8 …` must not be cut after its eleventh digit. */
function splitsEvenly(group: DigitGroup, next: DigitGroup, index: number): boolean {
  return (
    group.digits.length === 1 &&
    next.digits.length === 1 &&
    (index === 0 || group.separator === next.separator)
  )
}

/** Letters directly behind a number make it part of a word, unless they name a service or begin another value. */
function isWordTail(scan: Scan, end: number): boolean {
  if (!isAsciiLetter(scan.text.charCodeAt(end)) && scan.text.charAt(end) !== '_') return false
  return !/^(?:qq|vx|wx|v|tel|or|http|www)(?![a-z])/i.test(scan.text.slice(end, end + 5))
}
