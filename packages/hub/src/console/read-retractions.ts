import {
  memberPageRows,
  type ConsoleRetractionDetails,
  type RetractionListQuery,
  type RetractionPage,
} from '@wuzei/contract'
import { can, CodedError, definitionOf, organisationIdOf, type Actor } from '@wuzei/domain'
import { confirmationsOf, findRetraction, listRetractions } from '@wuzei/store'
import { requirePermission } from '../alliance/require-permission.ts'
import { shown } from '../exchange/retraction/show-retraction.ts'
import type { HubContext } from '../hub-context.ts'
import { sightOf } from './sight.ts'

/** What was taken back, newest first, with who has confirmed in numbers, and whether one's own organisation has. */
export async function readRetractions(
  hub: HubContext,
  actor: Actor,
  query: RetractionListQuery,
): Promise<RetractionPage> {
  requirePermission(actor, 'read', { kind: 'retraction' })
  const rows = await listRetractions(
    hub.database.pool,
    organisationIdOf(actor),
    { state: query.state ?? null, isOutstanding: query.own === 'outstanding' },
    { after: query.after ?? null, limit: memberPageRows },
  )
  return {
    retractions: rows.map((row) => {
      const masked = definitionOf(row.kind).mask(row.canonical)
      return {
        id: row.id,
        kind: row.kind,
        masked,
        shown: sightOf(actor, row.kind)?.show(row.canonical) ?? masked,
        reason: row.reason,
        since: row.since.toISOString(),
        at: row.at.toISOString(),
        reachedAt: row.reachedAt?.toISOString() ?? null,
        reachedAfterMs: row.reachedAt === null ? null : row.reachedAt.getTime() - row.since.getTime(),
        completedAt: row.completedAt?.toISOString() ?? null,
        confirmed: row.confirmed,
        outstanding: row.outstanding,
        own: row.ownConfirmedAt !== null ? 'confirmed' : row.isAsked ? 'outstanding' : 'not-asked',
        ownConfirmedAt: row.ownConfirmedAt?.toISOString() ?? null,
      }
    }),
    next: rows.length === memberPageRows ? (rows.at(-1)?.id ?? null) : null,
  }
}

/**
 * Who has confirmed one retraction and who has not: by name for the hub operator and auditors, who have to follow it up,
 * and of one's own organisation; else as everybody sees it.
 *
 * @throws CodedError RETRACTION_UNKNOWN, FORBIDDEN
 */
export async function readRetraction(
  hub: HubContext,
  actor: Actor,
  id: string,
): Promise<ConsoleRetractionDetails> {
  requirePermission(actor, 'read', { kind: 'retraction' })
  const { pool } = hub.database
  const row = await findRetraction(pool, id)
  if (!row) throw new CodedError('RETRACTION_UNKNOWN', 'nothing was taken back under this number')
  const decision = can(actor, 'read', { kind: 'ledger' })
  const seesAll = decision.allowed && decision.ranges.includes('all')
  const own = organisationIdOf(actor)
  const confirmations = await confirmationsOf(pool, id)
  const mine = confirmations.find(({ organisationId }) => organisationId === own)
  return {
    ...shown(row, confirmations, (one) => seesAll || one.isNamed || one === mine),
    own: mine === undefined ? 'not-asked' : mine.confirmedAt === null ? 'outstanding' : 'confirmed',
  }
}
