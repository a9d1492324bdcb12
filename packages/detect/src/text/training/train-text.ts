import { quantise } from '../../model/train-linear.ts'
import { rankingMetrics, thresholdAt } from '../../model/ranking-metrics.ts'
import type { RankingMetrics } from '../../model/ranking-metrics.ts'
import { probabilities } from '../classify-text.ts'
import { scoreText } from '../score-text.ts'
import { textModelOf } from '../text-model.ts'
import type { TextModel, TextWeights } from '../text-model.ts'
import { textLabels } from '../text-label.ts'
import { prepareRows } from './feature-rows.ts'
import type { PreparedRows } from './feature-rows.ts'
import { fitScaling, withOffsets } from './fit-scaling.ts'
import { labelMetrics } from './label-metrics.ts'
import type { LabelMetrics } from './label-metrics.ts'
import { ownRows } from './own-rows.ts'
import type { TextRow } from './text-row.ts'
import { trainSoftmax } from './train-softmax.ts'

/** Version of the shipped model; goes up whenever its bytes change. */
export const textModelVersion = '1.0.0'

/** Clusters are dealt into as many parts; each is measured by a model that saw the others. */
const folds = 3

/** Chosen on a random quarter of the clusters: more pull or fewer steps made every figure worse. */
const learning = { epochs: 6, rate: 0.5, bucketPull: 0, cuePull: 0.003, cuesAlone: 0.2 } as const

/** Ranking of harmful against harmless texts, for a named set of rows. */
export interface TextFigures extends RankingMetrics {
  readonly name: string
}

/** One step of the calibration table. */
export interface TextCalibrationStep {
  readonly from: number
  readonly to: number
  readonly rows: number
  readonly meanScore: number
  readonly shareHarmful: number
}

/** What training gives. */
export interface TextTraining {
  readonly weights: TextWeights
  readonly rows: readonly TextRow[]
  readonly clusters: number
  /** Clusters held out, messages of the two SMS collections, five labels. */
  readonly byCluster: LabelMetrics
  /** The same with rows held out at random, whatever their templates: what a benchmark on withheld rows measures. */
  readonly byRow: LabelMetrics
  /** Clusters held out: all, and by source. */
  readonly heldOut: readonly TextFigures[]
  /** Trained without a source, measured on it. */
  readonly acrossSources: readonly TextFigures[]
  readonly calibration: readonly TextCalibrationStep[]
  /** Harmless texts held out that scored highest. */
  readonly falseAlarms: readonly { readonly source: string; readonly text: string; readonly score: number }[]
  /** Held-out rows with their score, in the order of `rows`. */
  readonly scores: Float64Array
}

