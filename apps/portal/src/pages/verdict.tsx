import { Calls } from '../parts/calls.tsx'
import { ArrowIcon, FlagIcon, LevelIcon } from '../parts/icons.tsx'
import { isDangerous, levelWords } from '../parts/level.tsx'
import { VerdictDetails } from '../parts/verdict-details.tsx'
import { VisitForm } from '../parts/visit-form.tsx'
import type { Dictionary } from '../language/zh.ts'
import { useSession } from '../session.ts'
import type { FraudTypeNames } from '../visit/page-data.ts'
import type { Kind, Verdict } from '../wire.ts'

/** The answer, then why, then what to do; numbers and dates one tap further. */
export function VerdictPage({ verdict, names }: { verdict: Verdict; names: FraudTypeNames }) {
  const { t, locale } = useSession()
  const { level } = verdict
  const types = verdict.fraudTypes.flatMap((code) => names[code]?.[locale] ?? [])
  const warned = verdict.reasons.some(({ code }) => code === 'IDENTITY_SPOOFED')
  const reported = verdict.evidence.length > 0
  const disputable = isDangerous(level) || level === 'suspicious' || (level === 'unknown' && reported)
  return (
    <div class="page verdict">
      <p class="checked">
        <span>{t.verdict.checked(t.kinds[verdict.kind])}</span>
        <strong class="value">{verdict.display}</strong>
      </p>
      <section class={`answer level-${level}`} aria-labelledby="answer">
        <p class="answer-level">
          <LevelIcon level={level} />
          {levelWords(verdict, t)}
        </p>
        <h1 id="answer" tabIndex={-1}>
          {verdict.answer[locale]}
        </h1>
        {isDangerous(level) && types.length > 0 && !isNamed(types, verdict.answer[locale]) ? (
          <p>{t.verdict.usedFor(types.join(t.separators.list))}</p>
        ) : null}
        <p class="answer-act">{actionFor(verdict, t)}</p>
      </section>
      {verdict.identity?.warning && !warned ? <p class="notice">{verdict.identity.warning[locale]}</p> : null}
      {verdict.kind === 'sms-sender' && !warned ? <p class="notice">{t.verdict.anySender}</p> : null}
      {verdict.disputed ? <p class="notice">{t.verdict.disputed}</p> : null}
      {verdict.level === 'unknown' ? (
        <ol class="checks">
          {t.verdict.unknownChecks.map((check) => (
            <li key={check}>{check}</li>
          ))}
        </ol>
      ) : null}
      <section aria-labelledby="why">
        <h2 id="why">{t.verdict.why}</h2>
        <Reasons verdict={verdict} />
        {verdict.kind === 'url' || verdict.kind === 'domain' ? (
          <VisitForm action="/link" values={{ value: verdict.value }}>
            <button class="link-button" type="submit">
              {t.link.open}
            </button>
          </VisitForm>
        ) : null}
      </section>
      <section aria-labelledby="now">
        <h2 id="now">{t.verdict.now}</h2>
        {/* What is unknown has its three checks above; the advice says the same in a row. */}
        {level === 'unknown' ? null : <p>{verdict.advice[locale]}</p>}
        <Calls urgent={false} verdict={verdict} />
        <a class="button button-urgent" href="/paid">
          {t.verdict.paid} <ArrowIcon />
        </a>
      </section>
      <VerdictDetails verdict={verdict} />
      <section class="next-steps">
        <VisitForm action="/report" values={{ value: verdict.value }}>
          <button class="button button-quiet" type="submit">
            <FlagIcon /> {t.verdict.reportThis}
          </button>
          <p class="hint">{t.verdict.reportThisNote}</p>
        </VisitForm>
        {disputable ? (
          <VisitForm action="/dispute" values={{ value: verdict.value }}>
            <button class="link-button" type="submit">
              {t.verdict.dispute}
            </button>
          </VisitForm>
        ) : null}
        <a href="/">{t.verdict.again}</a>
      </section>
    </div>
  )
}

function Reasons({ verdict }: { verdict: Verdict }) {
  const { t, locale } = useSession()
  const owner = verdict.identity?.name[locale]
  // That it is disputed stands above already.
  const reasons = verdict.reasons.filter(({ code }) => code !== 'DISPUTED')
  if (reasons.length === 0)
    return <p>{owner === undefined ? t.verdict.noReasons : t.verdict.ownerVerified(owner)}</p>
  return (
    <ul class="reasons">
      {reasons.map((reason) => (
        <li key={reason.code + reason.text.zh}>{reason.text[locale]}</li>
      ))}
    </ul>
  )
}

/** Whether the answer has said already what kind of fraud it is; in English its first letter is small there. */
function isNamed(types: readonly string[], answer: string): boolean {
  return types.length === 1 && answer.toLowerCase().includes(types.join().toLowerCase())
}

function actionFor(verdict: Verdict, t: Dictionary): string {
  if (verdict.level === 'safe') return t.verdict.actSafe
  if (verdict.level === 'unknown') return t.verdict.actUnknown
  if (verdict.level === 'suspicious') return t.verdict.actSuspicious
  return t.verdict.act[actions[verdict.kind]]
}

const actions: Record<Kind, keyof Dictionary['verdict']['act']> = {
  phone: 'phone',
  'sms-sender': 'message',
  url: 'page',
  domain: 'page',
  ip: 'page',
  account: 'money',
  payment: 'money',
  wallet: 'money',
  messenger: 'contact',
  email: 'contact',
  app: 'app',
  wifi: 'other',
  cell: 'other',
  device: 'other',
}
