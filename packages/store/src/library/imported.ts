import { indicatorKinds, type IndicatorKind } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'
import { bigintArray, bigintArrayOfWords, integerArray, smallintArray, textArray } from './binary-array.ts'
import { copyInto, encodeCopy } from './binary-copy.ts'
import type { SourceRow } from './row-types.ts'

/** One row of a list with its indicator's key, as words. Instants are epoch seconds. */
export interface ImportedRow {
  /** High 32 bits of the key, signed, and low 32 bits. */
  readonly keyHigh: number
  readonly keyLow: number
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly fraudType: string | null
  readonly count: number
  readonly firstAt: number
  readonly lastAt: number
  /** Whether the list itself gives the instants: only then are they compared with what it said before. */
  readonly dated: boolean
}

/** How a row stands to what the library holds: nothing known, said by others only, said differently, said the same. */
export type RowStanding = 'new' | 'known' | 'changed' | 'same'

const standings: Readonly<Record<string, RowStanding>> = { k: 'known', c: 'changed', s: 'same' }

/**
 * Compares a list's rows, in key order, with what the same list said before. Locks nothing: what a writer beside
 * changes after this is found by `insertImported` and by the locks that come later.
 *
 * The look-ups are lateral with a limit, so that each is one probe of an index: in the middle of a large import the
 * planner knows nothing of the rows just written, and as a join it scanned all of a source's rows for each new one.
 */
export async function compareImported(
  client: ClientBase | Pool,
  rows: readonly ImportedRow[],
  sourceCode: number,
): Promise<RowStanding[]> {
  const standing = Array.from(rows, (): RowStanding => 'new')
  if (!(await anyBetween(client, rows.at(0), rows.at(-1)))) return standing
  const found = await client.query<{ positions: string | null }>(
    `select string_agg(n.position::text, ',') as positions
       from unnest($1::bigint[]) with ordinality as n(key, position)
       cross join lateral (select from indicators where key = n.key limit 1) i`,
    [keysOf(rows)],
  )
  const positions = found.rows[0]?.positions
  if (!positions) return standing
  const known = Array.from(positions.split(','), (position) => Number(position) - 1)
  const letters = await compareKnown(
    client,
    known.flatMap((position) => rows[position] ?? []),
    sourceCode,
  )
  for (const [index, position] of known.entries())
    standing[position] = standings[letters[index] ?? ''] ?? 'changed'
  return standing
}

/**
 * Whether the library holds any indicator between these: an empty or small library answers for a whole chunk with one
 * probe of the index instead of one a row.
 */
async function anyBetween(
  client: ClientBase | Pool,
  first: ImportedRow | undefined,
  last: ImportedRow | undefined,
): Promise<boolean> {
  if (!first || !last) return false
  const found = await client.query(
    'select from indicators where key between $1::bigint and $2::bigint limit 1',
    [keyText(first), keyText(last)],
  )
  return (found.rowCount ?? 0) > 0
}

/** One letter a row. */
async function compareKnown(
  client: ClientBase | Pool,
  rows: readonly ImportedRow[],
  sourceCode: number,
): Promise<string> {
  const compared = await client.query<{ letters: string }>(
    `select string_agg(
       case when e.indicator_key is null then 'k'
            when e.retracted or e.count <> n.count or e.fraud_type is distinct from n.fraud_type
              or (n.dated = 1 and (e.first_at > n.first_at or e.last_at < n.last_at)) then 'c'
            else 's' end, '' order by n.position) as letters
       from unnest($1::bigint[], $2::text[], $3::integer[], $4::bigint[], $5::bigint[], $6::smallint[]) with ordinality
            as n(key, fraud_type, count, first_at, last_at, dated, position)
       left join lateral (
         select * from evidence where indicator_key = n.key and source_code = $7 and statement = 0 limit 1
       ) e on true`,
    [
      keysOf(rows),
      textArray(rows.map((row) => row.fraudType)),
      integerArray(rows.map((row) => row.count)),
      bigintArray(rows.map((row) => row.firstAt)),
      bigintArray(rows.map((row) => row.lastAt)),
      smallintArray(rows.map((row) => (row.dated ? 1 : 0))),
      sourceCode,
    ],
  )
  return compared.rows[0]?.letters ?? ''
}

/** The verdict of an indicator, as its row holds it. */
export interface StoredVerdict {
  readonly stateId: number
  readonly refAt: number
}

/**
 * Inserts rows whose indicators are new, with evidence and verdict (one a row), and returns the positions of those that
 * were not new after all, which are left alone. Rows come in key order, so that writers never wait for each other in a
 * circle.
 */
