import { useQuery } from '@tanstack/react-query'
import { Button, Descriptions, Space, Table, Tag } from 'antd'
import { formatInstant } from '../language/format.ts'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { useAct } from '../parts/use-act.ts'
import { api } from '../session/api.ts'
import { roleName } from '../session/roles-of.ts'
import { useMe } from '../session/use-me.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'
import { Factors } from './account/factors.tsx'

/** One's own: who one is here, where one is signed in, and passkeys. */
export function AccountPage() {
  const { account } = useWords()
  const { language } = usePreferences()
  const { data: me } = useMe()
  if (!me) return null
  return (
    <>
      <h1>{account.title}</h1>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          { key: 'organisation', label: account.organisation, children: me.organisation.name[language] },
          {
            key: 'roles',
            label: account.roles,
            children:
              me.roles.length === 0
                ? account.noRoles
                : me.roles.map((role) => <Tag key={role}>{roleName(role, language)}</Tag>),
          },
          {
            key: 'clearance',
            label: account.clearance,
            children: `${me.clearance.tlp} · ${me.clearance.pap}`,
          },
        ]}
      />
      <Factors />
      <Sessions />
    </>
  )
}

function Sessions() {
  const { account, table } = useWords()
  const { language } = usePreferences()
  const { data, error, refetch } = useQuery({ queryKey: ['sessions'], queryFn: () => api.sessions() })
  const ending = useAct('sessions', 'me')
  return (
    <section>
      <h2>{account.sessions}</h2>
      <p className="quiet">{account.sessionsHint}</p>
      {error ? <ProblemPanel error={error} onAgain={() => void refetch()} /> : null}
      {ending.error === undefined ? null : <ProblemPanel error={ending.error} />}
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        dataSource={data?.sessions ?? []}
        columns={[
          {
            title: account.method,
            render: (_, session) => (
              <Space>
                {account.methods[session.method]}
                {session.isThisOne ? <Tag color="blue">{account.thisOne}</Tag> : null}
              </Space>
            ),
          },
          { title: account.openedAt, render: (_, { openedAt }) => formatInstant(openedAt, language) },
          { title: account.seenAt, render: (_, { lastSeenAt }) => formatInstant(lastSeenAt, language) },
          { title: account.expiresAt, render: (_, { expiresAt }) => formatInstant(expiresAt, language) },
          {
            title: table.actions,
            render: (_, { id }) => (
              <Button
                size="small"
                danger
                onClick={() => void ending.act(() => api.endSession({ params: { id } }))}
              >
                {account.end}
              </Button>
            ),
          },
        ]}
      />
    </section>
  )
}
