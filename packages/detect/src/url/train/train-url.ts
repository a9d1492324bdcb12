import { rankingMetrics, type RankingMetrics } from '../../model/ranking-metrics.ts'
import { calibrated } from '../../model/calibration.ts'
import type { UrlModelParts } from '../url-model.ts'
import { tabulate, type FeatureTable } from './feature-table.ts'
import { decidedMargin, fitOutcomes, fitStages, marginsOf, modelParts, type RowFacts } from './fit-url.ts'
import type { LabelledUrl } from './read-labelled.ts'

/** Version of the shipped model; goes up whenever its bytes change. */
export const urlModelVersion = '1.1.0'

/** Two million buckets of one byte: half of what a phone may be sent. */
const shippedBits = 21
/** One domain in five is held out to measure on; settings were chosen on another fifth. */
const outerFolds = 5
const measuredFold = 0

/** Figures of one measurement, with the rates that the thresholds really gave. */
export interface UrlFigures extends RankingMetrics {
  readonly name: string
  /** Share of the negatives and of the positives above the two shipped thresholds. */
  readonly falseAtSuspicious: number
  readonly caughtAtSuspicious: number
  readonly falseAtHigh: number
  readonly caughtAtHigh: number
}

/** One step of the calibration table. */
export interface CalibrationStep {
  readonly from: number
  readonly to: number
  readonly rows: number
  readonly meanScore: number
  readonly shareOfPhishing: number
}

/** What training gives. */
export interface UrlTraining {
  readonly parts: UrlModelParts
  readonly rows: number
  readonly positives: number
  /** The held-out domains, all and by source. */
  readonly heldOut: readonly UrlFigures[]
  /** Trained without a source, measured on it. */
  readonly acrossSources: readonly UrlFigures[]
  readonly calibration: readonly CalibrationStep[]
  /** Held-out rows with margin and score, for tables of errors and groups. */
  readonly measured: readonly MeasuredLink[]
  /** The thresholds that the held-out links were judged by. */
  readonly measuredThresholds: { readonly marginAt1: number; readonly marginAt01: number }
  /** Scores at the two thresholds of the shipped model. */
  readonly scoreAt1: number
  readonly scoreAt01: number
}

/** A held-out link with what the model said. */
export interface MeasuredLink {
  readonly row: LabelledUrl
  readonly margin: number
  readonly score: number
}

/** Trains the shipped model and measures it: the same rows in the same order and the same seed give the same bytes. */
export function trainUrl(
  rows: readonly LabelledUrl[],
  options: {
    readonly seed: number
    /** The linear stage looks into 2^bits buckets; as many as are shipped unless told. */
    readonly bits?: number
    readonly progress?: (line: string) => void
  },
): UrlTraining {
  const say = options.progress ?? (() => undefined)
  const { seed, bits = shippedBits } = options
  say(`${rows.length} links: reading features`)
  const table = tabulate(
    rows.map((row) => row.url),
    bits,
  )
  const facts: RowFacts = {
    labels: Uint8Array.from(rows, (row) => row.label),
    groups: Uint32Array.from(rows, (row) => row.group),
  }
  const everything = Uint32Array.from(rows, (_, index) => index)
  say('measuring on held-out domains')
  const heldOut = measureHeldOut(table, facts, rows, everything, seed)
  const acrossSources = sourcesOf(rows).map((source) => {
    say(`measuring without ${source}`)
    return measureAcross(table, facts, rows, everything, source, seed)
  })
  say('training on everything')
  const fit = fitStages(table, facts, everything, seed)
  const parts = modelParts(urlModelVersion, bits, fit, fitOutcomes(table, facts, everything, seed))
  return {
    parts,
    rows: rows.length,
    positives: facts.labels.reduce((sum, label) => sum + label, 0),
    ...heldOut,
    acrossSources,
    scoreAt1: calibrated(parts.calibration, parts.marginAt1),
    scoreAt01: calibrated(parts.calibration, parts.marginAt01),
  }
}

