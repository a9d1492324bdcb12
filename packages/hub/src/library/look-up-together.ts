import { lookupCandidates, parseIndicator, writeIndicatorKey, type LookupCandidate } from '@wuzei/domain'
import type { VerdictLookup } from './select-verdict.ts'

/** What was found out about one value of a batch before anything is decided. */
export interface LookedUp {
  readonly value: string
  readonly parsed: ReturnType<typeof parseIndicator>
  readonly candidates: readonly LookupCandidate[]
  /** Where the handles of its candidates begin. */
  readonly firstHandle: number
}

/** Of a batch; good until the next one is looked up or the index changes. */
export interface LookedUpTogether {
  readonly values: readonly LookedUp[]
  /** Handle of each candidate, or -1. */
  readonly handles: Int32Array
}

/** Candidates of a batch of 1,000 values for which there is room at first; most values have one or two. */
const firstRoom = 4_096

/**
 * Looks up the values of a batch all together: first all are parsed and their keys made, then the index is asked in a
 * loop that does nothing else, so that the processor waits for several places of the table at once. One by one, each
 * look-up in a table of a million entries waited for memory by itself: 4.4 µs a value from body to answer, so 3.9.
 */
export function createTogether(index: VerdictLookup): {
  lookUp(values: readonly string[]): LookedUpTogether
} {
  let keys = new Uint32Array(firstRoom * 2)
  let handles = new Int32Array(firstRoom)

  const makeRoom = (needed: number): void => {
    if (needed <= handles.length) return
    const largerKeys = new Uint32Array(Math.max(needed, handles.length * 2) * 2)
    largerKeys.set(keys)
    keys = largerKeys
    handles = new Int32Array(largerKeys.length / 2)
  }

  return {
    lookUp(values) {
      let count = 0
      const looked = values.map((value): LookedUp => {
        const parsed = parseIndicator(value)
        const candidates = parsed.ok ? lookupCandidates(parsed.indicator) : []
        const firstHandle = count
        makeRoom(count + candidates.length)
        for (const { kind, canonical } of candidates) {
          writeIndicatorKey(kind, canonical, keys, count * 2)
          count += 1
        }
        return { value, parsed, candidates, firstHandle }
      })
      for (let at = 0; at < count; at += 1) handles[at] = index.find(keys[at * 2] ?? 0, keys[at * 2 + 1] ?? 0)
      return { values: looked, handles }
    },
  }
}
