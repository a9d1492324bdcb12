import { fitCalibration, type Calibration } from '../../model/calibration.ts'
import { thresholdAt } from '../../model/ranking-metrics.ts'
import { quantise, trainLinear, type LinearOptions } from '../../model/train-linear.ts'
import { trainTrees, type TreeOptions } from '../../model/train-trees.ts'
import { sumGroup } from '../../model/linear-sums.ts'
import { quickTrees, treeMargin, type QuickTrees, type TreeEnsemble } from '../../model/tree-ensemble.ts'
import { denseCount } from '../dense-features.ts'
import { hashedGroupCount } from '../hashed-features.ts'
import { mostColumn, treeColumnCount, unknownColumn, type UrlModelParts } from '../url-model.ts'
import { ruledMargin } from '../url-rules.ts'
import type { FeatureTable } from './feature-table.ts'

/** Chosen on inner folds of the training rows; docs/models/url.md says what else was tried. */
export const linearSettings: Omit<LinearOptions, 'seed'> = { epochs: 8, rate: 1, l1: 0, l2: 0 }
export const treeSettings: Omit<TreeOptions, 'seed'> = {
  trees: 150,
  rate: 0.1,
  leastHessian: 10,
  l2: 5,
  rowShare: 0.5,
  columnShare: 0.4,
}

/** The linear stage's sums that the trees learn from come from models that have not seen the link's domain. */
const linearFolds = 4
/** Calibration and thresholds come from trees that have not seen it either. */
const treeFolds = 3

/** The linear stage as shipped: bytes and a scale. */
interface LinearStage {
  readonly values: Int8Array
  readonly scale: number
  readonly bias: number
}

/** Both stages. */
export interface UrlFit {
  readonly linear: LinearStage
  readonly trees: TreeEnsemble
}

/** Labels and groups of the rows of a table. */
export interface RowFacts {
  readonly labels: Uint8Array
  readonly groups: Uint32Array
}

/** Learns both stages from the rows of `order`. */
export function fitStages(table: FeatureTable, facts: RowFacts, rows: Uint32Array, seed: number): UrlFit {
  const order = learnable(table, rows)
  const importance = new Float32Array(facts.labels.length).fill(1)
  for (let fold = 0; fold < linearFolds; fold += 1) {
    const inside = order.filter((row) => foldOf(facts, row, linearFolds) !== fold)
    const stage = fitLinear(table, facts, importance, inside, seed)
    fillSums(
      table,
      stage,
      order.filter((row) => foldOf(facts, row, linearFolds) === fold),
    )
  }
  const trees = trainTrees(
    table.columns,
    facts.labels,
    importance,
    order,
    { ...treeSettings, seed },
    totalsOf(table),
  )
  return { linear: fitLinear(table, facts, importance, order, seed), trees }
}

/**
 * Calibration and thresholds for a fit: margins of trees that have not seen the link's domain. Call it after
 * `fitStages` with the same rows: it uses the sums which that left in the table.
 */
export function fitOutcomes(
  table: FeatureTable,
  facts: RowFacts,
  rows: Uint32Array,
  seed: number,
): {
  readonly calibration: Calibration
  readonly marginAt1: number
  readonly marginAt01: number
} {
  const order = learnable(table, rows)
  const importance = new Float32Array(facts.labels.length).fill(1)
  const all = new Float64Array(facts.labels.length)
  const totals = totalsOf(table)
  for (let fold = 0; fold < treeFolds; fold += 1) {
    const inside = order.filter((row) => treeFoldOf(facts, row) !== fold)
    const trees = trainTrees(
      table.columns,
      facts.labels,
      importance,
      inside,
      { ...treeSettings, seed },
      totals,
    )
    const quick = quickTrees(trees, treeColumnCount)
    for (const row of order) if (treeFoldOf(facts, row) === fold) all[row] = marginOfRow(table, quick, row)
  }
  const margins = Float64Array.from(order, (row) => all[row] ?? 0)
  const labels = Uint8Array.from(order, (row) => facts.labels[row] ?? 0)
  // Those that the model is not asked about can exceed no threshold, but they are harmless links all the same.
  const decided = Float64Array.from(rows, (row) => (isLearnable(table, row) ? (all[row] ?? 0) : -Infinity))
  const allLabels = Uint8Array.from(rows, (row) => facts.labels[row] ?? 0)
  return {
    calibration: fitCalibration(margins, labels),
    marginAt1: thresholdAt(decided, allLabels, 0.01),
    marginAt01: thresholdAt(decided, allLabels, 0.001),
  }
}

