import { actorName, CodedError, type Actor } from '@wuzei/domain'
import { findReport, findReportAttachment } from '@wuzei/store'
import { requirePermission } from '../alliance/require-permission.ts'
import { asEvidenceMediaType, downloadHeaders } from '../evidence-files/download-headers.ts'
import type { HubContext } from '../hub-context.ts'
import { reportScopeOf, rowOfReport } from '../reports/report-scope.ts'
import { noteReading } from './note-reading.ts'

/**
 * One file of a report, opened for its checker, with the headers under which it may leave; the log says who had it.
 *
 * @throws CodedError EVIDENCE_UNKNOWN when the report has no such file; FORBIDDEN where the report is not the actor's to
 * read as it was told
 */
export async function readAttachment(
  hub: HubContext,
  reportId: bigint,
  sha256: string,
  actor: Actor,
): Promise<{ headers: Record<string, string>; bytes: Buffer }> {
  const { pool } = hub.database
  if (actor.type !== 'administrator') {
    const report = await findReport(pool, { id: reportId })
    if (!report) throw new CodedError('EVIDENCE_UNKNOWN', 'this report has no file of that name')
    requirePermission(actor, 'read', { kind: 'report', row: rowOfReport(actor, report, 'opened') })
  }
  const file = await findReportAttachment(pool, reportScopeOf(actor, 'opened'), reportId, sha256)
  if (!file) throw new CodedError('EVIDENCE_UNKNOWN', 'this report has no file of that name')
  const mediaType = asEvidenceMediaType(file.mediaType)
  if (!mediaType || !(await hub.files.has(sha256)))
    throw new CodedError('INTERNAL', 'a file that a report names is not in the evidence store as it was left')
  await noteReading(hub.database, actorName(actor), { kind: 'attachment', ids: [`${reportId}/${sha256}`] })
  return { headers: downloadHeaders({ sha256, mediaType }), bytes: await hub.files.get(sha256) }
}
