import { CodedError, type Actor } from '@wuzei/domain'
import { isUnmasked } from '@wuzei/store'
import { readAttachment } from '../administration/read-attachment.ts'
import type { HubContext } from '../hub-context.ts'
import { requirePerson } from './report-row.ts'

/** A file of a report, for whoever has that report open: it may show whatever a text may. */
export async function readReportFile(
  hub: HubContext,
  actor: Actor,
  report: bigint,
  sha256: string,
): Promise<{ headers: Record<string, string>; bytes: Buffer }> {
  const { id: personId } = requirePerson(actor)
  const at = new Date(hub.clock())
  if (!(await isUnmasked(hub.database.pool, { personId, record: 'report', recordId: report, at })))
    throw new CodedError('UNMASK_FIRST', 'open the report for a purpose, then its files, within five minutes')
  return await readAttachment(hub, report, sha256, actor)
}
