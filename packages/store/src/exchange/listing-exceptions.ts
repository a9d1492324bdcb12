import type { ClientBase, Pool } from 'pg'
import { LISTING_CHANNEL } from './listing-channel.ts'

type Queryable = Pool | ClientBase

/** A site below a listed one that a person or a verified owner vouches for: lists let it pass. */
export interface ListingException {
  readonly key: bigint
  readonly canonical: string
  /** Whether everything below it passes too, or the site alone. */
  readonly coversBelow: boolean
}

/** A site that a decision vouches for, and the keys of the sites above it. */
export interface VouchedSite extends ListingException {
  readonly parents: readonly bigint[]
}

/**
 * Whether a decision about this indicator lets a site pass, and then whether also what is below it: as the checker, a
 * site's own page speaks for the site alone, and an owner's page only where everything below is the owner's.
 */
const coversSql = `(case
  when i.kind = 3 then s.vouches_below
  when i.kind = 2 and s.vouches_below and i.canonical ~ '^[^/:]+/$' then false end)`

/** Of the staged indicators the sites that a person or an owner vouches for now and did not before. */
export async function newlyVouched(client: ClientBase): Promise<readonly ListingException[]> {
  const found = await client.query<ExceptionRow>(
    `select i.key, rtrim(i.canonical, '/') as canonical, ${coversSql} as covers_below
       from indicator_decisions d
       join listing_touched i on i.key = d.indicator_key
       join listing_states s on s.state_id = i.state_id
      where (d.pin is not null or d.identity_id is not null) and ${coversSql} is not null and not exists (select from listing_vouched v where v.key = i.key)`,
  )
  return found.rows.map(exceptionFrom)
}

/**
 * Brings the exceptions to what is vouched for and listed now, as far as the staged indicators bear on them, and writes one
 * numbered change for each difference. The caller holds the listing's head. Gives back the number of changes.
 */
export async function applyExceptions(
  client: ClientBase,
  vouched: readonly VouchedSite[],
  nowMs: number,
): Promise<number> {
  if (vouched.length > 0) await writeVouched(client, vouched)
  const applied = await client.query<{ changes: number }>(applySql, [new Date(nowMs)])
  const changes = applied.rows[0]?.changes ?? 0
  if (changes > 0) await client.query(`notify ${LISTING_CHANNEL}`)
  return changes
}

async function writeVouched(client: ClientBase, vouched: readonly VouchedSite[]): Promise<void> {
  await client.query(
    `insert into listing_vouched (key, canonical, covers_below)
     select key, canonical, covers_below
       from unnest($1::bigint[], $2::text[], $3::boolean[]) as v(key, canonical, covers_below)
     on conflict (key) do nothing`,
    [
      vouched.map(({ key }) => key.toString()),
      vouched.map(({ canonical }) => canonical),
      vouched.map(({ coversBelow }) => coversBelow),
    ],
  )
  const pairs = vouched.flatMap(({ key, parents }) => parents.map((parent) => [parent, key] as const))
  await client.query(
    `insert into listing_vouched_parents (parent_key, key)
     select parent_key, key from unnest($1::bigint[], $2::bigint[]) as p(parent_key, key) on conflict do nothing`,
    [pairs.map(([parent]) => parent.toString()), pairs.map(([, key]) => key.toString())],
  )
}

const applySql = `
with concerned as (
  select v.key from listing_touched g join listing_vouched v on v.key = g.key
  union
  select p.key from listing_touched g join listing_vouched_parents p on p.parent_key = g.key
), compared as materialized (
  select v.key, v.canonical, v.covers_below as covered, ${coversSql} as covers,
         case when v.excepted then v.covers_below end as was,
         case when exists (
           select from listing_vouched_parents p
             join listing_entries e on e.key = p.parent_key and e.withheld is null where p.key = v.key)
         then ${coversSql} end as becomes
    from concerned c
    join listing_vouched v on v.key = c.key
    left join indicators i on i.key = v.key
    left join listing_states s on s.state_id = i.state_id
), changed as materialized (
  select c.*, h.version + row_number() over (order by c.key) as version
    from compared c cross join listing_head h where was is distinct from becomes
), journal as (
  insert into listing_exception_changes (version, key, canonical, was, becomes, at)
  select version, key, canonical, was, becomes, $1 from changed
), gone as (
  delete from listing_vouched v using compared c where v.key = c.key and c.covers is null
), kept as (
  update listing_vouched v set covers_below = c.covers, excepted = c.becomes is not null
    from compared c where v.key = c.key and c.covers is not null
     and (c.covers is distinct from c.covered or c.was is distinct from c.becomes)
), counted as (
  select count(*)::integer as changes from changed
), moved as (
  update listing_head set version = version + counted.changes, at = $1 from counted where counted.changes > 0
)
select changes from counted`

