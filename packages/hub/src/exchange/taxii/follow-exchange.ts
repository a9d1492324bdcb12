import { databaseId, exchangeHead, inTransaction, waitForChange, type Database } from '@wuzei/store'
import { followAsLeader, type Following, type Leadership } from '../follow-as-leader.ts'
import { projectListing, renewEnding } from './project-listing.ts'

/** How often it is looked for entries that are valid for longer than was told: they are told two days ahead. */
const renewEveryMs = 10 * 60_000

/** Advisory lock of the process that keeps the objects: any number, the same in all. */
const leaderLock = 7_305_811_924_432

/** How often it is looked whether this process still leads. */
const lookMs = 5_000

/**
 * Keeps the objects that TAXII, STIX bundles and the MISP feed give out up to date with the listing; one of all
 * processes does. Should two work for a moment, the lock on the head's row keeps each object single.
 */
export function followExchange(database: Database, options: { readonly clock: () => number }): Following {
  return followAsLeader(
    database,
    leaderLock,
    async (leadership) => await lead(database, options.clock, leadership),
  )
}

async function lead(
  database: Database,
  clock: () => number,
  { signal, stillLeads }: Leadership,
): Promise<void> {
  const hubId = await databaseId(database.pool)
  let renewAt = performance.now()
  while (!signal.aborted) {
    await stillLeads()
    const more = await inTransaction(database, async (client) => await projectListing(client, hubId, clock()))
    if (more) continue
    if (performance.now() >= renewAt) {
      const full = await inTransaction(database, async (client) => await renewEnding(client, hubId, clock()))
      if (full) continue
      renewAt = performance.now() + renewEveryMs
    }
    const { version } = await exchangeHead(database.pool)
    await waitForChange(database, version, {
      signal,
      timeoutMs: Math.min(lookMs, renewAt - performance.now()),
    })
  }
}
