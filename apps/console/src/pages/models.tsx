import { useQuery } from '@tanstack/react-query'
import type { ConsoleModels } from '@wuzei/contract'
import { Button, Card, Empty, Flex, Skeleton, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../language/format.ts'
import { ActorName } from '../parts/actor-name.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useAct } from '../parts/use-act.ts'
import { api } from '../session/api.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { ModelComparisonView } from './models/comparison.tsx'

type Kind = ConsoleModels['kinds'][number]
type Change = ConsoleModels['changes'][number]

/** What somebody is about to decide about a version, with a reason. */
interface Deed {
  readonly act: 'propose' | 'back' | 'takeBack'
  readonly id: string
}

/** Which models judge, the candidates beside them, and who switched when. */
export function ModelsPage() {
  const { models } = useWords()
  const [deed, setDeed] = useState<Deed>()
  const { data, error, refetch } = useQuery({ queryKey: ['models'], queryFn: () => api.consoleModels() })
  if (error && !data) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!data) return <Skeleton active />
  return (
    <>
      <h1>{models.title}</h1>
      <p className="quiet">{models.hint}</p>
      {error ? <ProblemPanel error={error} onAgain={() => void refetch()} /> : null}
      <Flex vertical gap="middle">
        {data.kinds.map((kind) => (
          <KindCard key={kind.kind} kind={kind} data={data} onDeed={setDeed} />
        ))}
      </Flex>
      <Changes data={data} />
      <Versions data={data} onDeed={setDeed} />
      {deed ? (
        <ReasonDialog
          title={{ propose: models.propose, back: models.back, takeBack: models.takeBack }[deed.act]}
          text={
            { propose: models.proposeText, back: models.backText, takeBack: models.takeBackText }[deed.act]
          }
          label={models.reason}
          touches={['models']}
          onDecide={async (reason) => await carryOut(deed, reason)}
          onClose={() => setDeed(undefined)}
        />
      ) : null}
    </>
  )
}

async function carryOut({ act, id }: Deed, reason: string): Promise<void> {
  const params = { id }
  if (act === 'propose') await api.promoteModel({ params, body: { decision: 'propose', reason } })
  else if (act === 'back') await api.rollBackModel({ params, body: { reason } })
  else await api.withdrawModel({ params, body: { reason } })
}

function KindCard({
  kind,
  data,
  onDeed,
}: {
  readonly kind: Kind
  readonly data: ConsoleModels
  readonly onDeed: (deed: Deed) => void
}) {
  const { models } = useWords()
  const waiting = data.changes.find((change) => change.kind === kind.kind && change.state === 'proposed')
  return (
    <Card title={models.kinds[kind.kind]}>
      <Space wrap>
        <span>
          {models.current} <Tag color="green">{kind.current ?? models.none}</Tag>
        </span>
        <span>
          {models.candidate}{' '}
          <Tag {...(kind.candidate === null ? {} : { color: 'blue' })}>{kind.candidate ?? models.none}</Tag>
        </span>
        {data.mayDecide && kind.candidate !== null && !waiting ? (
          <Button type="primary" onClick={() => onDeed({ act: 'propose', id: kind.candidate ?? '' })}>
            {models.propose}
          </Button>
        ) : null}
      </Space>
      {waiting ? <Proposal change={waiting} mayDecide={data.mayDecide} /> : null}
      {kind.candidate === null ? <p className="quiet">{models.noCandidate}</p> : null}
      {kind.comparison ? <ModelComparisonView comparison={kind.comparison} kind={kind} /> : null}
    </Card>
  )
}

function Proposal({ change, mayDecide }: { readonly change: Change; readonly mayDecide: boolean }) {
  const { models } = useWords()
  const { act, error, isBusy } = useAct('models')
  const decide = (decision: 'agree' | 'refuse' | 'withdraw') =>
    void act(() => api.promoteModel({ params: { id: change.to }, body: { decision } }))
  return (
    <div>
      <p>
        <Tag color="gold">{models.waiting}</Tag> <ActorName actor={change.proposedBy} />: {change.reason}
      </p>
      {error ? <ProblemPanel error={error} /> : null}
      {mayDecide ? (
        <Space wrap>
          {change.isOwn ? (
            <>
              <span className="quiet">{models.ownProposal}</span>
              <Button disabled={isBusy} onClick={() => decide('withdraw')}>
                {models.withdraw}
              </Button>
            </>
          ) : (
            <>
              <Button type="primary" disabled={isBusy} onClick={() => decide('agree')}>
                {models.agree}
              </Button>
              <Button disabled={isBusy} onClick={() => decide('refuse')}>
                {models.refuse}
              </Button>
            </>
          )}
        </Space>
      ) : null}
    </div>
  )
}

