import { type IndicatorKind, type IndicatorMark, indicatorKinds } from '../indicators/indicator.ts'
import { halved, logOdds, probabilityOf } from './exact-math.ts'
import { ceilingScore, dayS, decidedScore, kindParameters, levelThreshold } from './parameters.ts'
import type { VerdictLevel, VerdictReading, VerdictState } from './types.ts'

/** Reads a verdict at an instant (epoch seconds): fades the weight, adds the prior; pin and identity stand above. */
export function readVerdict(state: VerdictState, at: number): VerdictReading {
  if (state.pin !== null) return decided(state.pin.level)
  if (state.identity !== null) return decided('safe')
  const score = scoreAt(state.kind, state.weight, state.refAt, state.ceiling, at)
  return { level: levelOfScore(score), score }
}

/**
 * Score of the plain sum, for readers that hold a verdict as bare numbers (indexes, offline lists).
 * Instants are epoch seconds; an instant before `refAt` reads as `refAt`. Rounded to 4 decimals.
 */
export function scoreAt(
  kind: IndicatorKind,
  weight: number,
  refAt: number,
  ceiling: VerdictLevel,
  at: number,
): number {
  const reading = readings.get(kind)
  if (reading === undefined) throw new RangeError(`no such kind of indicator: ${kind}`)
  const { priorLogOdds, halfLifeS } = reading
  const live = at > refAt ? weight * halved((at - refAt) / halfLifeS) : weight
  const score = Math.min(probabilityOf(priorLogOdds + live), ceilingScore[ceiling])
  return Math.round(score * 10_000) / 10_000
}

/** Level of a score read under its ceiling. Never `safe`: only a human or a verified identity says that. */
export function levelOfScore(score: number): VerdictLevel {
  if (score >= levelThreshold.confirmed) return 'confirmed'
  if (score >= levelThreshold.high) return 'high'
  if (score >= levelThreshold.suspicious) return 'suspicious'
  return 'unknown'
}

/**
 * The reading with what the value itself shows. A caller number that cannot exist (`forged`) is at least `high` until
 * a human says otherwise: whoever shows it has forged it. A name in letters that only look like the usual ones
 * (`homoglyph`) is at least `suspicious`, unless its owner is verified.
 */
export function readWithMarks(
  state: VerdictState,
  marks: readonly IndicatorMark[],
  at: number,
): VerdictReading {
  const reading = readVerdict(state, at)
  if (marks.length === 0 || state.pin !== null) return reading
  if (marks.includes('homoglyph') && reading.level === 'unknown') return decided('suspicious')
  if (!marks.includes('forged')) return reading
  return reading.level === 'high' || reading.level === 'confirmed' ? reading : decided('high')
}

function decided(level: VerdictLevel): VerdictReading {
  return { level, score: decidedScore[level] }
}

/** What reading needs of each kind, computed once; `scoreAt` runs a million times a second. */
const readings = new Map<IndicatorKind, { readonly priorLogOdds: number; readonly halfLifeS: number }>(
  indicatorKinds.map((kind) => {
    const { prior, halfLifeDays } = kindParameters[kind]
    return [kind, { priorLogOdds: logOdds(prior), halfLifeS: halfLifeDays * dayS }]
  }),
)
