import type { ClientBase } from 'pg'

/** Outcomes of one reporter's earlier reports. */
export interface ReporterRecord {
  readonly alpha: number
  readonly beta: number
}

/** A reporter's record; zero outcomes for one who is new. */
export async function findReporter(client: ClientBase, pseudonym: string): Promise<ReporterRecord> {
  const found = await client.query<ReporterRecord>('select alpha, beta from reporters where pseudonym = $1', [
    pseudonym,
  ])
  return found.rows[0] ?? { alpha: 0, beta: 0 }
}

/** Adds one outcome to the records of these reporters. */
export async function addReporterOutcome(
  client: ClientBase,
  pseudonyms: readonly string[],
  right: boolean,
): Promise<void> {
  await client.query(
    `insert into reporters (pseudonym, alpha, beta)
     select p, $2::integer, $3::integer from unnest($1::text[]) as n(p) order by p
     on conflict (pseudonym) do update set alpha = reporters.alpha + excluded.alpha, beta = reporters.beta + excluded.beta`,
    [[...new Set(pseudonyms)], right ? 1 : 0, right ? 0 : 1],
  )
}

/** Takes one outcome back out of these reporters' records: the decision it came from was corrected. */
export async function takeBackReporterOutcome(
  client: ClientBase,
  pseudonyms: readonly string[],
  right: boolean,
): Promise<void> {
  await client.query(
    `update reporters set alpha = greatest(alpha - $2::integer, 0), beta = greatest(beta - $3::integer, 0)
      where pseudonym = any($1::text[])`,
    [pseudonyms, right ? 1 : 0, right ? 0 : 1],
  )
}
