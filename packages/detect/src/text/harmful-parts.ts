import type { RiskyPart } from '../model/detection.ts'
import { cueFeature } from './cues/cue-set.ts'
import { findCues } from './cues/find-cues.ts'
import { harmByCode } from './score-text.ts'
import type { ScoredText } from './score-text.ts'
import type { TextModel } from './text-model.ts'

/** Parts shorter than two codes are accidents; more parts than this mark nothing any more. */
const shortestPart = 2
const mostParts = 12

/**
 * The stretches of the original text that moved its score: words of cues, and wording that the model knows. Longest
 * and strongest first when there are too many; given back in order, without overlaps.
 */
export function harmfulParts(model: TextModel, { canonical }: ScoredText): RiskyPart[] {
  const { starts, ends, length } = canonical
  const owner = new Int32Array(length).fill(-1)
  findCues(canonical, model.room.cues, (cue, from, to) => {
    if (cueFeature(cue).text === null) return
    for (let at = from; at < to; at += 1) if ((owner[at] ?? -1) < 0) owner[at] = cue
  })
  const shares = harmByCode(model, canonical)
  const threshold = wordingThreshold(shares)
  for (let at = 0; at < length; at += 1)
    if ((owner[at] ?? -1) < 0 && (shares[at] ?? 0) > threshold) owner[at] = wordingOwner
  const parts: (RiskyPart & { readonly share: number })[] = []
  for (let from = 0; from < length; ) {
    const cue = owner[from] ?? -1
    let to = from + 1
    while (to < length && owner[to] === cue) to += 1
    if (cue >= 0 && (to - from >= shortestPart || cue !== wordingOwner)) {
      let share = cue === wordingOwner ? 0 : 1
      for (let at = from; at < to; at += 1) share += Math.max(0, shares[at] ?? 0)
      const code = cue === wordingOwner ? 'WORDING' : cueFeature(cue).code
      parts.push({ start: starts[from] ?? 0, end: ends[to - 1] ?? 0, code, share })
    }
    from = to
  }
  return parts
    .toSorted((a, b) => b.share - a.share || a.start - b.start)
    .slice(0, mostParts)
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, code }) => ({ start, end, code }))
}

const wordingOwner = 0x7fff

/** Twice the mean of what speaks for harm: only what stands out is marked. */
function wordingThreshold(shares: Float64Array): number {
  let sum = 0
  let count = 0
  for (const share of shares) {
    if (share <= 0) continue
    sum += share
    count += 1
  }
  return count === 0 ? Number.POSITIVE_INFINITY : (2 * sum) / count
}
