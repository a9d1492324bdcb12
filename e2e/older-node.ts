import { execFile } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Oldest Node that the package promises to work with. */
const oldestMajor = 20

/** A second Node of this machine, older than ours; undefined where there is none. */
export async function findOlderNode(): Promise<
  { readonly path: string; readonly version: string } | undefined
> {
  const ownMajor = majorOf(process.version)
  for (const folder of [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin']) {
    const path = await realpath(join(folder, 'node')).catch(() => undefined)
    if (path === undefined) continue
    const version = await run(path, ['--version']).then(
      ({ stdout }) => stdout.trim(),
      () => '',
    )
    const major = majorOf(version)
    if (major >= oldestMajor && major < ownMajor) return { path, version }
  }
  return undefined
}

function majorOf(version: string): number {
  return Number(/^v(\d+)\./.exec(version)?.[1] ?? 0)
}
