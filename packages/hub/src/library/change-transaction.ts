import { inTransaction, type Database } from '@wuzei/store'
import type { PoolClient } from 'pg'

/** More than two rounds of the same two transactions in a circle do not happen: one of them is through by then. */
const attempts = 5

/**
 * Runs a change of the library in one transaction, and again when PostgreSQL broke it off because it and another one
 * waited for each other: indicators are locked in one order, but indicators, sources and shared verdict states of
 * reports, imports and reweighing together are not. `work` must have no effect outside of its transaction.
 */
export async function inChangeTransaction<Result>(
  database: Pick<Database, 'pool'>,
  work: (client: PoolClient) => Promise<Result>,
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await inTransaction(database, work)
    } catch (error) {
      if (attempt === attempts || !isDeadlock(error)) throw error
    }
  }
}

/** SQLSTATE 40P01: deadlock detected. Nothing of the transaction is left. */
function isDeadlock(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '40P01'
}
