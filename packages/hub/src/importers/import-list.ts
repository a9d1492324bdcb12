import { CodedError, isFraudType } from '@wuzei/domain'
import { ensureSource, type Database, type ImportedRow, type SourceSeed } from '@wuzei/store'
import { createImportCommitter, type ImportCommitter } from '../library/bulk/commit-import.ts'
import { objectionTo } from './guard-accusation.ts'
import type { Importer, ListedValue, RefusedLine } from './importer.ts'
import { importedRowOf } from './imported-row.ts'
import { importerOf } from './importers.ts'
import { createRowCollector, type RowCollector } from './row-collector.ts'
import { sourcePriors } from './source-priors.ts'

/**
 * Rows in one transaction. Measured (tw165, FTC and Maltrail together): 5,000 and 20,000 are within 5 % of this, and
 * an event with 10,000 rows is a few hundred kilobytes.
 */
const chunkRows = 10_000

/** Chunks on their way at once: while PostgreSQL writes one, this process prepares the next. */
const chunksInFlight = 2

export interface ImportRequest {
  readonly format: string
  /** Name of the list: its source becomes `import:NAME`; the format's name unless told. */
  readonly sourceName?: string | undefined
  /** For entries that name no type of their own. */
  readonly fraudType?: string | undefined
  readonly map?: string | undefined
  /** Every file of the list, opened when its turn comes: together they are one list. */
  readonly files: readonly ListFile[]
  /** The day of entries without dates, epoch milliseconds. */
  readonly nowMs: number
  readonly actor: string
  /** Reads and parses everything, writes nothing. */
  readonly dryRun?: boolean
  /** Folder for what does not fit into memory. */
  readonly spillDirectory: string
  readonly onRejected?: (line: RefusedLine, file: ListFile) => void | Promise<void>
  readonly onProgress?: (progress: ImportProgress) => void
  /** Bytes of packed rows kept in memory, for tests. */
  readonly memoryBytes?: number
}

export interface ListFile {
  readonly name: string
  open(): AsyncIterable<Uint8Array>
}

/** What an import did, in entries of the list: `read` is the sum of the others. */
export interface ImportSummary {
  readonly read: number
  /** Indicators about which the list had said nothing. */
  readonly added: number
  /** Indicators about which the list had said something else. */
  readonly updated: number
  /** Entries that say what was known, among them further entries about one indicator. */
  readonly unchanged: number
  readonly rejected: number
}

export interface ImportProgress {
  readonly step: 'reading' | 'writing'
  readonly read: number
  readonly rejected: number
  /** Entries whose chunk is committed. */
  readonly written: number
}

/**
 * Imports a list: reads and parses all of it, then commits it in key order, chunk by chunk. Importing the same files
 * again changes nothing and writes no event; an import that was broken off is completed by running it again.
 *
 * @throws CodedError IMPORT_* when the list as a whole cannot be imported
 */
export async function importList(
  database: Database | undefined,
  request: ImportRequest,
): Promise<ImportSummary> {
  const importer = importerOf(request.format)
  if (request.fraudType !== undefined && !isFraudType(request.fraudType))
    throw new CodedError('FRAUD_TYPE_UNKNOWN', 'the fraud type is not in the taxonomy')
  const seed = sourceOf(importer, request.sourceName)
  const collector = createRowCollector({
    directory: request.spillDirectory,
    repeats: importer.repeats,
    ...(request.memoryBytes === undefined ? {} : { memoryBytes: request.memoryBytes }),
  })
  try {
    const { read, rejected } = await readAll(importer, request, collector)
    const accepted = read - rejected
    if (request.dryRun === true || !database) return await dryRun(collector, read, rejected)
    const source = await ensureSource(database.pool, seed)
    const committer = createImportCommitter(database, source, request.actor)
    const { added, updated } = await writeAll(committer, collector, (written) =>
      request.onProgress?.({ step: 'writing', read, rejected, written }),
    )
    return { read, added, updated, unchanged: accepted - added - updated, rejected }
  } finally {
    await collector.close()
  }
}

