import { maxExportedShares, type ShareQuery, type ShareReply } from '@wuzei/contract'
import { actorName, mostClosed, readerOf, type Actor, type SharingLabel } from '@wuzei/domain'
import { listShares, type ShareRow } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { filterOf, nextPlace, placeOf } from './list-shares.ts'
import { shareReplies } from './share-reply.ts'

/** A file of shares. Its label, that of the most closed share in it, is in its first line and in its header. */
export interface ShareFile {
  readonly label: SharingLabel
  readonly name: string
  /** JSON lines: what the file is, then one share each. */
  readonly text: string
}

/** Rows of one query. */
const batchRows = 1000

/** Everything of a query that the caller may read, up to `maxExportedShares`; `next` in the first line goes on. */
export async function exportShares(hub: HubContext, actor: Actor, query: ShareQuery): Promise<ShareFile> {
  const filter = filterOf(actor, query)
  const rows: ShareRow[] = []
  for (;;) {
    const limit = Math.min(batchRows, maxExportedShares - rows.length)
    const after = rows.at(-1) ?? placeOf(query.after)
    const page = await listShares(hub.database.pool, readerOf(actor), filter, { after, limit })
    rows.push(...page)
    if (page.length < limit || rows.length === maxExportedShares) break
  }
  const shares: readonly ShareReply[] = await shareReplies(hub, actor, rows)
  const label = mostClosed(rows.map((row) => row.label))
  const exportedAt = new Date(hub.clock()).toISOString()
  const first = {
    type: 'shares',
    label,
    exportedAt,
    exportedBy: actorName(actor),
    count: shares.length,
    next: nextPlace(rows, maxExportedShares),
  }
  return {
    label,
    name: `shares-${exportedAt.slice(0, 10)}-${fileLabel(label)}.ndjson`,
    text: [first, ...shares].map((line) => `${JSON.stringify(line)}\n`).join(''),
  }
}

/** `TLP-AMBER-STRICT_PAP-RED` */
function fileLabel({ tlp, pap }: SharingLabel): string {
  return `${tlp}_${pap}`.replaceAll(/[:+]/g, '-')
}
