import { createReadStream } from 'node:fs'
import { access, open, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename } from 'node:path'
import { CodedError } from '@wuzei/domain'
import { importers, importIntoLibrary, importList, type ImportRequest, type ImportSummary } from '@wuzei/hub'
import { pino } from 'pino'
import { showProgress } from '../progress.ts'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'

/** Bytes read at once: fewer, larger pieces make fewer lines that lie across two. */
const readBytes = 256 * 1024

const formats = importers.map((importer) => importer.format).join('|')

/** Bulk import of lists. */
export const importLists: Command = {
  name: 'import',
  usage:
    `FILE... --format ${formats} [--source NAME] [--fraud-type Fnn] [--map col=field,...] ` +
    '[--rejects FILE] [--data ./data] [--dry-run]',
  summary: `Imports lists; all files are one list. Formats:\n${importers
    .map((importer) => `        ${importer.format.padEnd(10)}${importer.summary}`)
    .join('\n')}`,

  async run(argv) {
    const parsed = readOptions('import', {
      args: argv,
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        source: { type: 'string' },
        'fraud-type': { type: 'string' },
        map: { type: 'string' },
        rejects: { type: 'string' },
        data: { type: 'string', default: './data' },
        'dry-run': { type: 'boolean', default: false },
      },
    })
    if (!parsed) return 2
    const { values, positionals: files } = parsed
    if (files.length === 0 || values.format === undefined) {
      process.stderr.write(`import ${importLists.usage}\n`)
      return 2
    }
    const rejectedFile = values.rejects ?? `${basename(files[0] ?? 'import')}.rejected.ndjson`
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
      return summary.rejected > 0 ? 1 : 0
    } catch (error) {
      if (!(error instanceof CodedError) && !isMissingFile(error)) throw error
      process.stderr.write(`import: ${error.code}: ${error.message}\n`)
      return 2
    }
  },
}

interface Wishes extends Pick<ImportRequest, 'format' | 'sourceName' | 'fraudType' | 'map'> {
  readonly dryRun: boolean
  readonly data: string
}

async function run(files: readonly string[], rejectedFile: string, wishes: Wishes): Promise<ImportSummary> {
  for (const file of files) await access(file)
  const progress = showProgress(process.stderr)
  const rejects = await open(rejectedFile, 'w')
  const { data, ...what } = wishes
  const request: ImportRequest = {
    ...what,
    files: files.map((name) => ({ name, open: () => createReadStream(name, { highWaterMark: readBytes }) })),
    nowMs: Date.now(),
    actor: 'wuzei import',
    spillDirectory: tmpdir(),
    onRejected: async ({ line, error, value }, file) => {
      const where = files.length > 1 ? { file: file.name } : {}
      await writeLine(rejects, JSON.stringify({ line, error, value, ...where }))
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
    await rejects.close()
  }
}

async function writeLine(file: FileHandle, text: string): Promise<void> {
  await file.write(`${text}\n`)
}

function isMissingFile(error: unknown): error is Error & { readonly code: string } {
  return (
    error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'EISDIR'].includes(String(error.code))
  )
}
