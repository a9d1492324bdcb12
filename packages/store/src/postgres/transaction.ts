import type pg from 'pg'
import { isConnectionLoss } from './notifications.ts'

/**
 * Runs `work` in one transaction on one connection: committed when it resolves, rolled back when it rejects, which
 * passes the error on. Use only the given client inside; the pool would be another transaction. When the server is lost
 * during the commit, whether it took place is unknown, as everywhere.
 */
export async function inTransaction<Result>(
  database: { readonly pool: pg.Pool },
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const outcome = await withClient<{ result: Result } | { error: unknown }>(database, async (client) => {
    await client.query('begin')
    try {
      const result = await work(client)
      await client.query('commit')
      return { result }
    } catch (error) {
      if (isConnectionLoss(error)) throw error
      await client.query('rollback')
      return { error }
    }
  })
  if ('error' in outcome) throw outcome.error
  return outcome.result
}

/**
 * Lends one connection for the time of `work`. After an error it does not go back into the pool: it may be broken, in
 * the middle of a transaction, or hold a lock.
 */
export async function withClient<Result>(
  database: { readonly pool: pg.Pool },
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await database.pool.connect()
  try {
    const result = await work(client)
    client.release()
    return result
  } catch (error) {
    client.release(true)
    throw error
  }
}
