import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { planReturn, readReturnPlanInput, ruleSetAt } from '@wuzei/casework'
import { CodedError } from '@wuzei/domain'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'

/** The fund-return plan of one frozen account; needs no library. */
export const returnPlan: Command = {
  name: 'return-plan',
  usage: 'FILE.json | -',
  summary: 'Shares frozen money among its victims, both variants exact to the fen; - reads standard input',

  options: {},

  async run(argv) {
    const parsed = readOptions('return-plan', { args: argv, allowPositionals: true, options: {} })
    if (!parsed) return 2
    const [file, ...more] = parsed.positionals
    if (file === undefined || more.length > 0) {
      process.stderr.write('return-plan: give one FILE.json, or - for standard input\n')
      return 2
    }
    try {
      const input = readReturnPlanInput(
        file === '-' ? await text(process.stdin) : await readFile(file, 'utf8'),
      )
      const { fundReturn } = ruleSetAt(Number(input.frozen.frozenAt.epochNs / 1_000_000n))
      process.stdout.write(`${jsonOf(planReturn(input, fundReturn))}\n`)
      return 0
    } catch (error) {
      if (error instanceof CodedError) {
        process.stdout.write(`${JSON.stringify({ error: { code: error.code, message: error.message } })}\n`)
        process.stderr.write(`return-plan: ${error.code}: ${error.message}\n`)
        return 1
      }
      if (!(error instanceof Error && 'syscall' in error)) throw error
      process.stderr.write(`return-plan: ${error.message}\n`)
      return 2
    }
  },
}

/** As JSON, amounts with all their digits, also beyond what a JavaScript number holds. */
function jsonOf(value: unknown): string {
  if (typeof value === 'bigint') return value.toString()
  if (Array.isArray(value)) return `[${value.map(jsonOf).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}:${jsonOf(member)}`)
  return `{${members.join(',')}}`
}
