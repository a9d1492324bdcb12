import { absoluteState, readVerdict, type RelativeState } from '@wuzei/domain'
import type { Database } from '@wuzei/store'
import { createTestDatabase } from '@wuzei/store/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadSampleOnce } from './load-sample.ts'
import { sampleSources } from './sample-lists.ts'

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

test('each invented site is called what its name says', () => {
  const typesOf = (part: string) => [
    ...new Set(
      sampleSources.flatMap(({ values }) =>
        Object.entries(values).flatMap(([type, named]) =>
          named.some((value) => value.includes(part)) ? [type] : [],
        ),
      ),
    ),
  ]
  const expected = {
    F01: 'shuadan-hall task-rebate dianzan-jiangli',
    F02: 'jinying-fx hk-gold-desk tianji-quant hengtong-trade btc-wealth-club vip-stock-guide',
    F04: 'parcel-fee points-gift',
    F06: 'zhengxin-xiufu',
    F08: 'anquan-zhanghu gongan-zhian shebao-buka',
    F12: 'geshui-tuishui',
    F13: 'etc-renzheng etc-login',
  }
  for (const [type, names] of Object.entries(expected))
    for (const name of names.split(' ')) expect(typesOf(name), name).toEqual([type])
})
