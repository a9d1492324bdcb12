import type { ClientBase, Pool } from 'pg'
import { reportFilter, type ReportScope } from './report-scope.ts'

/** A report as stored: personal data sealed, receipt and content only as keyed digests. */
export interface NewReport {
  readonly receiptIndex: Buffer
  readonly fingerprint: Buffer
  readonly fraudType: string | null
  readonly occurredAt: Date | null
  readonly lossFen: number | null
  readonly lossCurrency: string | null
  readonly lossAt: Date | null
  readonly narrative: Buffer | null
  readonly contact: Buffer | null
  readonly contactIndex: Buffer | null
  readonly locale: string | null
  readonly reportedAt: Date
  /** Path such as cn/44/03; null where nobody said. */
  readonly region: string | null
  /** The member that filed it, as the log names it, with its organisation; null for the public. */
  readonly filedBy: string | null
  readonly organisationId: string | null
}

/** Stores a report; undefined when the same one (by fingerprint) is already there. */
export async function insertReport(client: ClientBase, report: NewReport): Promise<bigint | undefined> {
  const inserted = await client.query<{ id: string }>(
    `insert into reports (receipt_index, fingerprint, fraud_type, occurred_at, loss_fen, loss_currency, loss_at,
                          narrative, contact, contact_index, locale, reported_at, region, filed_by,
                          organisation_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict (fingerprint) do nothing returning id`,
    [
      report.receiptIndex,
      report.fingerprint,
      report.fraudType,
      report.occurredAt,
      report.lossFen,
      report.lossCurrency,
      report.lossAt,
      report.narrative,
      report.contact,
      report.contactIndex,
      report.locale,
      report.reportedAt,
      report.region,
      report.filedBy,
      report.organisationId,
    ],
  )
  const row = inserted.rows[0]
  return row ? BigInt(row.id) : undefined
}

/** What a report names, in the reporter's order, with the level each had before it. */
export async function insertReportIndicators(
  client: ClientBase,
  reportId: bigint,
  indicators: readonly { readonly key: bigint; readonly levelAtReport: string }[],
): Promise<void> {
  await client.query(
    `insert into report_indicators (report_id, indicator_key, position, level_at_report)
     select $1, key, position - 1, level
       from unnest($2::bigint[], $3::text[]) with ordinality as n(key, level, position)`,
    [
      reportId.toString(),
      indicators.map((item) => item.key.toString()),
      indicators.map((item) => item.levelAtReport),
    ],
  )
}

/** Joins uploaded files to a report; returns the digests (hexadecimal) that were not uploaded since. */
export async function insertReportAttachments(
  client: ClientBase,
  reportId: bigint,
  digests: readonly string[],
  uploadedSince: Date,
): Promise<string[]> {
  if (digests.length === 0) return []
  const known = await client.query<{ sha: string }>(
    `insert into report_attachments (report_id, sha256)
     select $1, a.sha256 from attachments a
      where a.sha256 = any(select decode(sha, 'hex') from unnest($2::text[]) as n(sha))
        and a.uploaded_at >= $3
     on conflict do nothing returning encode(sha256, 'hex') as sha`,
    [reportId.toString(), digests, uploadedSince],
  )
  const found = new Set(known.rows.map((row) => row.sha))
  return digests.filter((digest) => !found.has(digest))
}

/** One line of what the reporter sees happening; the reason is for the reporter's eyes. */
export interface ReportHistoryLine {
  readonly at: Date
  readonly code: string
  readonly reason: string | null
  /** The decision is another one than before, and takes its place. */
  readonly correction: boolean
}

/** Appends one line to what the reporter sees happening. */
export async function insertReportHistory(
  client: ClientBase,
  reportId: bigint,
  line: ReportHistoryLine,
): Promise<void> {
  await client.query(
    'insert into report_history (report_id, at, code, reason, correction) values ($1, $2, $3, $4, $5)',
    [reportId.toString(), line.at, line.code, line.reason, line.correction],
  )
}

export interface ReportRow {
  readonly id: bigint
  readonly status: 'received' | 'reviewing' | 'confirmed' | 'rejected'
  /** What its reporter said. */
  readonly fraudType: string | null
  /** What its checker gave it; null where nobody did, and the reporter's stands. */
  readonly decidedType: string | null
  readonly reportedAt: Date
  readonly attachments: number
  readonly indicators: readonly { readonly key: bigint; readonly levelAtReport: string }[]
  readonly history: readonly ReportHistoryLine[]
  readonly loss: ReportLoss | null
  readonly region: string | null
  readonly filedBy: string | null
  readonly organisationId: string | null
}

/** Money that the reporter says has gone. */
export interface ReportLoss {
  /** Null when the reporter did not say how much. */
  readonly amountFen: number | null
  readonly currency: string
  readonly at: Date | null
}

