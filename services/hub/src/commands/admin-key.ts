import { addAdministratorKey } from '@wuzei/hub'
import { openData } from '../open-data.ts'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'

/** A further administrator key, for the owner of the machine who lost the first. */
export const adminKey: Command = {
  name: 'admin-key',
  usage: '[--data ./data]',
  summary: 'Adds an administrator key and prints it once; keys that exist stay valid',

  async run(argv) {
    const parsed = readOptions('admin-key', {
      args: argv,
      options: { data: { type: 'string', default: './data' } },
    })
    if (!parsed) return 2
    const database = await openData('admin-key', parsed.values.data)
    if (!database) return 2
    try {
      process.stdout.write(`${await addAdministratorKey(database.pool)}\n`)
      return 0
    } finally {
      await database.close()
    }
  },
}
