import { randomBytes } from 'node:crypto'
import { ftruncateSync, openSync, closeSync, writeSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { CodedError } from '@wuzei/domain'
import { insertPaymentChecks, isConnectionLoss, type Database } from '@wuzei/store'
import type { Logger } from 'pino'

/** How long records gather before they are written in one statement. */
const gatherMs = 5
/** Records of one statement: half a megabyte of parameters. */
const perStatement = 1_000
/** Records that may wait for the database: a busy hub's of two seconds, some ten megabytes. */
const defaultMostWaiting = 20_000
/** A spool longer than this is left for a new one. */
const spoolBytes = 4 * 1024 * 1024
const reconnectMs = 250

/** Where records of answers are put before an answer is given. */
export interface CheckLog {
  /**
   * Puts one record, a JSON object in one line, where the end of this process does not lose it: at the end of a file. It is
   * in the database some milliseconds later.
   *
   * @throws CodedError OVERLOADED when too many wait; then no answer may be given
   */
  readonly record: (json: string) => void
  /** Resolves when all records put until now are in the database. */
  readonly flushed: () => Promise<void>
  readonly waiting: () => number
  /** Rejects when records cannot be written for another reason than that the database is away. */
  readonly failed: Promise<never>
  readonly stop: () => Promise<void>
}

/** Opens the log of one process; what an earlier process left in `directory` is written first. */
export async function openCheckLog(
  database: Database,
  options: { readonly directory: string; readonly logger: Logger; readonly mostWaiting?: number },
): Promise<CheckLog> {
  const { directory, logger, mostWaiting = defaultMostWaiting } = options
  await mkdir(directory, { recursive: true, mode: 0o700 })
  await takeUpLeftovers(database, directory, logger)
  const failure = Promise.withResolvers<never>()
  // Nobody need listen: a hub that stops meanwhile has nothing more to fail.
  failure.promise.catch(() => undefined)
  let spool = openSpool(directory)
  let gathered: string[] = []
  let inFlight = 0
  let isStopped = false
  let isClosed = false
  let writing: Promise<void> | undefined

  const writeRound = async (): Promise<void> => {
    const records = gathered
    gathered = []
    inFlight = records.length
    const left = spool.bytes > spoolBytes ? spool : undefined
    if (left) spool = openSpool(directory)
    for (let at = 0; at < records.length; at += perStatement) {
      const part = records.slice(at, at + perStatement)
      await insertPatiently(database, part)
      inFlight -= part.length
    }
    if (left) await left.remove()
    if (gathered.length === 0) spool.empty()
  }

  const write = (): Promise<void> => {
    writing ??= (async () => {
      await pause(gatherMs)
      while (gathered.length > 0) await writeRound()
    })()
      .catch((error: unknown) => {
        isStopped = true
        failure.reject(error)
      })
      .finally(() => {
        writing = undefined
        if (gathered.length > 0 && !isStopped) void write()
      })
    return writing
  }

  const flushed = async (): Promise<void> => {
    await writing
    if (gathered.length + inFlight > 0 && !isStopped) await flushed()
  }

  return {
    record(json) {
      if (isStopped || isClosed || gathered.length + inFlight >= mostWaiting)
        throw new CodedError('OVERLOADED', 'answers cannot be recorded just now, so none are given', {
          retryAfterS: 1,
        })
      spool.append(`${json}\n`)
      gathered.push(json)
      void write()
    },
    flushed,
    waiting: () => gathered.length + inFlight,
    failed: failure.promise,
    async stop() {
      // What was put is written; nothing more is taken.
      const written = flushed()
      isClosed = true
      // The database may be away for good: what is in the file is not lost.
      await Promise.race([written, pause(stopMs, undefined, { ref: false })])
      if (gathered.length + inFlight === 0) await spool.remove()
      else spool.close()
    },
  }
}

const stopMs = 5_000

/** Tries again for as long as the database is away; records that are there already are left alone. */
async function insertPatiently(database: Database, records: readonly string[]): Promise<void> {
  for (;;) {
    try {
      await insertPaymentChecks(database.pool, records)
      return
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
      await pause(reconnectMs, undefined, { ref: false })
    }
  }
}

interface Spool {
  readonly bytes: number
  readonly append: (line: string) => void
  readonly empty: () => void
  readonly close: () => void
  readonly remove: () => Promise<void>
}

/**
 * A file that only this process writes. Its bytes are with the kernel when `append` returns, so they outlive the process,
 * however it ends; only the end of the whole machine within milliseconds takes them.
 */
function openSpool(directory: string): Spool {
  const path = join(directory, `${process.pid}-${randomBytes(8).toString('hex')}${spoolEnding}`)
  const file = openSync(path, 'a', 0o600)
  let bytes = 0
  return {
    get bytes() {
      return bytes
    },
    append: (line) => void (bytes += writeSync(file, line)),
    empty() {
      if (bytes === 0) return
      ftruncateSync(file, 0)
      bytes = 0
    },
    close: () => closeSync(file),
    async remove() {
      closeSync(file)
      await rm(path, { force: true })
    },
  }
}

const spoolEnding = '.spool'

/** Writes what earlier processes put into their files and could not write any more. */
async function takeUpLeftovers(database: Database, directory: string, logger: Logger): Promise<void> {
  for (const name of await readdir(directory)) {
    if (!name.endsWith(spoolEnding)) continue
    const path = join(directory, name)
    const text = await readFile(path, 'utf8')
    // A last line without its end was cut off while it was written, before its answer was given.
    const records = text.split('\n').slice(0, -1)
    try {
      for (let at = 0; at < records.length; at += perStatement)
        await insertPatiently(database, records.slice(at, at + perStatement))
    } catch (error) {
      logger.error(
        { code: sqlStateOf(error), file: name },
        'records of answers are not usable and are set aside',
      )
      await rename(path, `${path}.rejected`)
      continue
    }
    if (!isOthersAlive(Number.parseInt(name, 10))) await rm(path, { force: true })
  }
}

/** What the database said, without the record that it said it about. */
function sqlStateOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'none'
}

/** A process that runs still removes its file itself. */
function isOthersAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
