import type { ClientBase } from 'pg'
import { LISTING_CHANNEL } from './listing-channel.ts'
import type { WithheldReason } from './listing-types.ts'

/**
 * Brings the listing's entries of the staged indicators to what the library said of them then, and writes one numbered
 * change for each difference, everything by joins. `withheld` holds the reasons that keep sites and links off. Gives
 * back the number of changes.
 */
export async function applyListing(
  client: ClientBase,
  withheld: ReadonlyMap<bigint, WithheldReason>,
  nowMs: number,
): Promise<number> {
  await lockListing(client)
  const applied = await client.query<{ changes: number }>(applySql, [
    [...withheld.keys()].map(String),
    [...withheld.values()],
    Math.floor(nowMs / 1000),
    new Date(nowMs),
  ])
  const changes = applied.rows[0]?.changes ?? 0
  if (changes > 0) await client.query(`notify ${LISTING_CHANNEL}`)
  return changes
}

/** Whoever changes the listing holds its one row until the commit: versions stay contiguous whatever happens. */
export async function lockListing(client: ClientBase): Promise<void> {
  await client.query('select 1 from listing_head for update')
}

const applySql = `
with judged as materialized (
  select key, reason from unnest($1::bigint[], $2::text[]) as j(key, reason)
), wanted as materialized (
  select t.key, t.seq, t.cause, t.kind, t.canonical, s.state_id is not null as stays, j.reason as withheld,
         case when s.state_id is null then null
              when s.confirmed_for_s is null or $3::bigint < t.ref_at + s.confirmed_for_s then 'confirmed'
              else 'high' end as level,
         case when s.confirmed_for_s is null then null
              when $3 < t.ref_at + s.confirmed_for_s then t.ref_at + s.confirmed_for_s
              else t.ref_at + s.high_for_s end as level_until,
         t.ref_at + s.high_for_s as falls_at, s.fraud_types
    from listing_touched t
    left join listing_states s
      on s.state_id = t.state_id and (s.high_for_s is null or $3 < t.ref_at + s.high_for_s)
    left join judged j on j.key = t.key
), compared as materialized (
  select w.key, w.seq, w.cause, w.kind, w.canonical, w.stays, b.key is not null as stood,
         w.level, w.level_until, w.falls_at, w.withheld, coalesce(w.fraud_types, b.fraud_types) as fraud_types,
         (b.level, b.level_until, b.falls_at, b.withheld, b.fraud_types)
           is distinct from (w.level, w.level_until, w.falls_at, w.withheld, w.fraud_types) as differs,
         w.stays and w.withheld is null as listed_now,
         b.key is not null and b.withheld is null as listed_before,
         (b.level, b.fraud_types) is distinct from (w.level, w.fraud_types) as reads_otherwise
    from wanted w
    left join listing_entries b on b.key = w.key
   where w.stays or b.key is not null
), changed as materialized (
  select c.*, h.version + row_number() over (order by c.seq nulls last, c.key) as version,
         case when not listed_before then 'added' when not listed_now then 'removed' else 'changed' end as change
    from compared c cross join listing_head h
   where listed_before <> listed_now or (listed_now and reads_otherwise)
), journal as (
  insert into listing_changes (version, key, kind, canonical, change, level, fraud_types, cause, event_seq, at)
  select version, key, kind, canonical, change, case when listed_now then level end, fraud_types, cause, seq, $4
    from changed order by version
), gone as (
  delete from listing_entries e using compared c where e.key = c.key and not c.stays
), fresh as (
  insert into listing_entries
         (key, kind, canonical, level, fraud_types, listed_at, version, level_until, falls_at, withheld)
  select c.key, c.kind, c.canonical, c.level, c.fraud_types, $4, coalesce(n.version, 0),
         c.level_until, c.falls_at, c.withheld
    from compared c left join changed n on n.key = c.key
   where c.stays and not c.stood order by c.key
), kept as (
  update listing_entries e
     set level = c.level, fraud_types = c.fraud_types, version = coalesce(n.version, e.version),
         listed_at = case when c.listed_before then e.listed_at else $4 end,
         level_until = c.level_until, falls_at = c.falls_at, withheld = c.withheld
    from compared c left join changed n on n.key = c.key
   where e.key = c.key and c.stays and c.stood and c.differs
), counted as (
  select count(*)::integer as changes from changed
), moved as (
  update listing_head set version = version + counted.changes, at = $4 from counted where counted.changes > 0
)
select changes from counted`

/** Keys whose level has ended at this instant, the longest ago first. */
export async function endedListings(client: ClientBase, nowS: number, limit: number): Promise<bigint[]> {
  const found = await client.query<{ key: string }>(
    'select key from listing_entries where level_until <= $1 order by level_until limit $2',
    [nowS, limit],
  )
  return found.rows.map((row) => BigInt(row.key))
}

/** One page of all keys of the library, for a review of the whole listing. */
export async function libraryKeys(
  client: ClientBase,
  afterKey: bigint | null,
  limit: number,
): Promise<bigint[]> {
  const found = await client.query<{ key: string }>(
    'select key from indicators where $1::bigint is null or key > $1 order by key limit $2',
    [afterKey?.toString() ?? null, limit],
  )
  return found.rows.map((row) => BigInt(row.key))
}

/** Forgets changes older than `before`: who stands at an older version takes the full list from now on. */
export async function compactListing(client: ClientBase, before: Date): Promise<number> {
  await lockListing(client)
  // Everything up to the last old one: should a clock have gone back, nothing is missing in the middle.
  const found = await client.query<{ last: string | null }>(
    `select greatest((select max(version) from listing_changes where at < $1),
                     (select max(version) from listing_exception_changes where at < $1)) as last`,
    [before],
  )
  const last = found.rows[0]?.last
  if (last == null) return 0
  const gone = await client.query('delete from listing_changes where version <= $1', [last])
  const exceptions = await client.query('delete from listing_exception_changes where version <= $1', [last])
  await client.query('update listing_head set compacted_to = $1', [last])
  return (gone.rowCount ?? 0) + (exceptions.rowCount ?? 0)
}
