import { readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { noneIfMissing } from './cluster-paths.ts'

/** A server process as its `postmaster.pid` describes it. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  /** It accepts connections. */
  readonly ready: boolean
}

/** Fast shutdown writes a last checkpoint; after a large import that is gigabytes on a slow disk. */
const FAST_STOP_LIMIT_MS = 60_000
const IMMEDIATE_STOP_LIMIT_MS = 10_000
const POLL_MS = 20

/** The running server of a cluster, or null. Reads the pid file and makes sure that the process is that server. */
export async function findPostmaster(cluster: string): Promise<Postmaster | null> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(noneIfMissing)
  if (text === null) return null
  // Lines: pid, data folder, start time, port, socket folder, address, shared memory, status.
  const lines = text.split('\n')
  const pid = Number(lines[0])
  const port = Number(lines[3])
  if (!Number.isSafeInteger(pid) || pid <= 0 || !(await isPostmaster(pid, cluster))) return null
  return { pid, port, ready: lines[7]?.trim() === 'ready' }
}

/**
 * Removes a pid file whose process number now belongs to something else (after a reboot or in a fresh container).
 * PostgreSQL itself clears one whose process is gone, but would refuse to start over a living stranger. Two servers
 * on one cluster stay impossible: PostgreSQL also guards it by its shared memory.
 */
export async function clearStalePid(cluster: string): Promise<void> {
  if ((await findPostmaster(cluster)) === null) await rm(join(cluster, 'postmaster.pid'), { force: true })
}

/** Stops a server: fast (open transactions are rolled back), at last immediately (recovery at next start). */
export async function stopPostmaster(postmaster: Postmaster, cluster: string): Promise<void> {
  process.kill(postmaster.pid, 'SIGINT')
  if (await hasEnded(postmaster.pid, cluster, FAST_STOP_LIMIT_MS)) return
  process.kill(postmaster.pid, 'SIGQUIT')
  if (await hasEnded(postmaster.pid, cluster, IMMEDIATE_STOP_LIMIT_MS)) return
  throw new Error(`PostgreSQL (process ${postmaster.pid}) did not stop`)
}

async function hasEnded(pid: number, cluster: string, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs
  while (performance.now() < deadline) {
    if (!(await isPostmaster(pid, cluster))) return true
    await sleep(POLL_MS)
  }
  return false
}

async function isPostmaster(pid: number, cluster: string): Promise<boolean> {
  if (!isAlive(pid)) return false
  if (process.platform !== 'linux') return true
  // The server's working folder is its cluster; a zombie has none, a stranger another one.
  const folder = await readlink(`/proc/${pid}/cwd`).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EACCES') return null
    return noneIfMissing(error)
  })
  return folder === cluster
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ESRCH' || error.code === 'EPERM'))
      return false
    throw error
  }
}
