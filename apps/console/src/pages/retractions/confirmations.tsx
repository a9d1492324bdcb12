import { useQuery } from '@tanstack/react-query'
import type { Retraction } from '@wuzei/contract'
import { Alert, Button, Modal, Skeleton, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../language/format.ts'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useMe } from '../../session/use-me.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

type Named = Retraction['confirmations']['named'][number]

/** Whoever works with entries confirms for their organisation. */
const idle: readonly string[] = ['SYS_ADM', 'AUD']

/** Who has confirmed one retraction and who still has not, with the time; one's own organisation confirms here. */
export function Confirmations({ id }: { readonly id: string }) {
  const words = useWords()
  const { retractions } = words
  const { language } = usePreferences()
  const { data: me } = useMe()
  const { data, error, refetch } = useQuery({
    queryKey: ['retractions', 'one', id],
    queryFn: () => api.consoleRetraction({ params: { id } }),
  })
  const [isAsking, setIsAsking] = useState(false)
  const [isConfirmed, setIsConfirmed] = useState(false)
  const confirming = useAct('retractions')
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!data || !me) return <Skeleton active />
  const { confirmed, outstanding, named, others } = data.confirmations
  const mayConfirm = data.own === 'outstanding' && me.roles.some((role) => !idle.includes(role))
  const confirm = async () => {
    const isDone = await confirming.act(async () => await api.confirmRetraction({ params: { id }, body: {} }))
    setIsConfirmed(isDone)
    setIsAsking(false)
  }
  return (
    <>
      <h2 className="entry-name">{data.masked}</h2>
      <p>
        {retractions.reasons[data.reason]} · {formatInstant(data.at, language)} ·{' '}
        <strong>{retractions.progress(confirmed, outstanding)}</strong>
      </p>
      <Space wrap className="decisions">
        {mayConfirm ? (
          <Button type="primary" onClick={() => setIsAsking(true)}>
            {retractions.confirm}
          </Button>
        ) : null}
        <a href={`/retractions/${id}?lang=${language}`} target="_blank" rel="noreferrer">
          {retractions.publicPage}
        </a>
      </Space>
      <div role="status">
        {isConfirmed ? <Alert type="success" showIcon title={retractions.confirmed} /> : null}
      </div>
      {confirming.error === undefined ? null : <ProblemPanel error={confirming.error} />}
      {confirmed + outstanding === 0 ? <p className="quiet">{retractions.nobody}</p> : null}
      {named.length > 0 ? <NamedMembers named={named} /> : null}
      {others.length > 0 ? <OtherMembers others={others} /> : null}
      <p className="quiet">{retractions.namesHint}</p>
      {isAsking ? (
        <Modal
          open
          title={retractions.confirm}
          onCancel={() => setIsAsking(false)}
          footer={[
            <Button key="cancel" onClick={() => setIsAsking(false)}>
              {words.dialog.cancel}
            </Button>,
            <Button key="confirm" type="primary" loading={confirming.isBusy} onClick={() => void confirm()}>
              {retractions.confirm}
            </Button>,
          ]}
        >
          <p>{retractions.confirmText}</p>
        </Modal>
      ) : null}
    </>
  )
}

function NamedMembers({ named }: { readonly named: readonly Named[] }) {
  const words = useWords()
  const { retractions } = words
  const { language } = usePreferences()
  return (
    <>
      <h3>{retractions.members}</h3>
      <Table<Named>
        size="small"
        rowKey={({ name }) => `${name.zh} ${name.en}`}
        pagination={named.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
        // Who has not confirmed is what one looks for.
        dataSource={named.toSorted(
          (left, right) => Number(left.confirmedAt !== null) - Number(right.confirmedAt !== null),
        )}
        columns={[
          {
            title: retractions.members,
            render: (_, { name, kind }) => (
              <>
                {name[language]}
                <div className="quiet">{words.organisationKinds[kind]}</div>
              </>
            ),
          },
          {
            title: retractions.confirmedAt,
            render: (_, { confirmedAt, signed }) =>
              confirmedAt === null ? (
                <Tag color="orange">{retractions.notYet}</Tag>
              ) : (
                <>
                  {formatInstant(confirmedAt, language)}
                  {signed ? <div className="quiet">{retractions.signed}</div> : null}
                </>
              ),
          },
          {
            title: retractions.whenTold,
            render: (_, { connected }) => (connected ? retractions.connected : retractions.offline),
          },
        ]}
      />
    </>
  )
}

function OtherMembers({ others }: { readonly others: Retraction['confirmations']['others'] }) {
  const words = useWords()
  const { retractions } = words
  const { language } = usePreferences()
  return (
    <>
      <h3>{retractions.others}</h3>
      <Table
        size="small"
        rowKey="kind"
        pagination={false}
        dataSource={others}
        columns={[
          { title: retractions.othersKind, render: (_, { kind }) => words.organisationKinds[kind] },
          {
            title: retractions.othersCounts,
            render: (_, one) => `${one.confirmed} / ${one.outstanding}`,
          },
          {
            title: retractions.last,
            render: (_, { lastConfirmedAt }) =>
              lastConfirmedAt === null ? '—' : formatInstant(lastConfirmedAt, language),
          },
        ]}
      />
    </>
  )
}
