import { CodedError, type Actor } from '@wuzei/domain'
import { findReport } from '@wuzei/store'
import { requirePermission } from '../alliance/require-permission.ts'
import type { HubContext } from '../hub-context.ts'
import { rowOfReport } from '../reports/report-scope.ts'

/**
 * Makes sure that a report is the actor's to decide: placed within their region, or for their centre to take up, and
 * not filed by themself. Whoever holds an administrator key may decide any.
 *
 * @throws CodedError RECEIPT_UNKNOWN, FORBIDDEN
 */
export async function requireReportApprover(hub: HubContext, actor: Actor, reportId: bigint): Promise<void> {
  if (actor.type === 'administrator') return
  const report = await findReport(hub.database.pool, { id: reportId })
  if (!report) throw new CodedError('RECEIPT_UNKNOWN', 'no report has this number')
  requirePermission(actor, 'approve', { kind: 'report', row: rowOfReport(actor, report, 'masked') })
}
