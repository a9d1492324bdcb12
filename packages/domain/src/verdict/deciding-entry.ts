import type { LookupCandidate } from '../indicators/host/lookup-candidates.ts'
import type { VerdictLevel } from './types.ts'

/**
 * How a holder of entries reads them: the hub its index, a device the hub's answers. Functions that take what they need
 * from `source`, so that one reader serves all questions and a check allocates nothing for it; score and level are asked
 * for only where two entries compete.
 */
export interface EntryReader<Source, Entry> {
  /** What is known about a candidate, which stands at `position` among the candidates. */
  find(source: Source, candidate: LookupCandidate, position: number): Entry | undefined
  /** Whose word an entry is: a person's decision, the verified owner's, or that of evidence. */
  decidedBy(entry: Entry): 'pin' | 'owner' | 'evidence'
  /** Of an owner's entry: whether everything below the owner's sites is the owner's own. */
  coversSubdomains(entry: Entry): boolean
  /** Highest level that the sources behind an entry can reach; `confirmed` takes police or members. */
  ceiling(entry: Entry): VerdictLevel
  level(source: Source, entry: Entry): VerdictLevel
  score(source: Source, entry: Entry): number
}

/**
 * Which entry decides about a value, out of everything that bears on it (`lookupCandidates`, most specific first): a
 * person's decision, the most specific one, before all; then a verified owner, unless something more specific is
 * dangerous by word of police or members; else the most dangerous entry. Undefined where nothing is known.
 */
export function decidingEntry<Source, Entry>(
  source: Source,
  candidates: readonly LookupCandidate[],
  reader: EntryReader<Source, Entry>,
): Entry | undefined {
  let best: Entry | undefined
  // Reading a score takes two exact powers; of the one entry that most values have nobody asks for it.
  let bestScore = -1
  for (let position = 0; position < candidates.length; position += 1) {
    const candidate = candidates[position]
    if (!candidate) continue
    const found = reader.find(source, candidate, position)
    if (found === undefined) continue
    const decidedBy = reader.decidedBy(found)
    if (decidedBy === 'pin') return found
    if (decidedBy === 'owner') {
      if (!reader.coversSubdomains(found) && !isItself(candidate, candidates[0])) continue
      return best !== undefined && isGrave(source, best, reader) ? best : found
    }
    if (best === undefined) {
      best = found
      continue
    }
    if (bestScore < 0) bestScore = reader.score(source, best)
    const score = reader.score(source, found)
    if (score <= bestScore) continue
    best = found
    bestScore = score
  }
  return best
}

/** Whether a level is one that is warned of and listed: `high` or `confirmed`. */
export function isDangerousLevel(level: VerdictLevel): boolean {
  return level === 'high' || level === 'confirmed'
}

/** Dangerous by word of police or members. */
function isGrave<Source, Entry>(source: Source, entry: Entry, reader: EntryReader<Source, Entry>): boolean {
  return reader.ceiling(entry) === 'confirmed' && isDangerousLevel(reader.level(source, entry))
}

/** Whether an owner found on the way is the owner of the value itself: where others publish below it, it is not. */
function isItself(found: LookupCandidate, value: LookupCandidate | undefined): boolean {
  if (!value || found === value) return true
  return value.kind === 'url' && value.canonical === `${found.canonical}/`
}
