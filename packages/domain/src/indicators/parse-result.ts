import type { IndicatorKind, IndicatorMark, ParseFailure, ParseResult } from './indicator.ts'

/** What is read off a value. */
export type Facts = Readonly<Record<string, string>>

export const noMarks: readonly IndicatorMark[] = Object.freeze([])
export const noFacts: Facts = Object.freeze({})

/** The result for a value that was understood. */
export function recognised(
  kind: IndicatorKind,
  canonical: string,
  marks: readonly IndicatorMark[] = noMarks,
  facts: Facts = noFacts,
): ParseResult {
  return { ok: true, indicator: { kind, canonical, marks, facts } }
}

/** The result for a value that was not. The message is for the caller and never repeats the value. */
export function failed(code: ParseFailure['code'], message: string): ParseResult {
  return { ok: false, error: { code, message } }
}
