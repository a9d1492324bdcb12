import type { ClientBase, Pool } from 'pg'
import { reportFilter, type ReportScope } from './report-scope.ts'

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

/** A file as a report's checker sees it listed. */
export interface ReportAttachmentRow {
  /** 64 hex digits. */
  readonly sha256: string
  readonly mediaType: string
  readonly bytes: number
  readonly metadataRemoved: boolean
}

/** The files of these reports, by report, in a fixed order. */
export async function attachmentsOfReports(
  pool: Pool,
  reportIds: readonly bigint[],
): Promise<Map<bigint, ReportAttachmentRow[]>> {
  const files = new Map<bigint, ReportAttachmentRow[]>()
  if (reportIds.length === 0) return files
  const found = await pool.query<StoredFile & { report_id: string }>(
    `select r.report_id, ${fileColumns} from report_attachments r join attachments a using (sha256)
      where r.report_id = any($1::bigint[]) order by r.report_id, a.uploaded_at, a.sha256`,
    [reportIds.map(String)],
  )
  for (const row of found.rows) {
    const id = BigInt(row.report_id)
    files.set(id, [...(files.get(id) ?? []), toFile(row)])
  }
  return files
}

/** One file of one report of the scope; undefined when there is none, or the report does not name it. */
export async function findReportAttachment(
  pool: Pool,
  scope: ReportScope,
  reportId: bigint,
  sha256: string,
): Promise<ReportAttachmentRow | undefined> {
  const filter = reportFilter(scope, 'r', 3)
  const found = await pool.query<StoredFile>(
    `select ${fileColumns} from reports r join report_attachments f on f.report_id = r.id
       join attachments a using (sha256)
      where r.id = $1 and f.sha256 = decode($2, 'hex') and ${filter.text}`,
    [reportId.toString(), sha256, ...filter.params],
  )
  const row = found.rows[0]
  return row ? toFile(row) : undefined
}

interface StoredFile {
  sha: string
  media_type: string
  bytes: number
  metadata_removed: boolean
}

const fileColumns = `encode(a.sha256, 'hex') as sha, a.media_type, a.bytes, a.metadata_removed`

function toFile(row: StoredFile): ReportAttachmentRow {
  return {
    sha256: row.sha,
    mediaType: row.media_type,
    bytes: row.bytes,
    metadataRemoved: row.metadata_removed,
  }
}
