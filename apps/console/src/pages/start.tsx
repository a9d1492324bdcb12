import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { FeedHealth, ShareReply } from '@wuzei/contract'
import { Alert, Button, Empty, Skeleton, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../language/format.ts'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { SharingLabel } from '../parts/sharing-label.tsx'
import { api } from '../session/api.ts'
import { useMe } from '../session/use-me.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { GiveShareDialog } from './shares/give-share.tsx'

/** Of one's own shares so many are shown here; the others are in their list. */
const recentShares = 8

/** Where members begin who are no police: what waits for them, whether the feed reaches them, what they shared. */
export function StartPage() {
  const { start, give } = useWords()
  const { language } = usePreferences()
  const { data: me } = useMe()
  const [isGiving, setIsGiving] = useState(false)
  if (!me) return null
  return (
    <>
      <div className="table-tools">
        <h1>
          {start.title} · {me.organisation.name[language]}
        </h1>
        <Button type="primary" onClick={() => setIsGiving(true)}>
          {give.action}
        </Button>
      </div>
      <Waiting organisationId={me.organisation.id} />
      <OwnShares onGive={() => setIsGiving(true)} />
      {isGiving ? <GiveShareDialog onClose={() => setIsGiving(false)} /> : null}
    </>
  )
}

function Waiting({ organisationId }: { readonly organisationId: string }) {
  const { start } = useWords()
  const retractions = useQuery({
    queryKey: ['retractions', 'own-outstanding'],
    queryFn: () => api.consoleRetractions({ query: { own: 'outstanding' } }),
  })
  const labels = useQuery({
    queryKey: ['shares', 'own-waiting'],
    queryFn: () => api.shares({ query: { opening: 'proposed' } }),
  })
  const feed = useQuery({
    queryKey: ['feed-health', 'own'],
    queryFn: () => api.consoleFeedHealth({ query: {} }),
  })
  const failed = [retractions, labels, feed].find(({ error }) => error !== null)
  if (failed) return <ProblemPanel error={failed.error} onAgain={() => void failed.refetch()} />
  if (!retractions.data || !labels.data || !feed.data) return <Skeleton active />
  const counted = ({ length }: readonly unknown[], next: string | null) =>
    next === null ? String(length) : start.many(length)
  const { retractions: outstanding } = retractions.data
  const { shares: proposed } = labels.data
  const own = feed.data.members.find((member) => member.organisationId === organisationId)
  return (
    <section aria-label={start.todo} className="waits">
      <h2>{start.todo}</h2>
      {outstanding.length + proposed.length === 0 ? <p className="quiet">{start.none}</p> : null}
      {outstanding.length === 0 ? null : (
        <Alert
          type="warning"
          showIcon
          title={start.outstanding(counted(outstanding, retractions.data.next))}
          description={start.outstandingHint}
          action={<Link to="/retractions">{start.toRetractions}</Link>}
        />
      )}
      {proposed.length === 0 ? null : (
        <Alert
          type="info"
          showIcon
          title={start.labels(counted(proposed, labels.data.next))}
          action={<Link to="/shares">{start.toLabels}</Link>}
        />
      )}
      <h2>{start.feed}</h2>
      <OwnFeed member={own} />
    </section>
  )
}

const minuteMs = 60_000

function OwnFeed({ member }: { readonly member: FeedHealth['members'][number] | undefined }) {
  const { start } = useWords()
  const { language } = usePreferences()
  if (!member || (member.lastTakenAt === null && member.webhooks === 0))
    return (
      <Alert
        type="warning"
        showIcon
        title={start.feedNever}
        action={<Link to="/clients">{start.toClients}</Link>}
      />
    )
  const behindMinutes =
    member.behindSince === null ? 0 : Math.floor((Date.now() - Date.parse(member.behindSince)) / minuteMs)
  const troubles = [
    ...(behindMinutes > 0 ? [start.feedBehind(behindMinutes)] : []),
    ...(member.failingWebhooks + member.deadLetters > 0
      ? [start.feedTrouble(member.failingWebhooks, member.deadLetters)]
      : []),
  ]
  return (
    <Alert
      type={troubles.length === 0 ? 'success' : 'warning'}
      showIcon
      title={
        troubles.length === 0
          ? start.feedGood(formatInstant(member.lastTakenAt ?? new Date().toISOString(), language))
          : troubles.join(' ')
      }
      action={<Link to="/feed">{start.toFeed}</Link>}
    />
  )
}

function OwnShares({ onGive }: { readonly onGive: () => void }) {
  const { start, give, sharing, kinds } = useWords()
  const { language } = usePreferences()
  const navigate = useNavigate()
  const { data, error, refetch } = useQuery({
    queryKey: ['shares', 'own-recent'],
    queryFn: () => api.shares({ query: { direction: 'given' } }),
  })
  return (
    <section aria-label={start.own}>
      <h2>{start.own}</h2>
      {error ? <ProblemPanel error={error} onAgain={() => void refetch()} /> : null}
      {data === undefined && !error ? <Skeleton active /> : null}
      {data?.shares.length === 0 ? (
        <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={start.ownEmpty}>
          <Button onClick={onGive}>{give.action}</Button>
        </Empty>
      ) : null}
      {data && data.shares.length > 0 ? (
        <>
          <Table<ShareReply>
            size="small"
            rowKey="id"
            pagination={false}
            scroll={{ x: 'max-content' }}
            dataSource={data.shares.slice(0, recentShares)}
            columns={[
              {
                title: sharing.subject,
                render: (_, { canonical, kind }) => (
                  <>
                    {canonical} <span className="quiet">{kinds[kind]}</span>
                  </>
                ),
              },
              { title: sharing.label, render: (_, { label }) => <SharingLabel label={label} /> },
              {
                title: sharing.reach,
                render: (_, { isPublicEvidence, withdrawnAt }) => (
                  <Space>
                    <Tag color={isPublicEvidence ? 'green' : 'default'}>
                      {isPublicEvidence ? sharing.open : sharing.held}
                    </Tag>
                    {withdrawnAt === null ? null : <Tag>{sharing.states.withdrawn}</Tag>}
                  </Space>
                ),
              },
              { title: sharing.at, render: (_, { at }) => formatInstant(at, language) },
            ]}
          />
          <Button type="link" onClick={() => void navigate({ to: '/shares' })}>
            {start.all}
          </Button>
        </>
      ) : null}
    </section>
  )
}
