import type { ShareReply } from '@wuzei/contract'
import { isPublicEvidence, mayAct, readerOf, type Actor, type Reader } from '@wuzei/domain'
import { readShares, type ShareRow } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'

/**
 * Shares as this actor is shown them. Who else is named, and through which group or share it came, is for the origin
 * and for those who may know anyway.
 */
export async function shareReplies(
  hub: HubContext,
  actor: Actor,
  rows: readonly ShareRow[],
): Promise<ShareReply[]> {
  const reader = readerOf(actor)
  const parents = rows.flatMap(({ passedOnFrom }) => passedOnFrom ?? [])
  const readable =
    parents.length === 0 ? [] : await readShares(hub.database.pool, reader, [...new Set(parents)])
  const known = new Set(readable.map(({ id }) => id))
  return rows.map((row) => shareReply(hub, reader, row, known))
}

function shareReply(hub: HubContext, reader: Reader, row: ShareRow, known: ReadonlySet<string>): ShareReply {
  const isOrigin = row.originId === reader.organisationId
  const isMe = (id: string) => id === reader.organisationId || id === reader.personId
  const { groupId, passedOnFrom } = row
  return {
    id: row.id,
    originId: row.originId,
    label: row.label,
    object: row.object,
    kind: row.kind,
    canonical: row.canonical,
    seen: row.seen,
    fraudType: row.fraudType,
    firstAt: instant(row.firstAt),
    lastAt: instant(row.lastAt),
    count: row.count,
    note: row.note ? hub.cipher.openText('share', noteRecord(row.id), row.note) : null,
    groupId: groupId !== null && (isOrigin || reader.groups.includes(groupId)) ? groupId : null,
    recipientIds: row.recipientIds.filter((id) => isOrigin || isMe(id)),
    passedOnFrom: passedOnFrom !== null && known.has(passedOnFrom) ? passedOnFrom : null,
    isPublicEvidence: isPublicEvidence(row.label) && row.withdrawnAt === null,
    mayBlock: mayAct(row.label, 'block'),
    at: row.at.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    withdrawalReason: row.withdrawalReason,
  }
}

/** Record that a share's note is sealed for. */
export function noteRecord(shareId: string): string {
  return `share ${shareId} note`
}

function instant(epochS: number): string {
  return new Date(epochS * 1000).toISOString()
}
