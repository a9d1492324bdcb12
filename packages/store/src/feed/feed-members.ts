import type { ClientBase, Pool } from 'pg'

/** Notes that a member has just taken the feed, and how far where that is known. */
export async function noteFeedTaken(
  pool: Pool,
  organisationId: string,
  taken: { readonly at: Date; readonly position: number | null },
): Promise<void> {
  await pool.query(
    `insert into feed_members as m (organisation_id, first_seen_at, last_seen_at, position) values ($1, $2, $2, $3)
     on conflict (organisation_id) do update set last_seen_at = greatest(m.last_seen_at, excluded.last_seen_at),
       position = greatest(m.position, excluded.position)`,
    [organisationId, taken.at, taken.position],
  )
}

/** How the feed reaches one member. */
export interface FeedHealthRow {
  readonly organisationId: string
  readonly firstSeenAt: Date | null
  readonly lastSeenAt: Date | null
  /** The furthest it was given by asking; null where that was never noted. */
  readonly position: number | null
  readonly webhooks: number
  readonly pausedWebhooks: number
  readonly failingWebhooks: number
  readonly deadLetters: number
}

/** Members that take the feed or have it sent, in the order in which they joined; one of them, or a page of all. */
export async function listFeedHealth(
  pool: Pool,
  page: { readonly organisationId: string | null; readonly after: string | null; readonly limit: number },
): Promise<FeedHealthRow[]> {
  const found = await pool.query<Omit<FeedHealthRow, 'position'> & { position: string | null }>(
    `select o.id as "organisationId", m.first_seen_at as "firstSeenAt", m.last_seen_at as "lastSeenAt", m.position,
            w.webhooks, w.paused as "pausedWebhooks", w.failing as "failingWebhooks", w.dead as "deadLetters"
       from organisations o left join feed_members m on m.organisation_id = o.id
       cross join lateral (
         select count(*)::integer as webhooks, count(*) filter (where e.state = 'paused')::integer as paused,
                count(*) filter (where e.state = 'active' and e.failures > 0)::integer as failing,
                coalesce(sum((select count(*) from webhook_letters l where l.endpoint_id = e.id and l.state = 'dead')),
                         0)::integer as dead
           from webhook_endpoints e where e.organisation_id = o.id and e.state <> 'removed') w
      where o.state = 'active' and ($1::uuid is null or o.id = $1)
        and ($1::uuid is not null or m.organisation_id is not null or w.webhooks > 0)
        and ($2::uuid is null or (o.created_at, o.id) > (select created_at, id from organisations where id = $2))
      order by o.created_at, o.id limit $3`,
    [page.organisationId, page.after, page.limit],
  )
  return found.rows.map((row) => ({ ...row, position: row.position === null ? null : Number(row.position) }))
}

/** When the first item after each of these positions came into the feed, in their order; null where there is none. */
export async function firstItemsAfter(pool: Pool, positions: readonly number[]): Promise<(Date | null)[]> {
  const found = await pool.query<{ at: Date | null }>(
    `select (select f.at from feed_items f where f.position > g.position order by f.position limit 1) as at
       from unnest($1::bigint[]) with ordinality as g(position, ordinal) order by g.ordinal`,
    [positions],
  )
  return found.rows.map(({ at }) => at)
}

/** Lets an organisation be named on public pages, or not any more. */
export async function setPublicName(
  client: ClientBase,
  organisationId: string,
  named: { readonly by: string; readonly at: Date } | null,
): Promise<void> {
  if (named === null)
    await client.query('delete from public_names where organisation_id = $1', [organisationId])
  else
    await client.query(
      `insert into public_names (organisation_id, agreed_by, agreed_at) values ($1, $2, $3) on conflict do nothing`,
      [organisationId, named.by, named.at],
    )
}
