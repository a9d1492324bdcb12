import type { ReportDecisionBody } from '@wuzei/contract'
import { CodedError, parseIndicator, reportedIndicators, type Evidence } from '@wuzei/domain'
import {
  addReporterOutcome,
  ensureSource,
  findReport,
  insertReportHistory,
  loadIndicators,
  updateReportStatus,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { decideReport as reportDecided } from '../library/changes/decide-report.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { commitChange } from '../library/library-change.ts'
import type { EventSubject } from '../library/library-memory.ts'
import { administratorSource } from '../library/source-seeds.ts'
import { keyFromHex, subjectOf } from '../library/subject.ts'
import { recordSourceOutcome } from './record-source-outcome.ts'

/** A person says what a report is worth; its reporter's and the public's records learn from it. */
export async function decideReport(
  hub: HubContext,
  reportId: bigint,
  body: ReportDecisionBody,
  actor: string,
): Promise<void> {
  const now = hub.clock()
  await inChangeTransaction(hub.database, async (client) => {
    const report = await findReport(client, { id: reportId }, true)
    if (!report) throw new CodedError('RECEIPT_UNKNOWN', 'no report has this number')
    if (report.status === body.status) return
    const decided = report.history.findLast(({ code }) => code === 'CONFIRMED' || code === 'REJECTED')?.code
    await updateReportStatus(client, report.id, body.status)
    await insertReportHistory(client, report.id, new Date(now), body.status.toUpperCase())
    // Saying the same again after another look must not count twice in anybody's record.
    if (body.status === 'reviewing' || decided === body.status.toUpperCase()) return
    const subjects = await subjectsOfReport(
      client,
      report.indicators.map((item) => item.key),
    )
    const reporters = await reportersOf(client, subjects, report.id)
    await commitChange(
      client,
      reportDecided,
      {
        report: report.id.toString(),
        status: body.status,
        reason: body.reason,
        subjects,
        evidence: body.status === 'confirmed' ? await checkersStatement(client, report.fraudType, now) : null,
      },
      { actor, subject: `report:${report.id}` },
    )
    await addReporterOutcome(client, reporters, body.status === 'confirmed')
    await recordSourceOutcome(
      client,
      ['public'],
      body.status === 'confirmed' ? 'confirmed' : 'retracted',
      actor,
    )
  })
}

async function checkersStatement(
  client: PoolClient,
  fraudType: string | null,
  nowMs: number,
): Promise<Evidence> {
  const source = await ensureSource(client, administratorSource)
  const at = Math.floor(nowMs / 1000)
  return {
    source: source.id,
    tier: source.tier,
    reliability: source.reliability,
    reporter: null,
    origin: null,
    device: null,
    text: null,
    fraudType,
    count: 1,
    firstAt: at,
    lastAt: at,
    echo: false,
    retracted: false,
  }
}

/** Everything the report made a statement about: what it names, and the sites of its links. */
async function subjectsOfReport(client: PoolClient, keys: readonly bigint[]): Promise<EventSubject[]> {
  const rows = await loadIndicators(client, keys)
  const subjects = [...rows.values()].flatMap((row) => {
    const parsed = parseIndicator(row.canonical, { kind: row.kind })
    return (parsed.ok ? reportedIndicators(parsed.indicator) : [row]).map(subjectOf)
  })
  return [...new Map(subjects.map((subject) => [subject.key, subject])).values()]
}

async function reportersOf(
  client: PoolClient,
  subjects: readonly EventSubject[],
  report: bigint,
): Promise<string[]> {
  const found = await client.query<{ reporter: string }>(
    `select distinct e.reporter from evidence e join sources s on s.code = e.source_code
      where s.id = 'public' and e.statement = $2 and e.indicator_key = any($1::bigint[]) and e.reporter is not null`,
    [subjects.map((subject) => keyFromHex(subject.key).toString()), report.toString()],
  )
  return found.rows.map((row) => row.reporter)
}
