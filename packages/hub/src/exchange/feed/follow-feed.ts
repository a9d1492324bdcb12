import { compactFeed, inTransaction, subscribeFeedSources, type Database } from '@wuzei/store'
import { followAsLeader, pauseUnlessAborted, type Following, type Leadership } from '../follow-as-leader.ts'
import type { ExchangeKey } from '../signing-key.ts'
import { projectRound } from './project-round.ts'

/** Advisory lock of the process that writes the feed: any number, the same in all. */
const leaderLock = 7_305_811_924_431

/** Between rounds at least: what comes within it goes in one transaction, and readers are woken once. */
const roundMs = 40

/** A round without a wake-up, should a notification be lost; also how often reminders and the lock are looked at. */
const lookMs = 500

/** As long as the listing's journal: whoever was away longer takes the lists. */
export const feedKeptDays = 30
const compactEveryMs = 60 * 60_000
const dayMs = 86_400_000

/** Writes the feed; one of all processes does. */
export function followFeed(
  database: Database,
  options: { readonly key: ExchangeKey; readonly clock: () => number },
): Following {
  return followAsLeader(database, leaderLock, async (leadership) => await lead(database, options, leadership))
}

async function lead(
  database: Database,
  { key, clock }: { readonly key: ExchangeKey; readonly clock: () => number },
  { signal, stillLeads }: Leadership,
): Promise<void> {
  const sources = subscribeFeedSources(database)
  let compactAt = performance.now()
  let provenAt = performance.now()
  try {
    while (!signal.aborted) {
      const look = performance.now() - provenAt >= lookMs
      const { more } = await projectRound(database, key, clock(), look)
      if (performance.now() >= compactAt) {
        const before = new Date(clock() - feedKeptDays * dayMs)
        await inTransaction(database, async (client) => await compactFeed(client, before))
        compactAt = performance.now() + compactEveryMs
      }
      if (look) {
        await stillLeads()
        provenAt = performance.now()
      }
      if (more) continue
      await sources.wait(lookMs, signal)
      await pauseUnlessAborted(roundMs, signal)
    }
  } finally {
    sources.end()
  }
}
