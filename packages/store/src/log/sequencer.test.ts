import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Database, openDatabase } from '../postgres/open-database.ts'
import { inTransaction } from '../postgres/transaction.ts'
import { createTestDatabase, testLogKey } from '../testing/index.ts'
import { appendEvent } from './append-event.ts'
import { consumeEvents } from './consume-events.ts'
import type { LoggedEvent } from './entry.ts'
import { lastSeq } from './read-events.ts'
import { startSequencer } from './sequencer.ts'
import { latestTreeHead, verifyTreeHead } from './tree-head.ts'
import { verifyDatabaseLog } from './verify-database.ts'

let database: Database
beforeEach(async () => {
  database = await createTestDatabase()
})
afterEach(() => database.close())

const key = testLogKey()

async function append(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    await inTransaction(database, (client) =>
      appendEvent(client, { type: 'test.happened', actor: 'test', payload: {} }),
    )
  }
}

test('another sequencer takes over when the leader loses its connection, and the chain goes on', async () => {
  const other = await openDatabase({ databaseUrl: database.url, dataDirectory: '' })
  const sequencers = [database, other].map((hub) => startSequencer(hub, { key }))
  await append(3)
  await expect.poll(() => lastSeq(database.pool)).toBe(3)
  for (let round = 1; round <= 3; round++) {
    const killed = await database.pool.query(
      `select pg_terminate_backend(pid) from pg_locks
       where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())`,
    )
    expect(killed.rowCount).toBe(1)
    await append(3)
    await expect.poll(() => lastSeq(database.pool), { timeout: 5_000 }).toBe(3 + 3 * round)
  }
  await Promise.all(sequencers.map((sequencer) => sequencer.stop()))
  await other.close()
  expect(await verifyDatabaseLog(database.pool)).toMatchObject({ firstBad: null, entries: 12, unsealed: 0 })
})

test('heads are sealed by count, by time and at the end, and only when there is something new', async () => {
  const byCount = startSequencer(database, { key, headEveryEvents: 5, headEveryMs: 3_600_000 })
  await append(5)
  await expect.poll(async () => (await latestTreeHead(database.pool))?.size ?? 0).toBeGreaterThanOrEqual(5)
  await append(2)
  await byCount.stop()
  expect((await latestTreeHead(database.pool))?.size).toBe(7)
  const byTime = startSequencer(database, { key, headEveryMs: 50 })
  await append(1)
  await expect.poll(async () => (await latestTreeHead(database.pool))?.size).toBe(8)
  const count = async () => (await database.pool.query('select from tree_heads')).rowCount
  const before = await count()
  await byTime.stop()
  await startSequencer(database, { key }).stop()
  expect(await count()).toBe(before)
  const head = await latestTreeHead(database.pool)
  if (head === null) throw new Error('There should be a head')
  expect(verifyTreeHead(head, key.publicKey)).toBe(true)
  expect(verifyTreeHead({ ...head, size: head.size + 1 }, key.publicKey)).toBe(false)
})

test('more than a batch is numbered without a break', async () => {
  await database.pool.query(
    `insert into events (type, actor, payload) select 'test.bulk', 'test', '{}' from generate_series(1, 2500)`,
  )
  await startSequencer(database, { key }).stop()
  expect(await verifyDatabaseLog(database.pool)).toMatchObject({ firstBad: null, entries: 2500, unsealed: 0 })
})

test('a durable consumer whose handler fails has done nothing, and takes up there next time', async () => {
  await append(6)
  await startSequencer(database, { key }).stop()
  await database.pool.query('create table effects (seq bigint primary key)')
  const consume = (handler: (events: readonly LoggedEvent[]) => void, stop: AbortController) =>
    consumeEvents(database, {
      from: 'stored',
      name: 'test',
      batchSize: 2,
      signal: stop.signal,
      onBatch: async (events, client) => {
        for (const { seq } of events) await client.query('insert into effects values ($1)', [seq])
        handler(events)
      },
    })
  const failing = consume((events) => {
    if (events.some(({ seq }) => seq === 4)) throw new Error('handler failed')
  }, new AbortController())
  await expect(failing).rejects.toThrow('handler failed')
  const effects = async () => {
    const found = await database.pool.query<{ seq: string }>('select seq from effects order by seq')
    return found.rows.map(({ seq }) => Number(seq))
  }
  expect(await effects()).toEqual([1, 2])
  const stop = new AbortController()
  await consume((events) => {
    if (events.some(({ seq }) => seq === 6)) stop.abort()
  }, stop)
  expect(await effects()).toEqual([1, 2, 3, 4, 5, 6])
})

test('a gap in the numbers ends a consumer instead of being passed over', async () => {
  await append(4)
  await startSequencer(database, { key }).stop()
  await inTransaction(database, async (client) => {
    await client.query('set local session_replication_role = replica')
    await client.query('delete from events where seq = 3')
  })
  const consumer = consumeEvents(database, {
    from: 0,
    signal: new AbortController().signal,
    onBatch: () => undefined,
  })
  await expect(consumer).rejects.toThrow('4 follows 2')
})

test('nothing is numbered that was rolled back', async () => {
  const sequencer = startSequencer(database, { key })
  const failing = inTransaction(database, async (client) => {
    await appendEvent(client, { type: 'test.undone', actor: 'test', payload: {} })
    throw new Error('undone')
  })
  await expect(failing).rejects.toThrow('undone')
  await append(1)
  await sequencer.stop()
  const types = await database.pool.query<{ type: string }>('select type from events')
  expect(types.rows).toEqual([{ type: 'test.happened' }])
})
