import { setTimeout as pause } from 'node:timers/promises'
import {
  compactListing,
  consumeEvents,
  endedListings,
  inTransaction,
  isConnectionLoss,
  libraryKeys,
  withClient,
  type Database,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import { applyTouched } from './apply-touched.ts'
import { touchedByEvents } from './touched-by-events.ts'

/** The cursor's name in the event log. */
const consumerName = 'listing'

/** Advisory lock of the process that keeps the listing: any number, the same in all. */
export const leaderLock = 7_305_811_924_430

/** How often the others try to take over. */
const electionMs = 500

/** How often what has faded is taken off: a list is a second late at most. */
const sweepMs = 1_000

/** What one transaction takes off; more waits for the next. */
const sweepRows = 10_000

/** Events of one transaction: a bulk event alone may carry 50,000 verdicts. */
const eventsPerBatch = 100

/** How often old changes are forgotten, and how old they must be: whoever was away longer takes the full list. */
const compactEveryMs = 60 * 60_000
const changesKeptDays = 30
const dayMs = 86_400_000

const reviewKeys = 50_000

export interface FollowedListing {
  /** Settles when following ends; rejects when the log is damaged. */
  readonly done: Promise<void>
  stop(): Promise<void>
}

/**
 * Keeps the listing up to date from the event log. Any number of hubs may run it: one leads, and when it goes, however
 * it goes, another takes over. Should two work for a moment, the locks on the cursor and on the listing's head keep
 * each event's effect single.
 */
export function followListing(
  database: Database,
  options: { readonly clock: () => number },
): FollowedListing {
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
      await withClient(database, async (client) => {
        const tried = await client.query<{ leader: boolean }>('select pg_try_advisory_lock($1) as leader', [
          leaderLock,
        ])
        if (tried.rows[0]?.leader !== true) return
        await lead(database, client, clock, signal)
        await client.query('select pg_advisory_unlock($1)', [leaderLock])
      })
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
    }
    await unlessAborted(electionMs, signal)
  }
}

/** Consumes and sweeps until the signal, or until the connection that holds the lock is lost. */
async function lead(
  database: Database,
  client: PoolClient,
  clock: () => number,
  signal: AbortSignal,
): Promise<void> {
  const deposed = new AbortController()
  const either = AbortSignal.any([signal, deposed.signal])
  const consuming = consumeEvents(database, {
    from: 'stored',
    name: consumerName,
    batchSize: eventsPerBatch,
    signal: either,
    onBatch: async (events, inside) => {
      await applyTouched(inside, await touchedByEvents(inside, events), clock())
    },
  })
  const sweeping = sweepUntil(database, client, clock, either)
  // Whichever fails ends the other, and its error is passed on once both have ended.
  const ended = [consuming, sweeping].map(async (part) => {
    try {
      await part
    } finally {
      deposed.abort()
    }
  })
  await Promise.allSettled(ended)
  await Promise.all(ended)
}

async function sweepUntil(
  database: Database,
  client: PoolClient,
  clock: () => number,
  signal: AbortSignal,
): Promise<void> {
  let compactAt = performance.now()
  while (!signal.aborted) {
    // Fails when the lock is lost with its connection.
    await client.query('select 1')
    const full = await sweepEnded(database, clock())
    if (performance.now() >= compactAt) {
      const before = new Date(clock() - changesKeptDays * dayMs)
      await inTransaction(database, async (inside) => await compactListing(inside, before))
      compactAt = performance.now() + compactEveryMs
    }
    if (!full) await unlessAborted(sweepMs, signal)
  }
}

/** Takes off what has faded, or lowers it; true when there may be more. */
async function sweepEnded(database: Database, nowMs: number): Promise<boolean> {
  return await inTransaction(database, async (client) => {
    const keys = await endedListings(client, Math.floor(nowMs / 1000), sweepRows)
    if (keys.length === 0) return false
    await applyTouched(
      client,
      keys.map((key) => ({ key, seq: null, cause: 'faded' })),
      nowMs,
    )
    return keys.length === sweepRows
  })
}

/**
 * Reads every indicator of the library and brings the listing to it, chunk by chunk: what following the log should
 * have made of it already. Gives back the number of differences, which are journalled like any change.
 */
export async function reviewListing(database: Database, nowMs: number): Promise<number> {
  let changes = 0
  let after: bigint | null = null
  for (;;) {
    const from: bigint | null = after
    const keys = await inTransaction(database, async (client) => {
      const page = await libraryKeys(client, from, reviewKeys)
      changes += await applyTouched(
        client,
        page.map((key) => ({ key, seq: null, cause: 'verdict' })),
        nowMs,
      )
      return page
    })
    after = keys.at(-1) ?? null
    if (keys.length < reviewKeys) return changes
  }
}

async function unlessAborted(durationMs: number, signal: AbortSignal): Promise<void> {
  await pause(durationMs, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
