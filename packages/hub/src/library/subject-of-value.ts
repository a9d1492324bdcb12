import { CodedError, parseIndicator, type IndicatorKind } from '@wuzei/domain'
import type { EventSubject } from './library-memory.ts'
import { subjectOf } from './subject.ts'

/** The indicator a person wrote, as events name it. @throws CodedError INDICATOR_* */
export function subjectOfValue(value: string, kind: IndicatorKind | undefined): EventSubject {
  const parsed = parseIndicator(value, kind ? { kind } : {})
  if (!parsed.ok) throw new CodedError(parsed.error.code, parsed.error.message)
  return subjectOf(parsed.indicator)
}
