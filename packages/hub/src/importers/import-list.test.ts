import { tmpdir } from 'node:os'
import { gzipSync } from 'node:zlib'
import { definitionOf, indicatorKey, readVerdict, signedKey, assess } from '@wuzei/domain'
import { inTransaction, loadIndicators, startSequencer, type Database } from '@wuzei/store'
import { createTestDatabase, testLogKey } from '@wuzei/store/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitChange } from '../library/library-change.ts'
import { retractIndicator } from '../library/changes/retract-indicator.ts'
import { rebuildVerdicts } from '../library/rebuild-verdicts.ts'
import { subjectOfValue } from '../library/subject-of-value.ts'
import { importList, type ImportRequest } from './import-list.ts'
import type { RefusedLine } from './importer.ts'

let database: Database
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => await database.close())

const nowMs = Date.parse('2026-03-01T00:00:00Z')

function request(format: string, contents: readonly (string | Buffer)[], more: Partial<ImportRequest> = {}) {
  const files = contents.map((content, index) => ({
    name: `file ${index}`,
    async *open() {
      const bytes = Buffer.from(content)
      // Cut anywhere: lines and characters lie across pieces.
      for (let at = 0; at < bytes.length; at += 7) yield await Promise.resolve(bytes.subarray(at, at + 7))
    },
  }))
  return { format, files, nowMs, actor: 'test', spillDirectory: tmpdir(), ...more }
}

async function eventCount(): Promise<number> {
  const found = await database.pool.query<{ count: number }>(
    "select count(*)::integer as count from events where type = 'evidence.imported'",
  )
  return found.rows[0]?.count ?? 0
}

async function evidenceOf(value: string) {
  const parsed = definitionOf('domain').parse(value)
  if (!parsed.ok) throw new Error('not a domain')
  const key = signedKey(indicatorKey('domain', parsed.indicator.canonical))
  return (await loadIndicators(database.pool, [key])).get(key)
}

test('rows about one site add up, whatever the spelling, and a second import changes nothing', async () => {
  const list = 'site_name\tdomain\treports\r\n甲\thttps://www.adds-up.top/x1\t2\r\n乙\tadds-up.top\t5\r\n'
  const first = await importList(database, request('tw165', [list]))
  expect(first).toEqual({ read: 2, added: 1, updated: 0, unchanged: 1, rejected: 0 })
  expect((await evidenceOf('adds-up.top'))?.evidence).toMatchObject([{ source: 'import:tw165', count: 7 }])
  const events = await eventCount()
  expect(await importList(database, request('tw165', [list]))).toEqual({
    read: 2,
    added: 0,
    updated: 0,
    unchanged: 2,
    rejected: 0,
  })
  expect(await eventCount()).toBe(events)
})

test('several files are one list', async () => {
  const files = ['A\tsplit-list.top\t1\n', 'A\tsplit-list.top\t4\n']
  await importList(database, request('tw165', files))
  expect((await evidenceOf('split-list.top'))?.evidence).toMatchObject([{ count: 5 }])
  expect(await importList(database, request('tw165', files))).toMatchObject({
    added: 0,
    updated: 0,
    unchanged: 2,
  })
})

test('a list that says something else updates what it said, and its verdict', async () => {
  await importList(database, request('tw165', ['A\tgrows.top\t1\n']))
  const outcome = await importList(database, request('tw165', ['A\tgrows.top\t50\n']))
  expect(outcome).toMatchObject({ added: 0, updated: 1, unchanged: 0 })
  const row = await evidenceOf('grows.top')
  if (!row) throw new Error('not stored')
  const state = assess({ kind: row.kind, evidence: row.evidence, ...row.decisions })
  expect(readVerdict(state, nowMs / 1000).level).toBe('high')
})

test('an import broken off half-way is completed by running it again', async () => {
  const lines = Array.from({ length: 25_000 }, (_, index) => `0.0.0.0 broken-off-${index}.top\n`).join('')
  const broken: ImportRequest = {
    ...request('hosts', []),
    files: [{ name: 'list', open: () => piecesOf(lines) }],
    onProgress: ({ written }) => {
      if (written > 0) throw new Error('killed')
    },
  }
  await expect(importList(database, broken)).rejects.toThrow('killed')
  const again = await importList(database, { ...request('hosts', []), files: broken.files })
  expect(again.added).toBeGreaterThan(0)
  expect(again.added).toBeLessThan(25_000)
  expect(again.added + again.unchanged).toBe(25_000)
  expect(await importList(database, { ...request('hosts', []), files: broken.files })).toMatchObject({
    added: 0,
    unchanged: 25_000,
  })
})

