import { absoluteState, readVerdict, type RelativeState } from '@wuzei/domain'
import type { Database } from '@wuzei/store'
import { createTestDatabase } from '@wuzei/store/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSampleOnce } from './load-sample.ts'

let database: Database
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => await database.close())

const nowMs = Date.parse('2026-03-01T00:00:00Z')

test('a library that knows nothing gets a sample of every level, once', async () => {
  await loadSampleOnce(database, nowMs)
  await loadSampleOnce(database, nowMs)
  const found = await database.pool.query<{ relative: RelativeState; ref_at: string; canonical: string }>(
    'select relative, ref_at, canonical from indicators join verdict_states v on v.id = state_id',
  )
  expect(found.rows.length).toBeGreaterThan(50)
  const levels = found.rows.map(
    ({ relative, ref_at }) => readVerdict(absoluteState(relative, Number(ref_at)), nowMs / 1000).level,
  )
  expect([...new Set(levels)].sort()).toEqual(['confirmed', 'high', 'suspicious'])
  const events = await database.pool.query('select from events')
  expect(events.rowCount).toBe(3)
  for (const { canonical } of found.rows)
    expect(canonical).toMatch(
      /\bexample\.(?:com|net|org)(?:\/|$)|^\+120255501\d\d$|^\+4420794609\d\d$|^\+614915701\d\d$/,
    )
})
