import { actorName, definitionOf, type Actor } from '@wuzei/domain'
import { loadIndicators, openDisputes } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { disputeScopeOf } from '../reports/report-scope.ts'
import { noteReading } from './note-reading.ts'

/** Disputes on one page of the list. */
const pageSize = 50

/** Open disputes, oldest first, with their statements opened for the decider; `after` is the last id of a page. */
export async function listDisputes(hub: HubContext, after: bigint, actor: Actor) {
  const disputes = await openDisputes(hub.database.pool, disputeScopeOf(actor, 'opened'), after, pageSize)
  await noteReading(hub.database, actorName(actor), {
    kind: 'dispute',
    ids: disputes.map((dispute) => dispute.id),
  })
  const rows = await loadIndicators(
    hub.database.pool,
    disputes.map((dispute) => dispute.key),
  )
  return {
    disputes: disputes.flatMap((dispute) => {
      const row = rows.get(dispute.key)
      if (!row) return []
      const recordId = `dispute ${dispute.receiptIndex.toString('hex')}`
      return [
        {
          id: dispute.id.toString(),
          kind: row.kind,
          canonical: row.canonical,
          display: definitionOf(row.kind).display(row.canonical),
          openedAt: dispute.openedAt.toISOString(),
          statement: hub.cipher.openText('narrative', recordId, dispute.statement),
          contact: dispute.contact ? hub.cipher.openText('contact', recordId, dispute.contact) : null,
        },
      ]
    }),
    next: disputes.length === pageSize ? (disputes.at(-1)?.id.toString() ?? null) : null,
  }
}
