import { formatCountry, formatDay, formatInstant, formatNumber, formatPercent } from '../language/format.ts'
import { levelWords } from './level.tsx'
import { useSession } from '../session.ts'
import type { Verdict } from '../wire.ts'

/** Figures and dates behind a verdict, closed until somebody asks. */
export function VerdictDetails({ verdict }: { verdict: Verdict }) {
  const { t, locale } = useSession()
  const knownMarks = verdict.marks.flatMap((mark) => t.marks[mark] ?? [])
  const facts = Object.entries(verdict.facts).flatMap(([name, text]) => {
    const label = t.facts[name]
    return label ? [{ label, text: name === 'country' ? formatCountry(text, locale) : text }] : []
  })
  return (
    <details class="details">
      <summary>{t.verdict.details}</summary>
      <dl class="facts">
        <div>
          <dt>{t.verdict.level}</dt>
          <dd>{levelWords(verdict, t)}</dd>
        </div>
        <div>
          <dt>{t.verdict.score}</dt>
          <dd>{formatPercent(verdict.score, locale)}</dd>
        </div>
        {verdict.identity ? (
          <div>
            <dt>{t.verdict.identity}</dt>
            <dd>
              {verdict.identity.name[locale]} · {t.verdict.identityVerified}
            </dd>
          </div>
        ) : null}
        {facts.map(({ label, text }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      {verdict.evidence.length > 0 ? <EvidenceList verdict={verdict} /> : <p>{t.verdict.noEvidence}</p>}
      {knownMarks.length > 0 ? (
        <>
          <h3>{t.verdict.marks}</h3>
          <ul class="reasons">
            {knownMarks.map((mark) => (
              <li key={mark}>{mark}</li>
            ))}
          </ul>
        </>
      ) : null}
      {verdict.matched ? <p class="breakable">{t.verdict.matched(verdict.matched.canonical)}</p> : null}
      {verdict.pinnedBy === null ? null : <p>{t.verdict.pinned}</p>}
      <p class="hint">
        {t.verdict.asOf(formatInstant(verdict.asOf, locale))} · <a href="/how">{t.verdict.how}</a>
      </p>
    </details>
  )
}

function EvidenceList({ verdict }: { verdict: Verdict }) {
  const { t, locale } = useSession()
  return (
    <>
      <h3>{t.verdict.evidenceCaption}</h3>
      <ul class="evidence">
        {verdict.evidence.map((line) => (
          <li key={line.source}>
            <strong>{t.tiers[line.source]}</strong>
            <span>
              {t.verdict.statementsOf(
                formatNumber(line.count, locale),
                formatNumber(line.independent, locale),
              )}
            </span>
            <span class="hint">
              {t.verdict.during(formatDay(line.firstAt, locale), formatDay(line.lastAt, locale))}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}
