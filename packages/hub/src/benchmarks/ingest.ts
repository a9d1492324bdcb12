import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { indicatorKey, signedKey } from '@wuzei/domain'
import { inTransaction, migrate, openDatabase, type Database } from '@wuzei/store'
import { pino } from 'pino'
import { importIntoLibrary } from '../importers/import-into-library.ts'
import type { ImportSummary } from '../importers/import-list.ts'
import { benchResult, type Benchmark } from './bench-result.ts'
import { randomFrom, sampleValue, type SampleValue } from './sample-values.ts'

const defaultEntries = 500_000
const seed = 7
const peerChunkRows = 10_000

/**
 * A list of phone numbers, sites and links imported into an empty library on the embedded PostgreSQL, from opening the
 * file until the log is numbered and sealed and the index is on disk; then the same list again, which changes nothing.
 * The peer is what a database does at least: the same rows, parsed and sorted before the clock starts, inserted by
 * `insert … select unnest` in the same server into one table with a primary key and nothing else.
 */
export const ingestBenchmark: Benchmark = {
  name: 'ingest',
  summary: 'indicators a second that a list brings into an empty library, log and index included',

  async run(options) {
    const entries = options.entries ?? defaultEntries
    const dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-bench-'))
    try {
      const random = randomFrom(seed)
      const samples = Array.from({ length: entries }, () => sampleValue(random))
      const file = join(dataDirectory, 'list.csv')
      await writeFile(
        file,
        `value,count\n${samples.map(({ value }, at) => `${value},${1 + (at % 5)}\n`).join('')}`,
      )
      options.progress?.('making the database')
      // Kept open, so that neither making nor starting the server is measured.
      const database = await openDatabase({ dataDirectory })
      try {
        await migrate(database)
        options.progress?.(`inserting ${entries} rows into a bare table`)
        const peerS = await fillBareTable(database, samples)
        options.progress?.(`${Math.round(entries / peerS)} rows a second; importing the list`)
        const first = await importFile(dataDirectory, file)
        if (first.summary.added < entries * 0.99) throw new Error('most of the list was not imported')
        options.progress?.(`${Math.round(entries / first.seconds)} indicators a second; importing it again`)
        const again = await importFile(dataDirectory, file)
        if (again.summary.unchanged !== entries) throw new Error('importing a list again changed something')
        return benchResult(
          'ingest',
          {
            indicators_per_s: first.summary.added / first.seconds,
            unchanged_per_s: entries / again.seconds,
            import_s: first.seconds,
            added: first.summary.added,
          },
          { bare_table: { rows_per_s: entries / peerS } },
          { indicators_vs_bare_table: first.summary.added / first.seconds / (entries / peerS) },
        )
      } finally {
        await database.close()
      }
    } finally {
      await rm(dataDirectory, { recursive: true, force: true })
    }
  },
}

async function importFile(
  dataDirectory: string,
  file: string,
): Promise<{ summary: ImportSummary; seconds: number }> {
  const startedMs = performance.now()
  const summary = await importIntoLibrary(
    { dataDirectory, environment: {}, logger: pino({ level: 'silent' }) },
    {
      format: 'csv',
      files: [{ name: file, open: () => createReadStream(file) }],
      nowMs: Date.now(),
      actor: 'bench',
      spillDirectory: dataDirectory,
    },
  )
  return { summary, seconds: (performance.now() - startedMs) / 1000 }
}

/** Seconds that the inserts take; the table is gone afterwards. */
async function fillBareTable(database: Database, samples: readonly SampleValue[]): Promise<number> {
  const rows = samples
    .map(({ kind, canonical }) => ({ key: signedKey(indicatorKey(kind, canonical)), canonical }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const chunks = Array.from({ length: Math.ceil(rows.length / peerChunkRows) }, (_item, index) => {
    const chunk = rows.slice(index * peerChunkRows, (index + 1) * peerChunkRows)
    return [chunk.map(({ key }) => key.toString()), chunk.map(({ canonical }) => canonical)]
  })
  await database.pool.query(
    'create table bare (key bigint primary key, canonical text not null, count integer)',
  )
  const startedMs = performance.now()
  for (const chunk of chunks)
    await inTransaction(database, async (client) => {
      await client.query(
        `insert into bare select key, canonical, 1 from unnest($1::bigint[], $2::text[]) as n(key, canonical)
         on conflict do nothing`,
        chunk,
      )
    })
  const seconds = (performance.now() - startedMs) / 1000
  await database.pool.query('drop table bare')
  return seconds
}
