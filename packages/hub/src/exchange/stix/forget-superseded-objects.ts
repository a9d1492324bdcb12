import { forgetSuperseded, inTransaction, type Database } from '@wuzei/store'

/**
 * How long a version that another one has superseded is kept, unless it is its object's first: as long as the changes of
 * the listing. Who reads the usual way, by last versions, never meets one; who reads all versions has a month to come
 * by. First versions stay, since `match[version]=first` asks for them, and last ones, since a withdrawal must reach
 * whoever was away: two rows for each object, however often it changed.
 */
const keptDays = 30
const dayMs = 86_400_000

/** Rows of one transaction: under a second, so that nobody who adds objects waits for long. */
const rowsAtOnce = 20_000

/** Forgets what is superseded for long. Gives back how many versions. */
export async function forgetSupersededObjects(database: Database, nowMs: number): Promise<number> {
  const before = new Date(nowMs - keptDays * dayMs)
  let forgotten = 0
  for (;;) {
    const gone = await inTransaction(
      database,
      async (client) => await forgetSuperseded(client, before, rowsAtOnce),
    )
    forgotten += gone
    if (gone < rowsAtOnce) return forgotten
  }
}
