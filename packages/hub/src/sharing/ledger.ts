import { memberPageRows, type LedgerQuery, type LedgerReply } from '@wuzei/contract'
import { CodedError, organisationIdOf, readerOf, type Actor } from '@wuzei/domain'
import { countShares, listShares, takenOffSince, type ShareFilter } from '@wuzei/store'
import { findOrganisationOrRefuse } from '../alliance/organisations.ts'
import { requirePermission } from '../alliance/require-permission.ts'
import type { HubContext } from '../hub-context.ts'
import { nextPlace, placeOf } from './list-shares.ts'
import { shareReplies } from './share-reply.ts'

/** Fewer contributions of another member are not counted out: with so few, each could be told. */
const fewestCounted = 5

/**
 * Who gave what, and what it led to. A member's own ledger has an entry for each share it gave; of others it tells
 * numbers, of what the caller may read and from five on.
 *
 * @throws CodedError NOT_FOUND, FORBIDDEN, BODY_INVALID
 */
export async function readLedger(hub: HubContext, actor: Actor, query: LedgerQuery): Promise<LedgerReply> {
  requirePermission(actor, 'read', { kind: 'ledger' })
  const own = organisationIdOf(actor)
  const organisationId = query.organisationId ?? own
  if (organisationId === null) throw new CodedError('BODY_INVALID', 'organisationId: name an organisation')
  if (organisationId !== own) {
    await findOrganisationOrRefuse(hub.database.pool, organisationId)
    return {
      organisationId,
      totals: await totalsOf(hub, actor, organisationId, atLeastFew),
      entries: [],
      next: null,
    }
  }
  const { pool } = hub.database
  const rows = await listShares(
    pool,
    readerOf(actor),
    { originId: organisationId },
    { after: placeOf(query.after), limit: memberPageRows },
  )
  const shares = await shareReplies(hub, actor, rows)
  const taken = await takenOffSince(pool, rows)
  const received = await countShares(pool, readerOf(actor), { notOriginId: organisationId })
  return {
    organisationId,
    totals: { ...(await totalsOf(hub, actor, organisationId, (count) => count)), received },
    entries: rows.flatMap((row, index) => {
      const share = shares[index]
      const { levelBefore, levelAfter } = row
      return share ? { share, levelBefore, levelAfter, retracted: taken.has(row.key) } : []
    }),
    next: nextPlace(rows, memberPageRows),
  }
}

async function totalsOf(
  hub: HubContext,
  actor: Actor,
  originId: string,
  shown: (count: number) => number | null,
): Promise<LedgerReply['totals']> {
  const count = async (filter: ShareFilter) =>
    shown(await countShares(hub.database.pool, readerOf(actor), { originId, ...filter }))
  return {
    given: await count({}),
    withdrawn: await count({ state: 'withdrawn' }),
    withdrawnAsErrors: await count({ state: 'withdrawn', reason: 'error' }),
    received: null,
  }
}

function atLeastFew(count: number): number | null {
  return count < fewestCounted ? null : count
}
