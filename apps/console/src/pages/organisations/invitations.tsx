import type { InvitationBody, InvitationList } from '@wuzei/contract'
import { Button, Form, Input, Select, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../language/format.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { joinLink } from '../../parts/join-link.ts'
import { PagedTable } from '../../parts/paged-table.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { ShownOnce } from '../../parts/shown-once.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { roleName, roleOptions } from '../../session/roles-of.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { useActorName } from './use-actor-name.ts'
import type { OrganisationSection } from './section.ts'

type Invitation = InvitationList['invitations'][number]

/** Who was asked to join, and asking more; the link is shown once. */
export function Invitations({ organisation, isAdministrator }: OrganisationSection) {
  const words = useWords()
  const { language } = usePreferences()
  const [isInviting, setIsInviting] = useState(false)
  const [link, setLink] = useState<string>()
  const withdrawing = useAct('invitations')
  const inviting = useAct('invitations')
  const nameOf = useActorName(organisation.id)
  const invite = async (body: InvitationBody) => {
    const isDone = await inviting.act(async () => {
      const { token } = await api.invite({
        params: { id: organisation.id },
        body: { ...body, roles: body.roles ?? [] },
      })
      setLink(joinLink(token))
    })
    if (isDone) setIsInviting(false)
  }
  return (
    <>
      {withdrawing.error === undefined ? null : <ProblemPanel error={withdrawing.error} />}
      <PagedTable<Invitation>
        title={words.invitations.title}
        label="TLP:AMBER+STRICT"
        queryKey={['invitations', organisation.id]}
        load={async (after) => {
          const page = await api.invitations({ params: { id: organisation.id }, query: { after } })
          return { rows: page.invitations, next: page.next }
        }}
        rowKey={({ id }) => id}
        empty={{ title: words.invitations.empty, hint: words.invitations.emptyHint }}
        tools={
          isAdministrator ? (
            <Button type="primary" onClick={() => setIsInviting(true)}>
              {words.invitations.invite}
            </Button>
          ) : null
        }
        columns={[
          {
            key: 'email',
            title: words.invitations.email,
            render: ({ email }) => email,
            text: ({ email }) => email,
          },
          {
            key: 'roles',
            title: words.people.roles,
            render: ({ roles }) => roles.map((role) => <Tag key={role}>{roleName(role, language)}</Tag>),
            text: ({ roles }) => roles.join(' '),
          },
          {
            key: 'state',
            title: words.invitations.state,
            render: ({ state }) => words.invitations.states[state],
            text: ({ state }) => words.invitations.states[state] ?? state,
          },
          {
            key: 'invitedBy',
            title: words.invitations.invitedBy,
            render: ({ invitedBy }) => nameOf(invitedBy),
            text: ({ invitedBy }) => invitedBy,
          },
          {
            key: 'expiresAt',
            title: words.invitations.expiresAt,
            render: ({ expiresAt }) => formatInstant(expiresAt, language),
            text: ({ expiresAt }) => expiresAt,
          },
          {
            key: 'actions',
            title: words.table.actions,
            render: ({ id, state }) =>
              isAdministrator && state === 'open' ? (
                <Button
                  size="small"
                  danger
                  onClick={() => void withdrawing.act(() => api.withdrawInvitation({ params: { id } }))}
                >
                  {words.invitations.withdraw}
                </Button>
              ) : null,
          },
        ]}
      />
      {isInviting ? (
        <FormDialog<InvitationBody>
          title={words.invitations.invite}
          action={words.invitations.invite}
          error={inviting.error}
          isBusy={inviting.isBusy}
          onClose={() => setIsInviting(false)}
          onSend={(body) => void invite(body)}
        >
          <Form.Item name="email" label={words.invitations.email} rules={[{ required: true, type: 'email' }]}>
            <Input type="email" autoComplete="off" maxLength={254} />
          </Form.Item>
          <Form.Item name="roles" label={words.invitations.roles}>
            <Select mode="multiple" maxCount={5} options={roleOptions(organisation, language)} />
          </Form.Item>
        </FormDialog>
      ) : null}
      {link === undefined ? null : (
        <ShownOnce
          title={words.invitations.linkTitle}
          secret={link}
          note={words.invitations.linkText}
          onDone={() => setLink(undefined)}
        />
      )}
    </>
  )
}
