import type { DisputeQueue, QueuedReport, QueuePage, QueueQuery } from '@wuzei/contract'
import { actorName, CodedError, definitionOf, readVerdict, type Actor } from '@wuzei/domain'
import {
  attachmentsOfReports,
  countQueues,
  findLibraryRow,
  listReportQueue,
  loadIndicators,
  openDisputes,
  relatedReports,
  type IndicatorRow,
  type QueuedReportRow,
} from '@wuzei/store'
import { asEvidenceMediaType, downloadName } from '../evidence-files/download-headers.ts'
import { requirePermission } from '../alliance/require-permission.ts'
import type { HubContext } from '../hub-context.ts'
import { indexedState } from '../library/indexed-state.ts'
import { keyHex } from '../library/subject.ts'
import { disputeScopeOf, reportScopeOf } from '../reports/report-scope.ts'
import { maskContact, redactText } from './redact-text.ts'
import { mayApproveReports, mayDecideDisputes, mayWorkOnReports, publicReportRow } from './report-row.ts'

/** Rows of one page: more than anybody decides before looking up. */
const pageRows = 25

/** A report of money gone is looked at within 5 minutes, any other within a day. Source: house rules, state TRIAGED. */
const dueAfterMs = { money: 5 * 60_000, other: 86_400_000 }
/** A label is decided within three working days; counted as days here. */
const disputeDueAfterMs = 3 * 86_400_000

/** One page of a triage queue, masked: those with money gone first, then the oldest. */
export async function readReportQueue(hub: HubContext, actor: Actor, query: QueueQuery): Promise<QueuePage> {
  const scope = reportScopeOf(actor, 'masked')
  const { pool } = hub.database
  const rows = await listReportQueue(pool, scope, query.queue ?? 'received', placeOf(query.after), pageRows)
  const ids = rows.map(({ id }) => id)
  const indicators = await loadIndicators(pool, [...new Set(rows.flatMap(({ keys }) => keys))])
  const files = await attachmentsOfReports(pool, ids)
  const { sameSubject, sameText } = await relatedReports(pool, scope, ids)
  const last = rows.at(-1)
  return {
    reports: rows.map((row) => ({
      ...maskedReport(hub, actor, row),
      indicators: row.keys.flatMap((key) => indicatorReply(hub, indicators.get(key))),
      attachments: (files.get(row.id) ?? []).map(({ sha256, mediaType, bytes, metadataRemoved }) => {
        const known = asEvidenceMediaType(mediaType)
        const fileName = known ? downloadName({ sha256, mediaType: known }) : sha256
        return { attachment: sha256, fileName, mediaType, bytes, metadataRemoved }
      }),
      sameSubject: [...(sameSubject.get(row.id) ?? [])],
      sameText: [...(sameText.get(row.id) ?? [])],
    })),
    counts: await countQueues(pool, scope),
    mayApprove: mayApproveReports(actor),
    mayWork: mayWorkOnReports(actor),
    next: rows.length === pageRows && last ? `${last.loss ? 0 : 1}.${last.id}` : null,
  }
}

function maskedReport(hub: HubContext, actor: Actor, row: QueuedReportRow) {
  const recordId = `report ${row.receiptIndex.toString('hex')}`
  const { loss, rejection } = row
  return {
    id: row.id.toString(),
    status: row.status,
    fraudType: row.fraudType,
    decidedType: row.decidedType,
    loss: loss && { ...loss, at: loss.at?.toISOString() ?? null },
    reportedAt: row.reportedAt.toISOString(),
    dueAt: new Date(row.reportedAt.getTime() + (loss ? dueAfterMs.money : dueAfterMs.other)).toISOString(),
    text: row.narrative ? redactText(hub.cipher.openText('narrative', recordId, row.narrative)) : null,
    contact: row.contact ? maskContact(hub.cipher.openText('contact', recordId, row.contact)) : null,
    rejection: rejection && {
      proposedBy: rejection.proposedBy,
      proposedAt: rejection.proposedAt.toISOString(),
      reason: rejection.reason,
      isOwn: rejection.proposedBy === actorName(actor),
    },
  }
}

function indicatorReply(hub: HubContext, row: IndicatorRow | undefined): QueuedReport['indicators'] {
  if (!row) return []
  const key = keyHex(row.key)
  const state = indexedState(hub.index, key)
  return [
    {
      key,
      kind: row.kind,
      display: definitionOf(row.kind).mask(row.canonical),
      level: state ? readVerdict(state, hub.clock() / 1000).level : 'unknown',
    },
  ]
}

/** Open disputes, oldest first, masked. */
export async function readDisputeQueue(
  hub: HubContext,
  actor: Actor,
  after: string | undefined,
): Promise<DisputeQueue> {
  requirePermission(actor, 'read', { kind: 'appeal', row: publicReportRow(actor) })
  const { pool } = hub.database
  const disputes = await openDisputes(pool, disputeScopeOf(actor, 'masked'), BigInt(after ?? '0'), pageRows)
  const shown: DisputeQueue['disputes'] = []
  for (const dispute of disputes) {
    const row = await findLibraryRow(pool, dispute.key)
    if (!row) continue
    const recordId = `dispute ${dispute.receiptIndex.toString('hex')}`
    const key = keyHex(dispute.key)
    const state = indexedState(hub.index, key)
    shown.push({
      id: dispute.id.toString(),
      key,
      kind: row.kind,
      display: definitionOf(row.kind).mask(row.canonical),
      level: state ? readVerdict(state, hub.clock() / 1000).level : 'unknown',
      openedAt: dispute.openedAt.toISOString(),
      dueAt: new Date(dispute.openedAt.getTime() + disputeDueAfterMs).toISOString(),
      statement: redactText(hub.cipher.openText('narrative', recordId, dispute.statement)),
      contact: dispute.contact
        ? maskContact(hub.cipher.openText('contact', recordId, dispute.contact))
        : null,
    })
  }
  return {
    disputes: shown,
    mayDecide: mayDecideDisputes(actor),
    next: disputes.length === pageRows ? (disputes.at(-1)?.id.toString() ?? null) : null,
  }
}

function placeOf(cursor: string | undefined): { isWithoutLoss: boolean; id: bigint } | null {
  if (cursor === undefined) return null
  const [, without, id] = /^([01])\.(\d{1,18})$/.exec(cursor) ?? []
  if (without === undefined || id === undefined)
    throw new CodedError('BODY_INVALID', 'after: send what `next` of the page before said')
  return { isWithoutLoss: without === '1', id: BigInt(id) }
}
