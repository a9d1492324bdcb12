import { addAdministratorKey } from '@wuzei/hub'
import { openData } from '../open-data.ts'
import { dataOption, type Command } from './command.ts'
import { readOptions } from './read-options.ts'

const options = { data: dataOption }

/** A further administrator key, for the owner of the machine who lost the first. */
export const adminKey: Command = {
  name: 'admin-key',
  usage: '[--data ./data]',
  summary: 'Adds an administrator key and prints it once; keys that exist stay valid',

  options,

  async run(argv) {
    const parsed = readOptions('admin-key', { args: argv, options })
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
