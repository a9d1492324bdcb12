import { dueInboundSources, enqueueJob, inTransaction } from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'

/** Has every source asked whose time has come. One that is waiting to be asked already is not asked twice. */
export async function enqueueDueSources(hub: HubContext): Promise<void> {
  const due = await dueInboundSources(hub.database.pool, new Date(hub.clock()))
  await inTransaction(hub.database, async (client) => {
    for (const source of due) await enqueueJob(client, 'poll-source', { source, gone: 'hold' })
  })
}
