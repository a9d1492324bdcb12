import type { InboundSource } from '@wuzei/contract'
import { Button, Drawer, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant, formatPercent } from '../language/format.ts'
import { PagedTable } from '../parts/paged-table.tsx'
import { api } from '../session/api.ts'
import { useMe } from '../session/use-me.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { SourceDetails } from './inbound/source-details.tsx'
import { SourceForm } from './inbound/source-form.tsx'

/** Lists and collections of others that the hub reads on schedule, and how each of them is doing. */
export function InboundPage() {
  const { inbound } = useWords()
  const { language } = usePreferences()
  const { data: me } = useMe()
  const [isAdding, setIsAdding] = useState(false)
  const [open, setOpen] = useState<string>()
  const mayChange = me?.organisation.kind === 'hub-operator' && me.roles.includes('SYS_ADM')
  const at = (instant: string | null) => (instant === null ? inbound.never : formatInstant(instant, language))
  return (
    <>
      <h1>{inbound.title}</h1>
      <p className="quiet">
        {inbound.hint} {mayChange ? null : inbound.readOnly}
      </p>
      <PagedTable<InboundSource>
        title={inbound.title}
        label="TLP:AMBER"
        queryKey={['inbound']}
        load={async () => ({ rows: (await api.sources()).sources, next: null })}
        rowKey={({ id }) => id}
        selected={open}
        onOpen={({ id }) => setOpen(id)}
        empty={{ title: inbound.empty, hint: inbound.emptyHint }}
        tools={
          mayChange ? (
            <Button type="primary" onClick={() => setIsAdding(true)}>
              {inbound.add}
            </Button>
          ) : null
        }
        columns={[
          {
            key: 'name',
            title: inbound.name,
            render: ({ id, name, kind }) => (
              <>
                <Button type="link" size="small" className="value" onClick={() => setOpen(id)}>
                  {name}
                </Button>
                <div className="quiet">{inbound.kinds[kind]}</div>
              </>
            ),
            text: ({ name }) => name,
          },
          {
            key: 'state',
            title: inbound.state,
            render: ({ state, failures, lastError }) => (
              <>
                <StateTag state={state} />
                {lastError === null ? null : (
                  <div className="quiet">
                    {inbound.reasons[lastError.code] ?? lastError.code} · {inbound.failures} {failures}
                  </div>
                )}
              </>
            ),
            text: ({ state, lastError }) => `${inbound.states[state]} ${lastError?.code ?? ''}`.trim(),
          },
          {
            key: 'success',
            title: inbound.lastSuccess,
            render: ({ lastSuccessAt }) => at(lastSuccessAt),
            text: ({ lastSuccessAt }) => lastSuccessAt ?? '',
          },
          {
            key: 'change',
            title: inbound.lastChange,
            render: ({ lastChangeAt }) => at(lastChangeAt),
            text: ({ lastChangeAt }) => lastChangeAt ?? '',
          },
          {
            key: 'next',
            title: inbound.nextRun,
            render: ({ nextRunAt }) => (nextRunAt === null ? '—' : at(nextRunAt)),
            text: ({ nextRunAt }) => nextRunAt ?? '',
          },
          {
            key: 'reliability',
            title: inbound.reliability,
            render: ({ reliability }) => (reliability === null ? '—' : formatPercent(reliability, language)),
            text: ({ reliability }) => (reliability === null ? '' : String(reliability)),
          },
          {
            key: 'licence',
            title: inbound.licence,
            render: ({ licence }) => <span className="one-line licence">{licence}</span>,
            text: ({ licence }) => licence,
          },
        ]}
      />
      <Drawer open={open !== undefined} size={720} title={inbound.drawer} onClose={() => setOpen(undefined)}>
        {open === undefined ? null : (
          <SourceDetails key={open} id={open} mayChange={mayChange} onRemoved={() => setOpen(undefined)} />
        )}
      </Drawer>
      {isAdding ? <SourceForm onClose={() => setIsAdding(false)} /> : null}
    </>
  )
}

const colours: Readonly<Record<InboundSource['state'], string>> = {
  new: 'default',
  good: 'green',
  silent: 'gold',
  held: 'orange',
  failing: 'orange',
  stale: 'red',
  paused: 'default',
  leaving: 'default',
}

/** How a source is doing, in words and colour. */
export function StateTag({ state }: { readonly state: InboundSource['state'] }) {
  const { inbound } = useWords()
  return <Tag color={colours[state]}>{inbound.states[state]}</Tag>
}
