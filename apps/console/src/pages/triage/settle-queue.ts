/** A list that somebody works on, and what came meanwhile that would push it aside. */
export interface SettledQueue<Row> {
  readonly shown: readonly Row[]
  /** Rows that belong before or between those shown; they come in when they are asked for. */
  readonly fresh: readonly Row[]
}

/**
 * What to show of a queue that was read again while somebody works on it: nothing moves under their eyes. What was
 * decided leaves, what follows the last one shown is put behind it, and what belongs before it waits.
 *
 * @param mayBeMore the page read was full, so that a row it lacks may only have moved to the next one
 */
export function settleQueue<Row extends { readonly id: string }>(
  shown: readonly Row[],
  read: readonly Row[],
  mayBeMore: boolean,
): SettledQueue<Row> {
  const place = new Map(read.map(({ id }, index) => [id, index]))
  const last = Math.max(-1, ...shown.map(({ id }) => place.get(id) ?? -1))
  // Nothing of it is left: there is nothing to keep still.
  if (last === -1) return { shown: read, fresh: [] }
  const known = new Set(shown.map(({ id }) => id))
  const fresh = read.filter(({ id }, index) => !known.has(id) && index < last)
  const kept = shown.flatMap((row) => {
    const index = place.get(row.id)
    const again = index === undefined ? undefined : read[index]
    return again ?? (mayBeMore && fresh.length > 0 ? row : [])
  })
  return { shown: [...kept, ...read.slice(last + 1)], fresh }
}
