import { spawn } from 'node:child_process'
import { mkdtemp, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { spawnHub } from '../testing/spawn-hub.ts'
import { stopEmbeddedServer } from './embedded-server.ts'
import { type Database, openDatabase } from './open-database.ts'
import { findPostmaster } from './postmaster.ts'

const settings = { shared_buffers: '64MB' }

let dataDirectory: string
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-open-'))
})
afterEach(async () => {
  await stopEmbeddedServer(dataDirectory)
  await rm(dataDirectory, { recursive: true, force: true })
})

const open = () => openDatabase({ dataDirectory, settings })

async function postmaster() {
  return await findPostmaster(await realpath(join(dataDirectory, 'postgres', 'cluster')))
}

async function serverStart(database: Database): Promise<string> {
  const found = await database.pool.query<{ start: string }>(
    'select pg_postmaster_start_time()::text as start',
  )
  return found.rows[0]?.start ?? ''
}

test('processes that open a fresh folder at once share one server, and the last one stops it', async () => {
  const hubs = [spawnHub(dataDirectory, 'idle'), spawnHub(dataDirectory, 'idle')]
  const [own, again, ...urls] = await Promise.all([open(), open(), ...hubs.map((hub) => hub.opened)])
  expect(new Set([own.url, again.url, ...urls]).size).toBe(1)
  await own.pool.query('create table kept (value int)')
  await again.pool.query('insert into kept values (1)')
  await own.close()
  await again.close()
  await Promise.all(hubs.map((hub) => hub.close()))
  expect(await postmaster()).toBeNull()
  const later = await open()
  expect((await later.pool.query('select value from kept')).rows).toEqual([{ value: 1 }])
  await later.close()
  expect(await postmaster()).toBeNull()
})

test('the settings are safe, and the password is readable by its owner only', async () => {
  const database = await open()
  const found = await database.pool.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name = any($1)`,
    [
      [
        'fsync',
        'full_page_writes',
        'synchronous_commit',
        'listen_addresses',
        'server_encoding',
        'unix_socket_directories',
      ],
    ],
  )
  expect(Object.fromEntries(found.rows.map(({ name, setting }) => [name, setting]))).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    listen_addresses: '127.0.0.1',
    server_encoding: 'UTF8',
    unix_socket_directories: '',
  })
  expect((await stat(join(dataDirectory, 'postgres', 'connection.json'))).mode & 0o777).toBe(0o600)
  const url = new URL(database.url)
  url.password = 'wrong'
  await expect(openDatabase({ databaseUrl: url.href, dataDirectory })).rejects.toThrow(
    'password authentication failed',
  )
  await database.close()
})

test('a server left behind by a killed process is adopted', async () => {
  const hub = spawnHub(dataDirectory, 'idle')
  const url = await hub.opened
  const before = await postmaster()
  await hub.kill()
  expect(await postmaster()).toEqual(before)
  const database = await open()
  expect(database.url).toBe(url)
  expect(await postmaster()).toEqual(before)
  await database.close()
  expect(await postmaster()).toBeNull()
})

test('a killed server is started again for all who use it, under the same address', async () => {
  const database = await open()
  const other = await open()
  let heard = 0
  database.notifications.subscribe('test', () => {
    heard += 1
  })
  await expect.poll(() => heard).toBe(1)
  const start = await serverStart(database)
  const { url } = database
  const running = await postmaster()
  // Never a default: process 0 would be this whole group of processes.
  if (!running) throw new Error('the server should be running')
  process.kill(running.pid, 'SIGKILL')
  await expect(database.pool.query('select pg_sleep(30)')).rejects.toThrow()
  for (const user of [database, other]) {
    await expect.poll(() => serverStart(user).catch(() => start), { timeout: 20_000 }).not.toBe(start)
    expect(user.url).toBe(url)
  }
  // Whoever listens is called after the interruption, and hears again.
  await expect.poll(() => heard, { timeout: 5_000 }).toBe(2)
  await other.pool.query('notify test')
  await expect.poll(() => heard).toBe(3)
  await database.close()
  await other.close()
  expect(await postmaster()).toBeNull()
})

test('a pid file whose number now belongs to a stranger does not keep the server from starting', async () => {
  const database = await open()
  await database.pool.query('create table kept (value int)')
  const file = join(dataDirectory, 'postgres', 'cluster', 'postmaster.pid')
  const text = await readFile(file, 'utf8')
  await database.close()
  const stranger = spawn('sleep', ['60'])
  await writeFile(file, text.replace(/^\d+/, String(stranger.pid)))
  const later = await open()
  expect((await later.pool.query('select from kept')).rowCount).toBe(0)
  await later.close()
  expect(stranger.exitCode).toBeNull()
  stranger.kill()
})

test('a folder that was half made is made again; one whose password is lost is not touched', async () => {
  const first = await open()
  await first.close()
  const home = join(dataDirectory, 'postgres')
  await rm(join(home, 'connection.json'))
  await expect(open()).rejects.toThrow('connection.json is missing')
  await writeFile(join(home, 'making'), '')
  const again = await open()
  expect((await again.pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  await again.close()
})

test('a database that cannot be reached is an error at once', async () => {
  const databaseUrl = 'postgres://nobody:nothing@127.0.0.1:9/none'
  await expect(openDatabase({ databaseUrl, dataDirectory })).rejects.toThrow('ECONNREFUSED')
})
