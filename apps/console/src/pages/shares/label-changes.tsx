import { useQuery } from '@tanstack/react-query'
import type { RelabellingList, ShareReply } from '@wuzei/contract'
import { Alert, Button, Space, Table, Tag } from 'antd'
import { formatInstant } from '../../language/format.ts'
import { ActorName } from '../../parts/actor-name.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useMe } from '../../session/use-me.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

type Change = RelabellingList['relabellings'][number]

/** Every change of a share's label; one that waits is decided here, never by whoever proposed it. */
export function LabelChanges({ share }: { readonly share: ShareReply }) {
  const { sharing } = useWords()
  const { language } = usePreferences()
  const { data, error, refetch } = useQuery({
    queryKey: ['shares', 'labels', share.id],
    queryFn: () => api.shareRelabellings({ params: { id: share.id } }),
  })
  const waiting = data?.relabellings.find(({ state }) => state === 'proposed')
  const shown = ({ tlp, pap }: Change['from']) => `${tlp} ${pap}`
  return (
    <section>
      <h3>{sharing.history}</h3>
      {error ? <ProblemPanel error={error} onAgain={() => void refetch()} /> : null}
      {waiting ? <Waiting share={share} change={waiting} /> : null}
      {data?.relabellings.length === 0 ? <p className="quiet">{sharing.noHistory}</p> : null}
      {data && data.relabellings.length > 0 ? (
        <Table<Change>
          size="small"
          rowKey="id"
          pagination={false}
          dataSource={data.relabellings.toReversed()}
          columns={[
            {
              title: sharing.change,
              render: (_, { from, to }) => (
                <>
                  {shown(from)} →<br />
                  {shown(to)}
                </>
              ),
            },
            { title: sharing.state, render: (_, { state }) => <Tag>{sharing.changeStates[state]}</Tag> },
            {
              title: sharing.by,
              render: (_, { proposedBy, proposedAt }) => (
                <>
                  <ActorName actor={proposedBy} />
                  <div className="quiet">{formatInstant(proposedAt, language)}</div>
                </>
              ),
            },
            {
              title: sharing.decidedBy,
              render: (_, { decidedBy, decidedAt }) =>
                decidedBy === null ? (
                  '—'
                ) : (
                  <>
                    <ActorName actor={decidedBy} />
                    {decidedAt === null ? null : (
                      <div className="quiet">{formatInstant(decidedAt, language)}</div>
                    )}
                  </>
                ),
            },
          ]}
        />
      ) : null}
    </section>
  )
}

function Waiting({ share, change }: { readonly share: ShareReply; readonly change: Change }) {
  const { sharing } = useWords()
  const { data: me } = useMe()
  const { act, error, isBusy } = useAct('shares')
  const isOwn = change.proposedBy === `person:${me?.id}`
  const mayDecide = !isOwn && (me?.roles.some((role) => role.endsWith('_SUP')) ?? false)
  const decide = (decision: 'approve' | 'refuse') =>
    act(async () => await api.decideRelabelling({ params: { id: share.id }, body: { decision } }))
  return (
    <>
      <Alert
        type="info"
        showIcon
        title={mayDecide ? sharing.waitsForYou : sharing.waitsFor}
        description={`${change.from.tlp} ${change.from.pap} → ${change.to.tlp} ${change.to.pap}`}
        action={
          mayDecide ? (
            <Space>
              <Button type="primary" loading={isBusy} onClick={() => void decide('approve')}>
                {sharing.agree}
              </Button>
              <Button disabled={isBusy} onClick={() => void decide('refuse')}>
                {sharing.refuse}
              </Button>
            </Space>
          ) : null
        }
      />
      {error === undefined ? null : <ProblemPanel error={error} />}
    </>
  )
}
