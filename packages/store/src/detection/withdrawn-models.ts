import type { ClientBase, Pool } from 'pg'

/** A version of a model whose findings were taken back. */
export interface WithdrawnModel {
  /** `name@version`. */
  readonly model: string
  readonly at: Date
  /** As `actorName` writes it. */
  readonly by: string
  readonly reason: string
}

/**
 * Keeps a model's findings from being withdrawn while this transaction records one, and says whether they were before.
 * The model must be a source already.
 */
export async function holdModelSource(
  client: ClientBase,
  source: string,
  model: string,
): Promise<'stands' | 'withdrawn'> {
  // Not "for share": people's decisions change the records of sources, and need not wait for a finding.
  await client.query('select from sources where id = $1 for key share', [source])
  const found = await client.query('select from withdrawn_models where model = $1', [model])
  return found.rowCount === 0 ? 'stands' : 'withdrawn'
}

/**
 * Notes that a model's findings are withdrawn; nobody records one of them from the commit on. False when they were before.
 * The model must be a source already.
 */
export async function insertWithdrawnModel(
  client: ClientBase,
  source: string,
  { model, at, by, reason }: WithdrawnModel,
): Promise<boolean> {
  await client.query('select from sources where id = $1 for update', [source])
  const made = await client.query(
    `insert into withdrawn_models (model, withdrawn_at, withdrawn_by, reason) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [model, at, by, reason],
  )
  return made.rowCount === 1
}

/** Indicators about which a source's statement number 0 stands, in key order after the given one. */
export async function keysOfStandingFindings(
  client: ClientBase,
  sourceCode: number,
  after: bigint | undefined,
  limit: number,
): Promise<bigint[]> {
  const found = await client.query<{ indicator_key: string }>(
    `select indicator_key from evidence
      where source_code = $1 and statement = 0 and not retracted and ($2::bigint is null or indicator_key > $2)
      order by indicator_key limit $3`,
    [sourceCode, after === undefined ? null : after.toString(), limit],
  )
  return found.rows.map((row) => BigInt(row.indicator_key))
}

/** All versions whose findings were taken back, newest first. */
export async function listWithdrawnModels(client: ClientBase | Pool): Promise<WithdrawnModel[]> {
  const found = await client.query<WithdrawnModel>(
    `select model, withdrawn_at as at, withdrawn_by as by, reason from withdrawn_models order by withdrawn_at desc`,
  )
  return found.rows
}
