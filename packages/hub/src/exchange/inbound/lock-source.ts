import { withClient, type Database } from '@wuzei/store'

/** Advisory locks of sources being asked or changed: any number, with the source's own beside it. */
const lockClass = 730_581_195

/** Works on a source while nobody else does, in no process; undefined when somebody is at it. */
export async function whileLocked<Result>(
  database: Database,
  id: string,
  work: () => Promise<Result>,
): Promise<{ readonly result: Result } | undefined> {
  return await withClient(database, async (client) => {
    const locked = await client.query<{ free: boolean }>(
      'select pg_try_advisory_lock($1, hashtext($2)) as free',
      [lockClass, id],
    )
    if (locked.rows[0]?.free !== true) return undefined
    const result = await work()
    await client.query('select pg_advisory_unlock($1, hashtext($2))', [lockClass, id])
    return { result }
  })
}
