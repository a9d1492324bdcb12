import type { Evidence } from '@wuzei/domain'
import type { ClientBase } from 'pg'

/** One statement to store; `statement` is the report's id, or 0n for lists. */
export interface StatementRow {
  readonly key: bigint
  readonly sourceCode: number
  readonly statement: bigint
  readonly evidence: Evidence
}

/** Adds statements or replaces those that are there; indicators must be locked by this transaction. */
export async function upsertEvidence(client: ClientBase, rows: readonly StatementRow[]): Promise<void> {
  if (rows.length === 0) return
  await client.query(
    `insert into evidence (indicator_key, source_code, statement, reliability, reporter, origin, device, text,
                           fraud_type, count, first_at, last_at, echo, retracted, finding)
     select * from unnest($1::bigint[], $2::integer[], $3::bigint[], $4::double precision[], $5::text[], $6::text[],
                          $7::text[], $8::text[], $9::text[], $10::integer[], $11::bigint[], $12::bigint[],
                          $13::boolean[], $14::boolean[], $15::text[])
     on conflict (indicator_key, source_code, statement) do update set
       reliability = excluded.reliability, fraud_type = excluded.fraud_type, count = excluded.count,
       first_at = excluded.first_at, last_at = excluded.last_at, echo = excluded.echo, retracted = excluded.retracted,
       finding = excluded.finding`,
    [
      rows.map((row) => row.key.toString()),
      rows.map((row) => row.sourceCode),
      rows.map((row) => row.statement.toString()),
      rows.map((row) => row.evidence.reliability),
      rows.map((row) => row.evidence.reporter),
      rows.map((row) => row.evidence.origin),
      rows.map((row) => row.evidence.device),
      rows.map((row) => row.evidence.text),
      rows.map((row) => row.evidence.fraudType),
      rows.map((row) => row.evidence.count),
      rows.map((row) => row.evidence.firstAt),
      rows.map((row) => row.evidence.lastAt),
      rows.map((row) => row.evidence.echo),
      rows.map((row) => row.evidence.retracted),
      rows.map((row) => row.evidence.finding ?? null),
    ],
  )
}

/** Marks one statement of a source about these indicators as retracted, or as valid again. */
export async function retractStatements(
  client: ClientBase,
  keys: readonly bigint[],
  sourceId: string,
  statement: bigint,
  retracted: boolean,
): Promise<void> {
  await client.query(
    `update evidence e set retracted = $4 from sources s
      where s.id = $2 and e.source_code = s.code and e.statement = $3 and e.indicator_key = any($1::bigint[])`,
    [keys.map(String), sourceId, statement.toString(), retracted],
  )
}

/** Takes out, or puts back, what these sources, by id or by the beginning of it, stated of a report. */
export async function retractReportStatements(
  client: ClientBase,
  keys: readonly bigint[],
  statedBy: { readonly ids: readonly string[]; readonly prefix: string },
  report: bigint,
  retracted: boolean,
): Promise<void> {
  await client.query(
    `update evidence e set retracted = $5 from sources s
      where (s.id = any($2::text[]) or starts_with(s.id, $3)) and e.source_code = s.code and e.statement = $4
        and e.indicator_key = any($1::bigint[])`,
    [keys.map(String), statedBy.ids, statedBy.prefix, report.toString(), retracted],
  )
}
