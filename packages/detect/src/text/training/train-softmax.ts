import { seededRandom, shuffle } from '../../model/random.ts'
import { cueFeatureCount, leanOf } from '../cues/cue-set.ts'
import { bucketBits } from '../features.ts'
import { textLabels } from '../text-label.ts'

/** Features of rows: buckets of all rows in one array, cue features one byte each. */
export interface FeatureRows {
  readonly buckets: Uint32Array
  /** Row `i` has the buckets from `ends[i - 1]` to `ends[i]`. */
  readonly ends: Uint32Array
  readonly cues: Uint8Array
}

export interface SoftmaxOptions {
  readonly epochs: number
  readonly rate: number
  /** Pull of bucket weights to zero, and of cue weights to their lean, at every step. */
  readonly bucketPull: number
  readonly cuePull: number
  /** Share of steps that see no buckets, so that cues learn to stand alone. */
  readonly cuesAlone: number
  readonly seed: number
}

export interface SoftmaxWeights {
  readonly buckets: Float32Array
  readonly cues: Float64Array
  readonly bias: Float64Array
}

const labels = textLabels.length

/**
 * Multinomial logistic regression, one row at a time with steps that shrink by use (AdaGrad, Duchi et al. 2011). Cue
 * weights begin at their lean and are pulled back to it: a prior belief, which much data outweighs (MAP estimate with
 * a Gaussian prior).
 */
export function trainSoftmax(
  rows: FeatureRows,
  rowLabels: Uint8Array,
  importance: Float32Array,
  order: Uint32Array,
  options: SoftmaxOptions,
): SoftmaxWeights {
  const leans = Float64Array.from({ length: cueFeatureCount * labels }, (_, i) =>
    leanOf(Math.floor(i / labels), textLabels[i % labels] ?? 'normal'),
  )
  const weights = {
    buckets: new Float32Array(2 ** bucketBits * labels),
    cues: leans.slice(),
    bias: new Float64Array(labels),
  }
  const squares = {
    buckets: new Float32Array(weights.buckets.length),
    cues: new Float64Array(weights.cues.length),
    bias: new Float64Array(labels),
  }
  const random = seededRandom(options.seed)
  const turn = order.slice()
  const slopes = new Float64Array(labels)
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(turn, random)
    for (const row of turn) {
      const withBuckets = random() >= options.cuesAlone
      margins(rows, weights, row, withBuckets, slopes)
      toSlopes(slopes, rowLabels[row] ?? 0, importance[row] ?? 1)
      if (withBuckets) stepBuckets(rows, weights.buckets, squares.buckets, row, slopes, options)
      for (let cue = 0; cue < cueFeatureCount; cue += 1) {
        if (rows.cues[row * cueFeatureCount + cue] !== 1) continue
        for (let label = 0; label < labels; label += 1) {
          const at = cue * labels + label
          const weight = weights.cues[at] ?? 0
          const g = (slopes[label] ?? 0) + options.cuePull * (weight - (leans[at] ?? 0))
          squares.cues[at] = (squares.cues[at] ?? 0) + g * g
          weights.cues[at] = weight - (options.rate * g) / Math.sqrt(1 + (squares.cues[at] ?? 0))
        }
      }
      for (let label = 0; label < labels; label += 1) {
        const g = slopes[label] ?? 0
        squares.bias[label] = (squares.bias[label] ?? 0) + g * g
        weights.bias[label] =
          (weights.bias[label] ?? 0) - (options.rate * g) / Math.sqrt(1 + (squares.bias[label] ?? 0))
      }
    }
  }
  return weights
}

/** Writes the margin of every label. */
function margins(
  rows: FeatureRows,
  weights: SoftmaxWeights,
  row: number,
  withBuckets: boolean,
  into: Float64Array,
): void {
  const from = row === 0 ? 0 : (rows.ends[row - 1] ?? 0)
  const to = rows.ends[row] ?? 0
  into.fill(0)
  if (withBuckets) {
    for (let at = from; at < to; at += 1) {
      const base = (rows.buckets[at] ?? 0) * labels
      for (let label = 0; label < labels; label += 1)
        into[label] = (into[label] ?? 0) + (weights.buckets[base + label] ?? 0)
    }
  }
  const scale = 1 / Math.sqrt(Math.max(1, to - from))
  for (let label = 0; label < labels; label += 1)
    into[label] = (into[label] ?? 0) * scale + (weights.bias[label] ?? 0)
  for (let cue = 0; cue < cueFeatureCount; cue += 1) {
    if (rows.cues[row * cueFeatureCount + cue] !== 1) continue
    for (let label = 0; label < labels; label += 1)
      into[label] = (into[label] ?? 0) + (weights.cues[cue * labels + label] ?? 0)
  }
}

/** Margins become slopes of the loss: probability less truth, times importance. */
function toSlopes(values: Float64Array, truth: number, importance: number): void {
  let largest = -Infinity
  for (const value of values) largest = Math.max(largest, value)
  let sum = 0
  for (let label = 0; label < labels; label += 1) {
    values[label] = Math.exp((values[label] ?? 0) - largest)
    sum += values[label] ?? 0
  }
  for (let label = 0; label < labels; label += 1)
    values[label] = ((values[label] ?? 0) / sum - (label === truth ? 1 : 0)) * importance
}

function stepBuckets(
  rows: FeatureRows,
  weights: Float32Array,
  squares: Float32Array,
  row: number,
  slopes: Float64Array,
  { rate, bucketPull }: SoftmaxOptions,
): void {
  const from = row === 0 ? 0 : (rows.ends[row - 1] ?? 0)
  const to = rows.ends[row] ?? 0
  const scale = 1 / Math.sqrt(Math.max(1, to - from))
  for (let at = from; at < to; at += 1) {
    const base = (rows.buckets[at] ?? 0) * labels
    for (let label = 0; label < labels; label += 1) {
      const place = base + label
      const weight = weights[place] ?? 0
      const g = (slopes[label] ?? 0) * scale + bucketPull * weight
      const square = (squares[place] ?? 0) + g * g
      squares[place] = square
      weights[place] = weight - (rate * g) / Math.sqrt(0.01 + square)
    }
  }
}
