import { indicatorKinds, type IndicatorKind } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'
import type { ListedLevel } from './listing-types.ts'

type Queryable = Pool | ClientBase

/** What every version of every object of the listed collection has. */
interface ExchangeVersion {
  /** `date_added` in epoch microseconds. */
  readonly addedUs: bigint
  /** Of the whole name `type--id`. */
  readonly id: string
  readonly createdAt: Date
  readonly modifiedAt: Date
}

/** One version of a listed indicator. */
export interface ExchangeIndicator extends ExchangeVersion {
  readonly type: 'indicator'
  readonly revoked: boolean
  /** Signed. */
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly level: ListedLevel
  readonly fraudTypes: readonly string[]
  readonly tlp: string
  readonly validUntil: Date | null
  /** Number of its MISP event. */
  readonly event: number
}

/** One version of anything else: who gives, how it is labelled, what its own terms mean. */
export interface ExchangeDocument extends ExchangeVersion {
  readonly type: string
  readonly document: Readonly<Record<string, unknown>>
}

export type ExchangeObject = ExchangeIndicator | ExchangeDocument

/** True for what a listed indicator became; false for what stands around them. */
export function isExchangeIndicator(object: ExchangeObject): object is ExchangeIndicator {
  return !('document' in object)
}

/** Which versions of an object: `last` unless told. */
export interface VersionChoice {
  readonly last: boolean
  readonly first: boolean
  readonly all: boolean
  /** Exactly those modified then. */
  readonly at: readonly Date[]
}

export interface ExchangeFilter {
  /** Only what was added later than this, epoch microseconds. */
  readonly afterUs: bigint
  readonly limit: number
  readonly versions: VersionChoice
  readonly ids?: readonly { readonly type: string; readonly id: string }[] | undefined
  readonly types?: readonly string[] | undefined
}

/** One page, in the order in which they were added. Ask for one more than wanted to learn whether more follow. */
export async function readExchangeObjects(db: Queryable, filter: ExchangeFilter): Promise<ExchangeObject[]> {
  const { versions } = filter
  // The usual question is a range of one small index.
  const onlyLast = versions.last && !versions.first && !versions.all && versions.at.length === 0
  const found = await db.query<RawExchangeObject>(
    `select ${columns} from exchange_objects
      where added_us > $1 and ${onlyLast ? 'latest and $3::boolean is not null and $4::timestamptz[] is not null' : chosen}
        and ($5::text[] is null or (type, id) in (select * from unnest($5, $6::uuid[])))
        and ($7::text[] is null or type = any($7))
      order by added_us limit $2`,
    [
      filter.afterUs.toString(),
      filter.limit,
      onlyLast || versions.all,
      onlyLast ? [] : versions.at,
      filter.ids?.map(({ type }) => type) ?? null,
      filter.ids?.map(({ id }) => id) ?? null,
      filter.types ?? null,
      ...(onlyLast ? [] : [versions.last, versions.first]),
    ],
  )
  return found.rows.map(toExchangeObject)
}

const chosen =
  '($3 or ($8 and latest) or ($9 and created_at = modified_at) or modified_at = any($4::timestamptz[]))'

/** Current indicators of one MISP event, withdrawn ones too, in the order of their last change. */
export async function readEventIndicators(
  db: Queryable,
  event: number,
): Promise<readonly ExchangeIndicator[]> {
  const found = await db.query<RawExchangeObject>(
    `select ${columns} from exchange_objects where event = $1 and latest order by added_us`,
    [event],
  )
  return found.rows.map(toExchangeObject).filter(isExchangeIndicator)
}

/** How far the objects follow the listing. */
export interface ExchangeHead {
  readonly version: bigint
  readonly addedUs: bigint
}

export async function exchangeHead(db: Queryable): Promise<ExchangeHead> {
  return headFrom(await db.query<RawHead>('select version, added_us from exchange_head'))
}

/** As `exchangeHead`; whoever adds objects holds it until their commit, which keeps `added_us` in commit order. */
export async function lockExchangeHead(client: ClientBase): Promise<ExchangeHead> {
  return headFrom(await client.query<RawHead>('select version, added_us from exchange_head for update'))
}

export async function moveExchangeHead(client: ClientBase, head: ExchangeHead): Promise<void> {
  await client.query('update exchange_head set version = $1, added_us = $2', [
    head.version.toString(),
    head.addedUs.toString(),
  ])
}

interface RawHead {
  version: string
  added_us: string
}

function headFrom({ rows: [row] }: { rows: RawHead[] }): ExchangeHead {
  if (!row) throw new Error('exchange_head has lost its row')
  return { version: BigInt(row.version), addedUs: BigInt(row.added_us) }
}

const columns = `added_us, type, id, created_at, modified_at, revoked, key, kind, canonical, level, fraud_types, tlp,
  valid_until, event, document`

interface RawExchangeObject {
  added_us: string
  type: string
  id: string
  created_at: Date
  modified_at: Date
  revoked: boolean
  key: string | null
  kind: number | null
  canonical: string | null
  level: ListedLevel | null
  fraud_types: string[] | null
  tlp: string | null
  valid_until: Date | null
  event: number | null
  document: Readonly<Record<string, unknown>> | null
}

function toExchangeObject(row: RawExchangeObject): ExchangeObject {
  const version = {
    addedUs: BigInt(row.added_us),
    id: row.id,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
  }
  if (row.document) return { ...version, type: row.type, document: row.document }
  const kind = indicatorKinds[row.kind ?? -1]
  if (!kind || row.key === null || row.level === null || row.event === null)
    throw new Error(`the exchange object ${row.type}--${row.id} is not whole`)
  return {
    ...version,
    type: 'indicator',
    revoked: row.revoked,
    key: BigInt(row.key),
    kind,
    canonical: row.canonical ?? '',
    level: row.level,
    fraudTypes: row.fraud_types ?? [],
    tlp: row.tlp ?? 'TLP:GREEN',
    validUntil: row.valid_until,
    event: row.event,
  }
}
