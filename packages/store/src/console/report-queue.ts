import type { ClientBase, Pool } from 'pg'
import { reportFilter, type ReportScope } from '../reports/report-scope.ts'

/** What a desk works through: a status, or those whose rejection waits for a second person. */
export type QueueName = 'received' | 'reviewing' | 'confirmed' | 'rejected' | 'waiting'

/** Where a page ended: those with a loss come first. */
export interface QueuePlace {
  readonly isWithoutLoss: boolean
  readonly id: bigint
}

/** One report of a queue, still sealed. */
export interface QueuedReportRow {
  readonly id: bigint
  readonly receiptIndex: Buffer
  readonly status: Exclude<QueueName, 'waiting'>
  readonly fraudType: string | null
  /** What its checker gave it; null where nobody did. */
  readonly decidedType: string | null
  readonly loss: {
    readonly amountFen: number | null
    readonly currency: string
    readonly at: Date | null
  } | null
  readonly narrative: Buffer | null
  readonly contact: Buffer | null
  readonly reportedAt: Date
  readonly keys: readonly bigint[]
  readonly region: string | null
  readonly filedBy: string | null
  readonly organisationId: string | null
  readonly rejection: {
    readonly proposedBy: string
    readonly proposedAt: Date
    readonly reason: string
  } | null
}

interface StoredReport {
  id: string
  receipt_index: Buffer
  status: QueuedReportRow['status']
  fraud_type: string | null
  decided_type: string | null
  loss_fen: string | null
  loss_currency: string | null
  loss_at: Date | null
  narrative: Buffer | null
  contact: Buffer | null
  reported_at: Date
  keys: string[]
  region: string | null
  filed_by: string | null
  organisation_id: string | null
  proposed_by: string | null
  proposed_at: Date | null
  reason: string | null
}

/** One page of a queue within a scope: those with a loss first, then the oldest. */
export async function listReportQueue(
  pool: Pool,
  scope: ReportScope,
  queue: QueueName,
  after: QueuePlace | null,
  limit: number,
): Promise<QueuedReportRow[]> {
  const filter = reportFilter(scope, 'r', 6)
  const chosen =
    queue === 'waiting'
      ? `exists (select from report_rejections w where w.report_id = r.id and w.state = 'waiting')`
      : `r.status = $5 and not exists (
          select from report_rejections w where w.report_id = r.id and w.state = 'waiting')`
  return await readReports(
    pool,
    `${chosen} and ($1::boolean is null or (r.loss_currency is null, r.id) > ($1, $2::bigint))
       ${queue === 'waiting' ? 'and $5::text is not null' : ''} and ${filter.text}`,
    [after?.isWithoutLoss ?? null, after?.id.toString() ?? null, null, limit, queue, ...filter.params],
  )
}

/** One report, whatever its status. */
export async function findQueuedReport(pool: Pool, id: bigint): Promise<QueuedReportRow | undefined> {
  const [row] = await readReports(
    pool,
    'r.id = $3::bigint and $1::boolean is null and $2::bigint is null and $5::text is null',
    [null, null, id.toString(), 1, null],
  )
  return row
}

async function readReports(pool: Pool, condition: string, values: unknown[]): Promise<QueuedReportRow[]> {
  const found = await pool.query<StoredReport>(
    `select r.id, r.receipt_index, r.status, r.fraud_type, r.decided_type, r.loss_fen, r.loss_currency, r.loss_at,
            r.narrative, r.contact, r.reported_at, r.region, r.filed_by, r.organisation_id, p.proposed_by, p.proposed_at, p.reason,
            array(select i.indicator_key::text from report_indicators i where i.report_id = r.id order by position) as keys
       from reports r
       left join report_rejections p on p.report_id = r.id and p.state = 'waiting'
      where ${condition} and ($3::bigint is null or r.id = $3)
      order by (r.loss_currency is null), r.id limit $4`,
    values,
  )
  return found.rows.map((row) => ({
    id: BigInt(row.id),
    receiptIndex: row.receipt_index,
    status: row.status,
    fraudType: row.fraud_type,
    decidedType: row.decided_type,
    loss:
      row.loss_currency === null
        ? null
        : {
            amountFen: row.loss_fen === null ? null : Number(row.loss_fen),
            currency: row.loss_currency,
            at: row.loss_at,
          },
    narrative: row.narrative,
    contact: row.contact,
    reportedAt: row.reported_at,
    keys: row.keys.map(BigInt),
    region: row.region,
    filedBy: row.filed_by,
    organisationId: row.organisation_id,
    rejection:
      row.proposed_by === null || row.proposed_at === null || row.reason === null
        ? null
        : { proposedBy: row.proposed_by, proposedAt: row.proposed_at, reason: row.reason },
  }))
}

/** Counting stops here: beyond a thousand the number says only "very many". */
const mostCounted = 1000

