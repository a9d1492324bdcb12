import type { ClientBase, Pool } from 'pg'

/** Notes that members have just taken the feed. */
export async function noteFeedTaken(pool: Pool, organisationIds: readonly string[], at: Date): Promise<void> {
  await pool.query(
    `insert into feed_members as m (organisation_id, first_seen_at, last_seen_at)
     select distinct id, $2::timestamptz, $2::timestamptz from unnest($1::uuid[]) as g(id) order by id
     on conflict (organisation_id) do update set last_seen_at = greatest(m.last_seen_at, excluded.last_seen_at)`,
    [organisationIds, at],
  )
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
