import type { ModelComparison } from '@wuzei/contract'
import type { ShadowCount } from '@wuzei/store'

/** What a model makes of one labelled thing. */
export interface JudgedLabel {
  readonly isFraud: boolean
  readonly current: Opinion
  readonly candidate: Opinion
}

interface Opinion {
  readonly level: string
  readonly score: number
}

/** What two versions said of the same things: how often the same, what would change, and who was right where people know. */
export function compareModels(
  names: { readonly current: string; readonly candidate: string },
  counts: readonly ShadowCount[],
  labels: readonly JudgedLabel[],
): ModelComparison {
  const compared = counts.reduce((sum, { count }) => sum + count, 0)
  const agreed = counts.reduce(
    (sum, row) => sum + (row.currentLevel === row.candidateLevel ? row.count : 0),
    0,
  )
  const shift = counts.reduce((sum, row) => sum + (row.candidateTenth - row.currentTenth) * row.count, 0)
  return {
    ...names,
    compared,
    agreed,
    moved: movedLevels(counts),
    drift: {
      mean: compared === 0 ? 0 : Math.round((shift / compared) * 1_000) / 10_000,
      current: tenths(counts, 'currentTenth'),
      candidate: tenths(counts, 'candidateTenth'),
    },
    onLabels:
      labels.length === 0
        ? null
        : { current: judged(labels, 'current'), candidate: judged(labels, 'candidate') },
  }
}

function movedLevels(counts: readonly ShadowCount[]): ModelComparison['moved'] {
  const moves = new Map<string, { from: string; to: string; count: number }>()
  for (const { currentLevel: from, candidateLevel: to, count } of counts) {
    if (from === to) continue
    const known = moves.get(`${from} ${to}`)
    if (known) known.count += count
    else moves.set(`${from} ${to}`, { from, to, count })
  }
  return [...moves.values()].sort((a, b) => b.count - a.count)
}

function tenths(counts: readonly ShadowCount[], which: 'currentTenth' | 'candidateTenth'): number[] {
  const histogram = Array.from({ length: 10 }, () => 0)
  for (const row of counts) histogram[row[which]] = (histogram[row[which]] ?? 0) + row.count
  return histogram
}

/** A warning counts as saying fraud; null where there is nothing to take a share of. */
function judged(labels: readonly JudgedLabel[], whose: 'current' | 'candidate') {
  const frauds = labels.filter(({ isFraud }) => isFraud)
  const warned = labels.filter((label) => isWarning(label[whose]))
  const right = warned.filter(({ isFraud }) => isFraud).length
  return {
    labels: labels.length,
    frauds: frauds.length,
    precision: warned.length === 0 ? null : right / warned.length,
    recall: frauds.length === 0 ? null : right / frauds.length,
  }
}

function isWarning({ level }: Opinion): boolean {
  return level === 'suspicious' || level === 'high'
}

/** The tenth of a score, 0 to 9. */
export function tenthOf(score: number): number {
  return Math.min(9, Math.floor(score * 10))
}
