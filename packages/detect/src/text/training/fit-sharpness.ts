import { textLabels } from '../text-label.ts'

/** Sharpness is looked for between these; beyond, a model would be certain of what it has not seen. */
const bounds = { least: 0.2, most: 3 } as const
const steps = 40

/**
 * The number by which margins are multiplied so that probabilities are as likely as the truth: temperature scaling
 * (Guo et al., 2017), by golden-section search over the mean log loss of the given rows.
 */
export function fitSharpness(
  margins: readonly Float64Array[],
  labels: Uint8Array,
  rows: readonly number[],
): number {
  const ratio = (Math.sqrt(5) - 1) / 2
  let low: number = bounds.least
  let high: number = bounds.most
  for (let step = 0; step < steps; step += 1) {
    const left = high - ratio * (high - low)
    const right = low + ratio * (high - low)
    if (logLoss(margins, labels, rows, left) < logLoss(margins, labels, rows, right)) high = right
    else low = left
  }
  return Math.round(((low + high) / 2) * 1000) / 1000
}

function logLoss(
  margins: readonly Float64Array[],
  labels: Uint8Array,
  rows: readonly number[],
  sharpness: number,
): number {
  let loss = 0
  for (const row of rows) {
    const odds = margins[row]
    if (odds === undefined) continue
    let largest = -Infinity
    for (const value of odds) largest = Math.max(largest, value * sharpness)
    let sum = 0
    for (let label = 0; label < textLabels.length; label += 1)
      sum += Math.exp((odds[label] ?? 0) * sharpness - largest)
    loss += largest + Math.log(sum) - (odds[labels[row] ?? 0] ?? 0) * sharpness
  }
  return loss
}
