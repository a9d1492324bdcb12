import { formatNumber, formatPercent } from '../language/format.ts'
import { LevelBadge, levelOrder } from '../parts/level.tsx'
import { useSession } from '../session.ts'
import type { VerdictModelReply } from '../wire.ts'

/** How verdicts are made, with the numbers the hub itself uses. */
export function HowPage({ model }: { model: VerdictModelReply }) {
  const { t, locale } = useSession()
  const threshold = new Map(model.thresholds.map(({ level, score }) => [level, score]))
  return (
    <div class="page how">
      <h1 tabIndex={-1}>{t.how.title}</h1>
      <p class="lead">{t.how.lead}</p>
      <ol class="principles">
        {t.how.principles.map((principle) => (
          <li key={principle.title}>
            <strong>{principle.title}</strong>
            <p>{principle.text}</p>
          </li>
        ))}
      </ol>
      <h2>{t.how.levelsTitle}</h2>
      <ul class="level-list">
        {levelOrder.map((level) => {
          const score = threshold.get(level)
          return (
            <li key={level}>
              <LevelBadge level={level} />
              <p>
                {t.how.levelMeaning[level]}
                {score === undefined || score === 0 ? null : (
                  <small> {t.how.from(formatPercent(score, locale))}</small>
                )}
              </p>
            </li>
          )
        })}
      </ul>
      <Figures
        title={t.how.tiersTitle}
        head={[t.how.tier, t.how.ceiling, t.how.reliability]}
        rows={model.tiers.map((tier) => [
          names(t.tiers, tier.tier),
          t.levels[tier.ceiling],
          formatPercent(tier.reliability, locale),
        ])}
      />
      <Figures
        title={t.how.kindsTitle}
        head={[t.how.kind, t.how.halfLife, t.how.prior]}
        rows={model.kinds.map((kind) => [
          names(t.kinds, kind.kind),
          t.how.days(formatNumber(kind.halfLifeDays, locale)),
          formatPercent(kind.prior, locale),
        ])}
      />
      <p>
        <a href="/dispute">{t.how.dispute}</a>
      </p>
    </div>
  )
}

/** The model may name a tier or kind that this page does not know yet. */
function names(dictionary: Readonly<Record<string, string>>, code: string): string {
  return dictionary[code] ?? code
}

function Figures(props: { title: string; head: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <section>
      <h2>{props.title}</h2>
      <div class="table-wrap" role="region" aria-label={props.title} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {props.head.map((title) => (
                <th key={title} scope="col">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {props.rows.map(([name, ...cells]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {cells.map((cell, column) => (
                  <td key={props.head[column + 1]}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
