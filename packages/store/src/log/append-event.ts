import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { constants, zstdCompress } from 'node:zlib'
import type { ClientBase } from 'pg'
import { canonicalJson, type JsonValue } from './canonical-json.ts'

const compress = promisify(zstdCompress)

/** What does not fit is bulk and belongs into an attachment: the sequencer and consumers hold 1,000 payloads at once. */
export const MAX_PAYLOAD_BYTES = 128 * 1024

/** One line of an export holds one attachment in base64; this keeps such a line far below any string limit. */
export const MAX_ATTACHMENT_BYTES = 64 * 1024 * 1024

export const MAX_ATTACHMENTS = 64

/** Bulk data of an event, content-addressed. */
export interface NewAttachment {
  readonly name: string
  readonly mediaType: string
  readonly bytes: Uint8Array
}

export interface NewEvent {
  /** `report.accepted`: what happened, as noun and past participle. */
  readonly type: string
  /** Who did it: `public`, `import:tw165`, `admin`. */
  readonly actor: string
  /** What it happened to; events of one subject stand in the log in the order of their row locks (see below). */
  readonly subject?: string | null
  readonly payload: JsonValue
  readonly attachments?: readonly NewAttachment[]
}

/**
 * Adds an event to the log within the caller's transaction: it happens exactly if the transaction commits. The
 * sequencer looks for it and numbers it afterwards, within some 20 ms (see sequencer.ts for why nobody is notified).
 *
 * Order: the id is drawn here, and numbers follow ids among the events that are visible together. So when events of
 * one subject must keep their order, take the subject's row lock (`select … for update`, or the update itself) in this
 * transaction BEFORE calling this. Then a later holder of the lock draws a higher id, and by the time it can insert,
 * the earlier event is committed and visible; whatever batch numbers the later one has numbered the earlier one, too.
 * An id drawn before taking the lock has no such guarantee.
 *
 * @throws TypeError when the payload has no canonical JSON, RangeError when it or an attachment is too large.
 */
export async function appendEvent(client: ClientBase, event: NewEvent): Promise<{ id: number }> {
  const payload = canonicalJson(event.payload)
  if (Buffer.byteLength(payload) > MAX_PAYLOAD_BYTES)
    throw new RangeError('The payload of the event is too large')
  const attachments = event.attachments ?? []
  if (attachments.length > MAX_ATTACHMENTS) throw new RangeError('The event has too many attachments')
  const references = []
  for (const attachment of attachments) references.push(await storeAttachment(client, attachment))
  const inserted = await client.query<{ id: string }>(
    `insert into events (type, actor, subject, payload, attachments) values ($1, $2, $3, $4, $5)
     returning id`,
    [event.type, event.actor, event.subject ?? null, payload, canonicalJson(references)],
  )
  return { id: Number(inserted.rows[0]?.id) }
}

async function storeAttachment(client: ClientBase, { name, mediaType, bytes }: NewAttachment) {
  if (bytes.byteLength > MAX_ATTACHMENT_BYTES) throw new RangeError(`The attachment ${name} is too large`)
  const sha256 = createHash('sha256').update(bytes).digest()
  const packed = await compress(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 3 } })
  // Equal bytes are stored once; whoever stored them first also committed them, or this insert takes their place.
  await client.query(
    `insert into event_attachments (sha256, media_type, size, bytes) values ($1, $2, $3, $4)
     on conflict (sha256) do nothing`,
    [sha256, mediaType, bytes.byteLength, packed],
  )
  return { mediaType, name, sha256: sha256.toString('hex'), size: bytes.byteLength }
}
