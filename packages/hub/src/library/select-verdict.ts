import {
  levelOfScore,
  scoreAt,
  verdictLevels,
  writeIndicatorKey,
  type Identity,
  type LookupCandidate,
  type RelativeState,
} from '@wuzei/domain'
import type { VerdictIndex } from '../verdict-index/verdict-index.ts'

/** The entry of the library that decides about a value. */
export interface Selected {
  readonly candidate: LookupCandidate
  readonly stateId: number
  readonly relative: RelativeState
  readonly refAt: number
}

/** What selecting needs of an index. */
export type VerdictLookup = Pick<VerdictIndex, 'find' | 'stateIdOf' | 'refAtOf' | 'stateOf'>

/** Scratch space for one key; the checker is single-threaded, so one is enough. */
export type KeyBuffer = Uint32Array

const highRank = verdictLevels.indexOf('high')

/**
 * Which of a value's library entries decides, from the most specific to the broadest:
 * a human's pin (the most specific one) before all; then a verified owner, unless something more specific is
 * dangerous by word of police or members; else the most dangerous entry.
 */
export function selectVerdict(
  index: VerdictLookup,
  candidates: readonly LookupCandidate[],
  atS: number,
  buffer: KeyBuffer,
): Selected | undefined {
  let best: Selected | undefined
  // Reading a score takes two exact powers; of the one entry that most values have nobody asks for it.
  let bestScore = -1
  for (const candidate of candidates) {
    const found = findEntry(index, candidate, buffer)
    if (!found) continue
    const { pin, identity } = found.relative
    if (pin) return found
    if (identity) {
      if (!vouchesFor(identity, candidate, candidates[0])) continue
      return best && isGrave(best, atS) ? best : found
    }
    if (!best) {
      best = found
      continue
    }
    if (bestScore < 0) bestScore = scoreOf(best, atS)
    const score = scoreOf(found, atS)
    if (score <= bestScore) continue
    best = found
    bestScore = score
  }
  return best
}

function scoreOf({ relative, refAt }: Selected, atS: number): number {
  return scoreAt(relative.kind, relative.weight, refAt, relative.ceiling, atS)
}

/** Dangerous by word of police or members. */
function isGrave(entry: Selected, atS: number): boolean {
  return (
    entry.relative.ceiling === 'confirmed' &&
    verdictLevels.indexOf(levelOfScore(scoreOf(entry, atS))) >= highRank
  )
}

function findEntry(
  index: VerdictLookup,
  candidate: LookupCandidate,
  buffer: KeyBuffer,
): Selected | undefined {
  writeIndicatorKey(candidate.kind, candidate.canonical, buffer, 0)
  const handle = index.find(buffer[0] ?? 0, buffer[1] ?? 0)
  if (handle < 0) return undefined
  const stateId = index.stateIdOf(handle)
  return { candidate, stateId, relative: index.stateOf(stateId), refAt: index.refAtOf(handle) }
}

/** Whether an owner found on the way also stands for the value itself: where others publish below it, it does not. */
function vouchesFor(identity: Identity, found: LookupCandidate, value: LookupCandidate | undefined): boolean {
  if (identity.coversSubdomains || !value || found === value) return true
  return value.kind === 'url' && value.canonical === `${found.canonical}/`
}
