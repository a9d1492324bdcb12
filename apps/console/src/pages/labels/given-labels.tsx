import type { LabelPage } from '@wuzei/contract'
import { formatInstant, formatPercent } from '../../language/format.ts'
import { PagedTable } from '../../parts/paged-table.tsx'
import { api } from '../../session/api.ts'
import { roleName } from '../../session/roles-of.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

type Label = LabelPage['labels'][number]

/** What people have decided so far, as labels, newest first. */
export function GivenLabels() {
  const { labels, kinds } = useWords()
  const { language } = usePreferences()
  const thenOf = ({ opinion }: Label) =>
    opinion === null
      ? '—'
      : `${labels.modelLevels[opinion.level] ?? opinion.level} · ${formatPercent(opinion.score, language)} (${opinion.model})`
  return (
    <PagedTable<Label>
      title={labels.views.given}
      label="TLP:GREEN"
      queryKey={['labels']}
      load={async (after) => {
        const page = await api.consoleLabels({ query: { after } })
        return { rows: page.labels, next: page.next }
      }}
      rowKey={({ id }) => id}
      empty={{ title: labels.given.empty, hint: labels.given.emptyHint }}
      columns={[
        {
          key: 'value',
          title: labels.given.value,
          render: ({ shown, kind }) => (
            <>
              <span className="value">{shown}</span>
              <div className="quiet">
                {Object.entries(kinds).find(([name]) => name === kind)?.[1] ?? kind}
              </div>
            </>
          ),
          text: ({ shown }) => shown ?? '',
        },
        {
          key: 'label',
          title: labels.given.label,
          render: ({ label }) => labels.answers[label],
          text: ({ label }) => label,
        },
        {
          key: 'act',
          title: labels.given.act,
          render: ({ act }) => labels.given.acts[act],
          text: ({ act }) => act,
        },
        {
          key: 'decidedAs',
          title: labels.given.decidedAs,
          render: ({ decidedAs }) =>
            decidedAs
              .split(' ')
              .map((role) => roleName(role, language))
              .join(labels.given.and),
          text: ({ decidedAs }) => decidedAs,
        },
        {
          key: 'then',
          title: labels.given.atThatTime,
          render: thenOf,
          text: ({ opinion }) => (opinion === null ? '' : `${opinion.model} ${opinion.score}`),
        },
        {
          key: 'at',
          title: labels.given.at,
          render: ({ at }) => formatInstant(at, language),
          text: ({ at }) => at,
        },
      ]}
    />
  )
}
