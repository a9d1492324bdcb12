import { fork } from 'node:child_process'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchResult, median, type Benchmark } from './bench-result.ts'

const defaultEntries = 10_000_000
const rounds = 3

/** What the hub process of this benchmark is told to do. */
export type StartupTask = 'fill' | 'start'

/**
 * A hub that was stopped is started again on its data folder: from the start of the process until it answers checks
 * with the whole index. PostgreSQL is stopped too, as after a reboot.
 */
export const startupBenchmark: Benchmark = {
  name: 'startup',
  summary: 'seconds from starting the process to the first answered check, with a full index',

  async run(options) {
    const entries = options.entries ?? defaultEntries
    const dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-bench-'))
    try {
      options.progress?.('first start of an empty data folder')
      const firstStartS = await runServer(dataDirectory, 'start', entries)
      options.progress?.(`filling the index with ${entries} entries`)
      await runServer(dataDirectory, 'fill', entries)
      const samples: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        samples.push(await runServer(dataDirectory, 'start', entries))
        options.progress?.(`restart ${round + 1}: ${(samples.at(-1) ?? 0).toFixed(2)} s`)
      }
      const [snapshotName = ''] = await readdir(join(dataDirectory, 'index'))
      const snapshot = await stat(join(dataDirectory, 'index', snapshotName))
      return benchResult('startup', {
        restart_s: median(samples),
        first_start_s: firstStartS,
        index_entries: entries,
        snapshot_bytes: snapshot.size,
      })
    } finally {
      await rm(dataDirectory, { recursive: true, force: true })
    }
  },
}

/** Runs one hub process to its end; seconds from its start to its first answer. */
async function runServer(dataDirectory: string, task: StartupTask, entries: number): Promise<number> {
  const startedMs = performance.now()
  const child = fork(join(import.meta.dirname, 'startup-server.ts'), [dataDirectory, task, String(entries)])
  return await new Promise((resolve, reject) => {
    let readyS = 0
    child.once('message', () => {
      readyS = (performance.now() - startedMs) / 1000
    })
    child.once('exit', (code) => {
      if (code === 0) resolve(readyS)
      else reject(new Error(`the hub process ended with ${code}`))
    })
  })
}
