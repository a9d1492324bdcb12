import type { ReceiptReply } from '@wuzei/contract'
import { CodedError, definitionOf, verdictLevels, type VerdictLevel } from '@wuzei/domain'
import { findReport, loadIndicators, type IndicatorRow } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { levelNow } from './level-now.ts'
import { raisedAt } from './raised-at.ts'
import { receiptOf } from './receipt.ts'
import { nextOf, timelineOf } from './receipt-words.ts'

/**
 * What became of a report: status, history, the loss it told of, and the levels now of what it named. Values stay
 * masked.
 */
export async function readReceipt(hub: HubContext, typed: string): Promise<ReceiptReply> {
  const { receipt, index } = receiptOf(hub.cipher, typed)
  const report = await findReport(hub.database.pool, { receiptIndex: index })
  if (!report) throw new CodedError('RECEIPT_UNKNOWN', 'no report has this receipt number')
  const rows = await loadIndicators(
    hub.database.pool,
    report.indicators.map((item) => item.key),
  )
  const now = new Date(hub.clock())
  const named = report.indicators.flatMap(({ key, levelAtReport }) => {
    const row = rows.get(key)
    if (!row) return []
    return [
      {
        kind: row.kind,
        masked: definitionOf(row.kind).mask(row.canonical),
        level: levelNow(hub, row),
        levelAtReport: levelNamed(levelAtReport),
        withdrawnAt: withdrawnAt(row, report.reportedAt),
        raisedAtS: raisedAt(row, Math.floor(report.reportedAt.getTime() / 1000), levelNamed(levelAtReport)),
      },
    ]
  })
  return {
    receipt,
    status: report.status,
    fraudType: report.fraudType,
    reportedAt: report.reportedAt.toISOString(),
    loss: report.loss && { ...report.loss, at: report.loss.at?.toISOString() ?? null },
    indicators: named.map(({ kind, masked, level, levelAtReport, withdrawnAt: since }) => ({
      kind,
      masked,
      level,
      levelAtReport,
      withdrawn: since !== null,
    })),
    attachments: report.attachments,
    timeline: timelineOf(report, named),
    next: nextOf(report, now),
  }
}

/** When people took back what had been said about it until then, this report included; null when they did not. */
function withdrawnAt({ decisions }: IndicatorRow, reportedAt: Date): Date | null {
  const { dispute, retractedAt } = decisions
  const upheldAt = dispute?.state === 'upheld' ? dispute.at : 0
  const atS = Math.max(upheldAt, retractedAt ?? 0)
  // Decisions are kept in whole seconds: one of the report's own second came after it, not before.
  if (atS === 0 || atS < Math.floor(reportedAt.getTime() / 1000)) return null
  return new Date(Math.max(atS * 1000, reportedAt.getTime()))
}

function levelNamed(name: string): VerdictLevel {
  return verdictLevels.find((level) => level === name) ?? 'unknown'
}
