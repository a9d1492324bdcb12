import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type { Pool } from 'pg'
import { readAttachment, type EventRow, eventFrom } from './read-events.ts'
import { keyRecord, type EventRecord, type LogRecord, treeHeadRecord } from './log-record.ts'
import { TREE_HEAD_COLUMNS, type TreeHeadRow, treeHeadFrom } from './tree-head.ts'

/** Bounds the memory of an export: this many events at a time, and one attachment. */
const PAGE = 500

/** The whole log as records, in the order of an export, as it was when the first was asked for. */
export async function* readLogRecords(db: Pool): AsyncGenerator<LogRecord, void> {
  const bounds = await db.query<{ events: string | null; heads: string | null }>(
    'select (select max(seq) from events) as events, (select max(size) from tree_heads) as heads',
  )
  const lastEvent = Number(bounds.rows[0]?.events ?? 0)
  const lastHead = Number(bounds.rows[0]?.heads ?? 0)
  yield { record: 'wuzei-log', version: 1 }
  const keys = await db.query<{ key_id: string; public_key: Buffer }>(
    'select key_id, public_key from log_keys order by at',
  )
  for (const { key_id: keyId, public_key: publicKey } of keys.rows) yield keyRecord({ keyId, publicKey })
  let after = 0
  while (after < lastEvent) {
    const events = await readEventRecords(db, after, Math.min(PAGE, lastEvent - after))
    const end = events.at(-1)?.seq
    if (end === undefined) break
    const heads = await readTreeHeads(db, after, Math.min(end, lastHead))
    for (const event of events) {
      // A head over a number that is not there (a removed entry) comes before its successor, and is found out.
      while (heads[0] !== undefined && heads[0].size < event.seq)
        yield* heads.splice(0, 1).map(treeHeadRecord)
      yield* attachmentsOf(db, event)
      yield event
    }
    yield* heads.map(treeHeadRecord)
    after = end
  }
  // Heads over entries that are gone.
  yield* (await readTreeHeads(db, after, lastHead)).map(treeHeadRecord)
}

/** Numbered events after `after` with their hashes; for the audit interface. */
export async function readEventRecords(db: Pool, after: number, limit: number): Promise<EventRecord[]> {
  const found = await db.query<EventRow & { leaf_hash: Buffer; chain_hash: Buffer }>(
    `select seq, id, at, type, actor, subject, payload, attachments, leaf_hash, chain_hash from events
     where seq > $1 order by seq limit $2`,
    [after, limit],
  )
  return found.rows.map((row) => ({
    record: 'event',
    ...eventFrom(row),
    leafHash: row.leaf_hash.toString('hex'),
    chainHash: row.chain_hash.toString('hex'),
  }))
}

/** Writes the log as NDJSON, one record a line; does not end the stream. Memory stays constant. */
export async function exportLog(db: Pool, writable: Writable): Promise<void> {
  for await (const record of readLogRecords(db)) {
    if (!writable.write(`${JSON.stringify(record)}\n`)) await once(writable, 'drain')
  }
}

async function readTreeHeads(db: Pool, after: number, end: number) {
  const found = await db.query<TreeHeadRow>(
    `select ${TREE_HEAD_COLUMNS} from tree_heads where size > $1 and size <= $2 order by size`,
    [after, end],
  )
  return found.rows.map(treeHeadFrom)
}

async function* attachmentsOf(db: Pool, event: EventRecord): AsyncGenerator<LogRecord, void> {
  for (const { sha256 } of event.attachments) {
    const bytes = await readAttachment(db, sha256)
    if (bytes !== null) yield { record: 'attachment', sha256, bytes: bytes.toString('base64') }
  }
}