export async function insertImported(
  client: ClientBase,
  source: Pick<SourceRow, 'code' | 'reliability'>,
  rows: readonly ImportedRow[],
  verdicts: readonly StoredVerdict[],
): Promise<number[]> {
  if (rows.length === 0) return []
  // COPY takes all or nothing: it is right nearly always, because somebody else would have to bring one of these
  // indicators in just now.
  await client.query('savepoint copying')
  try {
    await copyIndicators(client, rows, verdicts)
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    await client.query('rollback to savepoint copying')
    return await insertWhereNew(client, source, rows, verdicts)
  }
  await client.query('release savepoint copying')
  await copyEvidence(client, source, rows)
  return []
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '23505'
}

async function copyIndicators(
  client: ClientBase,
  rows: readonly ImportedRow[],
  verdicts: readonly StoredVerdict[],
): Promise<void> {
  const encoded = encodeCopy(rows.length, 80, (index, writer) => {
    const [row, verdict] = [rows[index], verdicts[index]]
    if (!row || !verdict) throw new Error('a new indicator has no verdict')
    writer.startRow(5)
    writer.bigintOfWords(row.keyHigh, row.keyLow)
    writer.smallint(indicatorKinds.indexOf(row.kind))
    writer.text(row.canonical)
    writer.integer(verdict.stateId)
    writer.bigint(verdict.refAt)
  })
  await copyInto(client, 'indicators (key, kind, canonical, state_id, ref_at)', encoded)
}

async function copyEvidence(
  client: ClientBase,
  source: Pick<SourceRow, 'code' | 'reliability'>,
  rows: readonly ImportedRow[],
): Promise<void> {
  const encoded = encodeCopy(rows.length, 100, (index, writer) => {
    const row = rows[index]
    if (!row) throw new Error('a row of a list is missing')
    writer.startRow(8)
    writer.bigintOfWords(row.keyHigh, row.keyLow)
    writer.integer(source.code)
    writer.bigint(0)
    writer.double(source.reliability)
    writer.text(row.fraudType)
    writer.integer(row.count)
    writer.bigint(row.firstAt)
    writer.bigint(row.lastAt)
  })
  const columns = 'indicator_key, source_code, statement, reliability, fraud_type, count, first_at, last_at'
  await copyInto(client, `evidence (${columns})`, encoded)
}

async function insertWhereNew(
  client: ClientBase,
  source: Pick<SourceRow, 'code' | 'reliability'>,
  rows: readonly ImportedRow[],
  verdicts: readonly StoredVerdict[],
): Promise<number[]> {
  const made = await client.query<{ key: string }>(
    `insert into indicators (key, kind, canonical, state_id, ref_at)
     select * from unnest($1::bigint[], $2::smallint[], $3::text[], $4::integer[], $5::bigint[])
     on conflict (key) do nothing returning key`,
    [
      keysOf(rows),
      smallintArray(rows.map((row) => indicatorKinds.indexOf(row.kind))),
      textArray(rows.map((row) => row.canonical)),
      integerArray(verdicts.map((verdict) => verdict.stateId)),
      bigintArray(verdicts.map((verdict) => verdict.refAt)),
    ],
  )
  const fresh = new Set(made.rows.map((row) => row.key))
  await copyEvidence(
    client,
    source,
    rows.filter((row) => fresh.has(keyText(row))),
  )
  return rows.flatMap((row, position) => (fresh.has(keyText(row)) ? [] : position))
}

function keyText(row: ImportedRow): string {
  return ((BigInt(row.keyHigh) << 32n) | BigInt(row.keyLow >>> 0)).toString()
}

/** Parameters 1 to 7 of the statements that write evidence. */
function evidenceColumns(
  source: Pick<SourceRow, 'code' | 'reliability'>,
  rows: readonly ImportedRow[],
): (Buffer | number)[] {
  return [
    keysOf(rows),
    source.code,
    source.reliability,
    textArray(rows.map((row) => row.fraudType)),
    integerArray(rows.map((row) => row.count)),
    bigintArray(rows.map((row) => row.firstAt)),
    bigintArray(rows.map((row) => row.lastAt)),
  ]
}

/** Adds or replaces what a list says about indicators that exist and are locked. */
export async function updateImported(
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
    evidenceColumns(source, rows),
  )
}

function keysOf(rows: readonly ImportedRow[]): Buffer {
  return bigintArrayOfWords(rows.length, (index, out) => {
    const row = rows[index]
    out[0] = row?.keyHigh ?? 0
    out[1] = row?.keyLow ?? 0
  })
}
