import { setTimeout as pause } from 'node:timers/promises'
import { isConnectionLoss, withClient, type Database } from '@wuzei/store'

/** How often the others try to take over, and how long a lost database is left alone. */
const electionMs = 500

/** Something that goes on until it is stopped. */
export interface Following {
  /** Settles when it ends; rejects when it cannot go on: the program or the data are wrong. */
  readonly done: Promise<void>
  /** Resolves when it has ended, what it was doing finished or undone. */
  stop(): Promise<void>
}

/** What whoever leads is given. */
export interface Leadership {
  /** Aborted when it is to end. */
  readonly signal: AbortSignal
  /** Fails when the lock was lost with its connection: then another process may lead already. */
  readonly stillLeads: () => Promise<void>
}

/**
 * Has one process of all on a database do something for as long as it lives. When the leader goes, however it goes, its
 * connection and with it the lock go too, and another takes over. Two may lead for a moment, until the first looks at
 * `stillLeads`: what they write must be kept single by locks on rows.
 *
 * `lock`: an advisory lock of PostgreSQL, the same in all processes. `lead` is begun anew when the database was lost.
 */
export function followAsLeader(
  database: Database,
  lock: number,
  lead: (leadership: Leadership) => Promise<void>,
): Following {
  const stopping = new AbortController()
  const { signal } = stopping
  const done = standAndLead(database, lock, lead, signal)
  return {
    done,
    async stop() {
      stopping.abort()
      await done
    },
  }
}

async function standAndLead(
  database: Database,
  lock: number,
  lead: (leadership: Leadership) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await withClient(database, async (client) => {
        const tried = await client.query<{ leader: boolean }>('select pg_try_advisory_lock($1) as leader', [
          lock,
        ])
        if (tried.rows[0]?.leader !== true) return
        await lead({ signal, stillLeads: async () => void (await client.query('select 1')) })
        await client.query('select pg_advisory_unlock($1)', [lock])
      })
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
    }
    await pauseUnlessAborted(electionMs, signal)
  }
}

/** Waits; returns early, without an error, when the signal is aborted. */
export async function pauseUnlessAborted(durationMs: number, signal: AbortSignal): Promise<void> {
  await pause(durationMs, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error
  })
}
