import { memberPageRows, type ShareList, type ShareQuery, type ShareReply } from '@wuzei/contract'
import { organisationIdOf, readerOf, type Actor } from '@wuzei/domain'
import { listShares, type ShareFilter, type SharePlace } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { subjectOfValue } from '../library/subject-of-value.ts'
import { keyFromHex } from '../library/subject.ts'
import { findReadableShare } from './find-share.ts'
import { shareReplies } from './share-reply.ts'

/**
 * One page of the shares that the caller may read, newest first.
 *
 * @throws CodedError INDICATOR_* when the value asked for is none
 */
export async function pageOfShares(hub: HubContext, actor: Actor, query: ShareQuery): Promise<ShareList> {
  const rows = await listShares(hub.database.pool, readerOf(actor), filterOf(actor, query), {
    after: placeOf(query.after),
    limit: memberPageRows,
  })
  return {
    shares: await shareReplies(hub, actor, rows),
    next: nextPlace(rows, memberPageRows),
  }
}

/** One share, or the same NOT_FOUND for one that does not exist and one that the caller may not read. */
export async function showShare(hub: HubContext, actor: Actor, id: string): Promise<ShareReply> {
  const row = await findReadableShare(hub.database.pool, actor, id)
  const [share] = await shareReplies(hub, actor, [row])
  if (!share) throw new Error('a share has no reply')
  return share
}

/** No organisation has it: an administrator key shares nothing. */
const nobody = '00000000-0000-0000-0000-000000000000'

/** Which shares a query asks for. */
export function filterOf(actor: Actor, query: ShareQuery): ShareFilter {
  const own = organisationIdOf(actor) ?? undefined
  return {
    // Who waits for whom in another organisation is nobody's to know.
    originId:
      query.opening !== undefined ? (own ?? nobody) : query.direction === 'given' ? own : query.originId,
    notOriginId: query.direction === 'received' ? own : undefined,
    key: query.value === undefined ? undefined : keyFromHex(subjectOfValue(query.value, query.kind).key),
    kind: query.value === undefined ? query.kind : undefined,
    tlp: query.tlp,
    fraudType: query.fraudType,
    state: query.state,
    isPublic: query.isPublic === undefined ? undefined : query.isPublic === 'true',
    isOpening: query.opening === undefined ? undefined : true,
  }
}

/** Where a page begins. The cursor holds the place itself, so that it says nothing about what is there now. */
export function placeOf(cursor: string | undefined): SharePlace | null {
  const [ms, id] = cursor?.split('.') ?? []
  return ms === undefined || id === undefined ? null : { at: new Date(Number(ms)), id }
}

/** The cursor of the page after this one; null when it was not full. */
export function nextPlace(rows: readonly SharePlace[], limit: number): string | null {
  const last = rows.length === limit ? rows.at(-1) : undefined
  return last ? `${last.at.getTime()}.${last.id}` : null
}
