import { mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { stopEmbeddedServer } from '../postgres/embedded-server.ts'
import { openDatabase } from '../postgres/open-database.ts'
import { findPostmaster } from '../postgres/postmaster.ts'
import { testLogKey } from '../testing/index.ts'
import { type SpawnedHub, spawnHub } from '../testing/spawn-hub.ts'
import { startSequencer } from './sequencer.ts'
import { verifyDatabaseLog } from './verify-database.ts'

let dataDirectory: string
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-crash-'))
})
afterEach(async () => {
  await stopEmbeddedServer(dataDirectory)
  await rm(dataDirectory, { recursive: true, force: true })
})

async function writesMore(hub: SpawnedHub, count: number): Promise<void> {
  const before = hub.acknowledged.length
  await expect.poll(() => hub.acknowledged.length, { timeout: 30_000 }).toBeGreaterThan(before + count)
}

async function killPostgres(): Promise<void> {
  const postmaster = await findPostmaster(await realpath(join(dataDirectory, 'postgres', 'cluster')))
  if (postmaster === null) throw new Error('PostgreSQL should be running')
  process.kill(postmaster.pid, 'SIGKILL')
}

test('kill -9 of hubs and of PostgreSQL under load loses nothing that was acknowledged', async () => {
  const first = spawnHub(dataDirectory, 'write')
  await first.opened
  const second = spawnHub(dataDirectory, 'write')
  await second.opened
  await writesMore(second, 100)
  // The first hub leads the sequencer: the second takes over.
  await first.kill()
  await writesMore(second, 100)
  // A hub that lives starts PostgreSQL again and goes on writing.
  await killPostgres()
  await writesMore(second, 100)
  // Both at once: nobody is left to start it again.
  await killPostgres()
  await second.kill()

  const database = await openDatabase({ dataDirectory })
  await startSequencer(database, { key: testLogKey() }).stop()
  const found = await database.pool.query<{ id: string; seq: string }>(
    'select id, seq from events order by seq',
  )
  const stored = new Set(found.rows.map(({ id }) => Number(id)))
  const acknowledged = [...first.acknowledged, ...second.acknowledged]
  expect(acknowledged.length).toBeGreaterThan(300)
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
  const verification = await verifyDatabaseLog(database.pool)
  expect(verification).toMatchObject({ firstBad: null, entries: stored.size, unsealed: 0 })
  expect(verification.treeHeads).toBeGreaterThan(1)
  await database.close()
})
