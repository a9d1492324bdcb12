import { formatYuan, toLocalInput } from '../language/format.ts'
import { ContactField } from '../parts/contact-field.tsx'
import { Calls } from '../parts/calls.tsx'
import { Elapsed } from '../parts/elapsed.tsx'
import { useSession } from '../session.ts'
import type { FraudTypeChoice } from '../visit/page-data.ts'
import { type Draft, parseYuan } from './draft.ts'
import { keepTransferTime } from './kept.ts'
import type { Recognition } from './use-recognition.ts'

interface StepProps {
  readonly draft: Draft
  readonly change: (part: Partial<Draft>) => void
}

/** Step 2: whether money went, and if so the calls before the form. */
export function MoneyMoved({ draft, change, amountBad }: StepProps & { amountBad: boolean }) {
  const { t } = useSession()
  const paidAtMs = new Date(draft.paidAt).getTime()
  return (
    <>
      <fieldset class="field">
        <legend class="visually-hidden">{t.report.money}</legend>
        <div class="chips">
          {(['no', 'yes'] as const).map((answer) => (
            <label key={answer} class="chip">
              <input
                type="radio"
                name="paid"
                class="visually-hidden"
                checked={draft.paid === answer}
                onChange={() => change({ paid: answer })}
              />
              {answer === 'yes' ? t.report.moneyYes : t.report.moneyNo}
            </label>
          ))}
        </div>
      </fieldset>
      {draft.paid === 'yes' ? (
        <>
          <div class="notice notice-bad">
            <p>
              <strong>{t.report.moneyUrgent}</strong>
            </p>
            {Number.isFinite(paidAtMs) ? <Elapsed since={paidAtMs} /> : null}
            <Calls urgent />
          </div>
          <label class="field">
            <span>{t.report.amount}</span>
            <input
              type="text"
              inputMode="decimal"
              name="amount"
              value={draft.amount}
              autocomplete="off"
              aria-invalid={amountBad}
              aria-describedby={amountBad ? 'amount-bad' : undefined}
              onInput={(event) => change({ amount: event.currentTarget.value })}
            />
            {amountBad ? (
              <span class="field-error" id="amount-bad" role="alert">
                {t.report.amountBad}
              </span>
            ) : null}
          </label>
          <label class="field">
            <span>{t.report.when}</span>
            <input
              type="datetime-local"
              name="paid-at"
              value={draft.paidAt}
              max={toLocalInput(new Date())}
              onInput={(event) => {
                const paidAt = event.currentTarget.value
                change({ paidAt })
                const instantMs = new Date(paidAt).getTime()
                if (Number.isFinite(instantMs)) keepTransferTime(instantMs)
              }}
            />
          </label>
        </>
      ) : null}
    </>
  )
}

/** Step 3: how to reach the reporter, if wanted. */
export function ContactStep({ draft, change, contactBad }: StepProps & { contactBad: boolean }) {
  const { t } = useSession()
  return (
    <ContactField
      label={t.report.contact}
      hint={t.report.contactHint}
      bad={contactBad}
      value={draft.contact}
      change={(contact) => change({ contact })}
    />
  )
}

/** Step 4: everything once more, each part one tap from being changed. */
export function Review(props: {
  draft: Draft
  recognition: Recognition
  fraudTypes: readonly FraudTypeChoice[] | null
  goTo: (step: number) => void
}) {
  const { t, locale } = useSession()
  const { draft, recognition } = props
  const type = props.fraudTypes?.find(({ code }) => code === draft.fraudType)
  const amountFen = parseYuan(draft.amount)
  const values = [
    ...recognition.values.filter(({ key }) => !draft.removed.includes(key)).map(({ display }) => display),
    ...draft.added,
  ]
  const review = t.report.review
  const loss =
    draft.paid === 'yes' ? (amountFen === null ? t.report.moneyYes : formatYuan(amountFen, locale)) : ''
  const rows: readonly (readonly [label: string, content: string, step: number])[] = [
    [review.type, type?.name[locale] ?? review.notChosen, 0],
    [review.text, draft.text.trim(), 0],
    [review.indicators, values.join('\n'), 0],
    [review.files, draft.files.map(({ name }) => name).join('\n'), 0],
    [review.loss, loss, 1],
    [review.contact, draft.contact.trim() || review.anonymous, 2],
  ]
  return (
    <dl class="review">
      {rows.map(([label, content, step]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd class="pasted">{content || review.none}</dd>
          <dd>
            <button type="button" class="link-button" onClick={() => props.goTo(step)}>
              {review.edit}
              <span class="visually-hidden"> {label}</span>
            </button>
          </dd>
        </div>
      ))}
    </dl>
  )
}
