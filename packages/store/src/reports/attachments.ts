import type { ClientBase, Pool } from 'pg'

export interface AttachmentRow {
  readonly sha256: Buffer
  readonly mediaType: string
  readonly bytes: number
  readonly metadataRemoved: boolean
  readonly uploadedAt: Date
}

/** Notes an uploaded file; uploading it again renews its time so that it is not swept while a report is written. */
export async function upsertAttachment(client: ClientBase | Pool, row: AttachmentRow): Promise<void> {
  await client.query(
    `insert into attachments (sha256, media_type, bytes, metadata_removed, uploaded_at)
     values ($1, $2, $3, $4, $5) on conflict (sha256) do update set uploaded_at = excluded.uploaded_at`,
    [row.sha256, row.mediaType, row.bytes, row.metadataRemoved, row.uploadedAt],
  )
}

/** Whether any report names this file (digest in hexadecimal). */
export async function isAttachmentUsed(pool: Pool, sha256: string): Promise<boolean> {
  const found = await pool.query(
    `select 1 from report_attachments where sha256 = decode($1, 'hex') limit 1`,
    [sha256],
  )
  return found.rowCount === 1
}

/** Forgets an uploaded file that no report names. */
export async function deleteAttachment(pool: Pool, sha256: string): Promise<void> {
  await pool.query(
    `delete from attachments a where sha256 = decode($1, 'hex')
        and not exists (select 1 from report_attachments r where r.sha256 = a.sha256)`,
    [sha256],
  )
}
