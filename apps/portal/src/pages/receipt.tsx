import { useState } from 'preact/hooks'
import { formatInstant } from '../language/format.ts'
import { LevelBadge } from '../parts/level.tsx'
import { useSession } from '../session.ts'
import type { FraudTypeNames } from '../visit/page-data.ts'
import type { DisputeReply, ReceiptReply } from '../wire.ts'

/** A report's receipt: the number large, then what has become of it. */
export function ReceiptPage(props: {
  receipt: ReceiptReply
  names: FraudTypeNames
  fresh: boolean
  duplicate: boolean
}) {
  const { t, locale } = useSession()
  const { receipt, names } = props
  const type = receipt.fraudType === null ? undefined : names[receipt.fraudType]?.[locale]
  return (
    <div class="page receipt">
      <h1 tabIndex={-1}>{props.fresh ? t.receipt.thanks : t.receipt.title}</h1>
      {props.duplicate ? <p class="notice">{t.receipt.duplicate}</p> : null}
      <ReceiptNumber number={receipt.receipt} />
      <dl class="facts">
        <div>
          <dt>{t.receipt.status}</dt>
          <dd>
            <strong class={`status status-${receipt.status}`}>{t.receipt.statuses[receipt.status]}</strong>
          </dd>
        </div>
        <div>
          <dt>{t.receipt.reportedAt}</dt>
          <dd>{formatInstant(receipt.reportedAt, locale)}</dd>
        </div>
        {type ? (
          <div>
            <dt>{t.report.review.type}</dt>
            <dd>{type}</dd>
          </div>
        ) : null}
        {receipt.attachments > 0 ? (
          <div>
            <dt>{t.report.review.files}</dt>
            <dd>{t.receipt.attachments(receipt.attachments)}</dd>
          </div>
        ) : null}
      </dl>
      <section aria-labelledby="reported">
        <h2 id="reported">{t.receipt.indicators}</h2>
        <ul class="found-list">
          {receipt.indicators.map((indicator) => (
            <li key={indicator.kind + indicator.masked}>
              <div class="found-head">
                <span class="found-value">
                  <span class="hint">{t.kinds[indicator.kind]}</span>
                  <strong class="breakable">{indicator.masked}</strong>
                </span>
                <LevelBadge level={indicator.level} />
              </div>
              <p class="hint">
                {indicator.level === indicator.levelAtReport
                  ? t.receipt.same(t.levels[indicator.level])
                  : t.receipt.change(t.levels[indicator.levelAtReport], t.levels[indicator.level])}
              </p>
            </li>
          ))}
        </ul>
      </section>
      <Timeline entries={receipt.timeline} />
      <section class="panel" aria-labelledby="next">
        <h2 id="next">{t.receipt.next}</h2>
        <p>{t.receipt.nextText}</p>
      </section>
      <Refresh />
    </div>
  )
}

/** What became of a dispute. */
export function DisputedPage({ dispute, fresh }: { dispute: DisputeReply; fresh: boolean }) {
  const { t, locale } = useSession()
  return (
    <div class="page receipt">
      <h1 tabIndex={-1}>{fresh ? t.dispute.thanks : t.dispute.statusTitle}</h1>
      <ReceiptNumber number={dispute.receipt} />
      <dl class="facts">
        <div>
          <dt>{t.receipt.status}</dt>
          <dd>
            <strong class={`status status-${dispute.state}`}>{t.dispute.states[dispute.state]}</strong>
          </dd>
        </div>
        <div>
          <dt>{t.kinds[dispute.kind]}</dt>
          <dd class="breakable">{dispute.masked}</dd>
        </div>
        <div>
          <dt>{t.dispute.openedAt}</dt>
          <dd>{formatInstant(dispute.openedAt, locale)}</dd>
        </div>
        {dispute.decidedAt === null ? null : (
          <div>
            <dt>{t.dispute.decidedAt}</dt>
            <dd>{formatInstant(dispute.decidedAt, locale)}</dd>
          </div>
        )}
        {dispute.explanation === null ? null : (
          <div>
            <dt>{t.dispute.explanation}</dt>
            <dd>{dispute.explanation}</dd>
          </div>
        )}
      </dl>
      <Refresh />
    </div>
  )
}

function ReceiptNumber({ number }: { number: string }) {
  const { t } = useSession()
  const [copied, setCopied] = useState<'copied' | 'copyFailed' | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(number)
      setCopied('copied')
    } catch {
      // No permission, or a page without a secure context: the number stands in view to be written down.
      setCopied('copyFailed')
    }
  }
  return (
    <section class="receipt-number" aria-label={t.receipt.number}>
      <p class="hint">{t.receipt.number}</p>
      <p class="receipt-digits">{number}</p>
      <button type="button" class="button button-quiet needs-script" onClick={() => void copy()}>
        {t.receipt.copy}
      </button>
      <p role="status" class="hint">
        {copied === null ? t.receipt.keep : t.receipt[copied]}
      </p>
    </section>
  )
}

function Timeline({ entries }: { entries: ReceiptReply['timeline'] }) {
  const { t, locale } = useSession()
  if (entries.length === 0) return null
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{t.receipt.timeline}</h2>
      <ol class="timeline">
        {entries.map((entry) => (
          <li key={entry.at + entry.code}>
            <time dateTime={entry.at}>{formatInstant(entry.at, locale)}</time>
            <span>{entry.text[locale]}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Refresh() {
  const { t, reload } = useSession()
  return (
    <p class="button-row needs-script no-print">
      <button type="button" class="button button-quiet" onClick={reload}>
        {t.receipt.refresh}
      </button>
      <button type="button" class="button button-quiet" onClick={() => window.print()}>
        {t.receipt.print}
      </button>
    </p>
  )
}
