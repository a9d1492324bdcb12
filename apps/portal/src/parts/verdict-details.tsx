import { formatCountry, formatDay, formatInstant, formatNumber, formatPercent } from '../language/format.ts'
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
          <dd>
            {verdict.level === 'unknown' && verdict.evidence.length > 0
              ? t.verdict.reportedUnverified
              : t.levels[verdict.level]}
          </dd>
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
      {verdict.evidence.length > 0 ? <EvidenceTable verdict={verdict} /> : <p>{t.verdict.noEvidence}</p>}
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

function EvidenceTable({ verdict }: { verdict: Verdict }) {
  const { t, locale } = useSession()
  return (
    <div class="table-wrap" role="region" aria-label={t.verdict.evidenceCaption} tabIndex={0}>
      <table>
        <caption>{t.verdict.evidenceCaption}</caption>
        <thead>
          <tr>
            <th scope="col">{t.verdict.source}</th>
            <th scope="col">{t.verdict.statements}</th>
            <th scope="col">{t.verdict.independent}</th>
            <th scope="col">{t.verdict.first}</th>
            <th scope="col">{t.verdict.last}</th>
          </tr>
        </thead>
        <tbody>
          {verdict.evidence.map((line) => (
            <tr key={line.source}>
              <th scope="row">{t.tiers[line.source]}</th>
              <td>{formatNumber(line.count, locale)}</td>
              <td>{formatNumber(line.independent, locale)}</td>
              <td>{formatDay(line.firstAt, locale)}</td>
              <td>{formatDay(line.lastAt, locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
