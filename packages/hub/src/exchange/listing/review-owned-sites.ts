import { entriesBelow, indicatorNames, inTransaction, ownedIndicators, type Database } from '@wuzei/store'
import { applyTouched } from './apply-touched.ts'
import { hostsOf } from './touched-by-events.ts'

/** Owners' sites looked at in one transaction: what stands below them is some thousands of entries at most. */
const pageOwned = 1_000

/**
 * Reads again what stands at and below sites of owners who vouch for everything below. Only there does time alone change
 * more than an entry's own level: a grave word of police or members between a listed site and its owner outweighs the
 * owner, until it fades. Gives back the number of changes.
 */
export async function reviewOwnedSites(database: Database, nowMs: number): Promise<number> {
  let changes = 0
  let after: bigint | null = null
  for (;;) {
    const from: bigint | null = after
    const page = await inTransaction(database, async (client) => {
      const owned = await ownedIndicators(client, from, pageOwned)
      const below = await entriesBelow(client, hostsOf(await indicatorNames(client, owned), true))
      changes += await applyTouched(
        client,
        below.map((key) => ({ key, seq: null, cause: 'faded' })),
        nowMs,
      )
      return owned
    })
    after = page.at(-1) ?? null
    if (page.length < pageOwned) return changes
  }
}
