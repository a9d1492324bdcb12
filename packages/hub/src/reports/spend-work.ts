import { CodedError } from '@wuzei/domain'
import { rememberChallenge } from '@wuzei/store'
import type { PoolClient } from 'pg'
import type { WorkDone } from '../proof-of-work/proof-of-work.ts'

/**
 * Pays for what this transaction does: when it is rolled back, the work is still good.
 *
 * @throws CodedError PROOF_OF_WORK_INVALID when something else was paid with it
 */
export async function spendWork(client: PoolClient, work: WorkDone): Promise<void> {
  if (!(await rememberChallenge(client, work.id, work.expiresAt)))
    throw new CodedError('PROOF_OF_WORK_INVALID', 'The proof of work is not accepted: used before')
}
