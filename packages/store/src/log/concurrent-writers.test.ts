import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Database, openDatabase } from '../postgres/open-database.ts'
import { inTransaction } from '../postgres/transaction.ts'
import { createTestDatabase, testLogKey } from '../testing/index.ts'
import { appendEvent } from './append-event.ts'
import { consumeEvents } from './consume-events.ts'
import { startSequencer } from './sequencer.ts'
import { verifyDatabaseLog } from './verify-database.ts'

const WRITERS = 8
const EVENTS_PER_WRITER = 60

class RolledBack extends Error {}

let database: Database
let second: Database
beforeAll(async () => {
  database = await createTestDatabase()
  second = await openDatabase({ databaseUrl: database.url, dataDirectory: '' })
})
afterAll(async () => {
  await second.close()
  await database.close()
})

/** Some commit at once, some hold their transaction open long, some roll back. */
async function write(writer: number, committed: number[]): Promise<void> {
  for (let event = 0; event < EVENTS_PER_WRITER; event++) {
    const choice = (writer * 7 + event * 13) % 20
    await inTransaction(database, async (client) => {
      const { id } = await appendEvent(client, {
        type: 'test.written',
        actor: 'test',
        payload: { writer, event },
      })
      await sleep(choice === 0 ? 150 : choice % 4)
      if (choice === 7) throw new RolledBack()
      return id
    }).then(
      (id) => committed.push(id),
      (error: unknown) => {
        if (!(error instanceof RolledBack)) throw error
      },
    )
  }
}

/** What one would write without a sequencer: events after the highest id seen so far. */
async function consumeNaively(signal: AbortSignal): Promise<Set<number>> {
  const seen = new Set<number>()
  let cursor = 0
  while (!signal.aborted) {
    const found = await database.pool.query<{ id: string }>(
      'select id from events where id > $1 order by id',
      [cursor],
    )
    for (const { id } of found.rows) {
      seen.add(Number(id))
      cursor = Number(id)
    }
    await sleep(1)
  }
  return seen
}

test('every committed event reaches every consumer exactly once and in order, however late it commits', async () => {
  const sequencers = [database, second].map((hub) =>
    startSequencer(hub, { key: testLogKey(), headEveryEvents: 100 }),
  )
  const stop = new AbortController()
  const naive = consumeNaively(stop.signal)
  const followed: number[] = []
  const durable: number[] = []
  const followers = [
    consumeEvents(database, {
      from: 0,
      batchSize: 7,
      signal: stop.signal,
      onBatch: (events) => void followed.push(...events.map(({ id }) => id)),
    }),
    ...[database, second].map((hub) =>
      consumeEvents(hub, {
        from: 'stored',
        name: 'test',
        batchSize: 5,
        signal: stop.signal,
        onBatch: async (events) => void durable.push(...events.map(({ id }) => id)),
      }),
    ),
  ]
  const committed: number[] = []
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer, committed)))
  await expect.poll(() => followed.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(committed.length)
  await expect.poll(() => durable.length, { timeout: 20_000 }).toBeGreaterThanOrEqual(committed.length)
  stop.abort()
  await Promise.all(followers)
  await Promise.all(sequencers.map((sequencer) => sequencer.stop()))

  const expected = committed.toSorted((left, right) => left - right)
  expect(followed.toSorted((left, right) => left - right)).toEqual(expected)
  // Two processes share the durable consumer: together they saw what the other saw alone, in the same order.
  expect(durable).toEqual(followed)
  const numbered = await database.pool.query<{ id: string; seq: string }>(
    'select id, seq from events order by seq',
  )
  expect(numbered.rows.map(({ id }) => Number(id))).toEqual(followed)
  expect(numbered.rows.map(({ seq }) => Number(seq))).toEqual(expected.map((_, index) => index + 1))
  // The proof of the test: the situation did occur, and the usual way of reading loses events in it.
  expect((await naive).size).toBeLessThan(committed.length)
  const verification = await verifyDatabaseLog(database.pool)
  expect(verification).toMatchObject({ firstBad: null, entries: committed.length, unsealed: 0 })
  expect(verification.treeHeads).toBeGreaterThan(1)
})

test('events of one subject stand in the order of its row lock', async () => {
  await database.pool.query('create table subject (total int not null)')
  await database.pool.query('insert into subject values (0)')
  const sequencer = startSequencer(database, { key: testLogKey() })
  const writers = Array.from({ length: 8 }, async () => {
    for (let turn = 0; turn < 10; turn++) {
      await inTransaction(database, async (client) => {
        const updated = await client.query<{ total: number }>(
          'update subject set total = total + 1 returning total',
        )
        const total = updated.rows[0]?.total ?? 0
        await appendEvent(client, {
          type: 'test.counted',
          actor: 'test',
          subject: 'subject',
          payload: { total },
        })
        await sleep(total % 3)
      })
    }
  })
  await Promise.all(writers)
  await sequencer.stop()
  const totals = await database.pool.query<{ total: number }>(
    `select (payload ->> 'total')::int as total from events where subject = 'subject' order by seq`,
  )
  expect(totals.rows.map(({ total }) => total)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1))
})
