import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

/** SQLite's result code for "another connection holds the lock". */
const SQLITE_BUSY = 5

/** How often a waiting process looks again; a start or stop takes a second or so. */
const RETRY_MS = 20

/** A lock that is held until `release`, or until the process dies in whatever way. */
export interface FileLock {
  release(): void
}

/**
 * Takes a lock on a file. The operating system drops it when the process dies, so a `kill -9` leaves nothing stale,
 * which a file with a process number in it cannot promise. Node has no `flock`; SQLite, which is part of Node, takes
 * the same kind of lock on every system: a read transaction is the shared form, an exclusive one the exclusive form.
 *
 * @returns the lock, or null when another connection (of any process) holds it in a form that excludes this one.
 */
export function tryFileLock(path: string, form: 'shared' | 'exclusive'): FileLock | null {
  const connection = new DatabaseSync(path, { timeout: 0 })
  try {
    if (form === 'exclusive') connection.exec('begin exclusive')
    else {
      connection.exec('begin')
      connection.prepare('select count(*) from sqlite_master').get()
    }
  } catch (error) {
    connection.close()
    if (isBusy(error)) return null
    throw error
  }
  return {
    release() {
      if (connection.isOpen) connection.close()
    },
  }
}

/** Waits for a lock. Rejects with the signal's reason when that is aborted, or after `timeoutMs`. */
export async function takeFileLock(
  path: string,
  form: 'shared' | 'exclusive',
  options: { timeoutMs: number; signal?: AbortSignal },
): Promise<FileLock> {
  const deadline = performance.now() + options.timeoutMs
  for (;;) {
    options.signal?.throwIfAborted()
    const lock = tryFileLock(path, form)
    if (lock !== null) return lock
    if (performance.now() > deadline) throw new Error(`Another process holds the lock ${path}`)
    await sleep(RETRY_MS)
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
}
