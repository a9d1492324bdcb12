import type { ShareQuery, ShareReply } from '@wuzei/contract'
import { Button, Drawer, Segmented, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../language/format.ts'
import { PagedTable } from '../parts/paged-table.tsx'
import { SharingLabel } from '../parts/sharing-label.tsx'
import { api } from '../session/api.ts'
import { useGroupName } from '../session/use-group-name.ts'
import { mayShare } from '../session/may.ts'
import { useMe } from '../session/use-me.ts'
import { useMemberName } from '../session/use-member-name.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { Ledger } from './shares/ledger.tsx'
import { GiveShareDialog } from './shares/give-share.tsx'
import { ShareDetails } from './shares/share-details.tsx'
import { ShareFilters, type Filters } from './shares/share-filters.tsx'

const views = ['given', 'received', 'waiting', 'ledger'] as const
type View = (typeof views)[number]

/** What members share with each other: what one's own gave and received, labels that wait, and what it led to. */
export function SharesPage() {
  const { sharing, give } = useWords()
  const { data: me } = useMe()
  const [isGiving, setIsGiving] = useState(false)
  const [view, setView] = useState<View>('given')
  return (
    <>
      <div className="table-tools">
        <h1>{sharing.title}</h1>
        {me && mayShare(me) ? (
          <Button type="primary" onClick={() => setIsGiving(true)}>
            {give.action}
          </Button>
        ) : null}
      </div>
      {isGiving ? <GiveShareDialog onClose={() => setIsGiving(false)} /> : null}
      <Segmented<View>
        aria-label={sharing.title}
        value={view}
        className="views"
        options={views.map((value) => ({ value, label: sharing.views[value] }))}
        onChange={setView}
      />
      {view === 'ledger' ? <Ledger /> : <ShareTable key={view} view={view} />}
    </>
  )
}

function ShareTable({ view }: { readonly view: Exclude<View, 'ledger'> }) {
  const { sharing, kinds } = useWords()
  const { language } = usePreferences()
  const memberName = useMemberName()
  const groupName = useGroupName()
  const [filters, setFilters] = useState<Filters>({})
  const [open, setOpen] = useState<string>()
  const asked: ShareQuery = view === 'waiting' ? { opening: 'proposed' } : { direction: view }
  const stateOf = ({ withdrawnAt, withdrawalReason }: ShareReply) =>
    withdrawnAt === null
      ? sharing.states.current
      : `${sharing.states.withdrawn} · ${sharing.reasons[withdrawalReason ?? 'other']}`
  const reachOf = ({ isPublicEvidence }: ShareReply) => (isPublicEvidence ? sharing.open : sharing.held)
  const partyOf = ({ originId, recipientIds }: ShareReply) =>
    view === 'received'
      ? memberName(originId)
      : recipientIds.length === 0
        ? sharing.everyone
        : sharing.namedOnes(recipientIds.length)
  return (
    <>
      <PagedTable<ShareReply>
        title={`${sharing.title} · ${sharing.views[view]}`}
        label="TLP:RED"
        queryKey={['shares', view, filters]}
        load={async (after) => {
          const page = await api.shares({ query: { ...filters, ...asked, after } })
          return { rows: page.shares, next: page.next }
        }}
        rowKey={({ id }) => id}
        selected={open}
        onOpen={({ id }) => setOpen(id)}
        empty={{
          title: sharing.empty,
          hint: { given: sharing.emptyGiven, received: sharing.emptyReceived, waiting: sharing.emptyWaiting }[
            view
          ],
        }}
        tools={<ShareFilters filters={filters} onChange={setFilters} />}
        columns={[
          {
            key: 'subject',
            title: sharing.subject,
            render: ({ id, canonical, kind }) => (
              <>
                <Button type="link" size="small" className="value" onClick={() => setOpen(id)}>
                  {canonical}
                </Button>
                <div className="quiet">{kinds[kind]}</div>
              </>
            ),
            text: ({ canonical }) => canonical,
          },
          {
            key: 'label',
            title: sharing.label,
            render: ({ label }) => <SharingLabel label={label} />,
            text: ({ label }) => `${label.tlp} ${label.pap}`,
          },
          {
            key: 'group',
            title: sharing.group,
            render: ({ groupId }) => (groupId === null ? sharing.noGroup : groupName(groupId)),
            text: ({ groupId }) => (groupId === null ? '' : groupName(groupId)),
          },
          {
            key: 'party',
            title: view === 'received' ? sharing.from : sharing.to,
            render: partyOf,
            text: partyOf,
          },
          {
            key: 'reach',
            title: sharing.reach,
            render: (share) => (
              <Tag color={share.isPublicEvidence ? 'green' : 'default'}>{reachOf(share)}</Tag>
            ),
            text: reachOf,
          },
          { key: 'state', title: sharing.state, render: stateOf, text: stateOf },
          {
            key: 'at',
            title: sharing.at,
            render: ({ at }) => formatInstant(at, language),
            text: ({ at }) => at,
          },
        ]}
      />
      <p className="quiet">{sharing.reachHint}</p>
      <Drawer open={open !== undefined} size={720} title={sharing.drawer} onClose={() => setOpen(undefined)}>
        {open === undefined ? null : <ShareDetails key={open} id={open} />}
      </Drawer>
    </>
  )
}
