import type { ClientBase } from 'pg'
import { LISTING_CHANNEL } from './listing-channel.ts'
import type { ListingCause, WithheldReason } from './listing-types.ts'

/** An indicator whose verdict may have changed, by signed key. */
export interface TouchedIndicator {
  readonly key: bigint
  /** The event that touched it; null when only time did. */
  readonly seq: number | null
  readonly cause: ListingCause
}

/**
 * Brings the listing's entries of these indicators to what the library holds now, and writes one numbered change for
 * each difference. Everything by joins, so that 50,000 keys take a second. `judged` holds every site and link that
 * was looked at, with the reason that keeps it off, if any. An indicator that changed since it was looked at is left
 * alone: its own event comes next. Gives back the number of changes.
 */
export async function applyListing(
  client: ClientBase,
  touched: readonly TouchedIndicator[],
  judged: ReadonlyMap<bigint, WithheldReason | null>,
  nowMs: number,
): Promise<number> {
  await lockListing(client)
  const applied = await client.query<{ changes: number }>(applySql, [
    touched.map(({ key }) => key.toString()),
    touched.map(({ seq }) => seq),
    touched.map(({ cause }) => cause),
    [...judged.keys()].map(String),
    [...judged.values()],
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
with given as materialized (
  select distinct on (key) key, seq, cause
    from unnest($1::bigint[], $2::bigint[], $3::text[]) as g(key, seq, cause)
   where not exists (
     select from indicators i where i.key = g.key and i.state_id is not null
        and not exists (select from listing_states s where s.state_id = i.state_id))
   order by key, seq desc nulls last
), judged as materialized (
  select key, reason from unnest($4::bigint[], $5::text[]) as j(key, reason)
), wanted as materialized (
  select g.key, i.kind, i.canonical, s.fraud_types, j.reason as withheld,
         i.kind in (2, 3) and j.key is null as unjudged,
         case when s.confirmed_for_s is null or $6::bigint < i.ref_at + s.confirmed_for_s
           then 'confirmed' else 'high' end as level,
         case when s.confirmed_for_s is null then null
              when $6 < i.ref_at + s.confirmed_for_s then i.ref_at + s.confirmed_for_s
              else i.ref_at + s.high_for_s end as level_until,
         i.ref_at + s.high_for_s as falls_at
    from given g
    join indicators i on i.key = g.key
    join listing_states s on s.state_id = i.state_id
    left join judged j on j.key = g.key
   where s.high_for_s is null or $6 < i.ref_at + s.high_for_s
), compared as materialized (
  select g.key, g.seq, g.cause, w.key is not null as stays, b.key is not null as stood,
         coalesce(w.kind, b.kind) as kind, coalesce(w.canonical, b.canonical) as canonical,
         w.level, w.level_until, w.falls_at, w.withheld, coalesce(w.fraud_types, b.fraud_types) as fraud_types,
         (b.level, b.level_until, b.falls_at, b.withheld, b.fraud_types)
           is distinct from (w.level, w.level_until, w.falls_at, w.withheld, w.fraud_types) as differs,
         w.key is not null and w.withheld is null as listed_now,
         b.key is not null and b.withheld is null as listed_before,
         (b.level, b.fraud_types) is distinct from (w.level, w.fraud_types) as reads_otherwise
    from given g
    left join wanted w on w.key = g.key
    left join listing_entries b on b.key = g.key
   where (w.key is not null or b.key is not null) and w.unjudged is not true
), changed as materialized (
  select c.*, h.version + row_number() over (order by c.seq nulls last, c.key) as version,
         case when not listed_before then 'added' when not listed_now then 'removed' else 'changed' end as change
    from compared c cross join listing_head h
   where listed_before <> listed_now or (listed_now and reads_otherwise)
), journal as (
  insert into listing_changes (version, key, kind, canonical, change, level, fraud_types, cause, event_seq, at)
  select version, key, kind, canonical, change, case when listed_now then level end, fraud_types, cause, seq, $7
    from changed order by version
), gone as (
  delete from listing_entries e using compared c where e.key = c.key and not c.stays
), fresh as (
  insert into listing_entries
         (key, kind, canonical, level, fraud_types, listed_at, version, level_until, falls_at, withheld)
  select c.key, c.kind, c.canonical, c.level, c.fraud_types, $7, coalesce(n.version, 0),
         c.level_until, c.falls_at, c.withheld
    from compared c left join changed n on n.key = c.key
   where c.stays and not c.stood order by c.key
), kept as (
  update listing_entries e
     set level = c.level, fraud_types = c.fraud_types, version = coalesce(n.version, e.version),
         listed_at = case when c.listed_before then e.listed_at else $7 end,
         level_until = c.level_until, falls_at = c.falls_at, withheld = c.withheld
    from compared c left join changed n on n.key = c.key
   where e.key = c.key and c.stays and c.stood and c.differs
), counted as (
  select count(*)::integer as changes from changed
), moved as (
  update listing_head set version = version + counted.changes, at = $7 from counted where counted.changes > 0
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
