import pg from 'pg'
import { acquireEmbeddedServer, type EmbeddedServerOptions } from './embedded-server.ts'
import { connectionUrl } from './connection-file.ts'
import { createNotifications, type Notifications } from './notifications.ts'

/** Connections of one process: two cores keep few queries busy, and PostgreSQL serves several processes. */
const DEFAULT_POOL_SIZE = 16

/** A pool that has no connection free for this long is overloaded; the caller gets an error. */
const CONNECTION_WAIT_LIMIT_MS = 10_000

/** An open database. */
export interface Database {
  /** 64-bit integers come as strings, JSON columns parsed, `bytea` as Buffer, instants as Date. */
  readonly pool: pg.Pool
  /** Where it is now. A bundled server keeps its port over restarts unless somebody else took it meanwhile. */
  readonly url: string
  readonly notifications: Notifications
  /** Calls back when a bundled server was started again at another port; gives back what ends that. */
  readonly onMoved: (moved: (port: number) => void) => () => void
  /** Ends all connections; the last process that used a bundled server stops it. */
  close(): Promise<void>
}

export interface OpenDatabaseOptions extends EmbeddedServerOptions {
  /** Any PostgreSQL 15 or later; without it a bundled PostgreSQL runs in `<dataDirectory>/postgres`. */
  readonly databaseUrl?: string | undefined
  readonly poolSize?: number
}

/** Opens the database and makes sure that it answers. It may be empty: `migrate` comes next. */
export async function openDatabase(options: OpenDatabaseOptions): Promise<Database> {
  const { databaseUrl } = options
  if (databaseUrl !== undefined) {
    const opened = connect({ connectionString: databaseUrl }, options.poolSize)
    const stays = () => () => undefined
    const database = { ...opened, url: databaseUrl, onMoved: stays, close: () => end(opened) }
    return await answering(database)
  }
  const server = await acquireEmbeddedServer(options)
  const opened = connect({ ...server.connection }, options.poolSize)
  const listeners = new Set<(port: number) => void>()
  server.onRestart(({ port }) => {
    opened.pool.options.port = port
    for (const moved of listeners) moved(port)
  })
  const database = {
    ...opened,
    get url() {
      return connectionUrl(server.connection)
    },
    onMoved(moved: (port: number) => void) {
      listeners.add(moved)
      return () => void listeners.delete(moved)
    },
    async close() {
      await end(opened)
      await server.release()
    },
  }
  return await answering(database)
}

interface Connections {
  readonly pool: pg.Pool
  readonly notifications: Notifications
}

function connect(address: pg.PoolConfig, poolSize = DEFAULT_POOL_SIZE): Connections {
  const pool = new pg.Pool({
    ...address,
    max: poolSize,
    connectionTimeoutMillis: CONNECTION_WAIT_LIMIT_MS,
    keepAlive: true,
    application_name: 'wuzei',
  })
  // A connection that breaks fails the statement in hand, or the next one, and the pool drops it; it also emits an error,
  // idle or lent, sometimes twice, which nobody else needs to hear and which would end the process if nobody listened.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('error', () => undefined)
  // The port may have changed with a restart; the rest is not read back from the pool, which hides the password.
  const addressNow = (): pg.ClientConfig => ({
    ...address,
    ...(pool.options.port === undefined ? {} : { port: pool.options.port }),
    connectionTimeoutMillis: CONNECTION_WAIT_LIMIT_MS,
    keepAlive: true,
    application_name: 'wuzei listener',
  })
  return { pool, notifications: createNotifications(() => new pg.Client(addressNow())) }
}

async function answering(database: Database): Promise<Database> {
  try {
    await database.pool.query('select 1')
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

async function end(connections: Connections): Promise<void> {
  await connections.notifications.close()
  await connections.pool.end()
}
