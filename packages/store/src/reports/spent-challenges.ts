import type { ClientBase, Pool } from 'pg'

/** More than are added meanwhile, and few enough not to be felt. */
const sweptAtOnce = 100

/** Remembers a used proof of work; false when it was used before. Expired ones are forgotten on the way. */
export async function rememberChallenge(
  client: ClientBase | Pool,
  id: string,
  expiresAt: Date,
): Promise<boolean> {
  const inserted = await client.query(
    // Rows that another transaction is sweeping are left to it: waiting for it could end in a circle.
    `with swept as (
       delete from spent_challenges where id in (
         select id from spent_challenges where expires_at < now() - interval '1 minute'
          limit ${sweptAtOnce} for update skip locked))
     insert into spent_challenges (id, expires_at) values ($1, $2) on conflict (id) do nothing`,
    [id, expiresAt],
  )
  return inserted.rowCount === 1
}
