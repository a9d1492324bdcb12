import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { findPostmaster } from '@wuzei/store/testing'

/** `wuzei serve` as a process of its own, for tests to kill. */
export interface ServeProcess {
  readonly url: string
  readonly child: ChildProcess
  /** `kill -9`. */
  kill(): Promise<void>
  /** As an operator stops it. */
  stop(): Promise<void>
}

/** Starts `wuzei serve` on a data folder (or a database) and waits until it says that it is ready. */
export async function serve(
  dataDirectory: string,
  options: { readonly role?: string; readonly environment?: Readonly<Record<string, string>> } = {},
): Promise<ServeProcess> {
  const command = join(import.meta.dirname, '..', 'services', 'hub', 'src', 'main.ts')
  const { DATABASE_URL: _other, ...environment } = process.env
  const child = spawn(
    process.execPath,
    [command, 'serve', '--port', '0', '--data', dataDirectory, '--role', options.role ?? 'all'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...environment, ...options.environment },
    },
  )
  let said = ''
  const exited = once(child, 'exit')
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000)
    })
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(-4_000)
      const found = /is ready: (http:\/\/\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    exited.then(() => reject(new Error(`The hub ended before it was ready: ${said}`)), reject)
  })
  const end = (signal: NodeJS.Signals) => async () => {
    child.kill(signal)
    await exited
  }
  return { url, child, kill: end('SIGKILL'), stop: end('SIGTERM') }
}

/**
 * `kill -9` of the PostgreSQL that a data folder runs; false when none runs just now. The process is made sure of
 * first: the pid file of a server that is starting is empty, and process 0 would be this whole group of processes.
 */
export async function killPostgres(dataDirectory: string): Promise<boolean> {
  const postmaster = await findPostmaster(await realpath(join(dataDirectory, 'postgres', 'cluster')))
  if (postmaster === null) return false
  process.kill(postmaster.pid, 'SIGKILL')
  return true
}
