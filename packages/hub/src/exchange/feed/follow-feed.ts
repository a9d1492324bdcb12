import {
  compactFeed,
  inTransaction,
  isConnectionLoss,
  subscribeFeedSources,
  withClient,
  type Database,
} from '@wuzei/store'
import { setTimeout as pause } from 'node:timers/promises'
import type { ExchangeKey } from '../signing-key.ts'
import { projectRound } from './project-round.ts'

/** Advisory lock of the process that writes the feed: any number, the same in all. */
const leaderLock = 7_305_811_924_431

/** How often the others try to take over. */
const electionMs = 500

/** Between rounds at least: what comes within it goes in one transaction, and readers are woken once. */
const roundMs = 15

/** A round without a wake-up, should a notification be lost; also how often reminders and the lock are looked at. */
const lookMs = 500

/** As long as the listing's journal: whoever was away longer takes the lists. */
export const feedKeptDays = 30
const compactEveryMs = 60 * 60_000
const dayMs = 86_400_000

export interface FollowedFeed {
  /** Settles when it ends; rejects when it cannot go on. */
  readonly done: Promise<void>
  stop(): Promise<void>
}

/** Writes the feed. Any number of hubs may run it: one leads, and when it goes, however it goes, another takes over. */
export function followFeed(
  database: Database,
  options: { readonly key: ExchangeKey; readonly clock: () => number },
): FollowedFeed {
  const stopping = new AbortController()
  const { signal } = stopping
  const done = run(database, options, signal)
  return {
    done,
    async stop() {
      stopping.abort()
      await done
    },
  }
}

async function run(
  database: Database,
  options: { readonly key: ExchangeKey; readonly clock: () => number },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await withClient(database, async (client) => {
        const tried = await client.query<{ leader: boolean }>('select pg_try_advisory_lock($1) as leader', [
          leaderLock,
        ])
        if (tried.rows[0]?.leader !== true) return
        // Fails when the lock is lost with its connection.
        await lead(database, options, signal, async () => void (await client.query('select 1')))
        await client.query('select pg_advisory_unlock($1)', [leaderLock])
      })
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
    }
    await pause(electionMs, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }
}

async function lead(
  database: Database,
  { key, clock }: { readonly key: ExchangeKey; readonly clock: () => number },
  signal: AbortSignal,
  stillLeads: () => Promise<void>,
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
      await pause(roundMs)
    }
  } finally {
    sources.end()
  }
}