/** Margins of rows by a fit, in the order of `order`. Overwrites the sums of those rows in the table. */
export function marginsOf(table: FeatureTable, { linear, trees }: UrlFit, order: Uint32Array): Float64Array {
  fillSums(table, linear, order)
  const quick = quickTrees(trees, treeColumnCount)
  return Float64Array.from(order, (row) => marginOfRow(table, quick, row))
}

/** What the shipped detector makes of a margin: sites of verified owners are safe, and rules are kept to. */
export function decidedMargin(
  table: FeatureTable,
  row: number,
  margin: number,
  thresholds: { readonly marginAt1: number },
): number {
  const rule = table.rules[row] ?? null
  return rule === 'owned' ? -Infinity : ruledMargin(rule, margin, thresholds)
}

/** Rows whose letters are to be judged: no verified owners', short links or front pages of platforms. */
function learnable(table: FeatureTable, order: Uint32Array): Uint32Array {
  return order.filter((row) => isLearnable(table, row))
}

function isLearnable({ rules }: FeatureTable, row: number): boolean {
  const rule = rules[row]
  return rule !== 'owned' && rule !== 'hidden' && rule !== 'platform'
}

/** A fit with its outcomes, as it is shipped. */
export function modelParts(
  version: string,
  bits: number,
  { linear, trees }: UrlFit,
  outcomes: Pick<UrlModelParts, 'calibration' | 'marginAt1' | 'marginAt01'>,
): UrlModelParts {
  return {
    version,
    bits,
    weights: linear.values,
    scale: linear.scale,
    linearBias: linear.bias,
    trees,
    calibration: outcomes.calibration,
    marginAt1: outcomes.marginAt1,
    marginAt01: outcomes.marginAt01,
  }
}

function fitLinear(
  table: FeatureTable,
  facts: RowFacts,
  importance: Float32Array,
  order: Uint32Array,
  seed: number,
): LinearStage {
  const { weights, bias } = trainLinear(table.hashed, facts.labels, importance, order, {
    ...linearSettings,
    seed,
  })
  return { ...quantise(weights), bias }
}

function fillSums(table: FeatureTable, stage: LinearStage, order: Uint32Array): void {
  const { buckets, ends, groups } = table.hashed
  const { columns } = table.columns
  const sums = { sum: 0, unknownShare: 0, most: 0 }
  for (const row of order) {
    let at = row === 0 ? 0 : (ends[row * groups - 1] ?? 0)
    let total = 0
    for (let group = 0; group < hashedGroupCount; group += 1) {
      const end = ends[row * groups + group] ?? 0
      sumGroup(stage.values, stage.scale, buckets, at, end, sums)
      at = end
      put(columns, denseCount + group, row, sums.sum)
      put(columns, unknownColumn + group, row, sums.unknownShare)
      put(columns, mostColumn + group, row, sums.most)
      total += sums.sum
    }
    put(columns, treeColumnCount - 1, row, total)
  }
}

function put(columns: readonly Float32Array[], column: number, row: number, value: number): void {
  const values = columns[column]
  if (values) values[row] = value
}

function marginOfRow(table: FeatureTable, trees: QuickTrees, row: number): number {
  const values = Float64Array.from(table.columns.columns, (column) => column[row] ?? 0)
  return (values[treeColumnCount - 1] ?? 0) + treeMargin(trees, values)
}

/** The linear stage's margins, without its bias, to which trees learn what to add. */
function totalsOf({ columns }: FeatureTable): Float64Array {
  return Float64Array.from(columns.columns[treeColumnCount - 1] ?? [])
}

function foldOf(facts: RowFacts, row: number, folds: number): number {
  return Math.floor((facts.groups[row] ?? 0) / 7) % folds
}

function treeFoldOf(facts: RowFacts, row: number): number {
  return Math.floor((facts.groups[row] ?? 0) / 77) % treeFolds
}
