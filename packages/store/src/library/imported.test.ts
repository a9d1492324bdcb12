import { indicatorKinds } from '@wuzei/domain'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate } from '../migrate.ts'
import type { Database } from '../postgres/open-database.ts'
import { inTransaction } from '../postgres/transaction.ts'
import { createTestDatabase } from '../testing/index.ts'
import { compareImported, insertImported, type ImportedRow } from './imported.ts'
import type { SourceRow } from './row-types.ts'
import { ensureSource } from './sources.ts'

let database: Database
let source: SourceRow
beforeEach(async () => {
  database = await createTestDatabase()
  await migrate(database)
  const seed = { id: 'import:test', tier: 'feed', name: 'test', licence: null, alpha: 9, beta: 1 } as const
  source = await ensureSource(database.pool, seed)
})
afterEach(() => database.close())

function rowOf(keyHigh: number, canonical: string, fraudType: string | null = null): ImportedRow {
  const said = { count: 2, firstAt: 1_700_000_000, lastAt: 5_000_000_000, dated: true }
  return {
    keyHigh,
    keyLow: -1,
    kind: 'domain',
    canonical,
    fraudType,
    ...said,
  }
}

const insert = (rows: readonly ImportedRow[]) =>
  inTransaction(database, (client) =>
    insertImported(
      client,
      source,
      rows,
      rows.map(() => ({ stateId: 1, refAt: 5_000_000_000 })),
    ),
  )

test('what is inserted is stored as it is, beyond 32 bits, ASCII and one buffer', async () => {
  const long = `${'好'.repeat(2_000)}.example`
  const rows = [rowOf(-5, 'a.example', 'F02.01'), rowOf(0, long), rowOf(7, '诈骗.example')]
  expect(await insert(rows)).toEqual([])
  const stored = await database.pool.query(
    `select key, kind, canonical, state_id, ref_at, source_code, statement, reliability, fraud_type, count, first_at,
            last_at, echo, retracted
       from indicators join evidence on indicator_key = key order by key`,
  )
  const common = {
    kind: indicatorKinds.indexOf('domain'),
    state_id: 1,
    ref_at: '5000000000',
    source_code: source.code,
    statement: '0',
    reliability: 0.9,
    count: 2,
    first_at: '1700000000',
    last_at: '5000000000',
    echo: false,
    retracted: false,
  }
  expect(stored.rows).toEqual([
    { ...common, key: '-17179869185', canonical: 'a.example', fraud_type: 'F02.01' },
    { ...common, key: '4294967295', canonical: long, fraud_type: null },
    { ...common, key: '34359738367', canonical: '诈骗.example', fraud_type: null },
  ])
})

test('an indicator that somebody else brought in meanwhile is left alone and named, the others go in', async () => {
  await insert([rowOf(2, 'known.example')])
  expect(
    await insert([rowOf(1, 'a.example'), rowOf(2, 'known.example', 'F02.01'), rowOf(3, 'c.example')]),
  ).toEqual([1])
  const stored = await database.pool.query('select fraud_type from evidence order by indicator_key')
  expect(stored.rows).toEqual([{ fraud_type: null }, { fraud_type: null }, { fraud_type: null }])
})

test('rows are told apart: new, known from others, changed, the same', async () => {
  await insert([rowOf(1, 'a.example'), rowOf(2, 'b.example')])
  await database.pool.query(
    `insert into indicators (key, kind, canonical) values (((4::bigint << 32) - 1), 1, 'c')`,
  )
  expect(await compareImported(database.pool, [rowOf(5, 'x'), rowOf(6, 'y')], source.code)).toEqual([
    'new',
    'new',
  ])
  const rows = [rowOf(0, 'n.example'), rowOf(1, 'a.example'), rowOf(2, 'b.example', 'F02.01'), rowOf(3, 'c')]
  expect(await compareImported(database.pool, rows, source.code)).toEqual(['new', 'same', 'changed', 'known'])
})

test('what evidence refers to can neither go nor get another key', async () => {
  await insert([rowOf(1, 'a.example')])
  for (const change of [
    'delete from indicators',
    'update indicators set key = 5',
    'truncate indicators cascade',
    'delete from sources',
    'truncate sources cascade',
  ])
    await expect(database.pool.query(change), change).rejects.toThrow('append-only')
  await database.pool.query('update indicators set ref_at = 6')
})
