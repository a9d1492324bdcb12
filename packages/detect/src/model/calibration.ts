/**
 * A rising line from margins to probabilities, given by points: between them straight, beyond them ever flatter towards
 * the least and the greatest probability, so that no two margins have one score. Made of additions and divisions only,
 * so that every engine gives the same bits.
 */
export interface Calibration {
  readonly margins: Float64Array
  readonly probabilities: Float64Array
}

/** Steps that hold fewer rows say too little about their share of positives. */
const rowsPerStep = 200
/** Nobody has seen enough rows to be surer than this. */
const leastProbability = 0.0005
/** What steps of rows may say; beyond them the line goes on towards the least. */
const leastOfSteps = 0.001
/** So far beyond the last point half of what is left is gone. */
const halfWay = 2

/** Probability of a margin. */
export function calibrated({ margins, probabilities }: Calibration, margin: number): number {
  let low = 0
  let high = margins.length - 1
  if (!(margin > (margins[0] ?? 0)))
    return beyond(probabilities[0] ?? 0, leastProbability, (margins[0] ?? 0) - margin)
  if (margin >= (margins[high] ?? 0))
    return beyond(probabilities[high] ?? 1, 1 - leastProbability, margin - (margins[high] ?? 0))
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (margin >= (margins[middle] ?? 0)) low = middle
    else high = middle
  }
  const from = margins[low] ?? 0
  const to = margins[high] ?? 0
  const p = probabilities[low] ?? 0
  return p + (((probabilities[high] ?? 0) - p) * (margin - from)) / (to - from)
}

function beyond(last: number, limit: number, distance: number): number {
  if (distance === Infinity) return limit
  return last + (limit - last) * (distance / (distance + halfWay))
}

/** Fits the line by pooling adjacent violators (isotonic regression) over steps of equally many rows. */
export function fitCalibration(scores: ArrayLike<number>, labels: ArrayLike<number>): Calibration {
  const order = Uint32Array.from({ length: scores.length }, (_, index) => index).sort(
    (a, b) => (scores[a] ?? 0) - (scores[b] ?? 0) || a - b,
  )
  const steps: { sum: number; positives: number; rows: number }[] = []
  for (let from = 0; from < order.length; from += rowsPerStep) {
    const step = { sum: 0, positives: 0, rows: 0 }
    for (const row of order.subarray(from, from + rowsPerStep)) {
      step.sum += scores[row] ?? 0
      step.positives += labels[row] ?? 0
      step.rows += 1
    }
    steps.push(step)
    for (let last = steps.length - 1; last > 0; last -= 1) {
      const right = steps[last]
      const left = steps[last - 1]
      if (!left || !right || left.positives / left.rows < right.positives / right.rows) break
      steps.splice(last - 1, 2, {
        sum: left.sum + right.sum,
        positives: left.positives + right.positives,
        rows: left.rows + right.rows,
      })
    }
  }
  const points = rising(
    steps.map((step) => ({ margin: step.sum / step.rows, p: bounded(step.positives / step.rows) })),
  )
  return {
    margins: Float64Array.from(points, (point) => point.margin),
    probabilities: Float64Array.from(points, (point) => point.p),
  }
}

function rising(points: readonly { readonly margin: number; readonly p: number }[]) {
  return points.filter((point, index) => index === 0 || point.margin > (points[index - 1]?.margin ?? 0))
}

function bounded(p: number): number {
  return Math.min(1 - leastOfSteps, Math.max(leastOfSteps, p))
}
