import type { AuditQuery, LoggedEventReply } from '@wuzei/contract'
import { Alert, Button, Drawer, Input, Select, Steps } from 'antd'
import { useState } from 'react'
import { eventName } from '../language/event-name.ts'
import { formatInstant } from '../language/format.ts'
import { ActorName } from '../parts/actor-name.tsx'
import { PagedTable } from '../parts/paged-table.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { useAct } from '../parts/use-act.ts'
import { api } from '../session/api.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { verifyEvent, type ProofStep } from './audit/verify-event.ts'

type Filters = Pick<AuditQuery, 'type' | 'actor' | 'subject'>

/** The log, newest first; one event with its proof, computed in this browser. */
export function AuditPage() {
  const words = useWords()
  const { language } = usePreferences()
  const [filters, setFilters] = useState<Filters>({})
  const [focused, setFocused] = useState<LoggedEventReply>()
  return (
    <>
      <h1>{words.audit.title}</h1>
      <PagedTable<LoggedEventReply>
        title={words.audit.title}
        label="TLP:AMBER+STRICT"
        queryKey={['events', filters]}
        load={async (after) => {
          const page = await api.consoleEvents({ query: { ...filters, after } })
          return { rows: page.events, next: page.next }
        }}
        rowKey={({ seq }) => String(seq)}
        selected={focused ? String(focused.seq) : undefined}
        onOpen={setFocused}
        empty={{ title: words.audit.empty, hint: words.audit.emptyHint }}
        tools={<AuditFilters onChange={setFilters} />}
        columns={[
          {
            key: 'seq',
            title: words.audit.seq,
            render: (event) => (
              <Button type="link" size="small" className="value" onClick={() => setFocused(event)}>
                {event.seq}
              </Button>
            ),
            text: ({ seq }) => String(seq),
          },
          {
            key: 'at',
            title: words.audit.at,
            render: ({ at }) => formatInstant(at, language),
            text: ({ at }) => at,
          },
          {
            key: 'type',
            title: words.audit.type,
            render: ({ type }) => <span title={type}>{eventName(words, type)}</span>,
            text: ({ type }) => type,
          },
          {
            key: 'actor',
            title: words.audit.actor,
            render: ({ actor }) => <ActorName actor={actor} />,
            text: ({ actor }) => actor,
          },
          {
            key: 'subject',
            title: words.audit.subject,
            render: ({ subject }) => <code className="one-line">{subject ?? '—'}</code>,
            text: ({ subject }) => subject ?? '',
          },
        ]}
      />
      <Drawer
        open={focused !== undefined}
        size={720}
        title={focused ? words.audit.event(focused.seq) : ''}
        onClose={() => setFocused(undefined)}
      >
        {focused ? <EventProof key={focused.seq} event={focused} /> : null}
      </Drawer>
    </>
  )
}

function AuditFilters({ onChange }: { readonly onChange: (filters: Filters) => void }) {
  const { audit, events } = useWords()
  const [typed, setTyped] = useState<Required<Filters>>({ type: '', actor: '', subject: '' })
  const send = (filters: Filters) =>
    onChange(Object.fromEntries(Object.entries(filters).filter(([, value]) => value.trim() !== '')))
  const apply = () => send(typed)
  const choose = (filters: Required<Filters>) => {
    setTyped(filters)
    send(filters)
  }
  const labels = { type: audit.typeFilter, actor: audit.actorFilter, subject: audit.subjectFilter }
  return (
    <div className="filters">
      <Select
        aria-label={labels.type}
        placeholder={labels.type}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        className="filter wide"
        options={Object.entries(events).map(([value, name]) => ({ value, label: `${name} · ${value}` }))}
        onChange={(type) => choose({ ...typed, type: type ?? '' })}
      />
      {(['actor', 'subject'] as const).map((name) => (
        <Input
          key={name}
          aria-label={labels[name]}
          placeholder={labels[name]}
          className="filter wide"
          value={typed[name]}
          onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
          onPressEnter={apply}
          onBlur={apply}
        />
      ))}
    </div>
  )
}

function EventProof({ event }: { readonly event: LoggedEventReply }) {
  const { audit } = useWords()
  const [steps, setSteps] = useState<readonly ProofStep[] | null>()
  const { act, error, isBusy } = useAct()
  const hasFailed = steps?.some(({ holds }) => holds === false) === true
  return (
    <>
      <h3>{audit.payload}</h3>
      <pre className="payload">
        {JSON.stringify(
          {
            at: event.at,
            type: event.type,
            actor: event.actor,
            subject: event.subject,
            payload: event.payload,
            attachments: event.attachments,
          },
          null,
          2,
        )}
      </pre>
      <p className="quiet">{audit.verifyHint}</p>
      <Button
        type="primary"
        loading={isBusy}
        onClick={() => void act(async () => setSteps(await verifyEvent(event)))}
      >
        {audit.verify}
      </Button>
      {error === undefined ? null : <ProblemPanel error={error} />}
      {steps === null ? <Alert type="info" showIcon title={audit.noHead} /> : null}
      {steps ? (
        <div role="status" data-testid="proof">
          <Alert
            type={hasFailed ? 'error' : 'success'}
            showIcon
            title={hasFailed ? audit.someFailed : audit.allPassed}
          />
          <Steps
            orientation="vertical"
            size="small"
            className="proof"
            items={steps.map(({ name, holds, shown }) => ({
              title: `${audit.steps[name]}：${holds === null ? audit.skipped : holds ? audit.passed : audit.failed}`,
              content: <code>{name === 'pinned' && holds === null ? audit.pinNew : shown}</code>,
              status: holds === null ? ('wait' as const) : holds ? ('finish' as const) : ('error' as const),
            }))}
          />
        </div>
      ) : null}
    </>
  )
}
