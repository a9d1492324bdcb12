import { setTimeout as pause } from 'node:timers/promises'
import { withClient, type Database } from '@wuzei/store'

/** Advisory locks of sources being asked or changed: any number, with the source's own beside it. */
const lockClass = 730_581_195

/** Between two looks at whether the lock is free; a list is mostly read within a second. */
const lookMs = 100

/** Works on a source while nobody else does, in no process; undefined when somebody is at it for longer than `waitMs`. */
export async function whileLocked<Result>(
  database: Database,
  id: string,
  waitMs: number,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result } | undefined> {
  return await withClient(database, async (client) => {
    const lock = async () => {
      const tried = await client.query<{ free: boolean }>(
        'select pg_try_advisory_lock($1, hashtext($2)) as free',
        [lockClass, id],
      )
      return tried.rows[0]?.free === true
    }
    const until = performance.now() + waitMs
    while (!(await lock())) {
      if (performance.now() >= until) return undefined
      await pause(lookMs)
    }
    const result = await work()
    await client.query('select pg_advisory_unlock($1, hashtext($2))', [lockClass, id])
    return { result }
  })
}
