import type { Pool } from 'pg'

/** Remembers a used proof of work; false when it was used before. Expired ones are forgotten on the way. */
export async function rememberChallenge(pool: Pool, id: string, expiresAt: Date): Promise<boolean> {
  const inserted = await pool.query(
    `with swept as (delete from spent_challenges where expires_at < now() - interval '1 minute')
     insert into spent_challenges (id, expires_at) values ($1, $2) on conflict (id) do nothing`,
    [id, expiresAt],
  )
  return inserted.rowCount === 1
}