/** Every exception there is: as many as people and owners made below listed sites. */
export async function readExceptions(db: Queryable): Promise<ListingException[]> {
  const found = await db.query<ExceptionRow>(
    'select key, canonical, covers_below from listing_vouched where excepted order by key',
  )
  return found.rows.map(exceptionFrom)
}

/** What a stretch of the journal comes to for one exception; null stands for none. */
export interface NetExceptionChange {
  readonly key: bigint
  readonly canonical: string
  readonly coveredBelow: boolean | null
  readonly coversBelow: boolean | null
}

/**
 * Exceptions that are others after than before the changes between two versions, each once; at most `limit`. Whether
 * all changes after `from` are still kept tells `netChangesBetween`.
 */
export async function netExceptionChanges(
  db: Queryable,
  from: bigint,
  to: bigint,
  limit: number,
): Promise<NetExceptionChange[]> {
  const found = await db.query<{
    key: string
    canonical: string
    was: boolean | null
    becomes: boolean | null
  }>(
    `select f.key, f.canonical, f.was, l.becomes
       from (select distinct on (key) key, canonical, was from listing_exception_changes
              where version > $1 and version <= $2 order by key, version) f
       join (select distinct on (key) key, becomes from listing_exception_changes
              where version > $1 and version <= $2 order by key, version desc) l on l.key = f.key
      where f.was is distinct from l.becomes order by f.key limit $3`,
    [from.toString(), to.toString(), limit],
  )
  return found.rows.map(({ key, canonical, was, becomes }) => ({
    key: BigInt(key),
    canonical,
    coveredBelow: was,
    coversBelow: becomes,
  }))
}

/** Which of these sites are listed. */
export async function listedAmong(db: Queryable, hosts: readonly string[]): Promise<string[]> {
  if (hosts.length === 0) return []
  const found = await db.query<{ canonical: string }>(
    `select e.canonical from unnest($1::text[]) as h(host)
       join listing_entries e on e.host_reversed collate "C" = reverse(h.host)
      where e.kind = 3 and e.withheld is null`,
    [hosts],
  )
  return found.rows.map(({ canonical }) => canonical)
}

/** The listed sites at and below these, and the exceptions there; at most `limit` of each. */
export async function sitesAtAndBelow(
  db: Queryable,
  hosts: readonly string[],
  limit: number,
): Promise<{ readonly listed: readonly string[]; readonly exceptions: readonly ListingException[] }> {
  const listed = await db.query<{ canonical: string }>(
    `with h as (select distinct reverse(host) as host from unnest($1::text[]) as g(host))
     select e.canonical from h join listing_entries e on e.host_reversed collate "C" = h.host
      where e.kind = 3 and e.withheld is null
     union
     select e.canonical from h join listing_entries e
         on e.host_reversed collate "C" >= h.host || '.' and e.host_reversed collate "C" < h.host || '/'
      where e.kind = 3 and e.withheld is null
      limit $2`,
    [hosts, limit],
  )
  const exceptions = await db.query<ExceptionRow>(
    `with h as (select distinct reverse(host) as host from unnest($1::text[]) as g(host))
     select v.key, v.canonical, v.covers_below from h join listing_vouched v
         on v.host_reversed collate "C" = h.host where v.excepted
     union
     select v.key, v.canonical, v.covers_below from h join listing_vouched v
         on v.host_reversed collate "C" >= h.host || '.' and v.host_reversed collate "C" < h.host || '/'
      where v.excepted
      limit $2`,
    [hosts, limit],
  )
  return {
    listed: listed.rows.map(({ canonical }) => canonical),
    exceptions: exceptions.rows.map(exceptionFrom),
  }
}

interface ExceptionRow {
  key: string
  canonical: string
  covers_below: boolean
}

function exceptionFrom({ key, canonical, covers_below }: ExceptionRow): ListingException {
  return { key: BigInt(key), canonical, coversBelow: covers_below }
}
