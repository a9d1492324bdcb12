import { useQuery } from '@tanstack/react-query'
import { Empty, Table } from 'antd'
import { formatNumber } from '../../language/format.ts'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { api } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

/** How often each rule fired and what came of it: whether it helps or disturbs. */
export function RuleTallies() {
  const { payments, table } = useWords()
  const { language } = usePreferences()
  const { data, error, refetch } = useQuery({
    queryKey: ['payment-statistics'],
    queryFn: async () => await api.paymentStatistics(),
  })
  if (error && !data) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  const numbers = ['fired', 'told', 'scams', 'cancelled', 'falseAlarms'] as const
  return (
    <section aria-label={payments.tabs.rules}>
      <p className="quiet">{payments.rulesHint}</p>
      <Table
        size="small"
        rowKey={({ rule }) => rule}
        loading={data === undefined}
        dataSource={[...(data?.rules ?? [])]}
        pagination={false}
        scroll={{ x: 'max-content' }}
        locale={{
          emptyText:
            data === undefined ? (
              table.loading
            ) : (
              <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={payments.noRules} />
            ),
        }}
        columns={[
          {
            key: 'rule',
            title: payments.why,
            render: (_value, { rule }) => <span title={rule}>{payments.rules[rule] ?? rule}</span>,
          },
          ...numbers.map((name) => ({
            key: name,
            title: payments[name],
            align: 'right' as const,
            render: (_value: unknown, row: { readonly [key in (typeof numbers)[number]]: number }) =>
              formatNumber(row[name], language),
          })),
        ]}
      />
    </section>
  )
}
