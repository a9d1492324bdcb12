import { textLabels } from '../text-label.ts'

/** What is done to margins before they become probabilities. */
export interface Scaling {
  /** They are multiplied by this: below one, the model was too sure of itself. */
  readonly sharpness: number
  /** Added to the margin of each label before that. */
  readonly offsets: readonly number[]
}

/** Sharpness is looked for between these; beyond, a model would be certain of what it has not seen. */
const sharpnessBounds = { least: 0.2, most: 3 } as const
/** A label's prior may have been wrong by a factor of twenty, not more. */
const offsetBounds = { least: -3, most: 3 } as const
const steps = 20
const rounds = 2

/**
 * Scaling under which the truth of the given rows is likeliest (vector scaling, Guo et al., 2017): sharpness, then the
 * offset of each label in turn, by golden-section search over the log loss. `other` keeps its offset: it was given
 * more weight than its rows have so that it is said at all, and this would take that back.
 */
export function fitScaling(
  margins: readonly Float64Array[],
  labels: Uint8Array,
  rows: readonly number[],
): Scaling {
  const offsets = textLabels.map(() => 0)
  let sharpness = 1
  for (let round = 0; round < rounds; round += 1) {
    sharpness = leastAt(sharpnessBounds, (value) => logLoss(margins, labels, rows, value, offsets))
    for (const [label, name] of textLabels.entries()) {
      if (name === 'other' || name === 'normal') continue
      offsets[label] = leastAt(offsetBounds, (value) =>
        logLoss(margins, labels, rows, sharpness, offsets.with(label, value)),
      )
    }
  }
  return { sharpness, offsets }
}

/** Margins with the offsets added. */
export function withOffsets(margins: Float64Array, { offsets }: Scaling): Float64Array {
  return margins.map((margin, label) => margin + (offsets[label] ?? 0))
}

function leastAt(
  { least, most }: { readonly least: number; readonly most: number },
  loss: (value: number) => number,
): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let low = least
  let high = most
  for (let step = 0; step < steps; step += 1) {
    const left = high - ratio * (high - low)
    const right = low + ratio * (high - low)
    if (loss(left) < loss(right)) high = right
    else low = left
  }
  return Math.round(((low + high) / 2) * 1000) / 1000
}

function logLoss(
  margins: readonly Float64Array[],
  labels: Uint8Array,
  rows: readonly number[],
  sharpness: number,
  offsets: readonly number[],
): number {
  let loss = 0
  for (const row of rows) {
    const given = margins[row]
    if (given === undefined) continue
    let sum = 0
    const truth = labels[row] ?? 0
    const own = (given[truth] ?? 0) + (offsets[truth] ?? 0)
    // Differences of margins are far below what overflows.
    for (let label = 0; label < textLabels.length; label += 1)
      sum += Math.exp(((given[label] ?? 0) + (offsets[label] ?? 0) - own) * sharpness)
    loss += Math.log(sum)
  }
  return loss
}