interface StoredLoss {
  loss_fen: string | null
  loss_currency: string | null
  loss_at: Date | null
}

/** The currency is there whenever a loss was told; the sum and the time may not be. */
function toLoss(row: StoredLoss): ReportLoss | null {
  if (row.loss_currency === null) return null
  const amountFen = row.loss_fen === null ? null : Number(row.loss_fen)
  return { amountFen, currency: row.loss_currency, at: row.loss_at }
}

interface StoredReport extends StoredLoss {
  id: string
  status: ReportRow['status']
  fraud_type: string | null
  decided_type: string | null
  reported_at: Date
  attachments: number
  region: string | null
  filed_by: string | null
  organisation_id: string | null
}

/** A report by its receipt's keyed digest or its id; `lock` keeps it for the rest of the transaction. */
export async function findReport(
  client: ClientBase | Pool,
  by: { readonly receiptIndex: Buffer } | { readonly id: bigint },
  lock = false,
): Promise<ReportRow | undefined> {
  const found = await client.query<StoredReport>(
    `select id, status, fraud_type, decided_type, reported_at, loss_fen, loss_currency, loss_at, region, filed_by,
            organisation_id,
            (select count(*)::integer from report_attachments a where a.report_id = r.id) as attachments
       from reports r where ${'id' in by ? 'id' : 'receipt_index'} = $1${lock ? ' for update' : ''}`,
    ['id' in by ? by.id.toString() : by.receiptIndex],
  )
  const row = found.rows[0]
  if (!row) return undefined
  const indicators = await client.query<{ indicator_key: string; level_at_report: string }>(
    'select indicator_key, level_at_report from report_indicators where report_id = $1 order by position',
    [row.id],
  )
  const history = await client.query<ReportHistoryLine>(
    'select at, code, reason, correction from report_history where report_id = $1 order by id',
    [row.id],
  )
  return {
    id: BigInt(row.id),
    status: row.status,
    fraudType: row.fraud_type,
    decidedType: row.decided_type,
    reportedAt: row.reported_at,
    attachments: row.attachments,
    indicators: indicators.rows.map((item) => ({
      key: BigInt(item.indicator_key),
      levelAtReport: item.level_at_report,
    })),
    history: history.rows,
    loss: toLoss(row),
    region: row.region,
    filedBy: row.filed_by,
    organisationId: row.organisation_id,
  }
}

export async function updateReportStatus(
  client: ClientBase,
  reportId: bigint,
  status: ReportRow['status'],
): Promise<void> {
  await client.query('update reports set status = $2 where id = $1', [reportId.toString(), status])
}

/** Keeps the fraud type that a checker gave a report. */
export async function updateDecidedType(
  client: ClientBase,
  reportId: bigint,
  decidedType: string,
): Promise<void> {
  await client.query('update reports set decided_type = $2 where id = $1', [reportId.toString(), decidedType])
}

/** What a checker reads of one report; narrative and contact are still sealed. */
export interface ReportForReview {
  readonly id: bigint
  readonly receiptIndex: Buffer
  readonly status: ReportRow['status']
  readonly fraudType: string | null
  readonly loss: ReportLoss | null
  readonly narrative: Buffer | null
  readonly contact: Buffer | null
  readonly reportedAt: Date
  readonly keys: readonly bigint[]
}

interface ReviewRow extends StoredLoss {
  id: string
  receipt_index: Buffer
  status: ReportRow['status']
  fraud_type: string | null
  narrative: Buffer | null
  contact: Buffer | null
  reported_at: Date
  keys: string[]
}

/** Reports of one status within a scope, oldest first, after the given id. */
export async function reportsForReview(
  pool: Pool,
  scope: ReportScope,
  status: ReportRow['status'],
  afterId: bigint,
  limit: number,
): Promise<ReportForReview[]> {
  const { text, params } = reportFilter(scope, 'r', 4)
  const found = await pool.query<ReviewRow>(
    `select id, receipt_index, status, fraud_type, loss_fen, loss_currency, loss_at, narrative, contact, reported_at,
            array(select i.indicator_key::text from report_indicators i where i.report_id = r.id order by position) as keys
       from reports r where status = $1 and id > $2 and ${text}
      order by id limit $3`,
    [status, afterId.toString(), limit, ...params],
  )
  return found.rows.map((row) => ({
    id: BigInt(row.id),
    receiptIndex: row.receipt_index,
    status: row.status,
    fraudType: row.fraud_type,
    loss: toLoss(row),
    narrative: row.narrative,
    contact: row.contact,
    reportedAt: row.reported_at,
    keys: row.keys.map(BigInt),
  }))
}
