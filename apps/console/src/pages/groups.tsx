import type { SharingGroupList } from '@wuzei/contract'
import { Button, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import { ChooseOrganisation } from '../parts/choose-organisation.tsx'
import { ConfirmTyped } from '../parts/confirm-typed.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { PagedTable } from '../parts/paged-table.tsx'
import { ProblemPanel } from '../parts/problem-panel.tsx'
import { useAct } from '../parts/use-act.ts'
import { api } from '../session/api.ts'
import { useMe } from '../session/use-me.ts'
import { useOrganisations } from '../session/use-organisations.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'

type Group = SharingGroupList['groups'][number]

const mayLead = /SUP$|^SYS_ADM$/

/** Groups in which members share with each other alone. */
export function GroupsPage() {
  const words = useWords()
  const { language } = usePreferences()
  const { data: me } = useMe()
  const { data: known } = useOrganisations()
  const [isAdding, setIsAdding] = useState(false)
  const [ending, setEnding] = useState<Group>()
  const { act, error, isBusy } = useAct('groups')
  if (!me) return null
  const nameOf = (id: string) => known?.organisations.find((one) => one.id === id)?.name[language] ?? id
  const leads = ({ ownerId }: Group) =>
    me.roles.some((role) => mayLead.test(role)) &&
    (ownerId === me.organisation.id || me.organisation.kind === 'hub-operator')
  return (
    <>
      <h1>{words.groups.title}</h1>
      {error === undefined || isAdding ? null : <ProblemPanel error={error} />}
      <PagedTable<Group>
        title={words.groups.title}
        label="TLP:AMBER"
        queryKey={['groups']}
        load={async (after) => {
          const page = await api.sharingGroups({ query: { after } })
          return { rows: page.groups, next: page.next }
        }}
        rowKey={({ id }) => id}
        empty={{ title: words.groups.empty, hint: words.groups.emptyHint }}
        tools={
          me.roles.some((role) => mayLead.test(role)) ? (
            <Button type="primary" onClick={() => setIsAdding(true)}>
              {words.groups.add}
            </Button>
          ) : null
        }
        columns={[
          { key: 'name', title: words.groups.name, render: ({ name }) => name, text: ({ name }) => name },
          {
            key: 'owner',
            title: words.groups.owner,
            render: ({ ownerId }) => nameOf(ownerId),
            text: ({ ownerId }) => nameOf(ownerId),
          },
          {
            key: 'members',
            title: words.groups.members,
            render: (group) =>
              group.memberIds.map((id) => (
                <Tag
                  key={id}
                  {...(leads(group) && id !== group.ownerId
                    ? {
                        closable: { 'aria-label': words.groups.removeMember(nameOf(id)) },
                        onClose: (event: React.MouseEvent) => {
                          event.preventDefault()
                          void act(() =>
                            api.removeSharingGroupMember({ params: { id: group.id, organisation: id } }),
                          )
                        },
                      }
                    : {})}
                >
                  {nameOf(id)}
                </Tag>
              )),
            text: ({ memberIds }) => memberIds.map(nameOf).join('; '),
          },
          {
            key: 'actions',
            title: words.table.actions,
            render: (group) =>
              leads(group) ? (
                <div className="row-actions">
                  <ChooseOrganisation
                    label={words.groups.addMember}
                    value={undefined}
                    onChange={(id) =>
                      void act(() =>
                        api.addSharingGroupMember({ params: { id: group.id, organisation: id } }),
                      )
                    }
                  />
                  <Button size="small" danger onClick={() => setEnding(group)}>
                    {words.groups.end}
                  </Button>
                </div>
              ) : null,
          },
        ]}
      />
      {isAdding ? (
        <FormDialog<{ name: string }>
          title={words.groups.add}
          action={words.dialog.save}
          error={error}
          isBusy={isBusy}
          onClose={() => setIsAdding(false)}
          onSend={({ name }) =>
            void act(() =>
              api.createSharingGroup({ params: { id: me.organisation.id }, body: { name } }),
            ).then((isDone) => isDone && setIsAdding(false))
          }
        >
          <Form.Item name="name" label={words.groups.name} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={100} />
          </Form.Item>
        </FormDialog>
      ) : null}
      {ending ? (
        <ConfirmTyped
          title={words.groups.end}
          text={words.groups.endText}
          name={ending.name}
          action={words.groups.end}
          asksReason={false}
          onClose={() => setEnding(undefined)}
          onConfirm={async () => {
            await api.endSharingGroup({ params: { id: ending.id } })
            await act(async () => undefined)
          }}
        />
      ) : null}
    </>
  )
}
