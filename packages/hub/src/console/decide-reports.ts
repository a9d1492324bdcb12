import type { BulkDecisionBody, BulkDecisionReply, RejectionBody } from '@wuzei/contract'
import { actorName, CodedError, type Actor } from '@wuzei/domain'
import { decideRejection, findReport, inTransaction, lockRejection, proposeRejection } from '@wuzei/store'
import type { ClientBase } from 'pg'
import { decideReport, requireDecidedType } from '../administration/decide-report.ts'
import { noteMemberChange } from '../alliance/member-event.ts'
import { requirePermission } from '../alliance/require-permission.ts'
import type { HubContext } from '../hub-context.ts'
import {
  mayApproveReports,
  mayWorkOnReports,
  publicReportRow,
  requirePerson,
  requireReportDecider,
} from './report-row.ts'

/**
 * Decides reports, such as all about one number. Who works on reports confirms them; to reject one takes a second
 * person unless a supervisor does it. Each is a transaction of its own: what fails says why, the others stand.
 */
export async function decideReports(
  hub: HubContext,
  actor: Actor,
  body: BulkDecisionBody,
): Promise<BulkDecisionReply> {
  requirePerson(actor)
  requireDecidedType({ status: body.decision, fraudType: body.fraudType })
  if (!mayWorkOnReports(actor) && !mayApproveReports(actor))
    requirePermission(actor, 'approve', { kind: 'report', row: publicReportRow(actor) })
  const isProposal = body.decision === 'rejected' && !mayApproveReports(actor)
  const results: BulkDecisionReply['results'] = []
  for (const report of body.reports) {
    try {
      const placed = await findReport(hub.database.pool, { id: BigInt(report) })
      if (!placed) throw new CodedError('RECEIPT_UNKNOWN', 'no report has this number')
      requireReportDecider(actor, placed, body.decision === 'rejected' && !isProposal ? 'approve' : 'work')
      if (isProposal) await propose(hub, actor, BigInt(report), body.reason)
      else await decide(hub, actor, BigInt(report), body)
      results.push({ report, outcome: isProposal ? 'waiting' : 'done', code: null })
    } catch (error) {
      // Only what the caller may act on is theirs to read; anything else ends the request.
      if (!(error instanceof CodedError) || error.code === 'INTERNAL') throw error
      results.push({ report, outcome: 'failed', code: error.code })
    }
  }
  return { results }
}

async function decide(hub: HubContext, actor: Actor, report: bigint, body: BulkDecisionBody): Promise<void> {
  const { decision: status, reports: _reports, ...rest } = body
  await decideReport(hub, report, { status, ...rest }, actor)
  // A proposal about it has come to its end, one way or the other.
  await inTransaction(hub.database, async (client) => {
    const waiting = await lockRejection(client, report)
    if (!waiting) return
    const isOwn = waiting.proposedBy === actorName(actor)
    const state = isOwn ? 'withdrawn' : status === 'rejected' ? 'agreed' : 'refused'
    await endRejection(hub, client, actor, report, { id: waiting.id, state })
  })
}

async function propose(hub: HubContext, actor: Actor, report: bigint, reason: string): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    const found = await findReport(client, { id: report }, true)
    if (!found) throw new CodedError('RECEIPT_UNKNOWN', 'no report has this number')
    if (found.status === 'rejected' || found.status === 'confirmed')
      throw new CodedError('REPORT_DECIDED', `this report is ${found.status} already`)
    const by = actorName(actor)
    if (!(await proposeRejection(client, { report, by, at: new Date(hub.clock()), reason })))
      throw new CodedError('REJECTION_PENDING', 'somebody has proposed that already')
    await noteMemberChange(client, by, {
      type: 'report.rejection-proposed',
      subject: `report:${report}`,
      payload: { report: report.toString(), reason },
    })
  })
}

/** A second person agrees to reject a report or refuses to; the first may take the proposal back. */
export async function decideRejectionOf(
  hub: HubContext,
  actor: Actor,
  report: bigint,
  { decision }: RejectionBody,
): Promise<void> {
  requirePerson(actor)
  const waiting = await inTransaction(hub.database, async (client) => {
    const found = await lockRejection(client, report)
    if (!found) throw new CodedError('REJECTION_UNKNOWN', 'no proposal about this report is waiting')
    if (decision === 'withdraw') {
      if (found.proposedBy !== actorName(actor))
        throw new CodedError('FORBIDDEN', 'whoever proposed it takes it back')
      await endRejection(hub, client, actor, report, { id: found.id, state: 'withdrawn' })
    } else {
      const placed = await findReport(client, { id: report })
      if (!placed) throw new CodedError('RECEIPT_UNKNOWN', 'no report has this number')
      requireReportDecider(actor, placed, 'approve')
      if (found.proposedBy === actorName(actor))
        throw new CodedError('FORBIDDEN', 'whoever proposed it does not agree to it')
      if (decision === 'refuse')
        await endRejection(hub, client, actor, report, { id: found.id, state: 'refused' })
    }
    return found
  })
  // The report's own rules decide in their own transaction; only then the proposal is at its end.
  if (decision === 'agree')
    await decide(hub, actor, report, {
      reports: [report.toString()],
      decision: 'rejected',
      reason: waiting.reason,
    })
}

async function endRejection(
  hub: HubContext,
  client: ClientBase,
  actor: Actor,
  report: bigint,
  { id, state }: { readonly id: string; readonly state: 'agreed' | 'refused' | 'withdrawn' },
): Promise<void> {
  await decideRejection(client, id, { state, by: actorName(actor), at: new Date(hub.clock()) })
  await noteMemberChange(client, actorName(actor), {
    type: `report.rejection-${state}`,
    subject: `report:${report}`,
    payload: { report: report.toString() },
  })
}
