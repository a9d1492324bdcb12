import type { PoolClient } from 'pg'
import { isConnectionLoss, pause } from '../postgres/notifications.ts'
import type { Database } from '../postgres/open-database.ts'
import { inTransaction } from '../postgres/transaction.ts'
import { NUMBERED_CHANNEL } from './channels.ts'
import type { LoggedEvent } from './entry.ts'
import { readEvents } from './read-events.ts'
import { createWaker, type Waker } from './waker.ts'

/** One round trip for many events, and a bounded memory: at most 1,000 payloads. */
const DEFAULT_BATCH = 1_000

/** A consumer looks this often without being woken, should a notification be lost. */
const POLL_MS = 500

const RECONNECT_MS = 200

interface ConsumerBase {
  readonly batchSize?: number
  /** Between batches at least, so that a busy log is read in few large ones; at once unless told. */
  readonly restMs?: number
  /** Ends the consumer after the batch in hand. */
  readonly signal: AbortSignal
}

/** Keeps its place in memory: for an index that is rebuilt or has its own snapshot. */
export interface FollowingConsumer extends ConsumerBase {
  /** The last event that is known already; 0 for all. */
  readonly from: number
  readonly onBatch: (events: readonly LoggedEvent[]) => Promise<void> | void
}

/**
 * Keeps its place in the database, moved in the transaction of its effects: what it writes with `client` happens
 * exactly once. Of several processes with the same name one works at a time.
 */
export interface DurableConsumer extends ConsumerBase {
  readonly from: 'stored'
  readonly name: string
  readonly onBatch: (events: readonly LoggedEvent[], client: PoolClient) => Promise<void>
}

/**
 * Gives numbered events to a handler, in order, each once, none skipped, within milliseconds of their numbering, until
 * the signal is aborted. Survives restarts of the database. An error of the handler ends it and is passed on.
 */
export async function consumeEvents(
  database: Database,
  consumer: FollowingConsumer | DurableConsumer,
): Promise<void> {
  const waker = createWaker()
  const unsubscribe = database.notifications.subscribe(NUMBERED_CHANNEL, () => waker.wake())
  try {
    if (consumer.from === 'stored') await consumeDurably(database, consumer, waker)
    else await follow(database, consumer, waker)
  } finally {
    unsubscribe()
  }
}

async function follow(database: Database, consumer: FollowingConsumer, waker: Waker): Promise<void> {
  const limit = consumer.batchSize ?? DEFAULT_BATCH
  let cursor = consumer.from
  while (!consumer.signal.aborted) {
    const events = await readPatiently(database, cursor, limit, consumer.signal)
    if (events.length > 0) {
      const last = lastOf(events, cursor)
      // Outside of any retry: whatever goes wrong in the handler is the caller's, and no event is given twice.
      await consumer.onBatch(events)
      cursor = last
    }
    if (events.length === limit) continue
    await waker.sleep(POLL_MS, consumer.signal)
    await pause(consumer.restMs ?? 0, consumer.signal)
  }
}

/** Reads events; while the database is away, none. */
async function readPatiently(database: Database, cursor: number, limit: number, signal: AbortSignal) {
  try {
    return await readEvents(database.pool, cursor, limit)
  } catch (error) {
    if (!isConnectionLoss(error)) throw error
    await pause(RECONNECT_MS, signal)
    return []
  }
}

async function consumeDurably(database: Database, consumer: DurableConsumer, waker: Waker): Promise<void> {
  const { signal } = consumer
  while (!signal.aborted) {
    try {
      const full = await consumeStored(database, consumer)
      if (full) continue
      await waker.sleep(POLL_MS, signal)
      await pause(consumer.restMs ?? 0, signal)
    } catch (error) {
      // The transaction was rolled back with all effects of the handler: the batch is given again.
      if (!isConnectionLoss(error)) throw error
      await pause(RECONNECT_MS, signal)
    }
  }
}

/** One batch; true when it was full, so that there may be more. */
async function consumeStored(database: Database, consumer: DurableConsumer): Promise<boolean> {
  const limit = consumer.batchSize ?? DEFAULT_BATCH
  return await inTransaction(database, async (client) => {
    const cursor = await lockCursor(client, consumer.name)
    const events = await readEvents(client, cursor, limit)
    if (events.length === 0) return false
    const last = lastOf(events, cursor)
    await consumer.onBatch(events, client)
    await client.query('update event_cursors set seq = $2, at = now() where name = $1', [consumer.name, last])
    return events.length === limit
  })
}

/** How far a consumer is, locked until the transaction ends. */
async function lockCursor(client: PoolClient, name: string): Promise<number> {
  const select = {
    name: 'wuzei-lock-cursor',
    text: 'select seq from event_cursors where name = $1 for update',
    values: [name],
  }
  const stored = await client.query<{ seq: string }>(select)
  if (stored.rows[0]) return Number(stored.rows[0].seq)
  await client.query('insert into event_cursors (name, seq) values ($1, 0) on conflict do nothing', [name])
  const made = await client.query<{ seq: string }>(select)
  return Number(made.rows[0]?.seq ?? 0)
}

/** The last number, having made sure that none is missing. */
function lastOf(events: readonly LoggedEvent[], cursor: number): number {
  let last = cursor
  for (const { seq } of events) {
    if (seq !== last + 1) throw new Error(`The event log is damaged: ${seq} follows ${last}`)
    last = seq
  }
  return last
}
