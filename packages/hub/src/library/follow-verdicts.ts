import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { absoluteState, type RelativeState } from '@wuzei/domain'
import {
  consumeEvents,
  databaseId,
  inTransaction,
  lastSeq,
  readAttachment,
  type Database,
  type LoggedEvent,
} from '@wuzei/store'
import type { Logger } from 'pino'
import { readSnapshot } from '../verdict-index/read-snapshot.ts'
import { SnapshotError } from '../verdict-index/snapshot-format.ts'
import { createVerdictIndex, type VerdictIndex } from '../verdict-index/verdict-index.ts'
import { writeSnapshot } from '../verdict-index/write-snapshot.ts'
import { verdictsOf } from './logged-verdicts.ts'
import { anyInstant, applyVerdictBatch, decodeVerdictBatch, verdictBatchName } from './verdict-batch.ts'
import { keyWordsFromHex } from './subject.ts'

/** A snapshot is due after this many events: replaying them takes well under a second. */
const eventsPerSnapshot = 5_000
/** Or after this time, when there was anything new. */
const snapshotEveryMs = 5 * 60_000

/** The verdict index of one process, kept up to date from the log. */
export interface FollowedIndex {
  readonly index: VerdictIndex
  /** Number of the last event the index stands for. */
  readonly seq: () => number
  /** Settles when following ends; rejects when the log or the index is damaged. */
  readonly done: Promise<void>
  /** Resolves when the index stands for this event or a later one. */
  readonly reached: (seq: number) => Promise<void>
  /** Tells a listener every event that the index has taken in, from now on. */
  readonly subscribe: (listener: (event: LoggedEvent) => void) => void
  /** Writes a snapshot of the index as it is now. */
  readonly save: () => Promise<void>
  /** Writes a last snapshot and ends. */
  readonly stop: () => Promise<void>
}

/**
 * Loads the index (snapshot, else the database's verdicts) and follows the log from there. Resolves once the index
 * stands for every event that was in the log when it was called.
 */
export async function followVerdicts(
  database: Database,
  options: { readonly dataDirectory: string; readonly logger: Logger },
): Promise<FollowedIndex> {
  // Named after the database: a snapshot of another one, left in the folder, must not lend its verdicts to this one.
  const file = join(options.dataDirectory, 'index', `verdicts-${await databaseId(database.pool)}.snapshot`)
  await mkdir(join(options.dataDirectory, 'index'), { recursive: true })
  const loaded = (await loadSnapshot(file, database, options.logger)) ?? (await loadFromDatabase(database))
  const { index } = loaded
  const stopping = new AbortController()
  const listeners: ((event: LoggedEvent) => void)[] = []
  const waiting: { seq: number; resolve: () => void }[] = []
  let seq = loaded.seq
  let snapshotSeq = loaded.fromSnapshot ? loaded.seq : 0
  let writing: Promise<void> | undefined

  const save = (): Promise<void> => {
    if (writing || seq === snapshotSeq) return writing ?? Promise.resolve()
    snapshotSeq = seq
    writing = writeSnapshot(index, file, { seq })
      .then(() => undefined)
      .catch((error: unknown) => options.logger.error({ err: error }, 'index snapshot failed'))
      .finally(() => {
        writing = undefined
      })
    return writing
  }
  const timer = setInterval(() => void save(), snapshotEveryMs)
  timer.unref()

  const done = consumeEvents(database, {
    from: seq,
    signal: stopping.signal,
    onBatch: async (events) => {
      for (const event of events) await applyEvent(database, index, event)
      seq = events.at(-1)?.seq ?? seq
      for (const listener of listeners) for (const event of events) listener(event)
      for (const waiter of waiting.splice(0)) {
        if (waiter.seq <= seq) waiter.resolve()
        else waiting.push(waiter)
      }
      if (seq - snapshotSeq >= eventsPerSnapshot) void save()
    },
  })
  done.catch((error: unknown) => options.logger.fatal({ err: error }, 'following the log failed'))

  const reached = (target: number): Promise<void> =>
    target <= seq
      ? Promise.resolve()
      : new Promise((resolve) => {
          waiting.push({ seq: target, resolve })
        })
  await Promise.race([reached(await lastSeq(database.pool)), done])
  return {
    index,
    seq: () => seq,
    done,
    reached,
    subscribe: (listener) => void listeners.push(listener),
    async save() {
      await writing
      snapshotSeq = -1
      await save()
    },
    async stop() {
      clearInterval(timer)
      stopping.abort()
      await done.catch(() => undefined)
      await writing
      await save()
    },
  }
}

