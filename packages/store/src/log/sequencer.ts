import type { PoolClient } from 'pg'
import { isConnectionLoss, pause } from '../postgres/notifications.ts'
import type { Database } from '../postgres/open-database.ts'
import { withClient } from '../postgres/transaction.ts'
import type { LogKey } from './log-key.ts'
import { NUMBERING_BATCH, numberEvents } from './number-events.ts'
import { latestTreeHead, sealTreeHead } from './tree-head.ts'

/** Advisory lock of the leader: any number, the same in all processes. */
const LEADER_LOCK = 7_305_811_924_404

/** How often the others try to become leader: well below a second, and a try costs next to nothing. */
const ELECTION_MS = 250

/**
 * The leader looks for new events instead of being notified of them: PostgreSQL holds one lock over the commit of every
 * transaction that sent a NOTIFY, so that commits no longer share a flush to disk. With 16 writers that made 330 commits
 * a second of 900. A look is one probe of an index that holds the unnumbered events only.
 */
const LOOK_MS = 20

/** When nothing has come for `REST_AFTER_MS`. */
const RESTING_LOOK_MS = 100
const REST_AFTER_MS = 5_000

/** What a restart of PostgreSQL costs at most in waiting after it is back. */
const RECONNECT_MS = 200

export const HEAD_EVERY_EVENTS = 1_000
export const HEAD_EVERY_MS = 60_000

export interface SequencerOptions {
  readonly key: LogKey
  readonly headEveryEvents?: number
  readonly headEveryMs?: number
}

export interface Sequencer {
  /** Numbers what is committed and seals a last head, unless another one leads; gives leadership up. */
  stop(): Promise<void>
  /** Settles when it ends; rejects when the log is damaged, which a restart does not heal. */
  readonly done: Promise<void>
}

/**
 * Takes part in numbering events. Any number of hubs may run one: the one that holds the advisory lock leads, and when
 * it goes, however it goes, its connection ends, and another takes over.
 */
export function startSequencer(database: Database, options: SequencerOptions): Sequencer {
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

async function run(database: Database, options: SequencerOptions, signal: AbortSignal): Promise<void> {
  // At least once: who starts and stops at once (a command) has its events numbered, too.
  do {
    try {
      await withClient(database, async (client) => {
        if (!(await becomeLeader(client, signal))) return
        await lead(client, options, signal)
        await client.query('select pg_advisory_unlock($1)', [LEADER_LOCK])
      })
    } catch (error) {
      // Another leader may have taken over, and PostgreSQL comes back: not our end. Nothing half-done is left.
      if (!isConnectionLoss(error)) throw error
      await pause(RECONNECT_MS, signal)
    }
  } while (!signal.aborted)
}

async function becomeLeader(client: PoolClient, signal: AbortSignal): Promise<boolean> {
  for (;;) {
    const tried = await client.query<{ leader: boolean }>('select pg_try_advisory_lock($1) as leader', [
      LEADER_LOCK,
    ])
    if (tried.rows[0]?.leader === true) return true
    if (signal.aborted) return false
    await pause(ELECTION_MS, signal)
  }
}

async function lead(client: PoolClient, options: SequencerOptions, signal: AbortSignal): Promise<void> {
  const headEveryEvents = options.headEveryEvents ?? HEAD_EVERY_EVENTS
  const headEveryMs = options.headEveryMs ?? HEAD_EVERY_MS
  let sealedSize = (await latestTreeHead(client))?.size ?? 0
  let sealedAt = performance.now()
  let busyAt = performance.now()
  for (;;) {
    const ending = signal.aborted
    const { count, size } = await numberEvents(client)
    const due = size - sealedSize >= headEveryEvents || performance.now() - sealedAt >= headEveryMs || ending
    const drained = count < NUMBERING_BATCH
    if (size > sealedSize && due && (drained || !ending)) {
      await sealTreeHead(client, options.key, new Date())
      sealedSize = size
      sealedAt = performance.now()
    }
    if (ending && drained) return
    if (count > 0) busyAt = performance.now()
    if (drained) await pause(performance.now() - busyAt < REST_AFTER_MS ? LOOK_MS : RESTING_LOOK_MS, signal)
  }
}
