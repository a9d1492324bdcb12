import { changesSince, type ListingChange } from '@wuzei/store'
import type { ClientBase, Pool } from 'pg'
import { siteKinds, type ListedSite } from './site-hashes.ts'

/** More is not told step by step: whoever is so far behind takes the whole list. */
const mostChanges = 200_000
const pageChanges = 20_000

/** What the journal says of one indicator between two versions: the first and the last change. */
export interface NetChange extends ListedSite {
  readonly key: bigint
  readonly first: ListingChange
  readonly last: ListingChange
}

/**
 * Changes of sites after `from` and up to `to`, or to the end, each indicator once. Undefined when they are no longer
 * all kept, are too many, or `from` is of another database.
 */
export async function netChanges(
  db: Pool | ClientBase,
  from: bigint,
  to?: bigint,
): Promise<{ readonly version: bigint; readonly changes: readonly NetChange[] } | undefined> {
  const net = new Map<bigint, NetChange>()
  let version = from
  for (let read = 0; ; ) {
    const page = await changesSince(db, version, { kinds: siteKinds, limit: pageChanges })
    if (!page.ok) return undefined
    for (const change of page.changes) {
      if (to !== undefined && change.version > to) return { version, changes: [...net.values()] }
      const { key, kind, canonical } = change
      net.set(key, { key, kind, canonical, first: net.get(key)?.first ?? change, last: change })
      version = change.version
    }
    read += page.changes.length
    if (page.changes.length < pageChanges) return { version, changes: [...net.values()] }
    if (read >= mostChanges) return undefined
  }
}
