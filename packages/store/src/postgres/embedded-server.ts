import { mkdir, realpath } from 'node:fs/promises'
import { filesIn, noneIfMissing, prepareClusterPaths } from './cluster-paths.ts'
import { type Connection, readConnection } from './connection-file.ts'
import { type FileLock, takeFileLock, tryFileLock } from './file-lock.ts'
import { findPostmaster, stopPostmaster } from './postmaster.ts'
import { startServer } from './start-server.ts'

/** Longer than a start with crash recovery: another process may be in the middle of one. */
const DECISION_LIMIT_MS = 360_000

/** How often each process looks whether the server lives. A look is one small file and one signal 0. */
const WATCH_MS = 500

/** The server of a data folder, in use by this process until `release`. */
export interface EmbeddedServer {
  readonly connection: Connection
  /** Called whenever the server was started again, with the connection that holds from then on. */
  onRestart(listener: (connection: Connection) => void): void
  /** Gives it up; the last user of all processes stops it. */
  release(): Promise<void>
}

export interface EmbeddedServerOptions {
  readonly dataDirectory: string
  /** Server settings beside ours; for tests. */
  readonly settings?: Record<string, string>
  /** Do not stop it when the last user leaves; for test runs, whose files come and go. */
  readonly keepRunning?: boolean
}

/**
 * Uses the PostgreSQL of a data folder: finds the one that runs (started by another process, or left behind by one
 * that was killed), else starts it; watches it and starts it again when it dies.
 */
export async function acquireEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const files = filesIn(options.dataDirectory)
  await mkdir(files.home, { recursive: true, mode: 0o700 })
  const decision = await takeFileLock(files.decisionLock, 'exclusive', { timeoutMs: DECISION_LIMIT_MS })
  try {
    const users = await takeFileLock(files.usersLock, 'shared', { timeoutMs: DECISION_LIMIT_MS })
    try {
      const connection = await ensureRunning(options)
      return watch(options, users, connection)
    } catch (error) {
      users.release()
      throw error
    }
  } finally {
    decision.release()
  }
}

/** Stops the server of a data folder whoever uses it; nothing happens when none runs. */
export async function stopEmbeddedServer(dataDirectory: string): Promise<void> {
  const files = filesIn(dataDirectory)
  const cluster = await realpath(files.link).catch(noneIfMissing)
  if (cluster === null) return
  const decision = await takeFileLock(files.decisionLock, 'exclusive', { timeoutMs: DECISION_LIMIT_MS })
  try {
    const postmaster = await findPostmaster(cluster)
    if (postmaster !== null) await stopPostmaster(postmaster, cluster)
  } finally {
    decision.release()
  }
}

/** Under the decision lock. */
async function ensureRunning(options: EmbeddedServerOptions): Promise<Connection> {
  const paths = await prepareClusterPaths(options.dataDirectory)
  const postmaster = await findPostmaster(paths.cluster)
  if (postmaster === null) return await startServer(paths, options.settings ?? {})
  const connection = await readConnection(paths.connection)
  // A starter that was killed half-way may leave a server that is still starting, or a port that was not kept.
  if (connection !== null && postmaster.ready && connection.port === postmaster.port) return connection
  await stopPostmaster(postmaster, paths.cluster)
  return await startServer(paths, options.settings ?? {})
}

function watch(options: EmbeddedServerOptions, users: FileLock, first: Connection): EmbeddedServer {
  const files = filesIn(options.dataDirectory)
  const listeners: ((connection: Connection) => void)[] = []
  const stopping = new AbortController()
  let connection = first
  let look: Promise<void> = Promise.resolve()

  async function lookAfterServer(): Promise<void> {
    const cluster = await realpath(files.link)
    if ((await findPostmaster(cluster)) === null) {
      const decision = tryFileLock(files.decisionLock, 'exclusive')
      // Another process is starting it; the next look sees the result.
      if (decision === null) return
      try {
        await ensureRunning(options)
      } finally {
        decision.release()
      }
    }
    const current = await readConnection(files.connection)
    if (current === null || current.port === connection.port) return
    connection = current
    for (const listener of listeners) listener(current)
  }

  const timer = setInterval(() => {
    if (stopping.signal.aborted) return
    // One look at a time; a failed start is tried again at the next look, and queries meanwhile fail by themselves.
    look = look.then(lookAfterServer).catch((error: unknown) => {
      process.emitWarning(error instanceof Error ? error : String(error), 'DatabaseServerWarning')
    })
  }, WATCH_MS)
  timer.unref()

  return {
    get connection() {
      return connection
    },
    onRestart(listener) {
      listeners.push(listener)
    },
    async release() {
      if (stopping.signal.aborted) return
      stopping.abort()
      clearInterval(timer)
      await look
      await leave(options, users)
    },
  }
}

async function leave(options: EmbeddedServerOptions, users: FileLock): Promise<void> {
  const files = filesIn(options.dataDirectory)
  const decision = await takeFileLock(files.decisionLock, 'exclusive', { timeoutMs: DECISION_LIMIT_MS })
  try {
    users.release()
    if (options.keepRunning === true) return
    const alone = tryFileLock(files.usersLock, 'exclusive')
    if (alone === null) return
    try {
      const cluster = await realpath(files.link)
      const postmaster = await findPostmaster(cluster)
      if (postmaster !== null) await stopPostmaster(postmaster, cluster)
    } finally {
      alone.release()
    }
  } finally {
    decision.release()
  }
}
