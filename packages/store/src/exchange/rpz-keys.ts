import type { Pool } from 'pg'

/** A resolver that may transfer the policy zone. */
export interface RpzKeyRow {
  readonly name: string
  readonly owner: string
  readonly salt: Buffer
  /** `address:port` of each resolver that is told of changes. */
  readonly notify: readonly string[]
}

/** False when the name is taken, also by a key that was revoked. */
export async function insertRpzKey(pool: Pool, key: RpzKeyRow): Promise<boolean> {
  const inserted = await pool.query(
    'insert into rpz_keys (name, owner, salt, notify) values ($1, $2, $3, $4) on conflict do nothing',
    [key.name, key.owner, key.salt, key.notify],
  )
  return inserted.rowCount === 1
}

/** False when there is no such key that is still valid. */
export async function revokeRpzKey(pool: Pool, name: string): Promise<boolean> {
  const revoked = await pool.query(
    'update rpz_keys set revoked_at = clock_timestamp() where name = $1 and revoked_at is null',
    [name],
  )
  return revoked.rowCount === 1
}

/** Every valid key. */
export async function validRpzKeys(pool: Pool): Promise<RpzKeyRow[]> {
  const found = await pool.query<RpzKeyRow>(
    'select name, owner, salt, notify from rpz_keys where revoked_at is null order by name',
  )
  return found.rows
}

/** Notes that a key was used to take the zone. */
export async function touchRpzKey(pool: Pool, name: string): Promise<void> {
  await pool.query('update rpz_keys set last_used_at = clock_timestamp() where name = $1', [name])
}