async function* piecesOf(text: string) {
  yield await Promise.resolve(Buffer.from(text))
}

test('lists larger than memory go through files and give the same', async () => {
  const lines = Array.from({ length: 3_000 }, (_, index) => `A\tspilled-${index % 1_000}.top\t1\n`).join('')
  const outcome = await importList(
    database,
    request('tw165', [lines], { memoryBytes: 12_000, sourceName: 'spilled' }),
  )
  expect(outcome).toEqual({ read: 3_000, added: 1_000, updated: 0, unchanged: 2_000, rejected: 0 })
  expect((await evidenceOf('spilled-7.top'))?.evidence).toMatchObject([
    { source: 'import:spilled', count: 3 },
  ])
})

test('packed lists are read, and a dry run writes nothing', async () => {
  const packed = gzipSync('0.0.0.0 packed.top # comment\n127.0.0.1 localhost\n')
  const dry = await importList(undefined, request('hosts', [packed], { dryRun: true }))
  expect(dry).toEqual({ read: 1, added: 1, updated: 0, unchanged: 0, rejected: 0 })
  expect(await evidenceOf('packed.top')).toBeUndefined()
  expect(await importList(database, request('hosts', [packed]))).toMatchObject({ added: 1 })
})

test('nobody honest is accused by a list', async () => {
  const list = [
    'icbc.com.cn',
    'https://mybank.icbc.com.cn/login',
    'taobao.com',
    'google.com',
    'docs.google.com',
    'github.io',
    '192.168.1.1',
    'docs.google.com/forms/d/abc',
    'somebody.github.io',
  ].join('\n')
  const rejected: RefusedLine[] = []
  const outcome = await importList(
    database,
    request('maltrail', [list], { onRejected: (line) => void rejected.push(line) }),
  )
  expect(outcome).toMatchObject({ read: 9, added: 2, rejected: 7 })
  expect(rejected.map(({ line, error }) => [line, error.code])).toEqual([
    [1, 'IMPORT_VERIFIED_OWNER'],
    [2, 'IMPORT_VERIFIED_OWNER'],
    [3, 'IMPORT_VERIFIED_OWNER'],
    [4, 'IMPORT_WELL_KNOWN'],
    [5, 'IMPORT_SHARED_HOST'],
    [6, 'IMPORT_SHARED_HOST'],
    [7, 'INDICATOR_INVALID'],
  ])
})

test('imports of two sources and decisions about the same values, all at once, end and agree with the log', async () => {
  const names = Array.from({ length: 1_500 }, (_, index) => `contended-${index}.top`)
  const forward = names.map((name) => `0.0.0.0 ${name}`).join('\n')
  const table = `value,count\n${names
    .toReversed()
    .map((name) => `${name},3`)
    .join('\n')}\n`
  const decide = names.slice(0, 60).map(async (name, index) => {
    const indicator = subjectOfValue(name, undefined)
    const payload = { indicator, retractedAt: nowMs / 1000 - 60 + index, reason: 'test' }
    await inTransaction(database, async (client) => {
      await commitChange(client, retractIndicator, payload, { actor: 'test', subject: null })
    })
  })
  await Promise.all([
    importList(database, request('hosts', [forward], { sourceName: 'left' })),
    importList(database, request('csv', [table], { sourceName: 'right' })),
    importList(database, request('hosts', [forward], { sourceName: 'left' })),
    ...decide,
  ])
  const sources = await database.pool.query<{ count: number }>(
    `select count(*)::integer as count from evidence e join sources s on s.code = e.source_code
      where s.id in ('import:left', 'import:right')`,
  )
  expect(sources.rows[0]?.count).toBe(3_000)
})

test('every verdict published by these imports follows from the log, bit for bit', async () => {
  await startSequencer(database, { key: testLogKey() }).stop()
  const rebuilt = await rebuildVerdicts(database)
  expect(rebuilt.events).toBeGreaterThan(60)
  expect(rebuilt.mismatches).toEqual([])
})
