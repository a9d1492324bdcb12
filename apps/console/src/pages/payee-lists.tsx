import type { MeReply, PayeeListingReply } from '@wuzei/contract'
import { App, Button, Modal, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../language/format.ts'
import { ActorName } from '../parts/actor-name.tsx'
import { PagedTable } from '../parts/paged-table.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { ReasonDialog } from '../parts/reason-dialog.tsx'
import { useAct } from '../parts/use-act.ts'
import { api } from '../session/api.ts'
import { useMe } from '../session/use-me.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { ProposeListing } from './payee-lists/propose-listing.tsx'

const mayPropose = (me: MeReply) => me.roles.includes('CTY_OFF')
const mayApprove = (me: MeReply) => me.roles.some((role) => /^(?:CTY|PRV|MIN)_SUP$|^AGENCY_HEAD$/.test(role))

function colourOf({ state, expired }: PayeeListingReply): string {
  if (state === 'active' && !expired) return 'red'
  return state === 'proposed' ? 'gold' : 'default'
}

/** Lists that payments and account openings are checked against: one proposes, another agrees, one lifts. */
export function PayeeListsPage() {
  const words = useWords()
  const { payeeLists } = words
  const { language } = usePreferences()
  const { message } = App.useApp()
  const { data: me } = useMe()
  const [isProposing, setIsProposing] = useState(false)
  const [lifting, setLifting] = useState<PayeeListingReply>()
  const [noticed, setNoticed] = useState<PayeeListingReply>()
  const { act, error, isBusy } = useAct('payee-listings')
  if (!me) return null
  const decide = (id: string, decision: 'agree' | 'refuse' | 'withdraw') =>
    void act(async () => await api.decidePayeeListing({ params: { id }, body: { decision } }))
  const stateOf = ({ state, expired }: PayeeListingReply) =>
    expired && state === 'active' ? payeeLists.expired : (payeeLists.states[state] ?? state)
  return (
    <>
      <h1>{payeeLists.title}</h1>
      <p className="quiet">{payeeLists.lead}</p>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <PagedTable<PayeeListingReply>
        title={payeeLists.title}
        label="TLP:AMBER+STRICT"
        queryKey={['payee-listings']}
        load={async (after) => {
          const page = await api.payeeListings({ query: { after } })
          return { rows: page.listings, next: page.next }
        }}
        rowKey={({ id }) => id}
        empty={{ title: payeeLists.empty, hint: payeeLists.emptyHint }}
        tools={
          mayPropose(me) ? (
            <Button type="primary" onClick={() => setIsProposing(true)}>
              {payeeLists.propose}
            </Button>
          ) : null
        }
        columns={[
          {
            key: 'list',
            title: payeeLists.list,
            render: ({ list, sanctionClass }) => (
              <>
                {payeeLists.lists[list]}
                {sanctionClass === null ? null : (
                  <div className="quiet">{payeeLists.classes[sanctionClass]}</div>
                )}
              </>
            ),
            text: ({ list }) => list,
          },
          {
            key: 'subject',
            title: payeeLists.subject,
            render: ({ shown, subjectKind }) => (
              <>
                <strong>{shown}</strong>
                <div className="quiet">{words.payments.payeeKinds[subjectKind]}</div>
              </>
            ),
            text: ({ shown }) => shown,
          },
          {
            key: 'reason',
            title: payeeLists.why,
            width: 220,
            render: ({ reason, reference }) => (
              <div className="listing-reason">
                {reason}
                <div className="quiet">{reference}</div>
              </div>
            ),
            text: ({ reason, reference }) => `${reason} (${reference})`,
          },
          {
            key: 'state',
            title: payeeLists.state,
            render: (row) => (
              <>
                <Tag color={colourOf(row)}>{stateOf(row)}</Tag>
                <div className="quiet">{payeeLists.until(formatInstant(row.expiresAt, language))}</div>
              </>
            ),
            text: (row) => `${stateOf(row)} (${row.expiresAt})`,
          },
          {
            key: 'proposedBy',
            title: payeeLists.proposedBy,
            render: ({ proposedBy, proposedAt }) => (
              <>
                <ActorName actor={proposedBy} />
                <div className="quiet">{formatInstant(proposedAt, language)}</div>
              </>
            ),
            text: ({ proposedBy }) => proposedBy,
          },
          {
            key: 'actions',
            title: words.table.actions,
            render: (row) => (
              <div className="row-actions">
                {row.state === 'proposed' && row.isOwn ? (
                  <>
                    <span className="quiet">{payeeLists.waitsForOther}</span>
                    <Button size="small" disabled={isBusy} onClick={() => decide(row.id, 'withdraw')}>
                      {payeeLists.withdraw}
                    </Button>
                  </>
                ) : null}
                {row.state === 'proposed' && !row.isOwn && mayApprove(me) ? (
                  <>
                    <Button
                      size="small"
                      type="primary"
                      disabled={isBusy}
                      onClick={() => decide(row.id, 'agree')}
                    >
                      {payeeLists.agree}
                    </Button>
                    <Button size="small" disabled={isBusy} onClick={() => decide(row.id, 'refuse')}>
                      {payeeLists.refuse}
                    </Button>
                  </>
                ) : null}
                {row.notice === null ? null : (
                  <Button size="small" onClick={() => setNoticed(row)}>
                    {payeeLists.notice}
                  </Button>
                )}
                {row.state === 'active' && (mayPropose(me) || mayApprove(me)) ? (
                  <Button size="small" onClick={() => setLifting(row)}>
                    {payeeLists.lift}
                  </Button>
                ) : null}
              </div>
            ),
          },
        ]}
      />
      {isProposing ? (
        <ProposeListing
          onClose={() => setIsProposing(false)}
          onDone={() => {
            setIsProposing(false)
            void message.success(payeeLists.proposed)
          }}
        />
      ) : null}
      {lifting ? (
        <ReasonDialog
          title={payeeLists.lift}
          text={`${lifting.shown} · ${payeeLists.liftText}`}
          label={payeeLists.liftReason}
          touches={['payee-listings']}
          onDecide={async (reason) =>
            await api.liftPayeeListing({ params: { id: lifting.id }, body: { reason } })
          }
          onClose={() => setLifting(undefined)}
        />
      ) : null}
      {noticed?.notice ? (
        <Modal open title={payeeLists.notice} footer={null} onCancel={() => setNoticed(undefined)}>
          <p className="quiet">{payeeLists.noticeHint}</p>
          <p>{noticed.notice[language]}</p>
        </Modal>
      ) : null}
    </>
  )
}
