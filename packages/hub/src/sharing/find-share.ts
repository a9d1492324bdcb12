import { can, CodedError, readerOf, type Actor, type ProtectedRow } from '@wuzei/domain'
import { findShare, type ShareRow } from '@wuzei/store'
import type { ClientBase, Pool } from 'pg'

/**
 * A share that this actor may read: asked of the database with the row filter, and of `can` once more.
 *
 * @throws CodedError NOT_FOUND, the same for one that does not exist and one that is above the actor's clearance
 */
export async function findReadableShare(
  client: ClientBase | Pool,
  actor: Actor,
  id: string,
): Promise<ShareRow> {
  const share = await findShare(client, readerOf(actor), id)
  if (!share || !can(actor, 'read', { kind: 'share', row: protectedShare(share) }).allowed)
    throw new CodedError('NOT_FOUND', 'no share has this id')
  return share
}

/** What decides about a share: its labels, and its origin alone. */
export function protectedShare(share: ShareRow, authorId: string | null = null): ProtectedRow {
  return {
    region: '',
    organisationIds: [share.originId],
    authorId,
    needToKnow: null,
    shared: share,
  }
}