/** Trains the shipped model on rows and the project's own, and measures it: same rows and seed, same bytes. */
export function trainText(
  collected: readonly TextRow[],
  options: { readonly seed: number; readonly progress?: (line: string) => void },
): TextTraining {
  const say = options.progress ?? (() => undefined)
  const rows = [...collected, ...ownRows()]
  say(`${rows.length} texts: reading features`)
  const prepared = prepareRows(rows)
  const train = (keep: (row: number) => boolean) => fit(prepared, keep, options.seed)

  say('measuring on rows held out at random')
  const everyRow = rows.map((_, row) => row)
  const randomTest = everyRow.filter((row) => isMessage(rows[row]) && partOf(row) === 0)
  const randomModel = train((row) => !(isMessage(rows[row]) && partOf(row) === 0))
  const randomJudged = randomTest.map((row) => judged(randomModel, prepared, row))

  const margins: Float64Array[] = []
  for (let fold = 0; fold < folds; fold += 1) {
    say(`measuring on clusters held out: part ${fold + 1} of ${folds}`)
    const inFold = (row: number): boolean => partOf(prepared.clusters[row] ?? 0) === fold
    const model = train((row) => !inFold(row))
    for (const row of everyRow) if (inFold(row)) margins[row] = marginsOf(model, rows[row]?.text ?? '')
  }
  const scaling = fitScaling(margins, prepared.labels, wholeRows(rows))
  const { sharpness } = scaling
  for (const row of everyRow) margins[row] = withOffsets(margins[row] ?? new Float64Array(), scaling)
  const byRow = labelMetrics(
    randomJudged.map(({ label, margins: given }) => ({ label, margins: withOffsets(given, scaling) })),
  )
  const scores = Float64Array.from(everyRow, (row) => scoreOf(margins[row], sharpness))
  const byCluster = labelMetrics(
    everyRow
      .filter((row) => isMessage(rows[row]))
      .map((row) => ({ label: prepared.labels[row] ?? 0, margins: margins[row] ?? new Float64Array() })),
  )
  const whole = wholeRows(rows)
  const harmless = whole.map((row) => ({
    score: scores[row] ?? 0,
    harmful: isHarmful(prepared, row) ? 1 : 0,
  }))
  const limits = [0.01, 0.001].map((rate) =>
    thresholdAt(
      harmless.map(({ score }) => score),
      harmless.map(({ harmful }) => harmful),
      rate,
    ),
  )
  const acrossSources = measureAcross(prepared, train, say)
  say('training on everything')
  const final = train(() => true)
  return {
    weights: {
      ...final.weights,
      bias: withOffsets(final.weights.bias, scaling),
      sharpness,
      suspiciousAbove: limits[0] ?? 1,
      highAbove: limits[1] ?? 1,
    },
    rows,
    clusters: new Set(prepared.clusters).size,
    byCluster,
    byRow,
    heldOut: heldOutFigures(prepared, scores, whole),
    acrossSources,
    calibration: calibrationTable(prepared, scores, whole),
    falseAlarms: whole
      .filter((row) => !isHarmful(prepared, row))
      .toSorted((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b)
      .slice(0, 12)
      .map((row) => ({
        source: rows[row]?.source ?? '',
        text: rows[row]?.text ?? '',
        score: scores[row] ?? 0,
      })),
    scores,
  }
}

/** Messages of the two SMS collections. */
function isMessage(row: TextRow | undefined): boolean {
  return row?.source === 'base-station' || row?.source === 'personal'
}

/** Rows that are a text of their own: single turns of a call are lessons, not questions. */
function wholeRows(rows: readonly TextRow[]): number[] {
  return rows.flatMap((row, index) => (row.weight === 1 ? [index] : []))
}

/** Deals a number into one of the parts, evenly and always the same. */
function partOf(value: number): number {
  let mixed = Math.imul(value + 1, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b)
  return ((mixed ^ (mixed >>> 13)) >>> 0) % folds
}

function fit(prepared: PreparedRows, keep: (row: number) => boolean, seed: number): TextModel {
  const order = Uint32Array.from(prepared.rows.flatMap((_, row) => (keep(row) ? [row] : [])))
  const learned = trainSoftmax(prepared, prepared.labels, prepared.importance, order, { ...learning, seed })
  const { values, scale } = quantise(learned.buckets)
  return textModelOf({
    buckets: values,
    scale,
    cues: learned.cues,
    bias: learned.bias,
    sharpness: 1,
    suspiciousAbove: 1,
    highAbove: 1,
    version: textModelVersion,
  })
}

function marginsOf(model: TextModel, text: string): Float64Array {
  return scoreText(model, text).margins
}

function judged(model: TextModel, { rows, labels }: PreparedRows, row: number) {
  return { label: labels[row] ?? 0, margins: marginsOf(model, rows[row]?.text ?? '') }
}

function scoreOf(margins: Float64Array | undefined, sharpness: number): number {
  const { fraud, illegal } = probabilities(
    { margins: margins ?? new Float64Array(textLabels.length) },
    sharpness,
    0,
  )
  return fraud + illegal
}

function isHarmful({ labels }: PreparedRows, row: number): boolean {
  return labels[row] === 2 || labels[row] === 3
}

function figures(name: string, scores: readonly number[], harmful: readonly number[]): TextFigures {
  return { name, ...rankingMetrics(scores, harmful) }
}

function heldOutFigures(
  prepared: PreparedRows,
  scores: Float64Array,
  whole: readonly number[],
): TextFigures[] {
  const of = (name: string, rows: readonly number[]) =>
    figures(
      name,
      rows.map((row) => scores[row] ?? 0),
      rows.map((row) => (isHarmful(prepared, row) ? 1 : 0)),
    )
  const bySource = (source: TextRow['source']) => whole.filter((row) => prepared.rows[row]?.source === source)
  return [
    of('all sources', whole),
    of(
      'base-station and personal',
      whole.filter((row) => isMessage(prepared.rows[row])),
    ),
    of('base-station alone', bySource('base-station')),
    of('dialogue, the caller of a whole call', bySource('dialogue')),
    of('own', bySource('own')),
  ]
}

function measureAcross(
  prepared: PreparedRows,
  train: (keep: (row: number) => boolean) => TextModel,
  say: (line: string) => void,
): TextFigures[] {
  const { rows, labels } = prepared
  const of = (name: string, model: TextModel, tested: readonly number[]) =>
    figures(
      name,
      tested.map((row) => scoreOf(marginsOf(model, rows[row]?.text ?? ''), 1)),
      tested.map((row) => (labels[row] === 2 || labels[row] === 3 ? 1 : 0)),
    )
  const rowsWhere = (keep: (row: TextRow) => boolean) =>
    rows.flatMap((row, index) => (keep(row) ? [index] : []))
  say('measuring without dialogues')
  const noDialogue = train((row) => rows[row]?.source !== 'dialogue')
  say('measuring without base-station messages')
  const noBaseStation = train((row) => rows[row]?.source !== 'base-station')
  const calls = rowsWhere((row) => row.source === 'dialogue' && row.weight === 1)
  const turns = rowsWhere((row) => row.source === 'dialogue' && row.weight === 0.25)
  const fraudOrHarmless = rowsWhere(
    (row) => (row.source === 'base-station' && row.label === 'fraud') || row.source === 'personal',
  )
  return [
    of('messages and own -> calls, the caller as one text', noDialogue, calls),
    of('messages and own -> calls, single turns of the caller', noDialogue, turns),
    of(
      'calls, personal and own -> base-station fraud against personal messages',
      noBaseStation,
      fraudOrHarmless,
    ),
    of(
      'calls, personal and own -> base-station harmful against its advertisements',
      noBaseStation,
      rowsWhere((row) => row.source === 'base-station'),
    ),
  ]
}

function calibrationTable(
  prepared: PreparedRows,
  scores: Float64Array,
  whole: readonly number[],
): TextCalibrationStep[] {
  const edges = [0, 0.01, 0.05, 0.1, 0.3, 0.5, 0.7, 0.9, 0.95, 0.99, 1]
  return edges.slice(1).map((to, index) => {
    const from = edges[index] ?? 0
    const inside = whole.filter((row) => (scores[row] ?? 0) >= from && ((scores[row] ?? 0) < to || to === 1))
    const sum = inside.reduce((total, row) => total + (scores[row] ?? 0), 0)
    const harmful = inside.filter((row) => isHarmful(prepared, row)).length
    const count = Math.max(1, inside.length)
    return { from, to, rows: inside.length, meanScore: sum / count, shareHarmful: harmful / count }
  })
}