/** Puts the verdicts that an event carries into the index. */
async function applyEvent(database: Database, index: VerdictIndex, event: LoggedEvent): Promise<void> {
  for (const verdict of verdictsOf(event)) index.upsert(...keyWordsFromHex(verdict.key), verdict.state)
  for (const attachment of event.attachments) {
    if (attachment.name !== verdictBatchName) continue
    const bytes = await readAttachment(database.pool, attachment.sha256)
    if (!bytes) throw new Error(`event ${event.seq} names verdicts that are not stored`)
    applyVerdictBatch(index, decodeVerdictBatch(bytes))
  }
}

interface LoadedIndex {
  readonly index: VerdictIndex
  readonly seq: number
  readonly fromSnapshot: boolean
}

async function loadSnapshot(
  file: string,
  database: Database,
  logger: Logger,
): Promise<LoadedIndex | undefined> {
  try {
    const { index, seq } = await readSnapshot(file)
    // A snapshot from another database, or from before a restore, must not lend its verdicts to this one.
    if (seq > (await lastSeq(database.pool))) {
      logger.warn({ seq }, 'index snapshot is ahead of the log and is set aside')
      await rename(file, `${file}.rejected`)
      return undefined
    }
    return { index, seq, fromSnapshot: true }
  } catch (error) {
    if (!(error instanceof SnapshotError)) throw error
    if (error.fault !== 'missing') {
      logger.warn({ fault: error.fault }, 'index snapshot is not usable; rebuilding from the database')
      await rename(file, `${file}.rejected`)
    }
    return undefined
  }
}

/** Rows read at a time while the index is rebuilt. */
const rebuildBatch = 100_000

/** The index from the database's verdicts: slower than a snapshot, always right. */
async function loadFromDatabase(database: Database): Promise<LoadedIndex> {
  return await inTransaction(database, async (client) => {
    // One view of all three tables; what is committed meanwhile comes with its event.
    await client.query('set transaction isolation level repeatable read read only')
    const index = createVerdictIndex()
    const seq = await lastSeq(client)
    const relatives = await client.query<{ id: number; relative: RelativeState }>(
      'select id, relative from verdict_states',
    )
    const idOf = new Map(
      relatives.rows.map((row) => [row.id, index.internState(absoluteState(row.relative, anyInstant))]),
    )
    await client.query(
      `declare rows no scroll cursor for
       select key, state_id, ref_at from indicators where state_id is not null order by key`,
    )
    for (;;) {
      const { rows } = await client.query<IndexRow>(`fetch ${rebuildBatch} from rows`)
      if (rows.length === 0) return { index, seq, fromSnapshot: false }
      putRows(index, rows, idOf)
    }
  })
}

interface IndexRow {
  key: string
  state_id: number
  ref_at: string
}

function putRows(index: VerdictIndex, rows: readonly IndexRow[], idOf: ReadonlyMap<number, number>): void {
  const keys = new Uint32Array(rows.length * 2)
  const refAts = new Uint32Array(rows.length)
  const stateIds = new Uint32Array(rows.length)
  for (const [position, row] of rows.entries()) {
    const key = BigInt.asUintN(64, BigInt(row.key))
    keys[position * 2] = Number(key >> 32n)
    keys[position * 2 + 1] = Number(key & 0xffffffffn)
    refAts[position] = Number(row.ref_at)
    stateIds[position] = idOf.get(row.state_id) ?? 0
  }
  index.upsertMany(keys, refAts, stateIds)
}
