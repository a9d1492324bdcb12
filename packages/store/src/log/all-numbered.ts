import { setTimeout } from 'node:timers/promises'
import type { Database } from '../postgres/open-database.ts'

/** How often is looked whether the sequencer has numbered what was waiting: as often as the sequencer itself looks. */
const lookMs = 20

/**
 * Waits until every event that is committed now has its number. A sequencer must be running, in this process or another
 * one on the database; without one this never ends.
 */
export async function allNumbered(database: Pick<Database, 'pool'>): Promise<void> {
  const waiting = await database.pool.query<{ id: string | null }>(
    'select max(id) as id from events where seq is null',
  )
  const last = waiting.rows[0]?.id
  if (!last) return
  for (;;) {
    const left = await database.pool.query('select 1 from events where seq is null and id <= $1 limit 1', [
      last,
    ])
    if (left.rowCount === 0) return
    await setTimeout(lookMs)
  }
}