/** What would be read, without looking what is known: everything counts as added. */
async function dryRun(collector: RowCollector, read: number, rejected: number): Promise<ImportSummary> {
  let added = 0
  for await (const rows of collector.drain()) added += rows.length
  return { read, added, updated: 0, unchanged: read - rejected - added, rejected }
}

const sourceNamePattern = /^[a-z0-9][a-z0-9._-]{0,63}$/

/** The source that a list of this format and name is. @throws CodedError IMPORT_OPTION_INVALID */
function sourceOf(importer: Importer, name: string | undefined): SourceSeed {
  if (name !== undefined && !sourceNamePattern.test(name))
    throw new CodedError(
      'IMPORT_OPTION_INVALID',
      'a source is named with 1 to 64 lower-case letters, digits, dots, dashes and underscores',
    )
  const prior = Object.entries(sourcePriors).find(([format]) => format === importer.format)?.[1]
  if (!prior) throw new Error(`the format ${importer.format} has no prior`)
  const { name: title, licence, alpha, beta } = prior
  return {
    id: `import:${name ?? importer.format}`,
    tier: 'feed',
    name: name === undefined ? title : `${name} (${title})`,
    licence,
    alpha,
    beta,
  }
}

async function readAll(
  importer: Importer,
  request: ImportRequest,
  collector: RowCollector,
): Promise<{ read: number; rejected: number }> {
  let read = 0
  let rejected = 0
  const fraudType = request.fraudType ?? null
  const atS = Math.floor(request.nowMs / 1000)
  for (const file of request.files) {
    for await (const batch of importer.rows(file.open(), { map: request.map })) {
      const rows: ImportedRow[] = []
      for (const parsed of batch) {
        const line = 'error' in parsed ? parsed : guarded(parsed)
        if ('error' in line) {
          rejected += 1
          await request.onRejected?.(line, file)
        } else
          rows.push(importedRowOf(line.indicator, { ...line, fraudType: line.fraudType ?? fraudType }, atS))
      }
      read += batch.length
      await collector.add(rows)
      request.onProgress?.({ step: 'reading', read, rejected, written: 0 })
    }
  }
  return { read, rejected }
}

function guarded(listed: ListedValue): ListedValue | RefusedLine {
  const objection = objectionTo(listed.indicator)
  return objection ? { line: listed.line, value: listed.value, error: objection } : listed
}

/** Cuts the collected rows into chunks and commits them, some side by side. */
async function writeAll(
  committer: ImportCommitter,
  collector: RowCollector,
  onWritten: (rows: number) => void,
): Promise<{ added: number; updated: number }> {
  const total = { added: 0, updated: 0 }
  let written = 0
  const inFlight = new Set<Promise<void>>()
  const commitOne = async (rows: readonly ImportedRow[]): Promise<void> => {
    const outcome = await committer.commit(rows)
    total.added += outcome.added
    total.updated += outcome.updated
    written += rows.length
    onWritten(written)
  }
  // Kept until the next chunk or the end asks: until then nobody listens to a chunk.
  const failures: unknown[] = []
  const settled = async (rows: readonly ImportedRow[]): Promise<void> => {
    try {
      await commitOne(rows)
    } catch (error) {
      failures.push(error)
    }
  }
  const start = async (rows: readonly ImportedRow[]): Promise<void> => {
    if (inFlight.size >= chunksInFlight) await Promise.race(inFlight)
    if (failures.length > 0) throw failures[0]
    const commit = settled(rows).finally(() => inFlight.delete(commit))
    inFlight.add(commit)
  }
  let chunk: ImportedRow[] = []
  try {
    for await (const rows of collector.drain()) {
      for (const row of rows) {
        chunk.push(row)
        if (chunk.length < chunkRows) continue
        await start(chunk)
        chunk = []
      }
    }
    if (chunk.length > 0) await start(chunk)
  } finally {
    // Nothing is left running when the caller hears of it.
    await Promise.all(inFlight)
  }
  if (failures.length > 0) throw failures[0]
  return total
}
