import type { QueuedReport } from '@wuzei/contract'
import { useEffect, useRef } from 'react'
import { formatMoney } from '../../language/format.ts'
import { useFraudTypes } from '../../session/use-fraud-types.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { TimeLeft } from './time-left.tsx'

/** The queue: each report in two lines, most urgent first. */
export function ReportList({
  reports,
  focused,
  taken,
  onFocus,
}: {
  readonly reports: readonly QueuedReport[]
  readonly focused: string | undefined
  readonly taken: ReadonlySet<string>
  readonly onFocus: (id: string) => void
}) {
  const words = useWords()
  const { language } = usePreferences()
  const names = useFraudTypes()
  const typeOf = ({ decidedType, fraudType }: QueuedReport) => {
    const code = decidedType ?? fraudType ?? '—'
    return names.get(code) ?? code
  }
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // Its answer is not for React: newer browsers give back a promise.
    current.current?.scrollIntoView({ block: 'nearest' })
  }, [focused])
  return (
    <ol className="queue" aria-label={words.triage.title}>
      {reports.map((report) => {
        const isFocused = report.id === focused
        const [subject] = report.indicators
        return (
          <li key={report.id}>
            <button
              type="button"
              ref={isFocused ? current : null}
              className={[isFocused ? 'is-focused' : '', taken.has(report.id) ? 'is-taken' : ''].join(' ')}
              aria-current={isFocused}
              onClick={() => onFocus(report.id)}
            >
              <span className="queue-line">
                <strong>{subject?.display ?? words.triage.names}</strong>
                {report.loss ? (
                  <span className="loss">
                    {report.loss.amountFen === null
                      ? words.triage.lossUnknown
                      : formatMoney(report.loss.amountFen, report.loss.currency, language)}
                  </span>
                ) : null}
              </span>
              <span className="queue-line">
                <span className="quiet">
                  #{report.id} · {typeOf(report)}
                </span>
                {report.status === 'received' || report.status === 'reviewing' ? (
                  <TimeLeft from={report.reportedAt} until={report.dueAt} />
                ) : null}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
