import { indicatorKinds, type IndicatorKind, type RelativeState } from '@wuzei/domain'
import type { Pool } from 'pg'

/** An indicator with the verdict it has, as the library holds it. */
export interface LibraryRow {
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  /** Null where nothing has been weighed yet. */
  readonly relative: RelativeState | null
  /** Epoch seconds of the newest statement that counts; 0 when none does. */
  readonly refAt: number
}

/** What the database can choose by; levels fade as time passes, so they are read afterwards. */
export interface LibraryFilter {
  readonly kinds: readonly IndicatorKind[]
  readonly source: string | null
  /** Epoch seconds. */
  readonly since: number | null
  /** The last row of the page before. */
  readonly after: { readonly refAt: number; readonly key: bigint } | null
  readonly limit: number
}

interface StoredRow {
  key: string
  kind: number
  canonical: string
  state_id: number | null
  ref_at: string
}

/**
 * Indicators, those seen last first. Reads the table from end to end and keeps the newest: an index on the time would
 * be cheaper here, but every import would pay for it, and this is asked by people.
 */
export async function listLibrary(pool: Pool, filter: LibraryFilter): Promise<LibraryRow[]> {
  const found = await pool.query<StoredRow>(
    `select i.key, i.kind, i.canonical, i.state_id, i.ref_at from indicators i
      where i.kind = any($1::smallint[])
        and ($2::bigint is null or i.ref_at >= $2)
        and ($3::bigint is null or (i.ref_at, i.key) < ($3, $4::bigint))
        and ($5::text is null or exists (
          select from evidence e join sources s on s.code = e.source_code
           where e.indicator_key = i.key and s.id = $5 and not e.retracted))
      order by i.ref_at desc, i.key desc limit $6`,
    [
      filter.kinds.map((kind) => indicatorKinds.indexOf(kind)),
      filter.since,
      filter.after?.refAt ?? null,
      filter.after?.key.toString() ?? null,
      filter.source,
      filter.limit,
    ],
  )
  const states = await loadStates(pool, found.rows)
  return found.rows.map((row) => toRow(row, states))
}

/** One indicator by its key. */
export async function findLibraryRow(pool: Pool, key: bigint): Promise<LibraryRow | undefined> {
  const found = await pool.query<StoredRow>(
    'select key, kind, canonical, state_id, ref_at from indicators where key = $1',
    [key.toString()],
  )
  const row = found.rows[0]
  return row ? toRow(row, await loadStates(pool, [row])) : undefined
}

async function loadStates(pool: Pool, rows: readonly StoredRow[]): Promise<Map<number, RelativeState>> {
  const ids = [...new Set(rows.flatMap(({ state_id: id }) => (id === null ? [] : [id])))]
  const found = await pool.query<{ id: number; relative: RelativeState }>(
    'select id, relative from verdict_states where id = any($1::integer[])',
    [ids],
  )
  return new Map(found.rows.map(({ id, relative }) => [id, relative]))
}

function toRow(row: StoredRow, states: ReadonlyMap<number, RelativeState>): LibraryRow {
  const kind = indicatorKinds[row.kind]
  if (!kind) throw new Error(`stored kind ${row.kind} is not known to this version`)
  return {
    key: BigInt(row.key),
    kind,
    canonical: row.canonical,
    relative: row.state_id === null ? null : (states.get(row.state_id) ?? null),
    refAt: Number(row.ref_at),
  }
}
