import { useQuery } from '@tanstack/react-query'
import type { LedgerReply } from '@wuzei/contract'
import { Tag } from 'antd'
import { useState } from 'react'
import { formatInstant, formatNumber } from '../../language/format.ts'
import { ChooseOrganisation } from '../../parts/choose-organisation.tsx'
import { LevelTag } from '../../parts/level-tag.tsx'
import { PagedTable } from '../../parts/paged-table.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { SharingLabel } from '../../parts/sharing-label.tsx'
import { api } from '../../session/api.ts'
import { useMe } from '../../session/use-me.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

type Entry = LedgerReply['entries'][number]

/** Who gave what, and what it led to: one's own share by share, of others the numbers. */
export function Ledger() {
  const words = useWords()
  const { language } = usePreferences()
  const { data: me } = useMe()
  const [chosen, setChosen] = useState<string>()
  if (!me) return null
  const { ledger } = words
  const organisationId = chosen ?? me.organisation.id
  const isOwn = organisationId === me.organisation.id
  const seesOthers =
    me.roles.includes('AUD') || (me.roles.includes('SYS_ADM') && me.organisation.kind === 'hub-operator')
  const ledTo = ({ share, levelBefore, levelAfter }: Entry) => {
    if (!share.isPublicEvidence && levelAfter === null) return ledger.notPublic
    if (levelAfter === null || levelAfter === levelBefore) return ledger.noChange
    return `${words.levels[levelBefore ?? 'unknown']} → ${words.levels[levelAfter]}`
  }
  return (
    <>
      {seesOthers ? (
        <ChooseOrganisation label={ledger.organisation} value={organisationId} onChange={setChosen} />
      ) : null}
      <LedgerTotals organisationId={organisationId} />
      {isOwn ? (
        <>
          <PagedTable<Entry>
            title={`${words.sharing.title} · ${words.sharing.views.ledger}`}
            label="TLP:RED"
            queryKey={['ledger', organisationId]}
            load={async (after) => {
              const page = await api.ledger({ query: { organisationId, after } })
              return { rows: page.entries, next: page.next }
            }}
            rowKey={({ share }) => share.id}
            empty={{ title: ledger.empty, hint: ledger.emptyHint }}
            columns={[
              {
                key: 'subject',
                title: words.sharing.subject,
                render: ({ share }) => <span className="entry-name">{share.canonical}</span>,
                text: ({ share }) => share.canonical,
              },
              {
                key: 'label',
                title: words.sharing.label,
                render: ({ share }) => <SharingLabel label={share.label} />,
                text: ({ share }) => `${share.label.tlp} ${share.label.pap}`,
              },
              {
                key: 'led',
                title: ledger.ledTo,
                render: (entry) =>
                  entry.levelAfter !== null && entry.levelAfter !== entry.levelBefore ? (
                    <>
                      <LevelTag level={entry.levelBefore ?? 'unknown'} /> →{' '}
                      <LevelTag level={entry.levelAfter} />
                    </>
                  ) : (
                    <span className="quiet">{ledTo(entry)}</span>
                  ),
                text: ledTo,
              },
              {
                key: 'now',
                title: ledger.outcome,
                render: (entry) => outcome(entry),
                text: (entry) => outcomeText(entry),
              },
              {
                key: 'at',
                title: words.sharing.at,
                render: ({ share }) => formatInstant(share.at, language),
                text: ({ share }) => share.at,
              },
            ]}
          />
          <p className="quiet">{ledger.hint}</p>
        </>
      ) : (
        <p className="quiet">{ledger.othersHint}</p>
      )}
    </>
  )

  function outcomeText({ share, retracted }: Entry): string {
    if (share.withdrawnAt !== null) return words.sharing.states.withdrawn
    return retracted ? ledger.retracted : words.sharing.states.current
  }
  function outcome(entry: Entry) {
    const isGone = entry.retracted || entry.share.withdrawnAt !== null
    return <Tag color={isGone ? 'orange' : 'green'}>{outcomeText(entry)}</Tag>
  }
}

function LedgerTotals({ organisationId }: { readonly organisationId: string }) {
  const { ledger } = useWords()
  const { language } = usePreferences()
  const { data: me } = useMe()
  const { data, error, refetch } = useQuery({
    queryKey: ['ledger', organisationId, 'totals'],
    queryFn: () => api.ledger({ query: { organisationId } }),
  })
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  const isOwn = organisationId === me?.organisation.id
  const shown = (count: number | null) =>
    count === null ? (isOwn ? ledger.unknown : ledger.few) : formatNumber(count, language)
  const totals = data?.totals
  const cells = [
    [ledger.given, totals?.given],
    [ledger.withdrawn, totals?.withdrawn],
    [ledger.errors, totals?.withdrawnAsErrors],
    ...(isOwn ? [[ledger.received, totals?.received] as const] : []),
  ] as const
  return (
    <dl className="totals">
      {cells.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{count === undefined ? '…' : shown(count)}</dd>
        </div>
      ))}
    </dl>
  )
}
