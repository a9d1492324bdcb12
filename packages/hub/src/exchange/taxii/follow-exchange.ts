import { setTimeout as pause } from 'node:timers/promises'
import {
  databaseId,
  exchangeHead,
  inTransaction,
  isConnectionLoss,
  waitForChange,
  type Database,
} from '@wuzei/store'
import { projectListing, renewEnding } from './project-listing.ts'

/** How often it is looked for entries that are valid for longer than was told: they are told two days ahead. */
const renewEveryMs = 10 * 60_000

/** How long a lost database is left alone. */
const retryMs = 500

export interface FollowedExchange {
  /** Settles when following ends; rejects when something is wrong with the program or the data. */
  readonly done: Promise<void>
  stop(): Promise<void>
}

/** Keeps the objects that TAXII, STIX bundles and the MISP feed give out up to date with the listing. */
export function followExchange(
  database: Database,
  options: { readonly clock: () => number },
): FollowedExchange {
  const stopping = new AbortController()
  const done = run(database, options.clock, stopping.signal)
  return {
    done,
    async stop() {
      stopping.abort()
      await done
    },
  }
}

async function run(database: Database, clock: () => number, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await follow(database, clock, signal)
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
      await pause(retryMs, undefined, { signal }).catch((reason: unknown) => {
        if (!signal.aborted) throw reason
      })
    }
  }
}

async function follow(database: Database, clock: () => number, signal: AbortSignal): Promise<void> {
  const hubId = await databaseId(database.pool)
  let renewAt = performance.now()
  while (!signal.aborted) {
    const more = await inTransaction(database, async (client) => await projectListing(client, hubId, clock()))
    if (more) continue
    if (performance.now() >= renewAt) {
      const full = await inTransaction(database, async (client) => await renewEnding(client, hubId, clock()))
      if (full) continue
      renewAt = performance.now() + renewEveryMs
    }
    const { version } = await exchangeHead(database.pool)
    await waitForChange(database, version, { signal, timeoutMs: renewAt - performance.now() })
  }
}
