import { indicatorKinds, type IndicatorKind } from '@wuzei/domain'
import type { ClientBase } from 'pg'
import type { ListedLevel } from './listing-types.ts'
import type { ExchangeDocument, ExchangeIndicator } from './taxii-objects.ts'

/** How an indicator stands in the listing now, beside the object that stands for it, if any. */
export interface ListingDifference {
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  /** Change of the listing that this comes from. */
  readonly version: bigint
  /** Null when it is listed no more. */
  readonly listed: ListedNow | null
  /** The object's newest version; null when there is none, or when it was withdrawn. */
  readonly object: LiveObject | null
}

export interface ListedNow {
  readonly level: ListedLevel
  readonly fraudTypes: readonly string[]
  readonly tlp: string
  readonly fallsAt: Date | null
}

export interface LiveObject {
  readonly addedUs: bigint
  readonly id: string
  readonly createdAt: Date
  readonly modifiedAt: Date
  readonly event: number
  readonly level: ListedLevel
  readonly fraudTypes: readonly string[]
  readonly tlp: string
}

/** The listing's next changes after `version`, several of one indicator as one, and the version they lead to. */
export async function listingDifferences(
  client: ClientBase,
  version: bigint,
  limit: number,
): Promise<{ readonly to: bigint; readonly differences: readonly ListingDifference[] }> {
  const last = await client.query<{ to: string | null }>(
    `select max(version) as to from (
       select version from listing_changes where version > $1 order by version limit $2) page`,
    [version.toString(), limit],
  )
  const to = last.rows[0]?.to
  if (to == null) return { to: version, differences: [] }
  const found = await client.query<RawDifference>(
    `select ${differenceColumns}, c.version
       from (select distinct on (key) key, kind, canonical, version from listing_changes
              where version > $1 and version <= $2 order by key, version desc) c
       left join listed l on l.key = c.key ${joinObject('c')} order by c.version`,
    [version.toString(), to],
  )
  return { to: BigInt(to), differences: found.rows.map(toDifference) }
}

/**
 * Every indicator of which listing and objects say different things, at most `limit`: what the journal would have said,
 * had it not been forgotten.
 */
export async function allDifferences(client: ClientBase, limit: number): Promise<ListingDifference[]> {
  const found = await client.query<RawDifference>(
    `select ${differenceColumns}, l.version
       from (select l.key, l.kind, l.canonical from listed l ${joinObject('l')}
              where o.key is null or (o.level, o.fraud_types, o.tlp) is distinct from (l.level, l.fraud_types, l.tlp)
             union all
             select o.key, o.kind, o.canonical from exchange_objects o
              where o.latest and not o.revoked and o.key is not null
                and not exists (select from listed l where l.key = o.key)
              limit $1) c
       left join listed l on l.key = c.key ${joinObject('c')} order by c.key`,
    [limit],
  )
  return found.rows.map(toDifference)
}

/** Objects that tell an end which the listing has since put off by an hour or more, the nearest first. */
export async function endingDifferences(
  client: ClientBase,
  before: Date,
  limit: number,
): Promise<ListingDifference[]> {
  const found = await client.query<RawDifference>(
    `select ${differenceColumns.replaceAll('c.', 'o.')}, l.version
       from exchange_objects o join listed l on l.key = o.key
      where o.latest and not o.revoked and o.valid_until < $1
        and (l.falls_at is null or l.falls_at > extract(epoch from o.valid_until) + 3600)
      order by o.valid_until limit $2`,
    [before, limit],
  )
  return found.rows.map(toDifference)
}

