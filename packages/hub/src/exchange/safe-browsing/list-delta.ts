import { countOf, lowerBound } from './hash-table.ts'
import type { NetChange } from './net-changes.ts'
import { siteHashes, type NamesAboveVouched } from './site-hashes.ts'
import { isOn, listsAfter, listsOf, type ListState } from './snapshot.ts'

/** How a list came from an older one to what it is. */
export interface ListDelta {
  /** Places in the older list of what went, ascending. */
  readonly removals: Uint32Array
  /** What came, ascending. */
  readonly additions: Uint32Array
  /** The older list. */
  readonly before: Uint32Array
}

/**
 * The delta that leads over these changes to `state`. What an entry was listed for before the first of them is taken
 * from that change itself, and what was vouched for from now, so the older list may come out wrong where either
 * changed: compare its checksum.
 */
export function listDelta(
  state: ListState,
  index: number,
  changes: readonly NetChange[],
  aboveVouched: NamesAboveVouched,
): ListDelta {
  /** Of each prefix, how many hashes more lead to it than before. */
  const balances = new Map<number, number>()
  for (const change of changes) {
    const before =
      change.first.change === 'added' ? false : isOn(listsOf(change, change.first.fraudTypes), index)
    const after = isOn(listsAfter(change), index)
    if (before === after) continue
    for (const hash of siteHashes(change, aboveVouched)) {
      const prefix = hash.readUInt32BE(0)
      balances.set(prefix, (balances.get(prefix) ?? 0) + (after ? 1 : -1))
    }
  }
  const came: number[] = []
  const went: number[] = []
  for (const [prefix, balance] of balances) {
    const count = countOf(state.table, prefix)
    const isIn = count > 0
    const wasIn = count - balance > 0
    if (isIn && !wasIn) came.push(prefix)
    if (!isIn && wasIn) went.push(prefix)
  }
  const additions = Uint32Array.from(came).sort()
  return { additions, ...stepBack(state.prefixes, additions, Uint32Array.from(went).sort()) }
}

/** The list before, and where in it stood what went. */
function stepBack(
  prefixes: Uint32Array,
  additions: Uint32Array,
  went: Uint32Array,
): { before: Uint32Array; removals: Uint32Array } {
  const before = new Uint32Array(prefixes.length - additions.length + went.length)
  const removals = new Uint32Array(went.length)
  let at = 0
  let to = 0
  let nextAddition = 0
  const copyUntil = (end: number): void => {
    while (at < end) {
      const addition = additions[nextAddition]
      const stop = addition === undefined ? end : Math.min(end, lowerBound(prefixes, addition))
      before.set(prefixes.subarray(at, stop), to)
      to += stop - at
      at = stop
      if (at < end) {
        at += 1
        nextAddition += 1
      }
    }
  }
  for (const [index, prefix] of went.entries()) {
    copyUntil(lowerBound(prefixes, prefix))
    removals[index] = to
    before[to++] = prefix
  }
  copyUntil(prefixes.length)
  return { before, removals }
}