/** How many of a scope wait in each queue. */
export async function countQueues(pool: Pool, scope: ReportScope): Promise<Record<string, number>> {
  const { text, params } = reportFilter(scope, 'r', 2)
  const counted = (name: string, condition: string) =>
    `select '${name}' as queue, count(*) from (
       select from reports r where ${condition} and ${text} limit $1) counted`
  const isWaiting = `exists (select from report_rejections w where w.report_id = r.id and w.state = 'waiting')`
  const found = await pool.query<{ queue: string; count: string }>(
    [
      counted('received', `r.status = 'received' and not ${isWaiting}`),
      counted('reviewing', `r.status = 'reviewing' and not ${isWaiting}`),
      counted('waiting', isWaiting),
    ].join(' union all '),
    [mostCounted, ...params],
  )
  return Object.fromEntries(found.rows.map(({ queue, count }) => [queue, Number(count)]))
}

/** Open reports that hang together with others, by the id of each. */
export interface RelatedReports {
  readonly sameSubject: ReadonlyMap<bigint, readonly string[]>
  readonly sameText: ReadonlyMap<bigint, readonly string[]>
}

/** Of one report's company this many are named: what one decision may cover. */
const mostRelated = 99

/** Which other open reports of a scope name the same indicators, and which use the same words. */
export async function relatedReports(
  pool: Pool,
  scope: ReportScope,
  ids: readonly bigint[],
): Promise<RelatedReports> {
  const filter = reportFilter(scope, 'r', 3)
  const parameters = [ids.map(String), mostRelated, ...filter.params]
  const subject = await pool.query<{ id: string; others: string[] }>(
    `select a.id, array(
       select distinct o.report_id from report_indicators i
         join report_indicators o on o.indicator_key = i.indicator_key and o.report_id <> i.report_id
         join reports r on r.id = o.report_id and r.status in ('received', 'reviewing') and ${filter.text}
        where i.report_id = a.id order by o.report_id limit $2)::text[] as others
       from unnest($1::bigint[]) as a(id)`,
    parameters,
  )
  const text = await pool.query<{ id: string; others: string[] }>(
    `select a.id, array(
       select distinct o.statement from report_indicators i
         join sources s on s.id = 'public'
         join evidence e on e.indicator_key = i.indicator_key and e.source_code = s.code and e.statement = i.report_id
         join evidence o on o.text = e.text and o.source_code = e.source_code and o.statement <> e.statement
         join reports r on r.id = o.statement and r.status in ('received', 'reviewing') and ${filter.text}
        where i.report_id = a.id order by o.statement limit $2)::text[] as others
       from unnest($1::bigint[]) as a(id)`,
    parameters,
  )
  const byId = (rows: { id: string; others: string[] }[]) =>
    new Map(rows.map(({ id, others }) => [BigInt(id), others]))
  return { sameSubject: byId(subject.rows), sameText: byId(text.rows) }
}

/** Of an entry's reports the newest this many have their part in its history. */
const mostReportsOfEntry = 500

/** Numbers of the reports that name an indicator, newest first. */
export async function reportsNaming(pool: Pool, key: bigint): Promise<string[]> {
  const found = await pool.query<{ id: string }>(
    'select report_id as id from report_indicators where indicator_key = $1 order by report_id desc limit $2',
    [key.toString(), mostReportsOfEntry],
  )
  return found.rows.map(({ id }) => id)
}

/** Proposes to reject a report; false when a proposal waits already. */
export async function proposeRejection(
  client: ClientBase,
  proposal: { readonly report: bigint; readonly by: string; readonly at: Date; readonly reason: string },
): Promise<boolean> {
  const inserted = await client.query(
    `insert into report_rejections (report_id, proposed_by, proposed_at, reason) values ($1, $2, $3, $4)
     on conflict (report_id) where state = 'waiting' do nothing`,
    [proposal.report.toString(), proposal.by, proposal.at, proposal.reason],
  )
  return inserted.rowCount === 1
}

/** The proposal that waits about a report, locked. */
export async function lockRejection(
  client: ClientBase,
  report: bigint,
): Promise<{ readonly id: string; readonly proposedBy: string; readonly reason: string } | undefined> {
  const found = await client.query<{ id: string; proposed_by: string; reason: string }>(
    `select id, proposed_by, reason from report_rejections where report_id = $1 and state = 'waiting' for update`,
    [report.toString()],
  )
  const row = found.rows[0]
  return row ? { id: row.id, proposedBy: row.proposed_by, reason: row.reason } : undefined
}

export async function decideRejection(
  client: ClientBase,
  id: string,
  decision: { readonly state: 'agreed' | 'refused' | 'withdrawn'; readonly by: string; readonly at: Date },
): Promise<void> {
  await client.query(
    'update report_rejections set state = $2, decided_by = $3, decided_at = $4 where id = $1',
    [id, decision.state, decision.by, decision.at],
  )
}