function measureHeldOut(
  table: FeatureTable,
  facts: RowFacts,
  rows: readonly LabelledUrl[],
  everything: Uint32Array,
  seed: number,
) {
  const isMeasured = (row: number) => (facts.groups[row] ?? 0) % outerFolds === measuredFold
  const inside = everything.filter((row) => !isMeasured(row))
  const outside = everything.filter(isMeasured)
  const fit = fitStages(table, facts, inside, seed)
  const outcomes = fitOutcomes(table, facts, inside, seed)
  const margins = marginsOf(table, fit, outside)
  const measured = Array.from(outside, (row, index) => {
    const margin = decidedMargin(table, row, margins[index] ?? 0, outcomes)
    return { row: rowAt(rows, row), margin, score: calibrated(outcomes.calibration, margin) }
  })
  const heldOut = ['all', ...sourcesOf(rows)].map((source) =>
    figuresOf(
      source,
      measured.filter(({ row }) => source === 'all' || row.source === source),
      outcomes,
    ),
  )
  return { heldOut, measured, measuredThresholds: outcomes, calibration: calibrationTable(measured) }
}

function measureAcross(
  table: FeatureTable,
  facts: RowFacts,
  rows: readonly LabelledUrl[],
  everything: Uint32Array,
  source: string,
  seed: number,
): UrlFigures {
  const outside = everything.filter((row) => rowAt(rows, row).source === source)
  const known = new Set(Array.from(outside, (row) => rowAt(rows, row).group))
  const inside = everything.filter((row) => !known.has(rowAt(rows, row).group))
  const fit = fitStages(table, facts, inside, seed)
  const margins = marginsOf(table, fit, outside)
  // No thresholds of its own: that would take three times as long, and the curve says it all. Short links are put at
  // nought, and copied names are left to the model.
  const measured = Array.from(outside, (row, index) => {
    const margin = decidedMargin(table, row, margins[index] ?? 0, { marginAt1: 0 })
    return { row: rowAt(rows, row), margin, score: margin > 0 ? 1 : 0 }
  })
  return figuresOf(source, measured, { marginAt1: Infinity, marginAt01: Infinity })
}

function figuresOf(
  name: string,
  measured: readonly MeasuredLink[],
  thresholds: { readonly marginAt1: number; readonly marginAt01: number },
): UrlFigures {
  const labels = measured.map(({ row }) => row.label)
  const ranking = rankingMetrics(
    measured.map(({ margin }) => margin),
    labels,
  )
  const above = (label: number, margin: number) => {
    const those = measured.filter(({ row }) => row.label === label)
    return those.filter((one) => one.margin > margin).length / Math.max(1, those.length)
  }
  return {
    name,
    ...ranking,
    f1: rankingMetrics(
      measured.map(({ score }) => score),
      labels,
    ).f1,
    falseAtSuspicious: above(0, thresholds.marginAt1),
    caughtAtSuspicious: above(1, thresholds.marginAt1),
    falseAtHigh: above(0, thresholds.marginAt01),
    caughtAtHigh: above(1, thresholds.marginAt01),
  }
}

function calibrationTable(measured: readonly MeasuredLink[]): CalibrationStep[] {
  const edges = [0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1]
  return edges.slice(1).map((to, index) => {
    const from = edges[index] ?? 0
    const those = measured.filter(({ score }) => score >= from && (score < to || to === 1))
    return {
      from,
      to,
      rows: those.length,
      meanScore: those.reduce((sum, { score }) => sum + score, 0) / Math.max(1, those.length),
      shareOfPhishing: those.reduce((sum, { row }) => sum + row.label, 0) / Math.max(1, those.length),
    }
  })
}

function sourcesOf(rows: readonly LabelledUrl[]): string[] {
  return [...new Set(rows.map((row) => row.source))]
}

function rowAt(rows: readonly LabelledUrl[], at: number): LabelledUrl {
  const row = rows[at]
  if (!row) throw new RangeError(`there is no row ${at}`)
  return row
}
