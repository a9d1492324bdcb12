import {
  compactListing,
  consumeEvents,
  endedListings,
  inTransaction,
  libraryKeys,
  type Database,
} from '@wuzei/store'
import { followAsLeader, pauseUnlessAborted, type Following, type Leadership } from '../follow-as-leader.ts'
import { applyTouched } from './apply-touched.ts'
import { touchedByEvents } from './touched-by-events.ts'

/** The cursor's name in the event log. */
const consumerName = 'listing'

/** Advisory lock of the process that keeps the listing: any number, the same in all. */
export const leaderLock = 7_305_811_924_430

/** How often what has faded is taken off: a list is a second late at most. */
const sweepMs = 1_000

/** What one transaction takes off; more waits for the next. */
const sweepRows = 10_000

/** Events of one transaction: a bulk event alone may carry 50,000 verdicts. */
const eventsPerBatch = 100

/** Between batches of a log that is not behind: what comes within it is one transaction. */
const batchRestMs = 30

/** How often old changes are forgotten, and how old they must be: whoever was away longer takes the full list. */
const compactEveryMs = 60 * 60_000
const changesKeptDays = 30
const dayMs = 86_400_000

const reviewKeys = 50_000

/**
 * Keeps the listing up to date from the event log; one of all processes does. Should two work for a moment, the locks
 * on the cursor and on the listing's head keep each event's effect single.
 */
export function followListing(database: Database, options: { readonly clock: () => number }): Following {
  return followAsLeader(
    database,
    leaderLock,
    async (leadership) => await lead(database, options.clock, leadership),
  )
}

/** Consumes and sweeps until the signal, or until the connection that holds the lock is lost. */
async function lead(database: Database, clock: () => number, leadership: Leadership): Promise<void> {
  const deposed = new AbortController()
  const either = AbortSignal.any([leadership.signal, deposed.signal])
  const consuming = consumeEvents(database, {
    from: 'stored',
    name: consumerName,
    batchSize: eventsPerBatch,
    restMs: batchRestMs,
    signal: either,
    onBatch: async (events, inside) => {
      await applyTouched(inside, await touchedByEvents(inside, events), clock())
    },
  })
  const sweeping = sweepUntil(database, clock, { ...leadership, signal: either })
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
  clock: () => number,
  { signal, stillLeads }: Leadership,
): Promise<void> {
  let compactAt = performance.now()
  while (!signal.aborted) {
    await stillLeads()
    const full = await sweepEnded(database, clock())
    if (performance.now() >= compactAt) {
      const before = new Date(clock() - changesKeptDays * dayMs)
      await inTransaction(database, async (inside) => await compactListing(inside, before))
      compactAt = performance.now() + compactEveryMs
    }
    if (!full) await pauseUnlessAborted(sweepMs, signal)
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
