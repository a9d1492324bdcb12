import { useState } from 'preact/hooks'
import { formatDay, formatInstant, formatYuan } from '../language/format.ts'
import { Banks } from '../parts/banks.tsx'
import { Calls } from '../parts/calls.tsx'
import { Elapsed } from '../parts/elapsed.tsx'
import { isDangerous, LevelBadge } from '../parts/level.tsx'
import { TrackForm } from '../parts/track-form.tsx'
import { useSession } from '../session.ts'
import type { FraudTypeNames } from '../visit/page-data.ts'
import type { DisputeReply, ReceiptReply } from '../wire.ts'

/** A report's receipt: the number large, the way to the money if any has gone, then what has become of it. */
export function ReceiptPage(props: {
  receipt: ReceiptReply
  names: FraudTypeNames
  fresh: boolean
  duplicate: boolean
}) {
  const { t, locale } = useSession()
  const { receipt, names } = props
  const type = receipt.fraudType === null ? undefined : names[receipt.fraudType]?.[locale]
  // Phones of 2020 have no findLast.
  const [decision] = receipt.timeline.filter(({ reason }) => reason !== null).slice(-1)
  return (
    <div class="page receipt">
      <h1 tabIndex={-1}>{props.fresh ? t.receipt.thanks : t.receipt.title}</h1>
      {props.duplicate ? <p class="notice">{t.receipt.duplicate}</p> : null}
      <ReceiptNumber number={receipt.receipt} />
      {receipt.loss ? <Loss loss={receipt.loss} /> : null}
      <dl class="facts">
        <div>
          <dt>{t.receipt.status}</dt>
          <dd>
            <strong class={`status status-${receipt.status}`}>{t.receipt.statuses[receipt.status]}</strong>
          </dd>
        </div>
        {decision && receipt.status !== 'reviewing' ? (
          <div>
            <dt>{t.receipt.reason}</dt>
            <dd class="breakable">{decision.reason}</dd>
          </div>
        ) : null}
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
      <section class="panel" aria-labelledby="next">
        <h2 id="next">{t.receipt.next}</h2>
        <p>{receipt.next.text[locale]}</p>
        {receipt.next.lookAgainAt === null ? null : (
          <p>
            <strong>{t.receipt.lookAgain(formatDay(receipt.next.lookAgainAt, locale))}</strong>
          </p>
        )}
        <p>{t.receipt.keepCalm}</p>
      </section>
      <Reported indicators={receipt.indicators} />
      <Timeline entries={receipt.timeline} />
      {receipt.loss ? null : (
        <section aria-labelledby="paid-later">
          <h2 id="paid-later">{t.receipt.paidLater}</h2>
          <p>{t.receipt.paidLaterText}</p>
          <Calls urgent />
          <Banks />
        </section>
      )}
      <Refresh />
      <AnotherReceipt />
    </div>
  )
}

/** Money has gone: the calls that may still stop it stand above everything else. */
function Loss({ loss }: { loss: NonNullable<ReceiptReply['loss']> }) {
  const { t, locale } = useSession()
  const { amountFen, at } = loss
  return (
    <section class="notice notice-bad" aria-labelledby="loss">
      <h2 id="loss">{t.receipt.lossTitle}</h2>
      <p>
        {amountFen === null || amountFen === 0
          ? t.receipt.lossSomeSum
          : t.receipt.lossSum(formatYuan(amountFen, locale))}
      </p>
      {at === null ? null : <Elapsed since={new Date(at).getTime()} />}
      <p>
        <strong>{t.receipt.lossText}</strong>
      </p>
      <Calls urgent />
      <Banks />
    </section>
  )
}

/** What the report named: what was said of it then, and what is said of it now. */
function Reported({ indicators }: { indicators: ReceiptReply['indicators'] }) {
  const { t } = useSession()
  if (indicators.length === 0) return null
  return (
    <section aria-labelledby="reported">
      <h2 id="reported">{t.receipt.indicators}</h2>
      <ul class="found-list">
        {indicators.map((indicator) => (
          <li key={indicator.kind + indicator.masked}>
            <span class="found-value">
              <span class="hint">{t.kinds[indicator.kind]}</span>
              <strong class="breakable">{indicator.masked}</strong>
            </span>
            <dl class="then-now">
              <div>
                <dt>{t.receipt.before}</dt>
                <dd>
                  <LevelBadge level={indicator.levelAtReport} />
                </dd>
              </div>
              <div>
                <dt>{t.receipt.now}</dt>
                <dd>
                  <LevelBadge level={indicator.level} />
                </dd>
              </div>
            </dl>
            {indicator.withdrawn ? <p class="hint">{t.receipt.withdrawn}</p> : null}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What became of a dispute. */
export function DisputedPage({ dispute, fresh }: { dispute: DisputeReply; fresh: boolean }) {
  const { t, locale } = useSession()
  const listedAgain =
    dispute.state === 'upheld' && (isDangerous(dispute.level) || dispute.level === 'suspicious')
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
        {dispute.explanation === null ? null : (
          <div>
            <dt>{t.dispute.explanation}</dt>
            <dd class="breakable">{dispute.explanation}</dd>
          </div>
        )}
        <div>
          <dt>{t.kinds[dispute.kind]}</dt>
          <dd class="breakable">{dispute.masked}</dd>
        </div>
        <div>
          <dt>{t.dispute.now}</dt>
          <dd>
            <LevelBadge level={dispute.level} />
          </dd>
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
      </dl>
      {listedAgain ? <p class="notice">{t.dispute.upheldButListed}</p> : null}
      {dispute.state === 'open' ? (
        <section class="panel" aria-labelledby="next">
          <h2 id="next">{t.receipt.next}</h2>
          <p>{t.dispute.waiting}</p>
        </section>
      ) : null}
      <Refresh />
      <AnotherReceipt />
    </div>
  )
}

/** Many have more than one number, and help others with theirs. */
function AnotherReceipt() {
  const { t } = useSession()
  return (
    <section class="another no-print" aria-labelledby="another">
      <h2 id="another">{t.receipt.other}</h2>
      <TrackForm input="" refusal={null} />
    </section>
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
            {entry.reason === null ? null : (
              <span class="hint breakable">
                {t.receipt.reason}
                {t.separators.colon}
                {entry.reason}
              </span>
            )}
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
