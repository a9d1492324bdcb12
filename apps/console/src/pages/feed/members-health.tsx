import type { FeedHealth } from '@wuzei/contract'
import { Tag } from 'antd'
import { formatInstant, formatNumber } from '../../language/format.ts'
import { PagedTable } from '../../parts/paged-table.tsx'
import { api } from '../../session/api.ts'
import { useMemberName } from '../../session/use-member-name.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

type Member = FeedHealth['members'][number]

const minuteMs = 60_000

/** When each member last took the feed, how far it is behind, and how its webhooks are doing. */
export function MembersHealth() {
  const { feed } = useWords()
  const { language } = usePreferences()
  const memberName = useMemberName()
  const lagMinutes = ({ behindSince }: Member) =>
    behindSince === null ? 0 : Math.floor((Date.now() - Date.parse(behindSince)) / minuteMs)
  const lagOf = (member: Member) => {
    if (member.lastTakenAt === null) return '—'
    return lagMinutes(member) < 1 ? feed.upToDate : feed.behind(lagMinutes(member))
  }
  const hooksOf = ({ webhooks, pausedWebhooks, failingWebhooks }: Member) => {
    if (webhooks === 0) return '—'
    const bad = [
      ...(pausedWebhooks > 0 ? [feed.hooksPaused(pausedWebhooks)] : []),
      ...(failingWebhooks > 0 ? [feed.hooksFailing(failingWebhooks)] : []),
    ]
    return [String(webhooks), ...(bad.length > 0 ? bad : [feed.hooksGood])].join(' · ')
  }
  const lastTaken = ({ lastTakenAt }: Member) =>
    lastTakenAt === null ? feed.never : formatInstant(lastTakenAt, language)
  return (
    <>
      <h2>{feed.health}</h2>
      <PagedTable<Member>
        title={feed.health}
        label="TLP:AMBER+STRICT"
        queryKey={['feed-health']}
        load={async (after) => {
          const page = await api.consoleFeedHealth({ query: { after } })
          return { rows: page.members, next: page.next }
        }}
        rowKey={({ organisationId }) => organisationId}
        empty={{ title: feed.emptyHealth, hint: feed.emptyHealthHint }}
        columns={[
          {
            key: 'member',
            title: feed.member,
            render: ({ organisationId }) => memberName(organisationId),
            text: ({ organisationId }) => memberName(organisationId),
          },
          {
            key: 'last',
            title: feed.lastTaken,
            render: lastTaken,
            text: ({ lastTakenAt }) => lastTakenAt ?? '',
          },
          {
            key: 'lag',
            title: feed.lag,
            render: (member) =>
              member.lastTakenAt === null ? (
                '—'
              ) : (
                <Tag color={lagMinutes(member) < 1 ? 'green' : 'orange'}>{lagOf(member)}</Tag>
              ),
            text: lagOf,
          },
          {
            key: 'streams',
            title: feed.streams,
            render: ({ streams }) => formatNumber(streams, language),
            text: ({ streams }) => String(streams),
          },
          {
            key: 'hooks',
            title: feed.hooks,
            render: (member) =>
              member.pausedWebhooks + member.failingWebhooks === 0 ? (
                hooksOf(member)
              ) : (
                <Tag color="orange">{hooksOf(member)}</Tag>
              ),
            text: hooksOf,
          },
          {
            key: 'dead',
            title: feed.dead,
            render: ({ deadLetters }) =>
              deadLetters === 0 ? '0' : <Tag color="red">{formatNumber(deadLetters, language)}</Tag>,
            text: ({ deadLetters }) => String(deadLetters),
          },
        ]}
      />
      <p className="quiet">{feed.healthHint}</p>
    </>
  )
}
