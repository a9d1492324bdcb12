import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Database } from '@wuzei/store'
import type { JournalKeys, RunningJournals } from './keep-journals.ts'

/** What the thread begins with. */
export interface JournalTask extends JournalKeys {
  readonly databaseUrl: string
}

/** What it is told later: that the bundled database has another port since it was started again, or to end. */
export type ToJournals = 'stop' | { readonly databasePort: number }

/**
 * Keeps the journals in a thread of its own. A journal is a chain of short statements, each of which waited for its turn
 * behind the requests and deliveries of the hub: at 1,000 events a second to 100 members, most of the time from a commit
 * to its arrival (`docs/benchmarks.md`, feed).
 */
export async function keepJournalsApart(database: Database, keys: JournalKeys): Promise<RunningJournals> {
  const task: JournalTask = {
    databaseUrl: database.url,
    dataDirectory: keys.dataDirectory,
    environment: { ...keys.environment },
  }
  const thread = new Worker(new URL('./journal-thread.ts', import.meta.url), { workerData: task })
  const tell = (message: ToJournals) => thread.postMessage(message, [])
  const done = ended(thread)
  const stopListening = database.onMoved((databasePort) => tell({ databasePort }))
  await Promise.race([once(thread, 'message'), done])
  return {
    done,
    async stop() {
      stopListening()
      tell('stop')
      await done
    },
  }
}

async function ended(thread: Worker): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    thread.once('error', reject)
    thread.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`the journals' thread ended with ${code}`)),
    )
  })
}
