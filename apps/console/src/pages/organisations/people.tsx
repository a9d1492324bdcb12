import type { PersonList } from '@wuzei/contract'
import type { RouteInput } from '@wuzei/sdk'
import { Button, Form, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../language/format.ts'
import { ConfirmTyped } from '../../parts/confirm-typed.tsx'
import type { Column } from '../../parts/csv.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { PagedTable } from '../../parts/paged-table.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { roleName, roleOptions } from '../../session/roles-of.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { ShownOnce } from '../../parts/shown-once.tsx'
import { IssueReset } from './issue-reset.tsx'
import type { OrganisationSection } from './section.ts'

type Person = PersonList['people'][number]

/** An organisation's people: propose roles, suspend, let back in, off-board. */
export function People({ organisation, isAdministrator, me }: OrganisationSection) {
  const words = useWords()
  const { language } = usePreferences()
  const [asked, setAsked] = useState<{ person: Person; state: 'suspended' | 'left' }>()
  const [proposing, setProposing] = useState<Person>()
  const [resetting, setResetting] = useState<Person>()
  const [link, setLink] = useState<string>()
  const { act, error } = useAct('people', 'grants')
  const columns: Column<Person>[] = [
    { key: 'name', title: words.people.name, render: ({ name }) => name, text: ({ name }) => name },
    ...(isAdministrator
      ? [
          {
            key: 'email',
            title: words.people.email,
            render: ({ email }: Person) => email,
            text: ({ email }: Person) => email ?? '',
          },
        ]
      : []),
    {
      key: 'roles',
      title: words.people.roles,
      render: ({ roles }) => roles.map((role) => <Tag key={role}>{roleName(role, language)}</Tag>),
      text: ({ roles }) => roles.join(' '),
    },
    {
      key: 'state',
      title: words.people.state,
      render: ({ state }) => <Tag color={state === 'active' ? 'green' : 'red'}>{words.states[state]}</Tag>,
      text: ({ state }) => words.states[state] ?? state,
    },
    {
      key: 'since',
      title: words.people.since,
      render: ({ createdAt }) => formatInstant(createdAt, language),
      text: ({ createdAt }) => createdAt,
    },
    ...(isAdministrator
      ? [
          {
            key: 'actions',
            title: words.table.actions,
            render: (person: Person) =>
              person.id === me.id || person.state === 'left' ? null : (
                <Space>
                  {person.state === 'active' ? (
                    <>
                      <Button size="small" onClick={() => setProposing(person)}>
                        {words.people.propose}
                      </Button>
                      <Button size="small" onClick={() => setResetting(person)}>
                        {words.resets.issue}
                      </Button>
                      <Button size="small" danger onClick={() => setAsked({ person, state: 'suspended' })}>
                        {words.organisations.suspend}
                      </Button>
                    </>
                  ) : (
                    <Button
                      size="small"
                      onClick={() =>
                        void act(() =>
                          api.setPersonState({
                            params: { id: person.id },
                            body: { state: 'active', reason: words.organisations.resume },
                          }),
                        )
                      }
                    >
                      {words.organisations.resume}
                    </Button>
                  )}
                  <Button size="small" danger onClick={() => setAsked({ person, state: 'left' })}>
                    {words.people.leave}
                  </Button>
                </Space>
              ),
          },
        ]
      : []),
  ]
  return (
    <>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <PagedTable
        title={words.people.title}
        label="TLP:AMBER+STRICT"
        queryKey={['people', organisation.id]}
        load={async (after) => {
          const page = await api.people({ params: { id: organisation.id }, query: { after } })
          return { rows: page.people, next: page.next }
        }}
        rowKey={({ id }) => id}
        columns={columns}
        empty={{ title: words.people.empty, hint: words.people.emptyHint }}
      />
      {asked ? (
        <ConfirmTyped
          title={asked.state === 'left' ? words.people.leave : words.organisations.suspend}
          text={(asked.state === 'left' ? words.people.leaveText : words.people.suspendText)(
            asked.person.name,
          )}
          name={asked.person.name}
          action={asked.state === 'left' ? words.people.leave : words.organisations.suspend}
          onClose={() => setAsked(undefined)}
          onConfirm={async (reason) => {
            await api.setPersonState({
              params: { id: asked.person.id },
              body: { state: asked.state, reason },
            })
            await act(async () => undefined)
          }}
        />
      ) : null}
      {resetting ? (
        <IssueReset person={resetting} onLink={setLink} onClose={() => setResetting(undefined)} />
      ) : null}
      {link === undefined ? null : (
        <ShownOnce
          title={words.resets.linkTitle}
          secret={link}
          note={words.resets.linkNote}
          onDone={() => setLink(undefined)}
        />
      )}
      {proposing ? (
        <ProposeGrant
          person={proposing}
          organisation={organisation}
          onClose={() => setProposing(undefined)}
        />
      ) : null}
    </>
  )
}

function ProposeGrant({
  person,
  organisation,
  onClose,
}: Pick<OrganisationSection, 'organisation'> & { readonly person: Person; readonly onClose: () => void }) {
  const words = useWords()
  const { language } = usePreferences()
  const { act, error, isBusy } = useAct('people', 'grants')
  return (
    <FormDialog<{ role: RouteInput<'POST /v1/alliance/people/{id}/grants'>['body']['role'] }>
      title={`${words.people.propose} · ${person.name}`}
      action={words.people.propose}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={({ role }) =>
        void act(() => api.proposeGrant({ params: { id: person.id }, body: { role } })).then(
          (isDone) => isDone && onClose(),
        )
      }
    >
      <p>{words.people.proposeHint}</p>
      <Form.Item name="role" label={words.people.role} rules={[{ required: true }]}>
        <Select
          options={roleOptions(organisation, language).filter(({ value }) => !person.roles.includes(value))}
        />
      </Form.Item>
    </FormDialog>
  )
}
