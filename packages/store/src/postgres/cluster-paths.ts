import { randomBytes } from 'node:crypto'
import { chown, cp, lstat, mkdir, realpath, rename, stat, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { binariesIn, findPostgresBinaries, type PostgresBinaries } from './binaries.ts'
import { canReach, letEnter, postgresUser, type SystemUser } from './system-user.ts'

/** Where clusters and programs go that another user could not reach below the data folder. Local state, FHS §5.8. */
const REACHABLE_ROOT = '/var/lib/wuzei'

/** The files of one cluster. */
export interface ClusterPaths {
  /** `<data>/postgres`: ours. */
  readonly home: string
  /** PostgreSQL's own folder, as its user reaches it. */
  readonly cluster: string
  readonly connection: string
  /** Exists while the cluster is being made. */
  readonly making: string
  readonly log: string
  /** Held exclusively while deciding to start or stop. */
  readonly decisionLock: string
  /** Held shared by everybody who uses the cluster. */
  readonly usersLock: string
  readonly binaries: PostgresBinaries
  readonly user: SystemUser | null
}

export function filesIn(dataDirectory: string) {
  const home = join(resolve(dataDirectory), 'postgres')
  return {
    home,
    link: join(home, 'cluster'),
    connection: join(home, 'connection.json'),
    making: join(home, 'making'),
    log: join(home, 'server.log'),
    decisionLock: join(home, 'decision.lock'),
    usersLock: join(home, 'users.lock'),
  }
}

/**
 * Makes the folders of a cluster, such that PostgreSQL's user reaches them. As root, below a closed folder (such as
 * `/root`), that user reaches neither the data nor the programs: then the data go to `/var/lib/wuzei/clusters`, with a
 * symbolic link in the data folder, and the programs are copied to `/var/lib/wuzei/postgresql`.
 * To be called under the decision lock.
 */
export async function prepareClusterPaths(dataDirectory: string): Promise<ClusterPaths> {
  const files = filesIn(dataDirectory)
  const existing = await stat(files.link).catch(noneIfMissing)
  const user = await postgresUser(existing)
  await letEnter(dirname(files.home), user)
  await letEnter(files.home, user)
  if (existing === null) await makeCluster(files, user)
  const cluster = await realpath(files.link)
  if (!(await canReach(cluster, user))) {
    throw new Error(
      `PostgreSQL's user cannot reach ${cluster}: a folder above it is closed. Open it (chmod o+x), ` +
        'move the data folder, run the hub as an ordinary user, or set DATABASE_URL',
    )
  }
  const binaries = await reachableBinaries(await findPostgresBinaries(), user)
  return { ...files, cluster, binaries, user }
}

async function makeCluster(files: ReturnType<typeof filesIn>, user: SystemUser | null): Promise<void> {
  const dangling = await lstat(files.link).catch(noneIfMissing)
  if (dangling !== null)
    throw new Error(`${files.link} points to a folder that is not there; the database is missing`)
  let cluster = files.link
  if (!(await canReach(files.home, user))) {
    cluster = join(REACHABLE_ROOT, 'clusters', randomBytes(8).toString('hex'))
    await mkdir(dirname(cluster), { recursive: true, mode: 0o755 })
  }
  await mkdir(cluster, { mode: 0o700 })
  if (user !== null) await chown(cluster, user.uid, user.gid)
  if (cluster !== files.link) await symlink(cluster, files.link)
}

async function reachableBinaries(
  binaries: PostgresBinaries,
  user: SystemUser | null,
): Promise<PostgresBinaries> {
  if (await canReach(join(binaries.root, 'bin'), user)) return binaries
  const { mtimeMs, size } = await stat(binaries.postgres)
  const copy = join(REACHABLE_ROOT, 'postgresql', `${size}-${Math.floor(mtimeMs)}`)
  if ((await stat(copy).catch(noneIfMissing)) === null) {
    await mkdir(dirname(copy), { recursive: true, mode: 0o755 })
    // Copied beside and renamed, so that a half-made copy is never run.
    const partial = `${copy}.${randomBytes(4).toString('hex')}`
    await cp(binaries.root, partial, { recursive: true, verbatimSymlinks: true })
    await rename(partial, copy)
  }
  return binariesIn(copy)
}

/** For `catch`: a missing file is null, everything else is thrown on. */
export function noneIfMissing(error: unknown): null {
  if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR'))
    return null
  throw error
}
