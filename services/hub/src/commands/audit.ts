import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { CodedError } from '@wuzei/domain'
import { auditDatabase, auditExport, auditHub, rebuildVerdicts } from '@wuzei/hub'
import { exportLog, type Database, type LogVerification } from '@wuzei/store'
import { openData } from '../open-data.ts'
import { dataOption, type Command, type CommandOption } from './command.ts'
import { readOptions } from './read-options.ts'

const options = {
  url: { type: 'string', value: 'URL', help: 'verify the log of this hub' },
  key: {
    type: 'string',
    value: 'KEY',
    help: 'administrator key for --url; WUZEI_ADMINISTRATOR_KEY unless told',
  },
  export: { type: 'string', value: 'FILE', help: 'verify a log that "audit export" wrote' },
  data: dataOption,
} as const satisfies Record<string, CommandOption>

/** The event log: checked, written out, and folded anew. */
export const audit: Command = {
  name: 'audit',
  usage: 'verify [--url http://... --key KEY | --export FILE] | export FILE | rebuild  [--data ./data]',
  summary:
    'Checks hash chain, tree heads and proofs; writes the log to a file; rebuilds all verdicts and compares',

  options,

  async run(argv) {
    const parsed = readOptions('audit', { args: argv, allowPositionals: true, options })
    if (!parsed) return 2
    const [action, file] = parsed.positionals
    if (action === 'verify') return await verify(parsed.values)
    if (action === 'export' && file !== undefined)
      return await withData(parsed.values.data, async (database) => await writeOut(database, file))
    if (action === 'rebuild') return await withData(parsed.values.data, rebuild)
    process.stderr.write(`audit ${audit.usage}\n`)
    return 2
  },
}

interface Place {
  readonly url?: string | undefined
  readonly key?: string | undefined
  readonly export?: string | undefined
  readonly data: string
}

async function verify(place: Place): Promise<number> {
  const key = place.key ?? process.env['WUZEI_ADMINISTRATOR_KEY']
  try {
    if (place.export !== undefined) return show(await auditExport(place.export))
    if (place.url === undefined)
      return await withData(place.data, async (database) => show(await auditDatabase(database)))
    if (key !== undefined) return show(await auditHub(place.url, key))
    process.stderr.write(
      'audit verify --url needs --key or WUZEI_ADMINISTRATOR_KEY: events name indicators\n',
    )
    return 2
  } catch (error) {
    if (!(error instanceof CodedError) && !isSystemError(error)) throw error
    process.stderr.write(`audit: ${error.message}\n`)
    return 2
  }
}

/** Prints what was found; the first bad entry fails the command. */
function show(verification: LogVerification): number {
  process.stdout.write(`${JSON.stringify(verification)}\n`)
  const { firstBad } = verification
  if (!firstBad) return 0
  process.stderr.write(`audit: entry ${firstBad.seq} is bad: ${firstBad.problem}: ${firstBad.detail}\n`)
  return 1
}

async function writeOut(database: Database, file: string): Promise<number> {
  const output = createWriteStream(file)
  await exportLog(database.pool, output)
  output.end()
  await finished(output)
  return 0
}

async function rebuild(database: Database): Promise<number> {
  const { events, indicators, mismatches } = await rebuildVerdicts(database)
  for (const mismatch of mismatches) process.stdout.write(`${JSON.stringify(mismatch)}\n`)
  process.stdout.write(`${JSON.stringify({ events, indicators, mismatches: mismatches.length })}\n`)
  return mismatches.length === 0 ? 0 : 1
}

async function withData(data: string, work: (database: Database) => Promise<number>): Promise<number> {
  const database = await openData('audit', data)
  if (!database) return 2
  try {
    return await work(database)
  } finally {
    await database.close()
  }
}

/** A file that is not there, a hub that does not answer. */
function isSystemError(error: unknown): error is Error {
  return error instanceof Error && ('code' in error || error.message === 'fetch failed')
}
