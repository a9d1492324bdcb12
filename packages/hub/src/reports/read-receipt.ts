import type { ReceiptReply } from '@wuzei/contract'
import {
  CodedError,
  definitionOf,
  readVerdict,
  unknownState,
  verdictLevels,
  type Bilingual,
  type VerdictLevel,
} from '@wuzei/domain'
import { findReport, loadIndicators, type ReportRow } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { indexedState } from '../library/indexed-state.ts'
import { keyHex } from '../library/subject.ts'
import { receiptOf } from './receipt.ts'

/** What became of a report: status, history, and the levels now of what it named. Values stay masked. */
export async function readReceipt(hub: HubContext, typed: string): Promise<ReceiptReply> {
  const { receipt, index } = receiptOf(hub.cipher, typed)
  const report = await findReport(hub.database.pool, { receiptIndex: index })
  if (!report) throw new CodedError('RECEIPT_UNKNOWN', 'no report has this receipt number')
  const rows = await loadIndicators(
    hub.database.pool,
    report.indicators.map((item) => item.key),
  )
  const nowS = hub.clock() / 1000
  const indicators = report.indicators.flatMap(({ key, levelAtReport }) => {
    const row = rows.get(key)
    if (!row) return []
    const state = indexedState(hub.index, keyHex(key)) ?? unknownState(row.kind)
    return [
      {
        kind: row.kind,
        masked: definitionOf(row.kind).mask(row.canonical),
        level: readVerdict(state, nowS).level,
        levelAtReport: levelNamed(levelAtReport),
      },
    ]
  })
  return {
    receipt,
    status: report.status,
    fraudType: report.fraudType,
    reportedAt: report.reportedAt.toISOString(),
    indicators,
    attachments: report.attachments,
    timeline: timelineOf(report, indicators, new Date(hub.clock())),
  }
}

function levelNamed(name: string): VerdictLevel {
  return verdictLevels.find((level) => level === name) ?? 'unknown'
}

/** What happened, in the order it happened, and last what the report has led to so far. */
function timelineOf(
  report: ReportRow,
  indicators: readonly { level: VerdictLevel; levelAtReport: VerdictLevel }[],
  now: Date,
): ReceiptReply['timeline'] {
  const lines = report.history.map(({ at, code }) => ({
    at: at.toISOString(),
    code,
    text: historyText(code),
  }))
  const warned = indicators.filter(
    ({ level }) => verdictLevels.indexOf(level) >= verdictLevels.indexOf('suspicious'),
  )
  const raised = warned.filter(
    ({ level, levelAtReport }) => verdictLevels.indexOf(level) > verdictLevels.indexOf(levelAtReport),
  )
  if (raised.length > 0)
    lines.push({ at: now.toISOString(), code: 'RAISED', text: raisedText(raised.length) })
  else if (warned.length > 0)
    lines.push({ at: now.toISOString(), code: 'LISTED', text: historyText('LISTED') })
  return lines
}

function raisedText(count: number): Bilingual {
  return {
    zh: `您举报的 ${count} 条线索现在会提醒其他人小心。谢谢您。`,
    en: `${count} of the things you reported now ${count === 1 ? 'warns' : 'warn'} other people. Thank you.`,
  }
}

const historyTexts: Readonly<Record<string, Bilingual>> = {
  RECEIVED: { zh: '已收到您的举报。', en: 'We have received your report.' },
  REVIEWING: { zh: '工作人员正在核实。', en: 'Somebody is checking it.' },
  CONFIRMED: { zh: '已核实：您举报的情况属实。', en: 'Checked: what you reported is true.' },
  REJECTED: {
    zh: '核实后未能确认，暂不采用。',
    en: 'We checked and could not confirm it, so it is not used.',
  },
  LISTED: { zh: '您举报的线索已在提醒其他人。', en: 'What you reported already warns other people.' },
}

function historyText(code: string): Bilingual {
  return historyTexts[code] ?? { zh: code, en: code }
}
