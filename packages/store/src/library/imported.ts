import { indicatorKinds, type IndicatorKind } from '@wuzei/domain'
import type { ClientBase } from 'pg'
import type { SourceRow } from './row-types.ts'

/** One row of a list with its indicator's key. Instants are epoch seconds. */
export interface ImportedRow {
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly fraudType: string | null
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
}

/** What a list said before about these indicators, by key. */
export async function findImported(
  client: ClientBase,
  keys: readonly bigint[],
  sourceCode: number,
): Promise<Map<bigint, { readonly count: number; readonly fraudType: string | null }>> {
  const found = await client.query<{ indicator_key: string; count: number; fraud_type: string | null }>(
    `select indicator_key, count, fraud_type from evidence
      where indicator_key = any($1::bigint[]) and source_code = $2 and statement = 0`,
    [keys.map(String), sourceCode],
  )
  return new Map(
    found.rows.map((row) => [BigInt(row.indicator_key), { count: row.count, fraudType: row.fraud_type }]),
  )
}

/**
 * Inserts rows whose indicators are new, with their verdicts, and returns the keys that were; the others exist and
 * are left alone. The fast path of an import: two inserts, no reading back.
 */
export async function insertImported(
  client: ClientBase,
  source: Pick<SourceRow, 'code' | 'reliability'>,
  rows: readonly (ImportedRow & { readonly stateId: number; readonly refAt: number })[],
): Promise<bigint[]> {
  if (rows.length === 0) return []
  const keys = rows.map((row) => row.key.toString())
  const inserted = await client.query<{ key: string }>(
    `insert into indicators (key, kind, canonical, state_id, ref_at)
     select * from unnest($1::bigint[], $2::smallint[], $3::text[], $4::integer[], $5::bigint[])
     on conflict (key) do nothing returning key`,
    [
      keys,
      rows.map((row) => indicatorKinds.indexOf(row.kind)),
      rows.map((row) => row.canonical),
      rows.map((row) => row.stateId),
      rows.map((row) => row.refAt),
    ],
  )
  const fresh = new Set(inserted.rows.map((row) => row.key))
  await upsertRows(
    client,
    source,
    rows.filter((row) => fresh.has(row.key.toString())),
  )
  return inserted.rows.map((row) => BigInt(row.key))
}

/** Adds or replaces what a list says about indicators that exist and are locked. */
export async function updateImported(
  client: ClientBase,
  source: Pick<SourceRow, 'code' | 'reliability'>,
  rows: readonly ImportedRow[],
): Promise<void> {
  await upsertRows(client, source, rows)
}

async function upsertRows(
  client: ClientBase,
  source: Pick<SourceRow, 'code' | 'reliability'>,
  rows: readonly ImportedRow[],
): Promise<void> {
  if (rows.length === 0) return
  await client.query(
    `insert into evidence (indicator_key, source_code, statement, reliability, fraud_type, count, first_at, last_at)
     select key, $2, 0, $3, fraud_type, count, first_at, last_at
       from unnest($1::bigint[], $4::text[], $5::integer[], $6::bigint[], $7::bigint[])
            as n(key, fraud_type, count, first_at, last_at)
     on conflict (indicator_key, source_code, statement) do update set
       reliability = excluded.reliability, fraud_type = excluded.fraud_type, count = excluded.count,
       first_at = least(evidence.first_at, excluded.first_at), last_at = excluded.last_at, retracted = false`,
    [
      rows.map((row) => row.key.toString()),
      source.code,
      source.reliability,
      rows.map((row) => row.fraudType),
      rows.map((row) => row.count),
      rows.map((row) => row.firstAt),
      rows.map((row) => row.lastAt),
    ],
  )
}
