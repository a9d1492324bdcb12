import type { ReportAttachment, ReportList, ReportStatus } from '@wuzei/contract'
import { actorName, definitionOf, type Actor } from '@wuzei/domain'
import {
  attachmentsOfReports,
  loadIndicators,
  reportsForReview,
  type ReportAttachmentRow,
} from '@wuzei/store'
import { asEvidenceMediaType, downloadName } from '../evidence-files/download-headers.ts'
import type { HubContext } from '../hub-context.ts'
import { maskContact, redactText } from '../console/redact-text.ts'
import { reportScopeOf } from '../reports/report-scope.ts'
import { noteReading } from './note-reading.ts'

/** Reports on one page of the list. */
const pageSize = 50

/**
 * Reports of one status that the reader may see, oldest first; `after` is the last id of a page. They are opened for
 * the holder of an administrator key, and masked for members, who open them one by one with a purpose.
 */
export async function listReports(
  hub: HubContext,
  status: ReportStatus,
  after: bigint,
  actor: Actor,
): Promise<ReportList> {
  const isOpened = actor.type === 'administrator'
  const reports = await reportsForReview(
    hub.database.pool,
    reportScopeOf(actor, isOpened ? 'opened' : 'masked'),
    status,
    after,
    pageSize,
  )
  if (isOpened)
    await noteReading(hub.database, actorName(actor), {
      kind: 'report',
      ids: reports.map((report) => report.id),
    })
  const rows = await loadIndicators(hub.database.pool, [...new Set(reports.flatMap((report) => report.keys))])
  const files = await attachmentsOfReports(
    hub.database.pool,
    reports.map((report) => report.id),
  )
  return {
    reports: reports.map((report) => {
      const recordId = `report ${report.receiptIndex.toString('hex')}`
      const text = report.narrative && hub.cipher.openText('narrative', recordId, report.narrative)
      const contact = report.contact && hub.cipher.openText('contact', recordId, report.contact)
      return {
        id: report.id.toString(),
        status: report.status,
        fraudType: report.fraudType,
        loss: report.loss && { ...report.loss, at: report.loss.at?.toISOString() ?? null },
        text: text && !isOpened ? redactText(text) : text,
        contact: contact && !isOpened ? maskContact(contact) : contact,
        reportedAt: report.reportedAt.toISOString(),
        indicators: report.keys.flatMap((key) => {
          const row = rows.get(key)
          return row
            ? [
                {
                  kind: row.kind,
                  canonical: isOpened ? row.canonical : definitionOf(row.kind).mask(row.canonical),
                  display: definitionOf(row.kind)[isOpened ? 'display' : 'mask'](row.canonical),
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
