import { setTimeout } from 'node:timers/promises'
import { tmpdir } from 'node:os'
import { indicatorKey, indicatorKinds, signedKey } from '@wuzei/domain'
import { startSequencer, withClient, type Database } from '@wuzei/store'
import { createTestDatabase, testLogKey } from '@wuzei/store/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importList, type ImportSummary } from '../../importers/import-list.ts'
import { rebuildVerdicts } from '../rebuild-verdicts.ts'

let database: Database
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => await database.close())

/** Imports sites with their counts, in the order given. */
async function importSites(sites: readonly (readonly [string, number])[]): Promise<ImportSummary> {
  const content = `value,count\n${sites.map(([site, count]) => `${site},${count}\n`).join('')}`
  return await importList(database, {
    format: 'csv',
    files: [{ name: 'sites', open: () => piecesOf(content) }],
    nowMs: Date.parse('2026-03-01T00:00:00Z'),
    actor: 'test',
    spillDirectory: tmpdir(),
  })
}

async function* piecesOf(content: string) {
  yield await Promise.resolve(Buffer.from(content))
}

const keyOf = (site: string): string => signedKey(indicatorKey('domain', site)).toString()

async function importEvents(): Promise<number> {
  const found = await database.pool.query("select from events where type = 'evidence.imported'")
  return found.rowCount ?? 0
}

/** Until some statement on this database waits for a lock. */
async function somebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await database.pool.query(
      "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
    )
    if (waiting.rowCount) return
    await setTimeout(5)
  }
}

/**
 * Lets an import of one new and one known site and a transaction that takes them the other way round wait for each
 * other. Whoever looks first for a circle is broken off: true when that was the import.
 */
async function collide(known: string, fresh: string): Promise<{ broken: boolean; summary: ImportSummary }> {
  await importSites([[known, 1]])
  return await withClient(database, async (other) => {
    await other.query('begin')
    // PostgreSQL looks for a circle after one second of waiting; the other one looks later.
    await other.query("set local deadlock_timeout = '10s'")
    await other.query('select from indicators where key = $1 for update', [keyOf(known)])
    const importing = importSites([
      [known, 5],
      [fresh, 2],
    ])
    await somebodyWaits()
    const broken = await other
      .query('insert into indicators (key, kind, canonical) values ($1, $2, $3)', [
        keyOf(fresh),
        indicatorKinds.indexOf('domain'),
        fresh,
      ])
      .then(() => true)
      .catch(() => false)
    await other.query('rollback')
    return { broken, summary: await importing }
  })
}

test('an import that PostgreSQL broke off in a deadlock is done again, and once', async () => {
  // On a machine that is very busy the import may have looked before there was a circle.
  for (let round = 0; ; round += 1) {
    const before = await importEvents()
    const { broken, summary } = await collide(`known-${round}.top`, `fresh-${round}.top`)
    expect(summary).toEqual({ read: 2, added: 1, updated: 1, unchanged: 0, rejected: 0 })
    expect(await importEvents()).toBe(before + 2)
    const counts = await database.pool.query<{ count: number }>(
      'select count from evidence where indicator_key = any($1::bigint[]) order by count',
      [[keyOf(`known-${round}.top`), keyOf(`fresh-${round}.top`)]],
    )
    expect(counts.rows.map(({ count }) => count)).toEqual([2, 5])
    if (broken) break
    expect(round).toBeLessThan(5)
  }
})

test('imports of one list side by side, one in reverse, leave what one import leaves', async () => {
  const sites = Array.from({ length: 3_000 }, (_, index) => [`beside-${index}.top`, 1 + (index % 3)] as const)
  await importSites(sites.slice(0, 1_500).map(([site]) => [site, 9] as const))
  const [forward, backward] = await Promise.all([importSites(sites), importSites(sites.toReversed())])
  const changed = forward.added + forward.updated + backward.added + backward.updated
  expect(changed).toBeGreaterThanOrEqual(3_000)
  const counts = await database.pool.query<{ canonical: string; count: number }>(
    `select canonical, count from evidence join indicators on key = indicator_key where canonical like 'beside-%'`,
  )
  expect(new Map(counts.rows.map(({ canonical, count }) => [canonical, count]))).toEqual(new Map(sites))
  expect(await importSites(sites)).toMatchObject({ added: 0, updated: 0, unchanged: 3_000 })
  await startSequencer(database, { key: testLogKey() }).stop()
  expect(await rebuildVerdicts(database)).toMatchObject({ mismatches: [] })
})
