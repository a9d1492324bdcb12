import { useEffect, useState } from 'preact/hooks'
import { toLocalInput } from '../language/format.ts'
import { Banks } from '../parts/banks.tsx'
import { CallLink } from '../parts/calls.tsx'
import { Elapsed } from '../parts/elapsed.tsx'
import { FlagIcon } from '../parts/icons.tsx'
import { VisitForm } from '../parts/visit-form.tsx'
import { keepTransferTime, keptTransferTime } from '../report/kept.ts'
import { useSession } from '../session.ts'

/** For somebody who has just paid: the calls first, in their order, then everything else. */
export function PaidPage() {
  const { t } = useSession()
  return (
    <div class="page paid">
      <h1 tabIndex={-1}>{t.paid.title}</h1>
      <p class="lead">{t.paid.calm}</p>
      <TransferTime />
      <ol class="paid-steps">
        <li>
          <CallLink number="110" title={t.paid.steps.police} note={t.paid.steps.policeNote} strong />
        </li>
        <li>
          <CallLink
            number="96110"
            title={t.paid.steps.hotline}
            note={t.paid.steps.hotlineNote}
            strong={false}
          />
        </li>
        <li>
          <Banks />
        </li>
      </ol>
      <div class="two-columns">
        <section aria-labelledby="ready">
          <h2 id="ready">{t.paid.readyTitle}</h2>
          <ul class="plain-list">
            {t.paid.ready.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
        <section aria-labelledby="dont">
          <h2 id="dont">{t.paid.dontTitle}</h2>
          <ul class="plain-list">
            {t.paid.dont.map((item) => (
              <li key={item}>{item}</li>
            ))}
          </ul>
        </section>
      </div>
      <section class="panel" aria-labelledby="then-report">
        <h2 id="then-report">{t.paid.reportTitle}</h2>
        <p>{t.paid.reportText}</p>
        <VisitForm action="/report" values={{ paid: 'yes' }}>
          <button class="button button-primary" type="submit">
            <FlagIcon /> {t.paid.reportAction}
          </button>
        </VisitForm>
      </section>
    </div>
  )
}

/** Asked once; counted from then on, here and in the report. */
function TransferTime() {
  const { t, live } = useSession()
  const [since, setSince] = useState<number | null>(null)
  const [exact, setExact] = useState(false)
  useEffect(() => setSince(keptTransferTime()), [])
  const choose = (instantMs: number | null) => {
    keepTransferTime(instantMs)
    setSince(instantMs)
    setExact(false)
  }
  if (!live) return null
  if (since !== null) {
    return (
      <div class="transfer-time">
        <Elapsed since={since} />
        <button type="button" class="link-button" onClick={() => choose(null)}>
          {t.paid.change}
        </button>
      </div>
    )
  }
  const options = [
    [0, t.paid.whenOptions.now],
    [10, t.paid.whenOptions.ten],
    [30, t.paid.whenOptions.thirty],
    [60, t.paid.whenOptions.hour],
  ] as const
  return (
    <fieldset class="transfer-time">
      <legend>{t.paid.whenTitle}</legend>
      <div class="chips">
        {options.map(([minutes, label]) => (
          <button
            key={minutes}
            type="button"
            class="chip"
            onClick={() => choose(Date.now() - minutes * 60_000)}
          >
            {label}
          </button>
        ))}
        <button type="button" class="chip" aria-expanded={exact} onClick={() => setExact(!exact)}>
          {t.paid.whenOptions.earlier}
        </button>
      </div>
      {exact ? (
        <label class="field">
          <span>{t.paid.whenEarlier}</span>
          <input
            type="datetime-local"
            max={toLocalInput(new Date())}
            onChange={(event) => {
              const instantMs = new Date(event.currentTarget.value).getTime()
              if (Number.isFinite(instantMs)) choose(instantMs)
            }}
          />
        </label>
      ) : null}
    </fieldset>
  )
}
