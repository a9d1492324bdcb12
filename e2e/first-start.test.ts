import { createServer } from 'node:net'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHub } from '@wuzei/hub'
import { createTestDatabase } from '@wuzei/store/testing'
import { afterEach, beforeEach, expect, it } from 'vitest'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let dataDirectory: string
beforeEach(async () => {
  database = await createTestDatabase()
  dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-first-'))
})
afterEach(async () => {
  await database.close()
  await rm(dataDirectory, { recursive: true, force: true })
})

it('a start that failed for its port does not eat the administrator key, and later ones show it once', async () => {
  const options = { dataDirectory, databaseUrl: database.url }
  const taken = createServer().listen(0, '127.0.0.1')
  await once(taken, 'listening')
  const address = taken.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  await expect(startHub({ ...options, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  taken.close()
  const first = await startHub({ ...options, port: 0 })
  expect(first.administratorKey).toMatch(/^wzk_/)
  await first.stop()
  const second = await startHub({ ...options, port: 0 })
  expect(second.administratorKey).toBeUndefined()
  await second.stop()
})

it('of hubs that start at once on a new database one makes the key, and the yellow pages stand', async () => {
  const hubs = await Promise.all(
    [1, 2, 3].map(async () => await startHub({ dataDirectory, databaseUrl: database.url, port: 0 })),
  )
  expect(hubs.filter((hub) => hub.administratorKey !== undefined)).toHaveLength(1)
  for (const hub of hubs) {
    const answer = await fetch(`${hub.url}/v1/check?value=95588`)
    expect(await answer.json()).toMatchObject({ level: 'safe', identity: { id: 'icbc' } })
  }
  for (const hub of hubs) await hub.stop()
})
