import { Calls } from '../parts/calls.tsx'
import { ArrowIcon, FlagIcon, LevelIcon } from '../parts/icons.tsx'
import { isDangerous, LevelBadge } from '../parts/level.tsx'
import { VisitForm } from '../parts/visit-form.tsx'
import { MarkedText } from '../parts/marked-text.tsx'
import { useSession } from '../session.ts'
import type { FraudTypeNames } from '../visit/page-data.ts'
import type { MessageCheckReply } from '../wire.ts'

/** A pasted message with what was found in it marked where it stands. */
export function MessagePage(props: { text: string; result: MessageCheckReply; names: FraudTypeNames }) {
  const { t, locale } = useSession()
  const { level, indicators, advice, fraudTypes } = props.result
  const typeNames = fraudTypes
    .filter((code) => code !== somethingElse)
    .flatMap((code) => props.names[code]?.[locale] ?? [])
  return (
    <div class="page message">
      <p class="checked">
        <span>{t.message.title}</span>
      </p>
      <section class={`answer level-${level}`} aria-labelledby="answer">
        <p class="answer-level">
          <LevelIcon level={level} />
          {t.levels[level]}
        </p>
        <h1 id="answer" tabIndex={-1}>
          {t.message.answer[level]}
        </h1>
        {isDangerous(level) && typeNames.length > 0 ? (
          <p>{t.verdict.usedFor(typeNames.join(t.separators.list))}</p>
        ) : null}
        <p class="answer-act">{isDangerous(level) ? t.message.act : t.verdict.actSuspicious}</p>
      </section>
      {level === 'unknown' ? (
        <ol class="checks">
          {t.verdict.unknownChecks.map((check) => (
            <li key={check}>{check}</li>
          ))}
        </ol>
      ) : null}
      <section aria-labelledby="your-text">
        <h2 id="your-text">{t.message.yourText}</h2>
        <MarkedText text={props.text} result={props.result} />
      </section>
      {indicators.length > 0 || level === 'unknown' ? (
        <section aria-labelledby="found">
          <h2 id="found">{indicators.length > 0 ? t.message.found(indicators.length) : t.verdict.why}</h2>
          {indicators.length === 0 ? <p>{t.message.nothing}</p> : null}
          {indicators.length > 0 && level === 'unknown' ? <p>{t.message.nothingKnown}</p> : null}
          {indicators.length > 0 ? <FoundList indicators={indicators} /> : null}
        </section>
      ) : null}
      <section aria-labelledby="now">
        <h2 id="now">{t.verdict.now}</h2>
        <p>{advice[locale]}</p>
        <Calls urgent={false} />
        <a class="button button-urgent" href="/paid">
          {t.verdict.paid} <ArrowIcon />
        </a>
      </section>
      <section class="next-steps">
        <VisitForm action="/report" values={{ value: props.text }}>
          <button class="button button-quiet" type="submit">
            <FlagIcon /> {t.verdict.reportThis}
          </button>
          <p class="hint">{t.verdict.reportThisNote}</p>
        </VisitForm>
        <a href="/">{t.verdict.again}</a>
      </section>
    </div>
  )
}

/** A kind of fraud that tells nobody anything. */
const somethingElse = 'F99'

type Found = MessageCheckReply['indicators'][number]

function FoundList({ indicators }: { indicators: readonly Found[] }) {
  const { t, locale } = useSession()
  return (
    <ul class="found-list">
      {indicators.map(({ start, verdict }, index) => (
        <li key={start} id={`found-${index}`}>
          <div class="found-head">
            <span class="found-value">
              <span class="hint">{t.kinds[verdict.kind]}</span>
              <strong class="breakable">{verdict.display}</strong>
            </span>
            <LevelBadge level={verdict.level} />
          </div>
          <p>{verdict.identity?.name[locale] ?? verdict.reasons[0]?.text[locale] ?? t.verdict.noReasons}</p>
          <VisitForm
            action="/check"
            values={{ value: verdict.kind === 'url' ? verdict.value : verdict.canonical }}
          >
            <button class="link-button" type="submit">
              {t.message.more}
              <span class="visually-hidden"> {verdict.display}</span>
            </button>
          </VisitForm>
        </li>
      ))}
    </ul>
  )
}
