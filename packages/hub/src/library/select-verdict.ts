import {
  decidingEntry,
  type EntryReader,
  levelOfScore,
  scoreAt,
  writeIndicatorKey,
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

/** Which of a value's library entries decides, by the rule of `decidingEntry`; candidates come most specific first. */
export function selectVerdict(
  index: VerdictLookup,
  candidates: readonly LookupCandidate[],
  atS: number,
  buffer: KeyBuffer,
): Selected | undefined {
  return decidingEntry({ index, atS, buffer }, candidates, indexReader)
}

/**
 * The same for candidates that were looked up before: `handles` holds what the index found for them, from `first` on.
 */
export function selectLookedUp(
  index: VerdictLookup,
  candidates: readonly LookupCandidate[],
  atS: number,
  handles: Int32Array,
  first: number,
): Selected | undefined {
  return decidingEntry({ index, atS, handles, first }, candidates, handleReader)
}

interface IndexAt {
  readonly index: VerdictLookup
  readonly atS: number
  readonly buffer: KeyBuffer
}

interface HandlesAt {
  readonly index: VerdictLookup
  readonly atS: number
  readonly handles: Int32Array
  readonly first: number
}

const selectedReader: Omit<EntryReader<{ readonly atS: number }, Selected>, 'find'> = {
  decidedBy: ({ relative }) => (relative.pin ? 'pin' : relative.identity ? 'owner' : 'evidence'),
  coversSubdomains: ({ relative }) => relative.identity?.coversSubdomains === true,
  ceiling: ({ relative }) => relative.ceiling,
  level: (at, entry) => levelOfScore(scoreOf(at, entry)),
  score: scoreOf,
}

const indexReader: EntryReader<IndexAt, Selected> = {
  ...selectedReader,
  find({ index, buffer }, candidate) {
    writeIndicatorKey(candidate.kind, candidate.canonical, buffer, 0)
    return selectedAt(index, candidate, index.find(buffer[0] ?? 0, buffer[1] ?? 0))
  },
}

const handleReader: EntryReader<HandlesAt, Selected> = {
  ...selectedReader,
  find: ({ index, handles, first }, candidate, position) =>
    selectedAt(index, candidate, handles[first + position] ?? -1),
}

function selectedAt(index: VerdictLookup, candidate: LookupCandidate, handle: number): Selected | undefined {
  if (handle < 0) return undefined
  const stateId = index.stateIdOf(handle)
  return { candidate, stateId, relative: index.stateOf(stateId), refAt: index.refAtOf(handle) }
}

function scoreOf({ atS }: { readonly atS: number }, { relative, refAt }: Selected): number {
  return scoreAt(relative.kind, relative.weight, refAt, relative.ceiling, atS)
}
