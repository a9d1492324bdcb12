import { listingVersion, waitForChange, type Database } from '@wuzei/store'
import { followAsLeader, pauseUnlessAborted, type Following, type Leadership } from '../follow-as-leader.ts'
import type { ExchangeKey } from '../signing-key.ts'
import { shieldLists } from './list-definitions.ts'
import { publishList } from './publish-list.ts'

/** Advisory lock of the process that makes the lists: any number, the same in all. */
const leaderLock = 7_305_811_924_450

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

/** Publishes lists as what they are made from changes; one of all processes does. */
export function followShield(database: Database, options: FollowShieldOptions): Following {
  return followAsLeader(database, leaderLock, async (leadership) => await lead(database, options, leadership))
}

async function lead(
  database: Database,
  { key, clock, intervalMs = defaultIntervalMs }: FollowShieldOptions,
  { signal, stillLeads }: Leadership,
): Promise<void> {
  await pauseUnlessAborted(Math.min(intervalMs, firstRoundMs), signal)
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
    await pauseUnlessAborted(Math.max(intervalMs, tookMs), signal)
    await waitForChange(database, seen, { signal, timeoutMs: lookMs })
  }
}
