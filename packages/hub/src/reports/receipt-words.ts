import type { ReceiptReply } from '@wuzei/contract'
import { verdictLevels, type Bilingual, type VerdictLevel } from '@wuzei/domain'
import type { ReportRow } from '@wuzei/store'

/** What the words of a receipt need to know of one thing that the report named. */
export interface NamedInReport {
  readonly level: VerdictLevel
  readonly levelAtReport: VerdictLevel
  /** When people took back what was said about it; null when they did not. */
  readonly withdrawnAt: Date | null
  /** Epoch seconds since which it warns more than at the report; null where that is not known. */
  readonly raisedAtS: number | null
}

/**
 * What happened, in the order it happened. What the report has led to stands where it came about, and is left out where
 * nobody knows when that was: the levels now are beside the timeline.
 */
export function timelineOf(report: ReportRow, named: readonly NamedInReport[]): ReceiptReply['timeline'] {
  const lines = report.history.map(({ at, code, reason, correction }) => ({
    at,
    code,
    text: historyText(code, correction),
    reason,
    correction,
  }))
  const withdrawn = named.flatMap(({ withdrawnAt }) => withdrawnAt ?? []).toSorted((a, b) => +a - +b)
  const last = withdrawn.at(-1)
  if (last) lines.push({ at: last, code: 'WITHDRAWN', text: withdrawnText(withdrawn.length), ...undecided })
  const isWarned = ({ level }: NamedInReport) => rank(level) >= rank('suspicious')
  // Without the words of a decision in between: what is warned of now may be warned of for other people's reports.
  const warned = report.status === 'rejected' ? [] : named.filter((one) => isWarned(one) && !one.withdrawnAt)
  const raised = warned.filter(({ level, levelAtReport }) => rank(level) > rank(levelAtReport))
  const dated = raised.flatMap(({ raisedAtS }) => raisedAtS ?? []).sort((a, b) => a - b)
  const lastRaised = dated.at(-1)
  if (lastRaised !== undefined) {
    const text = raisedText(dated.length)
    lines.push({ at: withinSecond(lastRaised, report), code: 'RAISED', text, ...undecided })
  }
  // It warned before the report already.
  if (raised.length === 0 && warned.length > 0)
    lines.push({ at: report.reportedAt, code: 'LISTED', text: listedText, ...undecided })
  lines.sort((a, b) => +a.at - +b.at)
  return lines.map((line) => ({ ...line, at: line.at.toISOString() }))
}

/** Statements are kept in whole seconds: what came of a line of the report's own second stands right behind it. */
function withinSecond(atS: number, { history }: ReportRow): Date {
  const cause = history.findLast(({ at }) => Math.floor(at.getTime() / 1000) === atS)
  return cause?.at ?? new Date(atS * 1000)
}

const undecided = { reason: null, correction: false }

function rank(level: VerdictLevel): number {
  return verdictLevels.indexOf(level)
}

/** Who looks at the report next, and when its holder should look again. */
export function nextOf(report: ReportRow, now: Date): ReceiptReply['next'] {
  const isDecided = report.status === 'confirmed' || report.status === 'rejected'
  return {
    text: nextTexts[report.status],
    lookAgainAt: isDecided ? null : new Date(now.getTime() + lookAgainAfterMs).toISOString(),
  }
}

/** People check reports in working hours: looking more often than once a day shows nothing new. */
const lookAgainAfterMs = 24 * 3_600_000

const nextTexts: Readonly<Record<ReportRow['status'], Bilingual>> = {
  received: {
    zh: '接下来由本平台的工作人员人工核查。这里不是公安机关，不能代替报警。',
    en: 'Next, our staff check it by hand. We are not the police, and this does not replace a report to them.',
  },
  reviewing: {
    zh: '本平台的工作人员正在核查，有了结果会写在这里。这里不是公安机关，不能代替报警。',
    en: 'Our staff are checking it; the result will stand here. We are not the police, and this does not replace a report to them.',
  },
  confirmed: {
    zh: '核查已经完成，不用再等。结论以后如有更正，也会写在这里。',
    en: 'The check is done; there is nothing more to wait for. Should the decision ever be corrected, it will stand here.',
  },
  rejected: {
    zh: '核查已经完成。如果您有新的情况或截图，可以再举报一次。',
    en: 'The check is done. If you have anything new to tell or show, you can report again.',
  },
}

function historyText(code: string, correction: boolean): Bilingual {
  const texts = correction ? correctionTexts : historyTexts
  return texts[code] ?? { zh: code, en: code }
}

const historyTexts: Readonly<Record<string, Bilingual>> = {
  RECEIVED: { zh: '已收到您的举报。', en: 'We have received your report.' },
  REVIEWING: { zh: '工作人员正在核实。', en: 'Somebody is checking it.' },
  CONFIRMED: { zh: '已核实：您举报的情况属实。', en: 'Checked: what you reported is true.' },
  REJECTED: {
    zh: '核实后未能确认，暂不采用。',
    en: 'We checked and could not confirm it, so it is not used.',
  },
}

const correctionTexts: Readonly<Record<string, Bilingual>> = {
  CONFIRMED: {
    zh: '更正：重新核实后，您举报的情况属实。原来“未采纳”的决定作废。',
    en: 'Correction: checked again, what you reported is true. The earlier decision no longer holds.',
  },
  REJECTED: {
    zh: '更正：重新核实后，未能确认您举报的情况。原来“已确认”的决定作废。',
    en: 'Correction: checked again, it could not be confirmed. The earlier decision no longer holds.',
  },
}

function raisedText(count: number): Bilingual {
  return {
    zh: `您举报的 ${count} 条线索现在会提醒其他人小心。谢谢您。`,
    en: `${count} of the things you reported now ${count === 1 ? 'warns' : 'warn'} other people. Thank you.`,
  }
}

const listedText: Bilingual = {
  zh: '您举报的线索已在提醒其他人。',
  en: 'What you reported already warns other people.',
}

function withdrawnText(count: number): Bilingual {
  return {
    zh: `有人对其中 ${count} 条线索提出异议或更正，经人工复核，此前对它的举报不再算数。`,
    en: `Somebody objected to ${count} of the things you reported; people looked into it, and what was said about ${count === 1 ? 'it' : 'them'} until then no longer counts.`,
  }
}