function Changes({ data }: { readonly data: ConsoleModels }) {
  const { models } = useWords()
  const { language } = usePreferences()
  return (
    <section aria-label={models.changes}>
      <h2>{models.changes}</h2>
      {data.changes.length === 0 ? (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={
            <>
              <strong>{models.noChanges}</strong>
              <br />
              {models.noChangesHint}
            </>
          }
        />
      ) : (
        <Table<Change>
          size="small"
          rowKey="id"
          dataSource={[...data.changes]}
          pagination={false}
          scroll={{ x: 'max-content' }}
          columns={[
            {
              key: 'change',
              title: models.change,
              render: (_, { from, to }) => `${from ?? models.none} → ${to}`,
            },
            { key: 'state', title: models.state, render: (_, { state }) => models.states[state] },
            {
              key: 'by',
              title: models.by,
              render: (_, { proposedBy, decidedBy }) => (
                <>
                  <ActorName actor={proposedBy} />
                  {decidedBy === null || decidedBy === proposedBy ? null : (
                    <>
                      {' · '}
                      <ActorName actor={decidedBy} />
                    </>
                  )}
                </>
              ),
            },
            { key: 'why', title: models.why, dataIndex: 'reason' },
            {
              key: 'at',
              title: models.at,
              render: (_, { decidedAt, proposedAt }) => formatInstant(decidedAt ?? proposedAt, language),
            },
          ]}
        />
      )}
    </section>
  )
}

interface Version {
  readonly id: string
  readonly state: string
  readonly addedAt: string | null
  readonly mayGoBack: boolean
}

function Versions({ data, onDeed }: { readonly data: ConsoleModels; readonly onDeed: (deed: Deed) => void }) {
  const { models } = useWords()
  const { language } = usePreferences()
  return (
    <section aria-label={models.versions}>
      <h2>{models.versions}</h2>
      <Table<Version>
        size="small"
        rowKey="id"
        dataSource={versionsOf(data)}
        pagination={false}
        scroll={{ x: 'max-content' }}
        columns={[
          { key: 'id', title: models.version, dataIndex: 'id' },
          { key: 'state', title: models.state, render: (_, { state }) => models.versionStates[state] },
          {
            key: 'added',
            title: models.addedAt,
            render: (_, { addedAt }) => (addedAt === null ? '—' : formatInstant(addedAt, language)),
          },
          {
            key: 'deeds',
            title: models.deeds,
            render: (_, { id, state, mayGoBack }) => {
              const withdrawn = data.withdrawn.find(({ model }) => model === id)
              // Texts make no findings about values, and a candidate makes none at all.
              const mayFind = id.startsWith('url@') && state !== 'candidate'
              if (!data.mayDecide && !withdrawn) return null
              return (
                <Space wrap>
                  {data.mayDecide && mayGoBack ? (
                    <Button size="small" onClick={() => onDeed({ act: 'back', id })}>
                      {models.back}
                    </Button>
                  ) : null}
                  {withdrawn ? (
                    <span className="quiet">{models.withdrawn(formatInstant(withdrawn.at, language))}</span>
                  ) : !mayFind ? null : (
                    <Button size="small" danger onClick={() => onDeed({ act: 'takeBack', id })}>
                      {models.takeBack}
                    </Button>
                  )}
                </Space>
              )
            },
          },
        ]}
      />
    </section>
  )
}

/** Versions that were brought in, and those that came with the hub. */
function versionsOf(data: ConsoleModels): Version[] {
  const shipped = data.kinds.flatMap(({ shipped: id, current }): Version[] =>
    id === null || data.versions.some((version) => version.id === id)
      ? []
      : [{ id, state: id === current ? 'current' : 'shipped', addedAt: null, mayGoBack: id !== current }],
  )
  const brought = data.versions.map(({ id, state, addedAt }): Version => {
    return { id, state, addedAt, mayGoBack: state === 'former' }
  })
  return [...brought, ...shipped]
}
