import {
  indicatorKinds,
  type IndicatorKind,
  type Reader,
  type TlpLabel,
  type WithdrawalReason,
} from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'
import { readableShares, shareColumns, toShareRow, type RawShareRow, type ShareRow } from './share-row.ts'

/** Which shares. What is left out does not narrow. */
export interface ShareFilter {
  readonly originId?: string | undefined
  /** Not given by this organisation. */
  readonly notOriginId?: string | undefined
  readonly key?: bigint | undefined
  readonly kind?: IndicatorKind | undefined
  readonly tlp?: TlpLabel | undefined
  readonly fraudType?: string | undefined
  readonly state?: 'current' | 'withdrawn' | undefined
  readonly reason?: WithdrawalReason | undefined
  /** It weighs in the public verdict. */
  readonly isPublic?: boolean | undefined
  /** Its label waits to be opened. */
  readonly isOpening?: true | undefined
}

/** Where a page begins: after this share, newest first. */
export interface SharePlace {
  readonly at: Date
  readonly id: string
}

/** One page of the shares that this reader may be given, newest first. */
export async function listShares(
  client: ClientBase | Pool,
  reader: Reader,
  filter: ShareFilter,
  page: { readonly after: SharePlace | null; readonly limit: number },
): Promise<ShareRow[]> {
  const readable = readableShares(reader, filterParams + 4)
  const found = await client.query<RawShareRow>(
    `select ${shareColumns} from shares s
      where ${filterText}
        and ($${filterParams + 1}::timestamptz is null
             or (s.at, s.id) < ($${filterParams + 1}, $${filterParams + 2}::uuid))
        and ${readable.text}
      order by s.at desc, s.id desc limit $${filterParams + 3}`,
    [...filterValues(filter), page.after?.at ?? null, page.after?.id ?? null, page.limit, ...readable.params],
  )
  return found.rows.map(toShareRow)
}

/** How many shares of the filter this reader may be given. */
export async function countShares(
  client: ClientBase | Pool,
  reader: Reader,
  filter: ShareFilter,
): Promise<number> {
  const readable = readableShares(reader, filterParams + 1)
  const found = await client.query<{ count: string }>(
    `select count(*) from shares s where ${filterText} and ${readable.text}`,
    [...filterValues(filter), ...readable.params],
  )
  return Number(found.rows[0]?.count ?? 0)
}

/** Those of these shares that this reader may be given; for whoever is to send them on. */
export async function readShares(
  client: ClientBase | Pool,
  reader: Reader,
  ids: readonly string[],
): Promise<ShareRow[]> {
  const readable = readableShares(reader, 2)
  const found = await client.query<RawShareRow>(
    `select ${shareColumns} from shares s where s.id = any($1::uuid[]) and ${readable.text} order by s.at, s.id`,
    [ids, ...readable.params],
  )
  return found.rows.map(toShareRow)
}

/** Nothing when there is no such share, or when this reader may not be given it. */
export async function findShare(
  client: ClientBase | Pool,
  reader: Reader,
  id: string,
): Promise<ShareRow | undefined> {
  return (await readShares(client, reader, [id]))[0]
}

/**
 * What this reader may be given about these indicators of what is no evidence of the public verdict and not
 * withdrawn, newest first.
 */
export async function heldShares(
  client: ClientBase | Pool,
  reader: Reader,
  keys: readonly bigint[],
): Promise<ShareRow[]> {
  if (keys.length === 0) return []
  const readable = readableShares(reader, 2)
  const found = await client.query<RawShareRow>(
    `select ${shareColumns} from shares s
      where s.indicator_key = any($1::bigint[]) and s.withdrawn_at is null and not s.is_public and ${readable.text}
      order by s.at desc, s.id desc`,
    [keys.map(String), ...readable.params],
  )
  return found.rows.map(toShareRow)
}

/** Parameters that `filterText` uses. */
const filterParams = 10

const filterText = `($1::uuid is null or s.origin_id = $1) and ($2::uuid is null or s.origin_id <> $2)
  and ($3::bigint is null or s.indicator_key = $3) and ($4::smallint is null or s.kind = $4)
  and ($5::text is null or s.tlp = $5) and ($6::text is null or s.fraud_type = $6)
  and ($7::text is null or ($7 = 'withdrawn') = (s.withdrawn_at is not null))
  and ($8::text is null or s.withdrawal_reason = $8) and ($9::boolean is null or s.is_public = $9)
  and ($10::boolean is null
       or exists (select from share_relabellings r where r.share_id = s.id and r.state = 'proposed'))`

function filterValues(filter: ShareFilter): unknown[] {
  return [
    filter.originId ?? null,
    filter.notOriginId ?? null,
    filter.key?.toString() ?? null,
    filter.kind === undefined ? null : indicatorKinds.indexOf(filter.kind),
    filter.tlp ?? null,
    filter.fraudType ?? null,
    filter.state ?? null,
    filter.reason ?? null,
    filter.isPublic ?? null,
    filter.isOpening ?? null,
  ]
}
