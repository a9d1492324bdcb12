import type { ConsoleModels, ModelComparison } from '@wuzei/contract'
import { Descriptions, Table } from 'antd'
import { formatInstant, formatNumber, formatPercent } from '../../language/format.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

type Kind = ConsoleModels['kinds'][number]

/** How a candidate compares with the current version, in figures; no chart hides a small number. */
export function ModelComparisonView({
  comparison,
  kind,
}: {
  readonly comparison: ModelComparison
  readonly kind: Kind
}) {
  const { models, labels } = useWords()
  const { language } = usePreferences()
  const { compared, agreed, moved, drift } = comparison
  const levelName = (level: string) => labels.modelLevels[level] ?? level
  return (
    <>
      <Descriptions
        size="small"
        column={{ xs: 1, lg: 2 }}
        items={[
          {
            key: 'compared',
            label: models.compared,
            children: models.comparedOf(formatNumber(compared, language)),
          },
          {
            key: 'agreed',
            label: models.agreement,
            children: compared === 0 ? '—' : formatPercent(agreed / compared, language),
          },
          {
            key: 'drift',
            label: models.drift,
            children: compared === 0 ? '—' : `${drift.mean > 0 ? '+' : ''}${drift.mean.toFixed(3)}`,
          },
          {
            key: 'moved',
            label: models.moved,
            children:
              moved.length === 0
                ? models.unmoved
                : moved.map(({ from, to, count }) => (
                    <div key={`${from} ${to}`}>
                      {models.movedOf(levelName(from), levelName(to), formatNumber(count, language))}
                    </div>
                  )),
          },
        ]}
      />
      <OnLabels comparison={comparison} />
      {compared === 0 ? null : <Distribution comparison={comparison} />}
      <Disagreements kind={kind} />
    </>
  )
}

function OnLabels({
  comparison: { onLabels, current, candidate },
}: {
  readonly comparison: ModelComparison
}) {
  const { models } = useWords()
  const { language } = usePreferences()
  const shown = (share: number | null) => (share === null ? '—' : formatPercent(share, language))
  if (onLabels === null) return <p className="quiet">{models.noLabels}</p>
  return (
    <Table
      size="small"
      rowKey="id"
      pagination={false}
      scroll={{ x: 'max-content' }}
      title={() => models.onLabels(onLabels.current.labels)}
      dataSource={[
        { id: current, ...onLabels.current },
        { id: candidate, ...onLabels.candidate },
      ]}
      columns={[
        { key: 'id', title: models.version, dataIndex: 'id' },
        { key: 'precision', title: models.precision, render: (_, { precision }) => shown(precision) },
        { key: 'recall', title: models.recall, render: (_, { recall }) => shown(recall) },
      ]}
    />
  )
}

/** How many scores lie in each tenth, the two below each other. */
function Distribution({
  comparison: { drift, current, candidate },
}: {
  readonly comparison: ModelComparison
}) {
  const { models } = useWords()
  const { language } = usePreferences()
  return (
    <Table
      size="small"
      rowKey="id"
      pagination={false}
      scroll={{ x: 'max-content' }}
      title={() => models.distribution}
      dataSource={[
        { id: current, tenths: drift.current },
        { id: candidate, tenths: drift.candidate },
      ]}
      columns={[
        { key: 'id', title: models.version, dataIndex: 'id' },
        ...drift.current.map((_, tenth) => ({
          key: String(tenth),
          title: `0.${tenth}–`,
          render: (_value: unknown, { tenths }: { readonly tenths: readonly number[] }) =>
            formatNumber(tenths[tenth] ?? 0, language),
        })),
      ]}
    />
  )
}

function Disagreements({ kind }: { readonly kind: Kind }) {
  const { models, labels } = useWords()
  const { language } = usePreferences()
  const said = (level: string, score: number) =>
    `${labels.modelLevels[level] ?? level} · ${formatPercent(score, language)}`
  if (kind.disagreements.length === 0) return <p className="quiet">{models.noDisagreements}</p>
  return (
    <Table
      size="small"
      rowKey="id"
      scroll={{ x: 'max-content' }}
      title={() => models.disagreements}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      dataSource={kind.disagreements.map((row, place) => ({ ...row, id: place }))}
      columns={[
        {
          key: 'shown',
          title: models.value,
          render: (_, { shown }) => <span className="value">{shown ?? models.message}</span>,
        },
        {
          key: 'current',
          title: models.current,
          render: (_, { currentLevel, currentScore }) => said(currentLevel, currentScore),
        },
        {
          key: 'candidate',
          title: models.candidate,
          render: (_, { candidateLevel, candidateScore }) => said(candidateLevel, candidateScore),
        },
        { key: 'at', title: models.at, render: (_, { at }) => formatInstant(at, language) },
      ]}
    />
  )
}
