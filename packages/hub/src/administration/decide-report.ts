import type { ReportDecisionBody } from '@wuzei/contract'
import {
  actorName,
  CodedError,
  isFraudType,
  parseIndicator,
  reportedIndicators,
  type Actor,
  type Evidence,
} from '@wuzei/domain'
import {
  addReporterOutcome,
  ensureSource,
  findReport,
  insertReportHistory,
  loadIndicators,
  takeBackReporterOutcome,
  updateDecidedType,
  updateReportStatus,
  type ReportRow,
} from '@wuzei/store'
import type { PoolClient } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { decideReport as reportDecided } from '../library/changes/decide-report.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { commitChange } from '../library/library-change.ts'
import type { EventSubject } from '../library/library-memory.ts'
import { memberSource, operatorSource } from '../library/source-seeds.ts'
import { keyFromHex, subjectOf } from '../library/subject.ts'
import { recordSourceOutcome } from './record-source-outcome.ts'

/**
 * A person says what a report is worth, and what fraud it is where its reporter did not know or was wrong; its reporter's and the public's records learn from it. A decided report may
 * be looked at again (`reviewing`) and then be decided as before, which nobody learns from; the other way it is
 * decided only as a correction, which the log and the reporter see as such. What they say weighs as what their
 * organisation is: the police, or a member; the operator of the hub counts as a member.
 *
 * @throws CodedError RECEIPT_UNKNOWN, REPORT_DECIDED, REPORT_UNDECIDED, FRAUD_TYPE_UNKNOWN, BODY_INVALID for a type of
 *   what is not confirmed, FORBIDDEN for whoever filed it
 */
export async function decideReport(
  hub: HubContext,
  reportId: bigint,
  body: ReportDecisionBody,
  decider: Actor,
): Promise<void> {
  const now = hub.clock()
  const actor = actorName(decider)
  requireDecidedType(body)
  await inChangeTransaction(hub.database, async (client) => {
    const report = await findReport(client, { id: reportId }, true)
    if (!report) throw new CodedError('RECEIPT_UNKNOWN', 'no report has this number')
    if (report.filedBy !== null && report.filedBy === actor)
      throw new CodedError('FORBIDDEN', 'somebody else must decide it: nobody decides on what is their own')
    if (body.status === 'reviewing' && report.status === 'reviewing') return
    const before = decisionBefore(report)
    const fraudType = body.fraudType ?? report.decidedType ?? report.fraudType
    // The same decision, but of another fraud: what the checker stated is stated anew, and nobody's record moves.
    const isRetyped =
      before === 'confirmed' &&
      body.status === 'confirmed' &&
      fraudType !== (report.decidedType ?? report.fraudType)
    requireOrder(report, before, body, isRetyped)
    const isCorrection = body.correction === true && !isRetyped
    await updateReportStatus(client, report.id, body.status)
    if (body.fraudType !== undefined) await updateDecidedType(client, report.id, body.fraudType)
    await insertReportHistory(client, report.id, {
      at: new Date(now),
      code: body.status.toUpperCase(),
      reason: body.status === 'reviewing' ? null : body.reason,
      correction: isCorrection,
    })
    // Saying the same again after another look must not count twice in anybody's record.
    if (body.status === 'reviewing' || (before === body.status && !isRetyped)) return
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
        correction: isCorrection,
        subjects,
        evidence:
          body.status === 'confirmed' ? await checkersStatement(client, decider, fraudType, now) : null,
      },
      { actor, subject: `report:${report.id}` },
    )
    if (isRetyped) return
    if (isCorrection) await takeBackReporterOutcome(client, reporters, before === 'confirmed')
    await addReporterOutcome(client, reporters, body.status === 'confirmed')
    await recordSourceOutcome(client, ['public'], outcomeOf(body.status), actor, before && outcomeOf(before))
  })
}

/**
 * Makes sure that the type which a checker gives is one, and given to what is confirmed.
 *
 * @throws CodedError FRAUD_TYPE_UNKNOWN, BODY_INVALID
 */
export function requireDecidedType({
  status,
  fraudType,
}: {
  readonly status: ReportDecisionBody['status']
  readonly fraudType?: string | undefined
}): void {
  if (fraudType === undefined) return
  if (!isFraudType(fraudType))
    throw new CodedError('FRAUD_TYPE_UNKNOWN', `${fraudType} is not in the taxonomy`)
  if (status !== 'confirmed')
    throw new CodedError('BODY_INVALID', 'fraudType: only a confirmed report is given a type')
}

/** What people decided about the report last, whether or not it is being looked at again. */
function decisionBefore(report: ReportRow): 'confirmed' | 'rejected' | undefined {
  const code = report.history.findLast((line) => line.code === 'CONFIRMED' || line.code === 'REJECTED')?.code
  if (code === undefined) return undefined
  return code === 'CONFIRMED' ? 'confirmed' : 'rejected'
}

function requireOrder(
  report: ReportRow,
  before: 'confirmed' | 'rejected' | undefined,
  body: ReportDecisionBody,
  isRetyped: boolean,
): void {
  if (isRetyped) {
    if (report.status !== 'reviewing' && body.correction !== true)
      throw new CodedError(
        'REPORT_DECIDED',
        'it was confirmed; to give it another type, send correction: true',
      )
    return
  }
  if (report.status === body.status)
    throw new CodedError('REPORT_DECIDED', `this report is ${report.status} already`)
  const isOther = before !== undefined && body.status !== 'reviewing' && before !== body.status
  if (isOther && body.correction !== true)
    throw new CodedError('REPORT_DECIDED', `it was ${before}; to correct that, send correction: true and why`)
  if (!isOther && body.correction === true)
    throw new CodedError(
      'REPORT_UNDECIDED',
      'there is no other decision before this one; leave correction out',
    )
}

function outcomeOf(status: 'confirmed' | 'rejected'): 'confirmed' | 'retracted' {
  return status === 'confirmed' ? 'confirmed' : 'retracted'
}

async function checkersStatement(
  client: PoolClient,
  decider: Actor,
  fraudType: string | null,
  nowMs: number,
): Promise<Evidence> {
  const isMember = decider.type === 'person' || decider.type === 'client'
  const source = await ensureSource(client, isMember ? memberSource(decider.organisation) : operatorSource)
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
