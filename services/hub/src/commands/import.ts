import { createReadStream } from 'node:fs'
import { access, open, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, resolve } from 'node:path'
import { CodedError } from '@wuzei/domain'
import { importers, importIntoLibrary, importList, type ImportRequest, type ImportSummary } from '@wuzei/hub'
import { pino } from 'pino'
import { showProgress } from '../progress.ts'
import { dataOption, type Command, type CommandOption } from './command.ts'
import { readOptions } from './read-options.ts'

/** Bytes read at once: fewer, larger pieces make fewer lines that lie across two. */
const readBytes = 256 * 1024

const formats = importers.map((importer) => importer.format).join('|')

const options = {
  format: { type: 'string', value: 'FORMAT', help: 'format of the files, see above; required' },
  source: { type: 'string', value: 'NAME', help: 'name of the list; its format unless told' },
  'fraud-type': { type: 'string', value: 'Fnn', help: 'fraud type of entries that name none' },
  map: { type: 'string', value: 'col=field,...', help: 'csv: which column holds which field' },
  rejects: {
    type: 'string',
    value: 'FILE',
    help: 'where refused entries are written; FIRSTFILE.rejected.ndjson in the current folder unless told',
  },
  data: dataOption,
  'dry-run': { type: 'boolean', default: false, help: 'read and parse everything, write nothing at all' },
} as const satisfies Record<string, CommandOption>

/** Bulk import of lists. */
export const importLists: Command = {
  name: 'import',
  usage:
    `FILE... --format ${formats} [--source NAME] [--fraud-type Fnn] [--map col=field,...] ` +
    '[--rejects FILE] [--data ./data] [--dry-run]',
  summary: `Imports lists; all files are one list. Formats:\n${importers
    .map((importer) => `        ${importer.format.padEnd(10)}${importer.summary}`)
    .join('\n')}`,

  options,

  async run(argv) {
    const parsed = readOptions('import', { args: argv, allowPositionals: true, options })
    if (!parsed) return 2
    const { values, positionals: files } = parsed
    if (files.length === 0 || values.format === undefined) {
      process.stderr.write(`import ${importLists.usage}\n`)
      return 2
    }
    const rejectedFile = values['dry-run']
      ? null
      : (values.rejects ?? `${basename(files[0] ?? 'import')}.rejected.ndjson`)
    try {
      const summary = await run(files, rejectedFile, {
        format: values.format,
        sourceName: values.source,
        fraudType: values['fraud-type'],
        map: values.map,
        dryRun: values['dry-run'],
        data: values.data,
      })
      process.stdout.write(`${JSON.stringify({ ...summary, rejectedFile })}\n`)
      if (summary.rejected > 0 && rejectedFile !== null)
        process.stderr.write(`import: ${summary.rejected} refused; they stand in ${resolve(rejectedFile)}\n`)
      return summary.rejected > 0 ? 1 : 0
    } catch (error) {
      const problem = error instanceof CodedError ? `${error.code}: ${error.message}` : fileProblem(error)
      if (problem === undefined) throw error
      process.stderr.write(`import: ${problem}\n`)
      return 2
    }
  },
}

interface Wishes extends Pick<ImportRequest, 'format' | 'sourceName' | 'fraudType' | 'map'> {
  readonly dryRun: boolean
  readonly data: string
}

async function run(
  files: readonly string[],
  rejectedFile: string | null,
  wishes: Wishes,
): Promise<ImportSummary> {
  for (const file of files) await access(file)
  const progress = showProgress(process.stderr)
  const rejects = rejectedFile === null ? undefined : await open(rejectedFile, 'w')
  const { data, ...what } = wishes
  const request: ImportRequest = {
    ...what,
    files: files.map((name) => ({ name, open: () => createReadStream(name, { highWaterMark: readBytes }) })),
    nowMs: Date.now(),
    actor: 'wuzei import',
    spillDirectory: tmpdir(),
    onRejected: async ({ line, error, value }, file) => {
      const where = files.length > 1 ? { file: file.name } : {}
      if (rejects) await writeLine(rejects, JSON.stringify({ line, error, value, ...where }))
    },
    onProgress: progress.report,
  }
  try {
    if (wishes.dryRun) return await importList(undefined, request)
    return await importIntoLibrary(
      {
        dataDirectory: data,
        databaseUrl: process.env['DATABASE_URL'],
        environment: process.env,
        logger: pino({ level: 'warn' }, pino.destination(2)),
      },
      request,
    )
  } finally {
    progress.end()
    await rejects?.close()
  }
}

async function writeLine(file: FileHandle, text: string): Promise<void> {
  await file.write(`${text}\n`)
}

const fileProblems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be read or written',
  EISDIR: 'it is a folder, not a file',
}

/** What is wrong with a file, in words; undefined for any other error. */
function fileProblem(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const words = fileProblems[String(error.code)]
  if (words === undefined) return undefined
  return 'path' in error && typeof error.path === 'string' ? `${error.path}: ${words}` : `a file: ${words}`
}
