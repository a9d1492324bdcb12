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
