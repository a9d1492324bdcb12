import { useQuery } from '@tanstack/react-query'
import type { InboundSource } from '@wuzei/contract'
import { Alert, Button, Descriptions, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { formatInstant, formatNumber, formatPercent } from '../../language/format.ts'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useFraudTypes } from '../../session/use-fraud-types.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { StateTag } from '../inbound.tsx'
import { RemoveSource } from './remove-source.tsx'
import { Runs } from './runs.tsx'
import { SourceForm } from './source-form.tsx'

/** How often a source is read while somebody looks at it. */
const lookMs = 5_000

/** One source: how it is doing and why, what waits for a decision, its last runs. */
export function SourceDetails({
  id,
  mayChange,
  onRemoved,
}: {
  readonly id: string
  readonly mayChange: boolean
  readonly onRemoved: () => void
}) {
  const { inbound } = useWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['inbound', 'open'],
    queryFn: () => api.sources(),
    refetchInterval: lookMs,
  })
  const source = data?.sources.find((one) => one.id === id)
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!source) return data ? <p className="quiet">{inbound.empty}</p> : <Skeleton active />
  return (
    <>
      <h2 className="entry-name">{source.name}</h2>
      {mayChange && source.state !== 'leaving' ? <Deeds source={source} onRemoved={onRemoved} /> : null}
      {source.heldGone === null ? null : <Held source={source} mayChange={mayChange} />}
      {source.lastError === null ? null : <LastError error={source.lastError} failures={source.failures} />}
      <Facts source={source} />
      <Runs source={source} />
    </>
  )
}

function Deeds({ source, onRemoved }: { readonly source: InboundSource; readonly onRemoved: () => void }) {
  const { inbound } = useWords()
  const [dialog, setDialog] = useState<'edit' | 'remove'>()
  const [isStarted, setIsStarted] = useState(false)
  const { act, error, isBusy } = useAct('inbound', 'runs')
  const params = { id: source.id }
  const run = () =>
    act(async () => await api.runSource({ params, body: {} })).then((isDone) => setIsStarted(isDone))
  const turn = () =>
    act(
      async () =>
        await api.setSourceState({
          params,
          body: { state: source.state === 'paused' ? 'active' : 'paused' },
        }),
    )
  return (
    <>
      <Space wrap className="decisions">
        <Button type="primary" loading={isBusy} onClick={() => void run()}>
          {inbound.run}
        </Button>
        <Button onClick={() => setDialog('edit')}>{inbound.edit}</Button>
        <Button disabled={isBusy} onClick={() => void turn()}>
          {source.state === 'paused' ? inbound.enable : inbound.disable}
        </Button>
        <Button danger onClick={() => setDialog('remove')}>
          {inbound.remove}
        </Button>
      </Space>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <div role="status">
        {isStarted ? <Alert type="success" showIcon title={inbound.runStarted} /> : null}
      </div>
      {dialog === 'edit' ? <SourceForm source={source} onClose={() => setDialog(undefined)} /> : null}
      {dialog === 'remove' ? (
        <RemoveSource source={source} onRemoved={onRemoved} onClose={() => setDialog(undefined)} />
      ) : null}
    </>
  )
}

/** What vanished at once waits for a person. */
function Held({ source, mayChange }: { readonly source: InboundSource; readonly mayChange: boolean }) {
  const { inbound } = useWords()
  const { language } = usePreferences()
  const { act, error, isBusy } = useAct('inbound', 'runs')
  const decide = (decision: 'accept' | 'refuse') =>
    act(async () => await api.decideHeldSource({ params: { id: source.id }, body: { decision } }))
  return (
    <>
      <Alert
        type="warning"
        showIcon
        className="held-alert"
        title={inbound.heldTitle(source.heldGone === null ? '0' : formatNumber(source.heldGone, language))}
        description={
          <>
            <p>{inbound.heldText}</p>
            {mayChange ? (
              <>
                <Space wrap>
                  <Button type="primary" disabled={isBusy} onClick={() => void decide('refuse')}>
                    {inbound.refuse}
                  </Button>
                  <Button danger disabled={isBusy} onClick={() => void decide('accept')}>
                    {inbound.accept}
                  </Button>
                </Space>
                <p className="quiet">{inbound.refuseHint}</p>
              </>
            ) : null}
          </>
        }
      />
      {error === undefined ? null : <ProblemPanel error={error} />}
    </>
  )
}

function LastError({
  error,
  failures,
}: {
  readonly error: NonNullable<InboundSource['lastError']>
  readonly failures: number
}) {
  const { inbound } = useWords()
  const { language } = usePreferences()
  return (
    <Alert
      type="error"
      showIcon
      className="held-alert"
      title={inbound.reasons[error.code] ?? error.code}
      description={
        <>
          <span lang="en">{error.detail}</span> · {formatInstant(error.at, language)} · {inbound.failures}{' '}
          {failures}
        </>
      }
    />
  )
}

function Facts({ source }: { readonly source: InboundSource }) {
  const { inbound } = useWords()
  const { language } = usePreferences()
  const names = useFraudTypes()
  const at = (instant: string | null) => (instant === null ? inbound.never : formatInstant(instant, language))
  const rows: [string, React.ReactNode][] = [
    [inbound.state, <StateTag key="state" state={source.state} />],
    [
      inbound.address,
      <span key="url" className="entry-name">
        {source.url}
      </span>,
    ],
    [inbound.kind, inbound.kinds[source.kind]],
    [inbound.every, inbound.everies[source.everyS] ?? inbound.everyOther(source.everyS)],
    [inbound.lastSuccess, at(source.lastSuccessAt)],
    [inbound.lastChange, at(source.lastChangeAt)],
    [inbound.nextRun, source.nextRunAt === null ? '—' : at(source.nextRunAt)],
    [inbound.reliability, source.reliability === null ? '—' : formatPercent(source.reliability, language)],
    [inbound.licence, source.licence],
    [inbound.tlp, source.tlp],
    [inbound.fraudType, names.get(source.fraudType ?? '') ?? source.fraudType ?? '—'],
    [inbound.gone, inbound.gones[source.gone]],
  ]
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={rows.map(([label, children]) => ({ key: label, label, children }))}
      />
      {source.keptGone === null ? null : (
        <p className="quiet">{inbound.kept(formatNumber(source.keptGone, language))}</p>
      )}
    </>
  )
}
