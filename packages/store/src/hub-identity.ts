import type { Pool } from 'pg'

/** The name of this database: different for every one that was ever made. */
export async function databaseId(pool: Pool): Promise<string> {
  const found = await pool.query<{ id: string }>('select id from hub_identity')
  const id = found.rows[0]?.id
  if (id === undefined) throw new Error('the database has lost its identity')
  return id
}

/** Binds the database to the keys with this digest; false when it is bound to others. */
export async function bindDataKeys(pool: Pool, digest: Uint8Array): Promise<boolean> {
  await pool.query('update hub_identity set data_key_digest = $1 where data_key_digest is null', [digest])
  const same = await pool.query('select 1 from hub_identity where data_key_digest = $1', [digest])
  return same.rowCount === 1
}
