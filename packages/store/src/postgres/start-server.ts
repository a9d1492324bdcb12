import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type ClusterPaths, noneIfMissing } from './cluster-paths.ts'
import { type Connection, readConnection, writeConnection } from './connection-file.ts'
import { clearStalePid, findPostmaster } from './postmaster.ts'
import { serverSettings } from './settings.ts'

const USER = 'wuzei'
const DATABASE = 'wuzei'

/** Recovery after a crash reads up to `max_wal_size` of log again; on a slow disk that takes minutes. */
const START_LIMIT_MS = 300_000
const POLL_MS = 15
/** After a kill of the server its children need a moment to notice and to let go of shared memory. */
const ATTEMPTS = 40
const ATTEMPT_PAUSE_MS = 150
/** Beyond this the server's log is put aside at start (one old one is kept). */
const LOG_LIMIT_BYTES = 16 * 1024 * 1024
const LOG_TAIL_BYTES = 2_000

/**
 * Makes the cluster if it is new, starts its server, waits until it answers. To be called under the decision lock.
 * The server is a process of its own that outlives us: other processes may be using it.
 */
export async function startServer(
  paths: ClusterPaths,
  overrides: Record<string, string>,
): Promise<Connection> {
  await clearHalfMadeCluster(paths)
  const initialised = (await readdir(paths.cluster)).length > 0
  let connection = await readConnection(paths.connection)
  if (connection === null || !initialised) {
    if (initialised)
      throw new Error(`${paths.connection} is missing; without its password the database is locked`)
    connection = newConnection()
    await initialise(paths, connection)
  }
  for (let attempt = 1; ; attempt++) {
    // The port of last time if it is free, so that other processes' pools find the server again.
    const port: number = (await portIfFree(connection.port)) ?? (await freePort())
    connection = { ...connection, port }
    await writeConnection(paths.connection, connection)
    await clearStalePid(paths.cluster)
    const failure = await launch(paths, port, overrides)
    if (failure === null) break
    if (attempt === ATTEMPTS || !/in use|Address already/i.test(failure)) {
      throw new Error(`PostgreSQL did not start; the end of ${paths.log}:\n${failure}`)
    }
    await sleep(ATTEMPT_PAUSE_MS)
  }
  await ensureDatabase(connection)
  return connection
}

function newConnection(): Connection {
  return {
    host: '127.0.0.1',
    port: 0,
    user: USER,
    password: randomBytes(24).toString('base64url'),
    database: DATABASE,
  }
}

/** A marker stands beside the cluster while it is being made: what a killed starter left is no database yet. */
async function clearHalfMadeCluster(paths: ClusterPaths): Promise<void> {
  if ((await stat(paths.making).catch(noneIfMissing)) === null) return
  for (const name of await readdir(paths.cluster)) await rm(join(paths.cluster, name), { recursive: true })
}

async function initialise(paths: ClusterPaths, connection: Connection): Promise<void> {
  await writeFile(paths.making, '')
  const folder = await mkdtemp(join(tmpdir(), 'wuzei-'))
  try {
    const passwordFile = join(folder, 'password')
    await writeFile(passwordFile, connection.password, { mode: 0o600 })
    if (paths.user !== null) {
      await chown(passwordFile, paths.user.uid, paths.user.gid)
      await chown(folder, paths.user.uid, paths.user.gid)
    }
    const child = spawn(
      paths.binaries.initdb,
      [
        `--pgdata=${paths.cluster}`,
        `--username=${USER}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C',
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--text-search-config=simple',
        '--no-instructions',
      ],
      { ...paths.user, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'], env: { PATH: process.env['PATH'] } },
    )
    let complaint = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-LOG_TAIL_BYTES)
    })
    const [code] = await once(child, 'close')
    if (code !== 0) throw new Error(`initdb failed (status ${String(code)}): ${complaint}`)
    await writeConnection(paths.connection, connection)
    await rm(paths.making)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Starts the server once; null when it is ready, else the end of its log. */
async function launch(
  paths: ClusterPaths,
  port: number,
  overrides: Record<string, string>,
): Promise<string | null> {
  const size = (await stat(paths.log).catch(noneIfMissing))?.size ?? 0
  if (size > LOG_LIMIT_BYTES) await rename(paths.log, `${paths.log}.old`)
  const log = await open(paths.log, 'a', 0o600)
  const logStart = (await log.stat()).size
  let child: ChildProcess
  try {
    const settings = Object.entries({ ...serverSettings(), ...overrides }).map(
      ([key, value]) => `--${key}=${value}`,
    )
    // Detached: a Ctrl-C at the hub's terminal goes to its whole process group and must not reach the server.
    child = spawn(paths.binaries.postgres, ['-D', paths.cluster, '-p', String(port), ...settings], {
      ...paths.user,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log.fd, log.fd],
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
    })
    child.unref()
    await once(child, 'spawn')
  } finally {
    await log.close()
  }
  const deadline = performance.now() + START_LIMIT_MS
  while (child.exitCode === null && child.signalCode === null) {
    const postmaster = await findPostmaster(paths.cluster)
    if (postmaster !== null && postmaster.pid === child.pid && postmaster.ready) return null
    if (performance.now() > deadline)
      throw new Error(`PostgreSQL is not ready after ${START_LIMIT_MS / 1000} s`)
    await sleep(POLL_MS)
  }
  return (await readFile(paths.log)).subarray(logStart).subarray(-LOG_TAIL_BYTES).toString('utf8')
}

async function ensureDatabase(connection: Connection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const known = await client.query('select from pg_database where datname = $1', [connection.database])
    if (known.rowCount === 0)
      await client.query(`create database ${client.escapeIdentifier(connection.database)}`)
  } finally {
    await client.end()
  }
}

function portIfFree(port: number): Promise<number | null> {
  if (port === 0) return Promise.resolve(null)
  return listenOnce(port).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return null
    throw error
  })
}

function freePort(): Promise<number> {
  return listenOnce(0)
}

async function listenOnce(port: number): Promise<number> {
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('No port was given')
  return address.port
}
