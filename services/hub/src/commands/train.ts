import { mkdir } from 'node:fs/promises'
import { trainers } from '../train/trainers.ts'
import type { Command, CommandOption } from './command.ts'
import { readOptions } from './read-options.ts'

const options = {
  data: { type: 'string', value: 'FOLDER', help: 'folder with the training data; required' },
  out: { type: 'string', value: 'FOLDER', help: 'where model and model card are written; required' },
  seed: { type: 'string', default: '1', value: 'N', help: 'where chance begins; same seed, same bytes' },
} as const satisfies Record<string, CommandOption>

/** Trains a shipped model again. */
export const train: Command = {
  name: 'train',
  usage: `${trainers.map(({ name }) => name).join('|')} --data FOLDER --out FOLDER [--seed 1]`,
  summary: 'Trains a shipped model again, prints its figures and writes its model card',

  options,

  async run(argv) {
    const parsed = readOptions('train', { args: argv, allowPositionals: true, options })
    if (!parsed) return 2
    const { data, out } = parsed.values
    const seed = Number(parsed.values.seed)
    const trainer = trainers.find(({ name }) => name === parsed.positionals[0])
    if (!trainer || data === undefined || out === undefined || !Number.isSafeInteger(seed)) {
      process.stderr.write(`train ${train.usage}\n`)
      return 2
    }
    const startedAt = performance.now()
    try {
      await mkdir(out, { recursive: true })
      const figures = await trainer.train({
        data,
        out,
        seed,
        say: (line) => {
          process.stderr.write(`${((performance.now() - startedAt) / 1000).toFixed(0)} s: ${line}\n`)
        },
      })
      process.stdout.write(`${JSON.stringify(figures)}\n`)
      return 0
    } catch (error) {
      if (!isSystemError(error)) throw error
      process.stderr.write(`train: ${error.message}\n`)
      return 2
    }
  },
}

/** A file that is not there, a folder that cannot be written. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error
}
