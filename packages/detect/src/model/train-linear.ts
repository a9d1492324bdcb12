import { quickProbability } from './quick-probability.ts'
import { seededRandom, shuffle } from './random.ts'

/** Rows of hashed features: all buckets in one array; each row has `groups` runs in it. */
export interface HashedRows {
  readonly buckets: Uint32Array
  /** `groups` ends per row, into `buckets`; the first run of a row begins where the last of the row before ends. */
  readonly ends: Uint32Array
  readonly groups: number
  /** Number of different buckets. */
  readonly size: number
}

export interface LinearOptions {
  readonly epochs: number
  /** Step size, and what pulls weights to zero: `l1` makes rare features vanish, `l2` keeps all small. */
  readonly rate: number
  readonly l1: number
  readonly l2: number
  readonly seed: number
}

/** A linear model over hashed features, one weight a bucket. */
export interface LinearWeights {
  readonly weights: Float32Array
  readonly bias: number
}

/**
 * Logistic regression by follow-the-regularised-leader (McMahan et al., "Ad click prediction", KDD 2013), one row at a
 * time. Every group of a row is scaled by one over the root of its size, so that long links weigh no more than short
 * ones. `order` names the rows to learn from.
 */
export function trainLinear(
  rows: HashedRows,
  labels: Uint8Array,
  importance: Float32Array,
  order: Uint32Array,
  options: LinearOptions,
): LinearWeights {
  const { buckets, ends, groups, size } = rows
  const { rate, l1, l2 } = options
  const state = new Float32Array(size * lanes)
  const random = seededRandom(options.seed)
  const turn = order.slice()
  let bias = 0
  let biasSquares = 0
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(turn, random)
    for (const row of turn) {
      const margin = bias + rowMargin(rows, state, row)
      const slope = (quickProbability(margin) - (labels[row] ?? 0)) * (importance[row] ?? 1)
      biasSquares += slope * slope
      bias -= (rate * slope) / (1 + Math.sqrt(biasSquares))
      let at = row === 0 ? 0 : (ends[row * groups - 1] ?? 0)
      for (let group = 0; group < groups; group += 1) {
        const end = ends[row * groups + group] ?? 0
        const g = slope / Math.sqrt(Math.max(1, end - at))
        for (; at < end; at += 1) {
          const place = (buckets[at] ?? 0) * lanes
          const before = state[place + squares] ?? 0
          const root = Math.sqrt(before + g * g)
          const weight = state[place] ?? 0
          const leader = (state[place + lead] ?? 0) + g - ((root - Math.sqrt(before)) / rate) * weight
          state[place + squares] = before + g * g
          state[place + lead] = leader
          const shrunk = leader > 0 ? leader - l1 : leader + l1
          state[place] = leader * shrunk <= 0 ? 0 : -shrunk / ((1 + root) / rate + l2)
        }
      }
    }
  }
  return { weights: Float32Array.from({ length: size }, (_, bucket) => state[bucket * lanes] ?? 0), bias }
}

/** Weight, squares and leader of a bucket lie side by side, so that each feature touches one line of the cache. */
const lanes = 4
const squares = 1
const lead = 2

/** Sum of all groups of a row, without the bias. */
function rowMargin(rows: HashedRows, state: Float32Array, row: number): number {
  const { buckets, ends, groups } = rows
  let at = row === 0 ? 0 : (ends[row * groups - 1] ?? 0)
  let margin = 0
  for (let group = 0; group < groups; group += 1) {
    const end = ends[row * groups + group] ?? 0
    const scale = 1 / Math.sqrt(Math.max(1, end - at))
    let sum = 0
    for (; at < end; at += 1) sum += state[(buckets[at] ?? 0) * lanes] ?? 0
    margin += sum * scale
  }
  return margin
}

/** Weights as bytes: the largest becomes 127. */
export function quantise(weights: Float32Array): { readonly values: Int8Array; readonly scale: number } {
  let largest = 0
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight))
  const scale = Math.fround(largest / 127) || 1
  return { values: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale }
}
