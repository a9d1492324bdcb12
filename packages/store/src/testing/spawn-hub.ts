import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** A process that uses a data folder, for tests to kill. */
export interface SpawnedHub {
  readonly pid: number
  /** Resolves when it has opened the database. */
  readonly opened: Promise<string>
  /** The ids of events that it was told are committed. */
  readonly acknowledged: readonly number[]
  kill(): Promise<void>
  /** Ends it cleanly. */
  close(): Promise<void>
}

export function spawnHub(dataDirectory: string, task: 'write' | 'idle'): SpawnedHub {
  const child = spawn(
    process.execPath,
    [fileURLToPath(new URL('./hub-process.ts', import.meta.url)), dataDirectory, task],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
  const acknowledged: number[] = []
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(-4_000)
  })
  const exited = once(child, 'exit')
  const opened = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const [word, value = ''] = line.split(' ')
      if (word === 'open') resolve(value)
      if (word === 'ack') acknowledged.push(Number(value))
    })
    exited.then(
      () => reject(new Error(`The process ended before it had opened the database: ${complaint}`)),
      reject,
    )
  })
  return {
    pid: child.pid ?? 0,
    opened,
    acknowledged,
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
    async close() {
      child.stdin.end()
      const [code] = await exited
      if (code !== 0) throw new Error(`The process ended with status ${String(code)}: ${complaint}`)
    },
  }
}
