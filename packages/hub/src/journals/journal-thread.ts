/** Thread of `keepJournalsApart`. */
import { parentPort, workerData } from 'node:worker_threads'
import { openDatabase } from '@wuzei/store'
import { keepJournals } from './keep-journals.ts'
import type { JournalTask, ToJournals } from './keep-journals-apart.ts'

/** Each journal has a connection of its own and one for its leadership; the rest is for a moment's overlap. */
const poolSize = 8

const port = parentPort
if (!port) throw new Error('this is no program of its own')
const task: JournalTask = workerData
const database = await openDatabase({
  databaseUrl: task.databaseUrl,
  dataDirectory: task.dataDirectory,
  poolSize,
})
const journals = await keepJournals(database, task, Date.now)
port.on('message', (message: ToJournals) => {
  if (message === 'stop') void stop()
  else database.pool.options.port = message.databasePort
})
port.postMessage('keeping', [])
await journals.done

async function stop(): Promise<void> {
  await journals.stop()
  await database.close()
  port?.close()
}
