import { memberPageRows, type FeedHealth } from '@wuzei/contract'
import { can, CodedError, organisationIdOf, readerOf, type Actor } from '@wuzei/domain'
import { feedHead, firstItemsAfter, listFeedHealth, readFeedPage, type FeedHealthRow } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'

/** Items looked over for the first that a member may read: after so many that it may not, it counts as up to date. */
const lookedOver = 10_000

/**
 * How the feed reaches members: the hub operator and auditors, who read every ledger, see all of them; everybody else
 * sees their own organisation, and of its lag no more than what it may read: else it would count what it may not.
 *
 * @throws CodedError FORBIDDEN
 */
export async function readFeedHealth(
  hub: HubContext,
  actor: Actor,
  after: string | undefined,
): Promise<FeedHealth> {
  const { pool } = hub.database
  const decision = can(actor, 'read', { kind: 'ledger' })
  const isWhole = decision.allowed && decision.ranges.includes('all')
  const own = organisationIdOf(actor)
  if (!isWhole && own === null) throw new CodedError('FORBIDDEN', 'the feed is for members')
  const rows = await listFeedHealth(pool, {
    organisationId: isWhole ? null : own,
    after: after ?? null,
    limit: memberPageRows,
  })
  const places = rows.map((row) => placeOf(hub, row))
  const behind = isWhole
    ? await firstItemsAfter(
        pool,
        places.map((place) => place ?? 0),
      )
    : [await firstReadable(hub, actor, places[0] ?? null)]
  return {
    isWhole,
    members: rows.map(({ position: _position, firstSeenAt, lastSeenAt, ...row }, index) => ({
      ...row,
      firstTakenAt: firstSeenAt?.toISOString() ?? null,
      lastTakenAt: lastSeenAt?.toISOString() ?? null,
      streams: hub.feed.attendance.countStream(row.organisationId, 0),
      behindSince: places[index] === null ? null : (behind[index]?.toISOString() ?? null),
    })),
    next: isWhole && rows.length === memberPageRows ? (rows.at(-1)?.organisationId ?? null) : null,
  }
}

/** How far a member is: as this process gave it, or as some process wrote it last. */
function placeOf({ feed }: HubContext, { organisationId, position }: FeedHealthRow): number | null {
  const given = feed.attendance.givenTo(organisationId)
  return given === undefined ? position : Math.max(given, position ?? 0)
}

async function firstReadable(hub: HubContext, actor: Actor, place: number | null): Promise<Date | null> {
  if (place === null) return null
  const { pool } = hub.database
  const { position } = await feedHead(pool)
  const stretch = { after: place, upTo: Math.min(position, place + lookedOver), limit: 1 }
  const [first] = await readFeedPage(pool, readerOf(actor), stretch)
  return first?.at ?? null
}
