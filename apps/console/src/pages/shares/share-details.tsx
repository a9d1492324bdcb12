import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ShareReply } from '@wuzei/contract'
import { Alert, Button, Descriptions, Skeleton, Space } from 'antd'
import { useState } from 'react'
import { formatInstant, formatNumber } from '../../language/format.ts'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { SharingLabel } from '../../parts/sharing-label.tsx'
import { api } from '../../session/api.ts'
import { useFraudTypes } from '../../session/use-fraud-types.ts'
import { useGroupName } from '../../session/use-group-name.ts'
import { useMe } from '../../session/use-me.ts'
import { useMemberName } from '../../session/use-member-name.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { LabelChanges } from './label-changes.tsx'
import { RelabelDialog, WithdrawDialog } from './share-dialogs.tsx'

/** Whoever only administers or audits shares nothing. */
const idle: readonly string[] = ['SYS_ADM', 'AUD']

/** One share with everything that whoever sits here may know of it, and what they may do with it. */
export function ShareDetails({ id }: { readonly id: string }) {
  const words = useWords()
  const { sharing } = words
  const { data: me } = useMe()
  const [dialog, setDialog] = useState<'relabel' | 'withdraw'>()
  const [done, setDone] = useState<string>()
  const {
    data: share,
    error,
    refetch,
  } = useQuery({
    queryKey: ['shares', 'one', id],
    queryFn: () => api.share({ params: { id } }),
  })
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!share || !me) return <Skeleton active />
  const isOwn = share.originId === me.organisation.id
  const mayChange = isOwn && share.withdrawnAt === null && me.roles.some((role) => !idle.includes(role))
  return (
    <>
      <h2 className="entry-name">{share.canonical}</h2>
      <Space wrap className="decisions">
        {mayChange ? (
          <>
            <Button onClick={() => setDialog('relabel')}>{sharing.relabel}</Button>
            <Button danger onClick={() => setDialog('withdraw')}>
              {sharing.withdraw}
            </Button>
          </>
        ) : null}
        <Link to="/library" search={{ value: share.canonical }}>
          {sharing.openEntry}
        </Link>
      </Space>
      <div role="status">{done === undefined ? null : <Alert type="success" showIcon title={done} />}</div>
      <ShareFacts share={share} />
      {isOwn ? <LabelChanges share={share} /> : null}
      {dialog === 'relabel' ? (
        <RelabelDialog
          share={share}
          onDone={(state) => setDone(state === 'closed' ? sharing.closed : sharing.proposed)}
          onClose={() => setDialog(undefined)}
        />
      ) : null}
      {dialog === 'withdraw' ? <WithdrawDialog share={share} onClose={() => setDialog(undefined)} /> : null}
    </>
  )
}

function ShareFacts({ share }: { readonly share: ShareReply }) {
  const words = useWords()
  const { sharing } = words
  const { language } = usePreferences()
  const memberName = useMemberName()
  const groupName = useGroupName()
  const names = useFraudTypes()
  const at = (instant: string) => formatInstant(instant, language)
  const rows: [string, React.ReactNode][] = [
    [words.library.kind, words.kinds[share.kind]],
    [
      sharing.label,
      <div key="label">
        <SharingLabel label={share.label} />
        <div className="quiet">
          {sharing.tlpWords[share.label.tlp]} · {sharing.papWords[share.label.pap]} ·{' '}
          {share.mayBlock ? sharing.mayBlock : sharing.mayNotBlock}
        </div>
      </div>,
    ],
    [sharing.reach, share.isPublicEvidence ? sharing.open : sharing.held],
    [sharing.state, share.withdrawnAt === null ? sharing.states.current : withdrawn()],
    [sharing.from, memberName(share.originId)],
    [sharing.group, share.groupId === null ? sharing.noGroup : groupName(share.groupId)],
    [
      sharing.recipients,
      share.recipientIds.length === 0 ? sharing.everyone : share.recipientIds.map(memberName).join('; '),
    ],
    [sharing.object, sharing.objectWords[share.object]],
    [sharing.seen, sharing.seenWords[share.seen]],
    [words.library.fraudType, names.get(share.fraudType ?? '') ?? share.fraudType ?? '—'],
    [sharing.count, formatNumber(share.count, language)],
    [sharing.period, `${at(share.firstAt)} / ${at(share.lastAt)}`],
    [sharing.at, at(share.at)],
    ...(share.passedOnFrom === null
      ? []
      : [[sharing.passedOn, share.passedOnFrom.slice(0, 8)] as [string, string]]),
    ...(share.note === null ? [] : [[sharing.note, share.note] as [string, string]]),
  ]
  return (
    <Descriptions
      bordered
      size="small"
      column={1}
      items={rows.map(([label, children]) => ({ key: label, label, children }))}
    />
  )

  function withdrawn(): string {
    return `${sharing.states.withdrawn} · ${sharing.reasons[share.withdrawalReason ?? 'other']} · ${at(share.withdrawnAt ?? share.at)}`
  }
}
