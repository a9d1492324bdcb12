import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { migrate, openDatabase, type Database } from '@wuzei/store'

/**
 * The database of a data folder or of `DATABASE_URL`, for commands that look at what is there. Says so on stderr and
 * gives undefined when nothing is.
 */
export async function openData(command: string, dataDirectory: string): Promise<Database | undefined> {
  const databaseUrl = process.env['DATABASE_URL']
  if (databaseUrl === undefined) {
    try {
      await access(join(dataDirectory, 'postgres'))
    } catch {
      process.stderr.write(`${command}: there is no library in ${dataDirectory}\n`)
      return undefined
    }
  }
  const database = await openDatabase({ databaseUrl, dataDirectory })
  await migrate(database)
  return database
}
