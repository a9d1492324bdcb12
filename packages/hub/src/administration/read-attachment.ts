import { CodedError } from '@wuzei/domain'
import { findReportAttachment } from '@wuzei/store'
import { asEvidenceMediaType, downloadHeaders } from '../evidence-files/download-headers.ts'
import type { HubContext } from '../hub-context.ts'
import { noteReading } from './note-reading.ts'

/**
 * One file of a report, opened for its checker, with the headers under which it may leave; the log says who had it.
 *
 * @throws CodedError EVIDENCE_UNKNOWN when the report has no such file
 */
export async function readAttachment(
  hub: HubContext,
  reportId: bigint,
  sha256: string,
  actor: string,
): Promise<{ headers: Record<string, string>; bytes: Buffer }> {
  const file = await findReportAttachment(hub.database.pool, reportId, sha256)
  if (!file) throw new CodedError('EVIDENCE_UNKNOWN', 'this report has no file of that name')
  const mediaType = asEvidenceMediaType(file.mediaType)
  if (!mediaType || !(await hub.files.has(sha256)))
    throw new CodedError('INTERNAL', 'a file that a report names is not in the evidence store as it was left')
  await noteReading(hub.database, actor, { kind: 'attachment', ids: [`${reportId}/${sha256}`] })
  return { headers: downloadHeaders({ sha256, mediaType }), bytes: await hub.files.get(sha256) }
}
