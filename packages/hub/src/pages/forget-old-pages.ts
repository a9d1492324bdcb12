import { forgetPages, inTransaction } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'

/** Kits come back within weeks; what belongs to no campaign by then tells nobody anything. */
const keptDays = 180
const dayMs = 86_400_000

/** The job: forgets pages that belong to no campaign and were not sent again. */
export async function forgetOldPages({
  database,
  clock,
}: Pick<HubContext, 'database' | 'clock'>): Promise<void> {
  await inTransaction(
    database,
    async (client) => await forgetPages(client, new Date(clock() - keptDays * dayMs)),
  )
}
