import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importList, rebuildVerdicts } from '@wuzei/hub'
import { openDatabase, stopEmbeddedServer, verifyDatabaseLog, type Database } from '@wuzei/store'
import { createTestDatabase } from '@wuzei/store/testing'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { killPostgres } from './serve-process.ts'

let dataDirectory: string
let list: string
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-import-killed-'))
  list = join(dataDirectory, 'list.csv')
  await writeFile(list, `value,count,firstAt\n${lines.join('')}`)
})
afterAll(async () => {
  await stopEmbeddedServer(dataDirectory)
  await rm(dataDirectory, { recursive: true, force: true })
})

/** Eight chunks: killed after the first one or two, most are to come. */
const entries = 80_000
const lines = Array.from(
  { length: entries },
  (_, at) =>
    `site-${at}.killed-${at % 7_000}.top,${1 + (at % 3)},2026-01-${String(1 + (at % 28)).padStart(2, '0')}\n`,
)

/** `wuzei import` of the list, as a process of its own. */
function startImport() {
  const command = join(import.meta.dirname, '..', 'services', 'hub', 'src', 'main.ts')
  const { DATABASE_URL: _other, ...env } = process.env
  const child = spawn(
    process.execPath,
    [command, 'import', list, '--format', 'csv', '--data', dataDirectory, '--rejects', `${list}.rejects`],
    { stdio: ['ignore', 'pipe', 'pipe'], env },
  )
  let said = ''
  let complaint = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr
    .setEncoding('utf8')
    .on('data', (text: string) => (complaint = (complaint + text).slice(-4_000)))
  const exited = once(child, 'exit')
  return {
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async summary(): Promise<Record<string, number>> {
      const [code] = await exited
      if (code !== 0) throw new Error(`the import ended with status ${String(code)}: ${complaint}`)
      return JSON.parse(said)
    },
  }
}

async function chunksCommitted(database: Database): Promise<number> {
  const found = await database.pool.query<{ count: number }>(
    "select count(*)::integer as count from events where type = 'evidence.imported'",
  )
  return found.rows[0]?.count ?? 0
}

/** Everything that lists leave in a library, by key. */
async function contentOf(database: Database): Promise<string> {
  const found = await database.pool.query<{ digest: string; rows: number }>(
    `select count(*)::integer as rows, md5(string_agg(concat_ws('|', i.key, i.kind, i.canonical, v.relative, i.ref_at, s.id,
              e.statement, e.reliability, e.fraud_type, e.count, e.first_at, e.last_at, e.retracted), ','
              order by i.key)) as digest
       from indicators i join verdict_states v on v.id = i.state_id
       join evidence e on e.indicator_key = i.key join sources s on s.code = e.source_code`,
  )
  return `${found.rows[0]?.rows} ${found.rows[0]?.digest}`
}

it('an import killed half-way, twice, with its database, is completed by repeating it', async () => {
  const database = await openDatabase({ dataDirectory })
  try {
    for (const withDatabase of [false, true]) {
      const before = withDatabase ? await chunksCommitted(database) : 0
      const running = startImport()
      // The first commit makes the table, so until then there is none to ask.
      await expect
        .poll(() => chunksCommitted(database).catch(() => 0), { timeout: 60_000, interval: 5 })
        .toBeGreaterThan(before)
      if (withDatabase) await killPostgres(dataDirectory)
      await running.kill()
    }
    // Looked after by this process, the database comes back by itself.
    const stored = async () => (await database.pool.query('select from evidence')).rowCount ?? 0
    await expect.poll(() => stored().catch(() => 0), { timeout: 60_000 }).toBeGreaterThan(0)
    const known = await stored()
    expect(known).toBeLessThan(entries)
    const summary = await startImport().summary()
    expect(summary).toMatchObject({ added: entries - known, updated: 0, unchanged: known })
    const again = await startImport().summary()
    expect(again).toMatchObject({ added: 0, updated: 0, unchanged: entries })

    const clean = await createTestDatabase()
    try {
      await importList(clean, {
        format: 'csv',
        files: [{ name: list, open: () => createReadStream(list) }],
        nowMs: Date.now(),
        actor: 'test',
        spillDirectory: dataDirectory,
      })
      expect(await contentOf(database)).toBe(await contentOf(clean))
    } finally {
      await clean.close()
    }
    expect(await verifyDatabaseLog(database.pool)).toMatchObject({ firstBad: null, unsealed: 0 })
    expect(await rebuildVerdicts(database)).toMatchObject({ mismatches: [] })
  } finally {
    await database.close()
  }
})
