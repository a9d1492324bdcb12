import { promisify } from 'node:util'
import { zstdDecompress } from 'node:zlib'
import type { ClientBase, Pool } from 'pg'
import { MAX_ATTACHMENT_BYTES } from './append-event.ts'
import type { JsonValue } from './canonical-json.ts'
import type { AttachmentReference, LoggedEvent } from './entry.ts'

const decompress = promisify(zstdDecompress)

type Queryable = Pool | ClientBase

export interface EventRow {
  seq: string
  id: string
  at: Date
  type: string
  actor: string
  subject: string | null
  payload: JsonValue
  attachments: AttachmentReference[]
}

/** Numbered events after `after`, in order, without a gap. */
export async function readEvents(db: Queryable, after: number, limit: number): Promise<LoggedEvent[]> {
  const found = await db.query<EventRow>({
    name: 'wuzei-read-events',
    text: `select seq, id, at, type, actor, subject, payload, attachments from events
           where seq > $1 order by seq limit $2`,
    values: [after, limit],
  })
  return found.rows.map(eventFrom)
}

/** The highest number given so far; 0 in an empty log. */
export async function lastSeq(db: Queryable): Promise<number> {
  const found = await db.query<{ seq: string | null }>('select max(seq) as seq from events')
  return Number(found.rows[0]?.seq ?? 0)
}

/** The bytes of an attachment, as they were given; null when there is none with this digest (hex). */
export async function readAttachment(db: Queryable, sha256: string): Promise<Buffer | null> {
  const found = await db.query<{ bytes: Buffer }>('select bytes from event_attachments where sha256 = $1', [
    Buffer.from(sha256, 'hex'),
  ])
  const row = found.rows[0]
  return row === undefined ? null : await decompress(row.bytes, { maxOutputLength: MAX_ATTACHMENT_BYTES })
}

export function eventFrom(row: EventRow): LoggedEvent {
  const { type, actor, subject, payload, attachments } = row
  return {
    seq: Number(row.seq),
    id: Number(row.id),
    at: row.at.toISOString(),
    type,
    actor,
    subject,
    payload,
    attachments,
  }
}
