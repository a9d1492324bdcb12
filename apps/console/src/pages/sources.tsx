import { Tag } from 'antd'
import { formatInstant, formatPercent } from '../language/format.ts'
import { PagedTable } from '../parts/paged-table.tsx'
import { api } from '../session/api.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { isMember, useSourceName } from '../session/use-source-name.ts'

const dayMs = 86_400_000
/** A list that brings nothing for a week has usually stopped; most come daily. */
const staleAfterDays = 7

/** Who the library listens to: how far each can be relied on, and whether it still brings anything. */
export function SourcesPage() {
  const words = useWords()
  const { language } = usePreferences()
  const nameOf = useSourceName()
  const staleDays = (lastAt: string | null) =>
    lastAt === null ? null : Math.floor((Date.now() - Date.parse(lastAt)) / dayMs)
  const stateOf = (lastAt: string | null) => {
    const days = staleDays(lastAt)
    if (days === null) return words.sources.never
    return days >= staleAfterDays ? words.sources.stale(days) : words.sources.fresh
  }
  return (
    <>
      <h1>{words.sources.title}</h1>
      <p className="quiet">{words.sources.reliabilityHint}</p>
      <PagedTable
        title={words.sources.title}
        label="TLP:AMBER"
        queryKey={['sources']}
        load={async (after) => {
          const page = await api.consoleSources({ query: { after } })
          return { rows: page.sources, next: page.next }
        }}
        rowKey={({ id }) => id}
        empty={{ title: words.sources.empty, hint: words.sources.emptyHint }}
        columns={[
          {
            key: 'name',
            title: words.sources.name,
            render: ({ id, name }) => (
              <>
                <span title={id}>{nameOf(id, name)}</span>
                {isMember(id) ? null : (
                  <div className="quiet">
                    <code>{id}</code>
                  </div>
                )}
              </>
            ),
            text: ({ id, name }) => `${nameOf(id, name)} (${id})`,
          },
          {
            key: 'tier',
            title: words.sources.tier,
            render: ({ tier }) => words.tiers[tier],
            text: ({ tier }) => tier,
          },
          {
            key: 'reliability',
            title: words.sources.reliability,
            render: ({ reliability }) => formatPercent(reliability, language),
            text: ({ reliability }) => String(reliability),
          },
          {
            key: 'last',
            title: words.sources.lastAt,
            render: ({ lastAt }) => (lastAt === null ? '—' : formatInstant(lastAt, language)),
            text: ({ lastAt }) => lastAt ?? '',
          },
          {
            key: 'state',
            title: words.sources.state,
            render: ({ lastAt }) => (
              <Tag color={(staleDays(lastAt) ?? staleAfterDays) >= staleAfterDays ? 'orange' : 'green'}>
                {stateOf(lastAt)}
              </Tag>
            ),
            text: ({ lastAt }) => stateOf(lastAt),
          },
          {
            key: 'licence',
            title: words.sources.licence,
            render: ({ licence }) => licence ?? '—',
            text: ({ licence }) => licence ?? '',
          },
        ]}
      />
    </>
  )
}
