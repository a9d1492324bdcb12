import { useQuery } from '@tanstack/react-query'
import type { WebhookDeliveryReply } from '@wuzei/contract'
import { Table, Tag } from 'antd'
import { formatInstant, formatNumber } from '../../language/format.ts'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { api } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

/** How often they are read while somebody looks. */
const lookMs = 5_000

/** The last requests to an endpoint, tests among them. */
export function Deliveries({ id }: { readonly id: string }) {
  const { webhooks } = useWords()
  const { language } = usePreferences()
  const { data, error, refetch } = useQuery({
    queryKey: ['deliveries', id],
    queryFn: () => api.webhookDeliveries({ params: { id } }),
    refetchInterval: lookMs,
  })
  return (
    <section aria-label={webhooks.deliveries}>
      <h3>{webhooks.deliveries}</h3>
      {error ? <ProblemPanel error={error} onAgain={() => void refetch()} /> : null}
      {data?.deliveries.length === 0 ? <p className="quiet">{webhooks.noDeliveries}</p> : null}
      {data && data.deliveries.length > 0 ? (
        <Table<WebhookDeliveryReply & { key: number }>
          size="small"
          pagination={{ pageSize: 10, showSizeChanger: false, hideOnSinglePage: true }}
          dataSource={data.deliveries.map((delivery, index) => ({ ...delivery, key: index }))}
          columns={[
            { title: webhooks.at, render: (_, { at }) => formatInstant(at, language) },
            {
              title: webhooks.items,
              render: (_, { items }) => (items === 0 ? webhooks.isTest : formatNumber(items, language)),
            },
            {
              title: webhooks.result,
              render: (_, { result, error: why }) => (
                <>
                  <Tag color={result === 'taken' ? 'green' : 'orange'}>{webhooks.results[result]}</Tag>
                  {why === null ? null : (
                    <div className="quiet" lang="en">
                      {why}
                    </div>
                  )}
                </>
              ),
            },
            { title: webhooks.took, render: (_, { tookMs }) => `${formatNumber(tookMs, language)} ms` },
          ]}
        />
      ) : null}
    </section>
  )
}
