import type { GrantList } from '@wuzei/contract'
import { Button, Space, Tag } from 'antd'
import { formatInstant } from '../../language/format.ts'
import { PagedTable } from '../../parts/paged-table.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { roleName } from '../../session/roles-of.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { useActorName } from './use-actor-name.ts'
import type { OrganisationSection } from './section.ts'

type Grant = GrantList['grants'][number]

/** Roles held and proposed: what waits, for whom, and who decided. */
export function Grants({ organisation, isAdministrator, me }: OrganisationSection) {
  const words = useWords()
  const { language } = usePreferences()
  const { act, error } = useAct('grants', 'people', 'me')
  const nameOf = useActorName(organisation.id)
  const waitsFor = ({ personId, proposedBy }: Grant) => {
    if (proposedBy === `person:${me.id}`) return words.grants.yours
    return isAdministrator && personId !== me.id ? words.grants.waitsForYou : words.grants.waitsFor
  }
  return (
    <>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <PagedTable<Grant>
        title={words.grants.title}
        label="TLP:AMBER+STRICT"
        queryKey={['grants', organisation.id]}
        load={async (after) => {
          const page = await api.grants({ params: { id: organisation.id }, query: { after } })
          return { rows: page.grants, next: page.next }
        }}
        rowKey={({ id }) => id}
        empty={{ title: words.grants.empty, hint: words.grants.emptyHint }}
        columns={[
          {
            key: 'person',
            title: words.grants.person,
            render: ({ personId }) => nameOf(`person:${personId}`),
            text: ({ personId }) => personId,
          },
          {
            key: 'role',
            title: words.grants.role,
            render: ({ role }) => roleName(role, language),
            text: ({ role }) => role,
          },
          {
            key: 'state',
            title: words.grants.state,
            render: (grant) => (
              <>
                <Tag
                  color={
                    grant.state === 'active' ? 'green' : grant.state === 'proposed' ? 'orange' : 'default'
                  }
                >
                  {words.grants.states[grant.state]}
                </Tag>
                {grant.state === 'proposed' ? <div className="quiet">{waitsFor(grant)}</div> : null}
              </>
            ),
            text: ({ state }) => words.grants.states[state] ?? state,
          },
          {
            key: 'proposedBy',
            title: words.grants.proposedBy,
            render: ({ proposedBy, proposedAt }) => (
              <>
                {nameOf(proposedBy)}
                <div className="quiet">{formatInstant(proposedAt, language)}</div>
              </>
            ),
            text: ({ proposedBy, proposedAt }) => `${proposedBy} ${proposedAt}`,
          },
          {
            key: 'decidedBy',
            title: words.grants.decidedBy,
            render: ({ decidedBy, decidedAt }) =>
              decidedBy === null ? (
                '—'
              ) : (
                <>
                  {nameOf(decidedBy)}
                  <div className="quiet">{decidedAt === null ? '' : formatInstant(decidedAt, language)}</div>
                </>
              ),
            text: ({ decidedBy, decidedAt }) => `${decidedBy ?? ''} ${decidedAt ?? ''}`.trim(),
          },
          {
            key: 'actions',
            title: words.table.actions,
            render: (grant) => {
              if (!isAdministrator || grant.personId === me.id) return null
              const isMine = grant.proposedBy === `person:${me.id}`
              return (
                <Space>
                  {grant.state === 'proposed' && !isMine ? (
                    <>
                      <Button
                        size="small"
                        type="primary"
                        onClick={() =>
                          void act(() =>
                            api.decideGrant({ params: { id: grant.id }, body: { decision: 'approve' } }),
                          )
                        }
                      >
                        {words.grants.approve}
                      </Button>
                      <Button
                        size="small"
                        onClick={() =>
                          void act(() =>
                            api.decideGrant({ params: { id: grant.id }, body: { decision: 'refuse' } }),
                          )
                        }
                      >
                        {words.grants.refuse}
                      </Button>
                    </>
                  ) : null}
                  {(grant.state === 'proposed' && isMine) || grant.state === 'active' ? (
                    <Button
                      size="small"
                      danger
                      onClick={() => void act(() => api.withdrawGrant({ params: { id: grant.id } }))}
                    >
                      {words.grants.withdraw}
                    </Button>
                  ) : null}
                </Space>
              )
            },
          },
        ]}
      />
    </>
  )
}
