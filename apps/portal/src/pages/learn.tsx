import { FlagIcon } from '../parts/icons.tsx'
import { VisitForm } from '../parts/visit-form.tsx'
import { useSession } from '../session.ts'
import type { FraudTypeCard } from '../visit/page-data.ts'
import type { FraudType } from '../wire.ts'

/** All scams a person may meet. */
export function LearnPage({ families }: { families: readonly FraudTypeCard[] }) {
  const { t } = useSession()
  return (
    <div class="page learn">
      <h1 tabIndex={-1}>{t.learn.title}</h1>
      <p class="lead">{t.learn.lead}</p>
      <TypeCards types={families} />
    </div>
  )
}

/** One scam: how to tell it, what helps, what to do first. */
export function FraudTypePage(props: { type: FraudType; variants: readonly FraudTypeCard[] }) {
  const { t, locale } = useSession()
  const { type, variants } = props
  return (
    <div class="page fraud-type">
      <p class="breadcrumb">
        <a href="/learn">{t.learn.all}</a>
      </p>
      <h1 tabIndex={-1}>{type.name[locale]}</h1>
      <p class="notice">
        <strong>{t.learn.advice}</strong> {type.advice[locale]}
      </p>
      {type.signals.length > 0 ? (
        <section aria-labelledby="signals">
          <h2 id="signals">{t.learn.signals}</h2>
          <ul class="reasons">
            {type.signals.map((signal) => (
              <li key={signal.zh}>{signal[locale]}</li>
            ))}
          </ul>
        </section>
      ) : null}
      {type.firstSteps.length > 0 ? (
        <section aria-labelledby="first-steps">
          <h2 id="first-steps">{t.learn.firstSteps}</h2>
          <ol class="checks">
            {type.firstSteps.map((step) => (
              <li key={step.zh}>{step[locale]}</li>
            ))}
          </ol>
        </section>
      ) : null}
      {variants.length > 0 ? (
        <section aria-labelledby="variants">
          <h2 id="variants">{t.learn.types}</h2>
          <TypeCards types={variants} />
        </section>
      ) : null}
      <VisitForm action="/report" values={{ fraudType: type.family ?? type.code }}>
        <button type="submit" class="button button-primary">
          <FlagIcon /> {t.learn.report}
        </button>
      </VisitForm>
    </div>
  )
}

function TypeCards({ types }: { types: readonly FraudTypeCard[] }) {
  const { t, locale } = useSession()
  return (
    <ul class="type-cards">
      {types.map(({ code, name, signal, retired }) => (
        <li key={code}>
          <a class="card" href={`/learn/${code}`}>
            <span>
              <strong>
                {name[locale]}
                {retired ? <small> · {t.learn.retired}</small> : null}
              </strong>
              {signal === null ? null : <span>{signal[locale]}</span>}
            </span>
          </a>
        </li>
      ))}
    </ul>
  )
}
