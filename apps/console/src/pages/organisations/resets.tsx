import type { ResetList } from '@wuzei/contract'
import { Button, Space } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../language/format.ts'
import { PagedTable } from '../../parts/paged-table.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { resetLink } from '../../parts/reset-link.ts'
import { ShownOnce } from '../../parts/shown-once.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import type { OrganisationSection } from './section.ts'
import { useActorName } from './use-actor-name.ts'

type Reset = ResetList['resets'][number]

/** Links for new passwords: those that wait for a second administrator, and what became of the others. */
export function Resets({ organisation, isAdministrator, me }: OrganisationSection) {
  const { resets, table } = useWords()
  const { language } = usePreferences()
  const [link, setLink] = useState<string>()
  const { act, error, isBusy } = useAct('resets')
  const nameOf = useActorName(organisation.id)
  const stateOf = ({ state, expiresAt }: Reset) =>
    (state === 'open' || state === 'proposed') && Date.parse(expiresAt) < Date.now()
      ? resets.expired
      : (resets.states[state] ?? state)
  const decide = (id: string, decision: 'approve' | 'refuse') =>
    act(async () => {
      const { token } = await api.decideReset({ params: { id }, body: { decision } })
      if (token !== null) setLink(resetLink(token))
    })
  const isOpen = (reset: Reset) =>
    stateOf(reset) !== resets.expired && /^(?:open|proposed)$/.test(reset.state)
  const mayDecide = ({ state, issuedBy, personId }: Reset) =>
    state === 'proposed' && issuedBy !== `person:${me.id}` && personId !== me.id
  return (
    <>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <PagedTable<Reset>
        title={resets.title}
        label="TLP:AMBER+STRICT"
        queryKey={['resets', organisation.id]}
        load={async (after) => {
          const page = await api.resets({ params: { id: organisation.id }, query: { after } })
          return { rows: page.resets, next: page.next }
        }}
        rowKey={({ id }) => id}
        empty={{ title: resets.empty, hint: resets.emptyHint }}
        columns={[
          {
            key: 'person',
            title: resets.person,
            render: ({ personId }) => nameOf(`person:${personId}`),
            text: ({ personId }) => personId,
          },
          {
            key: 'scope',
            title: resets.scope,
            render: ({ scope }) => resets.scopeShort[scope],
            text: ({ scope }) => scope,
          },
          { key: 'state', title: resets.state, render: stateOf, text: stateOf },
          {
            key: 'by',
            title: resets.issuedBy,
            render: ({ issuedBy, issuedAt }) => (
              <>
                {nameOf(issuedBy)}
                <div className="quiet">{formatInstant(issuedAt, language)}</div>
              </>
            ),
            text: ({ issuedBy }) => issuedBy,
          },
          {
            key: 'expires',
            title: resets.expiresAt,
            render: ({ expiresAt }) => formatInstant(expiresAt, language),
            text: ({ expiresAt }) => expiresAt,
          },
          {
            key: 'actions',
            title: table.actions,
            render: (reset) =>
              isAdministrator && isOpen(reset) ? (
                <Space wrap>
                  {mayDecide(reset) ? (
                    <>
                      <Button
                        size="small"
                        type="primary"
                        disabled={isBusy}
                        onClick={() => void decide(reset.id, 'approve')}
                      >
                        {resets.approve}
                      </Button>
                      <Button size="small" disabled={isBusy} onClick={() => void decide(reset.id, 'refuse')}>
                        {resets.refuse}
                      </Button>
                    </>
                  ) : null}
                  <Button
                    size="small"
                    danger
                    disabled={isBusy}
                    onClick={() =>
                      void act(async () => await api.withdrawReset({ params: { id: reset.id } }))
                    }
                  >
                    {resets.withdraw}
                  </Button>
                </Space>
              ) : null,
          },
        ]}
      />
      {link === undefined ? null : (
        <ShownOnce
          title={resets.linkTitle}
          secret={link}
          note={resets.linkNote}
          onDone={() => setLink(undefined)}
        />
      )}
    </>
  )
}
