import type { SourceTier } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'
import type { SourceRow } from './row-types.ts'

/** A source with its starting reliability, as an importer or the public desk first names it. */
export interface SourceSeed {
  readonly id: string
  readonly tier: SourceTier
  readonly name: string
  readonly licence: string | null
  readonly alpha: number
  readonly beta: number
}

/** The source of this id, made with the seed's prior when it is new. */
export async function ensureSource(client: ClientBase | Pool, seed: SourceSeed): Promise<SourceRow> {
  const found = await findSource(client, seed.id)
  if (found) return found
  await client.query(
    `insert into sources (id, tier, name, licence, alpha, beta, reliability)
     values ($1, $2, $3, $4, $5, $6, $5::double precision / ($5::double precision + $6::double precision))
     on conflict (id) do nothing`,
    [seed.id, seed.tier, seed.name, seed.licence, seed.alpha, seed.beta],
  )
  const made = await findSource(client, seed.id)
  if (!made) throw new Error(`source ${seed.id} vanished while it was being made`)
  return made
}

export async function findSource(client: ClientBase | Pool, id: string): Promise<SourceRow | undefined> {
  const found = await client.query<SourceRow>(
    'select code, id, tier, name, licence, alpha, beta, reliability from sources where id = $1',
    [id],
  )
  return found.rows[0]
}

/** The reliability that a source's new statements are weighed with from now on. */
export async function setSourceReliability(pool: Pool, code: number, reliability: number): Promise<void> {
  await pool.query('update sources set reliability = $2 where code = $1', [code, reliability])
}

/** Indicators that a source says something about, in key order after the given one. */
export async function keysOfSource(
  pool: Pool,
  code: number,
  after: bigint | undefined,
  limit: number,
): Promise<bigint[]> {
  const found = await pool.query<{ indicator_key: string }>(
    `select distinct indicator_key from evidence
      where source_code = $1 and ($2::bigint is null or indicator_key > $2) order by indicator_key limit $3`,
    [code, after === undefined ? null : after.toString(), limit],
  )
  return found.rows.map((row) => BigInt(row.indicator_key))
}

/** Weighs a source's evidence about these (locked) indicators anew. */
export async function setEvidenceReliability(
  client: ClientBase,
  code: number,
  keys: readonly bigint[],
  reliability: number,
): Promise<void> {
  await client.query(
    'update evidence set reliability = $3 where source_code = $1 and indicator_key = any($2::bigint[])',
    [code, keys.map(String), reliability],
  )
}
