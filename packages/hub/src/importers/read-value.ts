import {
  parseIndicator,
  type ErrorCode,
  type Indicator,
  type IndicatorKind,
  type ParseIndicatorOptions,
} from '@wuzei/domain'
import type { ListedValue, ParsedLine, RefusedLine } from './importer.ts'

/** What a list says of a value beside the value. */
export type Statement = Partial<Pick<ListedValue, 'count' | 'fraudType' | 'firstAt' | 'lastAt'>>

/** Parses a value the way the API does, and says why where that fails. */
export function readValue(
  line: number,
  value: string,
  options: ParseIndicatorOptions = {},
  statement: Statement = {},
): ParsedLine {
  const parsed = parseIndicator(value, options)
  if (!parsed.ok) return refused(line, value, parsed.error.code, parsed.error.message)
  return listed(line, value, parsed.indicator, statement)
}

/** Kinds that name a site on the web. */
export const siteKinds: ReadonlySet<IndicatorKind> = new Set(['domain', 'url', 'ip'])

/** Parses a value of a list that holds host names, addresses and links only. */
export function readSiteValue(line: number, value: string, statement: Statement = {}): ParsedLine {
  const kind = value.includes('/') ? 'url' : undefined
  const parsed = parseIndicator(value, kind ? { kind } : {})
  if (!parsed.ok) return refused(line, value, parsed.error.code, parsed.error.message)
  if (!siteKinds.has(parsed.indicator.kind))
    return refused(line, value, 'INDICATOR_INVALID', 'This is no site: no host name, address or link')
  return listed(line, value, parsed.indicator, statement)
}

export function listed(
  line: number,
  value: string,
  indicator: Indicator,
  statement: Statement = {},
): ListedValue {
  return {
    line,
    value,
    indicator,
    count: statement.count ?? 1,
    fraudType: statement.fraudType ?? null,
    firstAt: statement.firstAt ?? null,
    lastAt: statement.lastAt ?? null,
  }
}

export function refused(line: number, value: string, code: ErrorCode, message: string): RefusedLine {
  return { line, value, error: { code, message } }
}

/** Highest count that is stored: PostgreSQL's integer. */
export const maxCount = 2 ** 31 - 1

/** A count as lists write it: digits, 1 or more. Undefined when it is none. */
export function readCount(text: string): number | undefined {
  if (!/^\d{1,10}$/.test(text)) return undefined
  const count = Number(text)
  return count >= 1 && count <= maxCount ? count : undefined
}

/** Epoch seconds of an instant as lists write it: RFC 3339 or a date, or epoch seconds. Undefined when it is none. */
export function readInstant(text: string): number | undefined {
  if (/^\d{9,10}$/.test(text)) return Number(text)
  if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined
  const ms = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text.replace(' ', 'T'))
  return Number.isNaN(ms) || ms < 0 ? undefined : Math.floor(ms / 1000)
}
