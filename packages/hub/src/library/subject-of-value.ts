import { CodedError, parseIndicator, type Indicator, type IndicatorKind } from '@wuzei/domain'
import type { EventSubject } from './library-memory.ts'
import { subjectOf } from './subject.ts'

/**
 * The indicator a person wrote. What cannot be stored is refused here: PostgreSQL's text has no NUL, and the log's
 * canonical JSON no half of a surrogate pair.
 *
 * @throws CodedError INDICATOR_*; its detail begins with `path` where one is given
 */
export function indicatorOfValue(value: string, kind: IndicatorKind | undefined, path?: string): Indicator {
  const parsed = parseIndicator(value, kind ? { kind } : {})
  const at = path === undefined ? '' : `${path}: `
  if (!parsed.ok) throw new CodedError(parsed.error.code, at + parsed.error.message)
  const { canonical } = parsed.indicator
  if (canonical.includes('\0') || !canonical.isWellFormed())
    throw new CodedError('INDICATOR_INVALID', `${at}it holds a character that no value has`)
  return parsed.indicator
}

/** The indicator a person wrote, as events name it. @throws CodedError INDICATOR_* */
export function subjectOfValue(value: string, kind: IndicatorKind | undefined): EventSubject {
  return subjectOf(indicatorOfValue(value, kind))
}
