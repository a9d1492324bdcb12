import type { ReportAttachment, ReportList, ReportStatus } from '@wuzei/contract'
import { definitionOf } from '@wuzei/domain'
import {
  attachmentsOfReports,
  loadIndicators,
  reportsForReview,
  type ReportAttachmentRow,
} from '@wuzei/store'
import { asEvidenceMediaType, downloadName } from '../evidence-files/download-headers.ts'
import type { HubContext } from '../hub-context.ts'
import { noteReading } from './note-reading.ts'

/** Reports on one page of the list. */
const pageSize = 50

/** Reports of one status, oldest first, opened for the checker; `after` is the last id of a page. */
export async function listReports(
  hub: HubContext,
  status: ReportStatus,
  after: bigint,
  actor: string,
): Promise<ReportList> {
  const reports = await reportsForReview(hub.database.pool, status, after, pageSize)
  await noteReading(hub.database, actor, { kind: 'report', ids: reports.map((report) => report.id) })
  const rows = await loadIndicators(hub.database.pool, [...new Set(reports.flatMap((report) => report.keys))])
  const files = await attachmentsOfReports(
    hub.database.pool,
    reports.map((report) => report.id),
  )
  return {
    reports: reports.map((report) => {
      const recordId = `report ${report.receiptIndex.toString('hex')}`
      return {
        id: report.id.toString(),
        status: report.status,
        fraudType: report.fraudType,
        loss: report.loss && { ...report.loss, at: report.loss.at?.toISOString() ?? null },
        text: report.narrative ? hub.cipher.openText('narrative', recordId, report.narrative) : null,
        contact: report.contact ? hub.cipher.openText('contact', recordId, report.contact) : null,
        reportedAt: report.reportedAt.toISOString(),
        indicators: report.keys.flatMap((key) => {
          const row = rows.get(key)
          return row
            ? [
                {
                  kind: row.kind,
                  canonical: row.canonical,
                  display: definitionOf(row.kind).display(row.canonical),
                },
              ]
            : []
        }),
        attachments: (files.get(report.id) ?? []).map(toAttachment),
      }
    }),
    next: reports.length === pageSize ? (reports.at(-1)?.id.toString() ?? null) : null,
  }
}

function toAttachment({ sha256, mediaType, bytes, metadataRemoved }: ReportAttachmentRow): ReportAttachment {
  const known = asEvidenceMediaType(mediaType)
  return {
    attachment: sha256,
    fileName: known ? downloadName({ sha256, mediaType: known }) : sha256,
    mediaType,
    bytes,
    metadataRemoved,
  }
}
