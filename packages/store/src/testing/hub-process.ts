import { migrate } from '../migrate.ts'
import { openDatabase } from '../postgres/open-database.ts'
import { inTransaction } from '../postgres/transaction.ts'
import { appendEvent } from '../log/append-event.ts'
import { isConnectionLoss } from '../postgres/notifications.ts'
import { startSequencer } from '../log/sequencer.ts'
import { testLogKey } from './test-log-key.ts'

/**
 * A process for tests to kill: opens the data folder named first, and with `write` as the second argument appends
 * events without end, printing the id of each once it is committed. Ends cleanly when its input ends.
 */
const [dataDirectory = '', task] = process.argv.slice(2)
const database = await openDatabase({ dataDirectory, settings: { shared_buffers: '64MB' } })
await migrate(database)
const sequencer = startSequencer(database, { key: testLogKey(), headEveryEvents: 50 })
const ended = new AbortController()
process.stdin.resume().once('end', () => ended.abort())
process.stdout.write(`open ${database.url}\n`)

async function write(): Promise<void> {
  while (!ended.signal.aborted) {
    try {
      const event = { type: 'test.happened', actor: 'test', payload: { text: 'x'.repeat(500) } }
      const { id } = await inTransaction(database, (client) => appendEvent(client, event))
      process.stdout.write(`ack ${id}\n`)
    } catch (error) {
      // PostgreSQL is being killed: what was not acknowledged may be lost; the writer goes on when it is back.
      if (!isConnectionLoss(error)) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

if (task === 'write') await Promise.all([write(), write(), write(), write()])
else await new Promise((resolve) => ended.signal.addEventListener('abort', resolve))
await sequencer.stop()
await database.close()
process.stdout.write('closed\n')
