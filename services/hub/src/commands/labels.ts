import { once } from 'node:events'
import { exportLabels } from '@wuzei/hub'
import { openData } from '../open-data.ts'
import { dataOption, type Command } from './command.ts'
import { readOptions } from './read-options.ts'

const options = { data: dataOption }

/** Labels of people for training. */
export const labels: Command = {
  name: 'labels',
  usage: 'export [--data ./data]',
  summary: 'Writes what people decided as labels for training, one JSON object a line',

  options,

  async run(argv) {
    const parsed = readOptions('labels', { args: argv, allowPositionals: true, options })
    if (!parsed) return 2
    if (parsed.positionals.join(' ') !== 'export') {
      process.stderr.write(`labels ${labels.usage}\n`)
      return 2
    }
    const { data } = parsed.values
    const database = await openData('labels', data)
    if (!database) return 2
    try {
      const count = await exportLabels(
        { database, dataDirectory: data, environment: process.env },
        async (label) => {
          if (!process.stdout.write(`${JSON.stringify(label)}\n`)) await once(process.stdout, 'drain')
        },
      )
      process.stderr.write(`${count} labels\n`)
      return 0
    } finally {
      await database.close()
    }
  },
}
