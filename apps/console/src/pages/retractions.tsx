import type { ConsoleRetraction, RetractionListQuery } from '@wuzei/contract'
import { Button, Checkbox, Drawer, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant, formatNumber } from '../language/format.ts'
import { PagedTable } from '../parts/paged-table.tsx'
import { api } from '../session/api.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { CleanEverywhere } from './retractions/clean-everywhere.tsx'
import { Confirmations } from './retractions/confirmations.tsx'

const states = ['all', 'open', 'reached', 'complete'] as const

/** What was taken back and who has confirmed it; above, whether a value is clean everywhere. */
export function RetractionsPage() {
  const words = useWords()
  const { retractions } = words
  const { language } = usePreferences()
  const [state, setState] = useState<(typeof states)[number]>('all')
  const [isOwn, setIsOwn] = useState(false)
  const [open, setOpen] = useState<string>()
  const filter: RetractionListQuery = {
    ...(state === 'all' ? {} : { state }),
    ...(isOwn ? { own: 'outstanding' } : {}),
  }
  const progress = ({ confirmed, outstanding }: ConsoleRetraction) =>
    retractions.progress(confirmed, outstanding)
  return (
    <>
      <h1>{retractions.title}</h1>
      <CleanEverywhere onOpen={setOpen} />
      <PagedTable<ConsoleRetraction>
        title={retractions.title}
        label="TLP:GREEN"
        queryKey={['retractions', filter]}
        load={async (after) => {
          const page = await api.consoleRetractions({ query: { ...filter, after } })
          return { rows: page.retractions, next: page.next }
        }}
        rowKey={({ id }) => id}
        selected={open}
        onOpen={({ id }) => setOpen(id)}
        empty={{ title: retractions.empty, hint: retractions.emptyHint }}
        tools={
          <>
            <Segmented
              aria-label={retractions.state}
              value={state}
              options={states.map((value) => ({ value, label: retractions.filters[value] }))}
              onChange={setState}
            />
            <Checkbox checked={isOwn} onChange={(event) => setIsOwn(event.target.checked)}>
              {retractions.ownOutstanding}
            </Checkbox>
          </>
        }
        columns={[
          {
            key: 'value',
            title: retractions.value,
            render: ({ id, shown, kind }) => (
              <>
                <Button type="link" size="small" className="value" onClick={() => setOpen(id)}>
                  {shown}
                </Button>
                <div className="quiet">{words.kinds[kind]}</div>
              </>
            ),
            text: ({ shown }) => shown,
          },
          {
            key: 'reason',
            title: retractions.reason,
            render: ({ reason }) => retractions.reasons[reason],
            text: ({ reason }) => reason,
          },
          {
            key: 'at',
            title: retractions.at,
            render: ({ at }) => formatInstant(at, language),
            text: ({ at }) => at,
          },
          {
            key: 'state',
            title: retractions.state,
            render: (row) => (
              <>
                <StateTag {...row} />
                <div className="quiet">
                  {progress(row)}
                  {row.reachedAfterMs === null || row.confirmed === 0
                    ? null
                    : ` · ${retractions.took(formatNumber(Math.round(row.reachedAfterMs / 100) / 10, language))}`}
                </div>
              </>
            ),
            text: progress,
          },
          {
            key: 'own',
            title: retractions.own,
            render: ({ own, ownConfirmedAt }) => (
              <>
                <Tag color={{ confirmed: 'green', outstanding: 'orange', 'not-asked': 'default' }[own]}>
                  {retractions.owns[own]}
                </Tag>
                {ownConfirmedAt === null ? null : (
                  <div className="quiet">{formatInstant(ownConfirmedAt, language)}</div>
                )}
              </>
            ),
            text: ({ own, ownConfirmedAt }) => `${retractions.owns[own]} ${ownConfirmedAt ?? ''}`.trim(),
          },
        ]}
      />
      <Drawer
        open={open !== undefined}
        size={720}
        title={retractions.drawer}
        onClose={() => setOpen(undefined)}
      >
        {open === undefined ? null : <Confirmations key={open} id={open} />}
      </Drawer>
    </>
  )
}

function StateTag({ reachedAt, completedAt }: Pick<ConsoleRetraction, 'reachedAt' | 'completedAt'>) {
  const { retractions } = useWords()
  if (completedAt !== null) return <Tag color="green">{retractions.states.complete}</Tag>
  if (reachedAt !== null) return <Tag color="blue">{retractions.states.reached}</Tag>
  return <Tag color="orange">{retractions.states.open}</Tag>
}
