import { execFile } from 'node:child_process'
import { chmod, chown, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** The account made when we are root and the system has no account for PostgreSQL. */
const OWN_USER = 'wuzei-postgres'

/** Whom PostgreSQL runs as, when that is not ourselves. */
export interface SystemUser {
  readonly uid: number
  readonly gid: number
}

/**
 * PostgreSQL refuses to run as root. As an ordinary user it runs as that user (null). As root it runs as the owner of
 * an existing cluster, else as the system's `postgres` account, else as an account made for it.
 */
export async function postgresUser(clusterOwner: SystemUser | null): Promise<SystemUser | null> {
  if (process.getuid?.() !== 0) return null
  if (clusterOwner !== null && clusterOwner.uid !== 0) return clusterOwner
  const known = (await lookUp('postgres')) ?? (await lookUp(OWN_USER))
  if (known !== null) return known
  try {
    await run('useradd', [
      '--system',
      '--user-group',
      '--no-create-home',
      '--shell',
      '/usr/sbin/nologin',
      OWN_USER,
    ])
  } catch (error) {
    throw new Error(
      `PostgreSQL does not run as root and the account ${OWN_USER} could not be made; make it by hand, ` +
        'run the hub as an ordinary user, or set DATABASE_URL',
      { cause: error },
    )
  }
  const made = await lookUp(OWN_USER)
  if (made === null) throw new Error(`The account ${OWN_USER} was made but is not known to the system`)
  return made
}

async function lookUp(name: string): Promise<SystemUser | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])])
    return { uid: Number.parseInt(uid.stdout, 10), gid: Number.parseInt(gid.stdout, 10) }
  } catch (error) {
    // `id` ends with status 1 when there is no such account; anything else is a real failure.
    if (error instanceof Error && 'code' in error && error.code === 1) return null
    throw error
  }
}

/**
 * Lets a user enter a folder of ours that is open to nobody else, by way of the user's group: a data folder made with a
 * strict umask, or by `mkdtemp`. What is in it stays closed by its own mode.
 */
export async function letEnter(folder: string, user: SystemUser | null): Promise<void> {
  if (user === null) return
  const { uid, mode } = await stat(folder)
  if (uid !== 0 || (mode & 0o077) !== 0) return
  await chown(folder, uid, user.gid)
  await chmod(folder, (mode & 0o7777) | 0o010)
}

/** Whether a user can walk down to `path` (every folder above it and itself may be entered). */
export async function canReach(path: string, user: SystemUser | null): Promise<boolean> {
  if (user === null) return true
  for (let folder = path; ; folder = dirname(folder)) {
    const { uid, gid, mode } = await stat(folder)
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
    if ((mode & bit) === 0) return false
    if (folder === dirname(folder)) return true
  }
}