/** Writes new versions and marks those as superseded whose place they take. */
export async function insertExchangeObjects(
  client: ClientBase,
  objects: readonly (ExchangeIndicator | ExchangeDocument)[],
  superseded: readonly bigint[],
): Promise<void> {
  if (superseded.length > 0)
    await client.query('update exchange_objects set latest = false where added_us = any($1::bigint[])', [
      superseded.map(String),
    ])
  await client.query(
    `insert into exchange_objects (added_us, type, id, created_at, modified_at, revoked, key, kind, canonical, level,
       fraud_types, tlp, valid_until, event, document)
     select added_us, type, id, created_at, modified_at, revoked, key, kind, canonical, level,
       coalesce((select array_agg(t) from json_array_elements_text(fraud_types) t), '{}'), tlp, valid_until, event, document
       from json_to_recordset($1) as n(added_us bigint, type text, id uuid, created_at timestamptz,
         modified_at timestamptz, revoked boolean, key bigint, kind smallint, canonical text, level text,
         fraud_types json, tlp text, valid_until timestamptz, event integer, document json)`,
    [JSON.stringify(objects.map(toRecord))],
  )
}

/**
 * Forgets versions between the first and the last of an object that were superseded before an instant, at most `limit`.
 * Gives back how many.
 */
export async function forgetSuperseded(client: ClientBase, before: Date, limit: number): Promise<number> {
  const gone = await client.query(
    `delete from exchange_objects where added_us in (
       select o.added_us from exchange_objects o
        where not o.latest and o.created_at <> o.modified_at and o.added_us < $1 and exists (
          select from exchange_objects n
           where n.type = o.type and n.id = o.id and n.modified_at > o.modified_at and n.added_us < $1)
        order by o.added_us limit $2)`,
    [(before.getTime() * 1000).toString(), limit],
  )
  return gone.rowCount ?? 0
}

function toRecord(object: ExchangeIndicator | ExchangeDocument) {
  const version = {
    added_us: object.addedUs.toString(),
    type: object.type,
    id: object.id,
    created_at: object.createdAt,
    modified_at: object.modifiedAt,
  }
  if ('document' in object) return { ...version, revoked: false, document: object.document }
  return {
    ...version,
    revoked: object.revoked,
    key: object.key.toString(),
    kind: indicatorKinds.indexOf(object.kind),
    canonical: object.canonical,
    level: object.level,
    fraud_types: object.fraudTypes,
    tlp: object.tlp,
    valid_until: object.validUntil,
    event: object.event,
  }
}

const differenceColumns = `c.key, c.kind, c.canonical, l.level as listed_level, l.fraud_types as listed_fraud_types,
  l.tlp as listed_tlp, l.falls_at, o.added_us, o.id, o.created_at, o.modified_at, o.event, o.level, o.fraud_types, o.tlp`

const joinObject = (by: string) =>
  `left join exchange_objects o on o.key = ${by}.key and o.latest and not o.revoked and o.key is not null`

interface RawDifference {
  key: string
  kind: number
  canonical: string
  version: string | null
  listed_level: ListedLevel | null
  listed_fraud_types: string[]
  listed_tlp: string
  falls_at: string | null
  added_us: string | null
  id: string
  created_at: Date
  modified_at: Date
  event: number
  level: ListedLevel
  fraud_types: string[]
  tlp: string
}

function toDifference(row: RawDifference): ListingDifference {
  const kind = indicatorKinds[row.kind]
  if (!kind) throw new Error(`stored kind ${row.kind} is not known to this version`)
  return {
    key: BigInt(row.key),
    kind,
    canonical: row.canonical,
    version: BigInt(row.version ?? 0),
    listed:
      row.listed_level === null
        ? null
        : {
            level: row.listed_level,
            fraudTypes: row.listed_fraud_types,
            tlp: row.listed_tlp,
            fallsAt: row.falls_at === null ? null : new Date(Number(row.falls_at) * 1000),
          },
    object:
      row.added_us === null
        ? null
        : {
            addedUs: BigInt(row.added_us),
            id: row.id,
            createdAt: row.created_at,
            modifiedAt: row.modified_at,
            event: row.event,
            level: row.level,
            fraudTypes: row.fraud_types,
            tlp: row.tlp,
          },
  }
}
