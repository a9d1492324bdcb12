import { benchmarks } from '@wuzei/hub'
import type { Command, CommandOption } from './command.ts'
import { readOptions } from './read-options.ts'

const options = {
  json: { type: 'boolean', default: false, help: 'the result as one line of JSON' },
  entries: { type: 'string', value: 'N', help: 'size of what is measured, where the benchmark has one' },
} as const satisfies Record<string, CommandOption>

/** Measures; never a test. */
export const bench: Command = {
  name: 'bench',
  usage: '[NAME] [--entries N] [--json]',
  summary: 'Runs a benchmark and prints its figures; without a name, lists them',

  options,

  async run(argv) {
    const parsed = readOptions('bench', { args: argv, allowPositionals: true, options })
    if (!parsed) return 2
    const [name] = parsed.positionals
    if (name === undefined) {
      for (const { name: known, summary } of benchmarks) process.stdout.write(`${known}  ${summary}\n`)
      return 0
    }
    const found = benchmarks.find((candidate) => candidate.name === name)
    const entries = parsed.values.entries === undefined ? undefined : Number(parsed.values.entries)
    if (!found || (entries !== undefined && !(Number.isSafeInteger(entries) && entries > 0))) {
      process.stderr.write(
        `bench: one of ${benchmarks.map((known) => known.name).join(', ')}; --entries is 1 or more\n`,
      )
      return 2
    }
    const result = await found.run({
      ...(entries === undefined ? {} : { entries }),
      progress: (line) => process.stderr.write(`${line}\n`),
    })
    process.stdout.write(`${JSON.stringify(result, null, parsed.values.json ? undefined : 2)}\n`)
    return 0
  },
}
