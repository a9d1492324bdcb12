import { forgetSubmitted, inTransaction, type Database } from '@wuzei/store'

/** How long a status answers, and how long what failed, was taken out or is superseded is kept: as versions of what is listed. */
export const submissionKeptMs = 30 * 86_400_000

/** Rows of one transaction: well under a second, so that nobody who hands something in waits for long. */
const rowsAtOnce = 5_000

/** Forgets what members handed in that nobody needs any more. Gives back how many objects. */
export async function forgetSubmittedObjects(database: Database, nowMs: number): Promise<number> {
  const before = new Date(nowMs - submissionKeptMs)
  let forgotten = 0
  for (;;) {
    const gone = await inTransaction(
      database,
      async (client) => await forgetSubmitted(client, before, rowsAtOnce),
    )
    forgotten += gone
    if (gone < rowsAtOnce) return forgotten
  }
}
