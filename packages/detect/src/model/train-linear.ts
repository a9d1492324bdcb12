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

/** A bucket that only one row has teaches nothing that another row could use. */
const leastRows = 2
/** Buckets of so many rows lie together, so that what is met most stays in the cache. */
const manyRows = 24

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
  const { rate, l1, l2 } = options
  const packed = packRows(rows, order)
  const { places, starts, scales, runs } = packed
  const { groups } = rows
  const state = new Float32Array(packed.used.length * lanes)
  const random = seededRandom(options.seed)
  const turn = Uint32Array.from(order, (_, index) => index)
  let bias = 0
  let biasSquares = 0
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(turn, random)
    for (const index of turn) {
      const row = order[index] ?? 0
      const margin = bias + rowMargin(packed, groups, state, index)
      const slope = (quickProbability(margin) - (labels[row] ?? 0)) * (importance[row] ?? 1)
      biasSquares += slope * slope
      bias -= (rate * slope) / (1 + Math.sqrt(biasSquares))
      let at = starts[index] ?? 0
      for (let group = 0; group < groups; group += 1) {
        const end = runs[index * groups + group] ?? 0
        const g = slope * (scales[index * groups + group] ?? 0)
        for (; at < end; at += 1) {
          const place = places[at] ?? 0
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
  const weights = new Float32Array(rows.size)
  for (let id = 0; id < packed.used.length; id += 1) weights[packed.used[id] ?? 0] = state[id * lanes] ?? 0
  return { weights, bias }
}

/** Weight, squares and leader of a bucket lie side by side, so that each feature touches one line of the cache. */
const lanes = 4
const squares = 1
const lead = 2

/** The rows to learn from, only with buckets that more than one of them has. */
interface PackedRows {
  /** Where the state of each feature begins; `runs` ends per row, group by group, the first beginning at `starts`. */
  readonly places: Uint32Array
  readonly starts: Uint32Array
  readonly runs: Uint32Array
  /** One over the root of the size of each group, features that teach nothing included. */
  readonly scales: Float32Array
  /** The bucket of each state. */
  readonly used: Uint32Array
}

function packRows({ buckets, ends, groups, size }: HashedRows, order: Uint32Array): PackedRows {
  const counts = new Uint32Array(size)
  let total = 0
  for (const row of order) {
    const end = ends[row * groups + groups - 1] ?? 0
    for (let at = row === 0 ? 0 : (ends[row * groups - 1] ?? 0); at < end; at += 1) {
      const bucket = buckets[at] ?? 0
      counts[bucket] = (counts[bucket] ?? 0) + 1
      total += 1
    }
  }
  const used: number[] = []
  for (let bucket = 0; bucket < size; bucket += 1) if ((counts[bucket] ?? 0) >= manyRows) used.push(bucket)
  for (let bucket = 0; bucket < size; bucket += 1) {
    const rows = counts[bucket] ?? 0
    if (rows >= leastRows && rows < manyRows) used.push(bucket)
  }
  const idOf = new Int32Array(size).fill(-1)
  for (const [id, bucket] of used.entries()) idOf[bucket] = id
  const places = new Uint32Array(total)
  const starts = new Uint32Array(order.length)
  const runs = new Uint32Array(order.length * groups)
  const scales = new Float32Array(order.length * groups)
  let to = 0
  for (const [index, row] of order.entries()) {
    let at = row === 0 ? 0 : (ends[row * groups - 1] ?? 0)
    starts[index] = to
    for (let group = 0; group < groups; group += 1) {
      const end = ends[row * groups + group] ?? 0
      scales[index * groups + group] = 1 / Math.sqrt(Math.max(1, end - at))
      for (; at < end; at += 1) {
        const id = idOf[buckets[at] ?? 0] ?? -1
        if (id < 0) continue
        places[to] = id * lanes
        to += 1
      }
      runs[index * groups + group] = to
    }
  }
  return { places, starts, runs, scales, used: Uint32Array.from(used) }
}

/** Sum of all groups of a row, without the bias. */
function rowMargin(
  { places, starts, runs, scales }: PackedRows,
  groups: number,
  state: Float32Array,
  index: number,
): number {
  let at = starts[index] ?? 0
  let margin = 0
  for (let group = 0; group < groups; group += 1) {
    const end = runs[index * groups + group] ?? 0
    let sum = 0
    for (; at < end; at += 1) sum += state[places[at] ?? 0] ?? 0
    margin += sum * (scales[index * groups + group] ?? 0)
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
