import type { Indicator, IndicatorKind, IndicatorMark, ParseOptions } from '../indicators/indicator.ts'
import { definitionOf } from '../indicators/registry.ts'
import type { Context } from './context.ts'
import type { NormalisedText } from './normalise-text.ts'

/** One indicator found in a text; `start` and `end` are UTF-16 offsets in the original text, `end` exclusive. */
export interface ExtractedIndicator {
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly start: number
  readonly end: number
  readonly marks: readonly IndicatorMark[]
}

/** State of one left-to-right pass over a text. */
export interface Scan {
  readonly source: NormalisedText
  readonly text: string
  readonly options: ParseOptions | undefined
  readonly found: ExtractedIndicator[]
  /** Before this position no link can begin: it was read as one run and held none. */
  noLinkBefore: number
  /** End of the plain word read last, so that a word in which several numbers are tried is measured once. */
  wordEnd: number
  /** What the last number was called and where it ended: `QQ 12345、67890` names both. */
  lastNumber: { readonly context: Context; readonly end: number } | null
  /** Characters looked at so far: what the linear-time test counts. */
  steps: number
}

/** Parses a candidate as one kind; null when it is none. */
export function parseAs(scan: Scan, kind: IndicatorKind, candidate: string): Indicator | null {
  scan.steps += candidate.length
  const result = definitionOf(kind).parse(candidate, scan.options)
  return result.ok ? result.indicator : null
}

/** Records an indicator that stands at `start..end` of the normalised text and returns `end`. */
export function emit(scan: Scan, indicator: Indicator, start: number, end: number): number {
  scan.found.push({
    kind: indicator.kind,
    canonical: indicator.canonical,
    start: scan.source.starts[start] ?? 0,
    end: scan.source.ends[end - 1] ?? 0,
    marks: indicator.marks,
  })
  return end
}
