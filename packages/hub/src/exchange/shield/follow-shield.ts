import { setTimeout as pause } from 'node:timers/promises'
import { isConnectionLoss, listingVersion, waitForChange, withClient, type Database } from '@wuzei/store'
import type { ExchangeKey } from '../signing-key.ts'
import { shieldLists } from './list-definitions.ts'
import { publishList } from './publish-list.ts'

/** Advisory lock of the process that makes the lists: any number, the same in all. */
const leaderLock = 7_305_811_924_450

/** How often the others try to take over. */
const electionMs = 500

/** Without a change of the listing: known-good values and lists that are due to be signed anew. */
const lookMs = 5_000

/** Between two rounds at least, unless told: each version is a delta that every holder fetches. */
const defaultIntervalMs = 60_000

/** A hub that has just begun has better things to do. */
const firstRoundMs = 3_000

export interface FollowShieldOptions {
  readonly key: ExchangeKey
  readonly clock: () => number
  /** Milliseconds between two rounds at least; a minute unless told. */
  readonly intervalMs?: number | undefined
}

export interface FollowedShield {
  /** Settles when it ends; rejects when it cannot go on. */
  readonly done: Promise<void>
  stop(): Promise<void>
}

/**
 * Publishes lists as what they are made from changes. Any number of hubs may run it: one leads, and when it goes,
 * however it goes, another takes over.
 */
export function followShield(database: Database, options: FollowShieldOptions): FollowedShield {
  const stopping = new AbortController()
  const done = run(database, options, stopping.signal)
  return {
    done,
    async stop() {
      stopping.abort()
      await done
    },
  }
}

async function run(database: Database, options: FollowShieldOptions, signal: AbortSignal): Promise<void> {
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
    await unlessAborted(electionMs, signal)
  }
}

async function lead(
  database: Database,
  { key, clock, intervalMs = defaultIntervalMs }: FollowShieldOptions,
  signal: AbortSignal,
  stillLeads: () => Promise<void>,
): Promise<void> {
  await unlessAborted(Math.min(intervalMs, firstRoundMs), signal)
  while (!signal.aborted) {
    await stillLeads()
    const seen = await listingVersion(database.pool)
    const beganAt = performance.now()
    for (const definition of shieldLists) {
      if (signal.aborted) return
      await publishList(database, definition, { key, nowMs: clock(), signal }).catch((error: unknown) => {
        // Ended in the middle: the next process makes the version that this one has not stored.
        if (!signal.aborted) throw error
      })
    }
    const tookMs = performance.now() - beganAt
    // Half of the time at most, however large the lists grow.
    await unlessAborted(Math.max(intervalMs, tookMs), signal)
    await waitForChange(database, seen, { signal, timeoutMs: lookMs })
  }
}

async function unlessAborted(durationMs: number, signal: AbortSignal): Promise<void> {
  await pause(durationMs, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
