import { useQuery } from '@tanstack/react-query'
import type { InboundRunList, InboundSource } from '@wuzei/contract'
import { Table, Tag } from 'antd'
import { formatInstant, formatNumber } from '../../language/format.ts'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { api } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

type Run = InboundRunList['runs'][number] & { readonly key: number }

const colours = { changed: 'green', same: 'default', held: 'orange', failed: 'red' } as const

/** The last runs of a source, with the reason of those that failed. */
export function Runs({ source }: { readonly source: InboundSource }) {
  const { inbound } = useWords()
  const { language } = usePreferences()
  const { data, error, refetch } = useQuery({
    // Read again once there was another one.
    queryKey: ['runs', source.id, source.lastAttemptAt],
    queryFn: () => api.sourceRuns({ params: { id: source.id } }),
    enabled: source.state !== 'leaving',
  })
  return (
    <section aria-label={inbound.runs}>
      <h3>{inbound.runs}</h3>
      {error ? <ProblemPanel error={error} onAgain={() => void refetch()} /> : null}
      {data?.runs.length === 0 ? <p className="quiet">{inbound.noRuns}</p> : null}
      {data && data.runs.length > 0 ? (
        <Table<Run>
          size="small"
          pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
          dataSource={data.runs.map((run, index) => ({ ...run, key: index }))}
          columns={[
            { title: inbound.runAt, render: (_, { at }) => formatInstant(at, language) },
            {
              title: inbound.outcome,
              render: (_, { outcome, gone }) => (
                <>
                  <Tag color={colours[outcome]}>{inbound.outcomes[outcome]}</Tag>
                  {gone === null ? null : <span className="quiet">{formatNumber(gone, language)}</span>}
                </>
              ),
            },
            {
              title: inbound.why,
              render: (_, { code, detail }) =>
                code === null ? (
                  '—'
                ) : (
                  <>
                    {inbound.reasons[code] ?? code}
                    {detail === null ? null : (
                      <div className="quiet" lang="en">
                        {detail}
                      </div>
                    )}
                  </>
                ),
            },
          ]}
        />
      ) : null}
    </section>
  )
}
