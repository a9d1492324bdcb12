import type { QueuedReport } from '@wuzei/contract'
import type { Words } from '../../language/words.ts'
import { saveAs, toCsv } from '../../parts/csv.ts'

/** Saves the reports shown, masked as they are shown. Reports are TLP:RED, masked or not. */
export function exportQueue(reports: readonly QueuedReport[], words: Words, title: string, by: string): void {
  const at = new Date().toISOString()
  const column = (name: string, text: (report: QueuedReport) => string) => ({
    key: name,
    title: name,
    render: text,
    text,
  })
  const text = toCsv(
    reports,
    [
      column('#', ({ id }) => id),
      column(words.disputes.openedAt, ({ reportedAt }) => reportedAt),
      column(words.library.fraudType, ({ decidedType, fraudType }) => decidedType ?? fraudType ?? ''),
      column(words.triage.names, ({ indicators }) => indicators.map(({ display }) => display).join('; ')),
      column(words.triage.loss, ({ loss }) =>
        loss ? `${loss.amountFen === null ? '?' : loss.amountFen / 100} ${loss.currency}` : '',
      ),
      column(words.triage.text, (report) => report.text ?? ''),
    ],
    { label: 'TLP:RED', title, by, at },
  )
  saveAs(`${title} ${at.slice(0, 10)}.csv`, new Blob([text], { type: 'text/csv' }))
}
