import type { ApiClientBody, ApiClientList } from '@wuzei/contract'
import { Button, Checkbox, Form, Input, Select, Space, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../language/format.ts'
import { ChooseOrganisation } from '../parts/choose-organisation.tsx'
import { ConfirmTyped } from '../parts/confirm-typed.tsx'
import { FormDialog } from '../parts/form-dialog.tsx'
import { PagedTable } from '../parts/paged-table.tsx'
import { ShownOnce } from '../parts/shown-once.tsx'
import { useAct } from '../parts/use-act.ts'
import { api } from '../session/api.ts'
import { useMe } from '../session/use-me.ts'
import { usePreferences, useWords } from '../session/use-preferences.ts'

type Client = ApiClientList['clients'][number]

/** Systems of a member: registering them, their keys, what each may do and when it was last seen. */
export function ClientsPage() {
  const words = useWords()
  const { language } = usePreferences()
  const { data: me } = useMe()
  const [chosen, setChosen] = useState<string>()
  const [secret, setSecret] = useState<{ key: string; note?: string }>()
  const [isAdding, setIsAdding] = useState(false)
  const [rotating, setRotating] = useState<Client>()
  const [revoking, setRevoking] = useState<Client>()
  const { act, error, isBusy, forget } = useAct('clients')
  if (!me) return null
  const organisation = chosen ?? me.organisation.id
  const isAdministrator = me.roles.includes('SYS_ADM')
  const add = async (body: ApiClientBody) => {
    const isDone = await act(async () => {
      const { key } = await api.createApiClient({
        params: { id: organisation },
        body: { ...body, passesOn: body.passesOn ?? false },
      })
      if (key !== null) setSecret({ key })
    })
    if (isDone) setIsAdding(false)
  }
  const rotate = async (overlapS: number) => {
    const isDone = await act(async () => {
      const { key, formerKeysEndAt } = await api.rotateApiKey({
        params: { id: rotating?.id ?? '' },
        body: { overlapS },
      })
      setSecret({ key, note: words.clients.formerUntil(formatInstant(formerKeysEndAt, language)) })
    })
    if (isDone) setRotating(undefined)
  }
  return (
    <>
      <h1>{words.clients.title}</h1>
      <PagedTable<Client>
        title={words.clients.title}
        label="TLP:AMBER+STRICT"
        queryKey={['clients', organisation]}
        load={async (after) => {
          const page = await api.apiClients({ params: { id: organisation }, query: { after } })
          return { rows: page.clients, next: page.next }
        }}
        rowKey={({ id }) => id}
        empty={{ title: words.clients.empty, hint: words.clients.emptyHint }}
        tools={
          <>
            <ChooseOrganisation
              label={words.clients.chooseOrganisation}
              value={organisation}
              onChange={setChosen}
            />
            {isAdministrator ? (
              <Button type="primary" onClick={() => setIsAdding(true)}>
                {words.clients.add}
              </Button>
            ) : null}
          </>
        }
        columns={[
          { key: 'name', title: words.clients.name, render: ({ name }) => name, text: ({ name }) => name },
          {
            key: 'scopes',
            title: words.clients.scopes,
            render: ({ scopes, passesOn }) => (
              <div className="tags">
                {scopes.map((scope) => (
                  <Tag key={scope} title={words.clients.scopeWords[scope]}>
                    {words.clients.scopeWords[scope] ?? scope}
                  </Tag>
                ))}
                {passesOn ? <Tag color="blue">{words.clients.passesOn}</Tag> : null}
              </div>
            ),
            text: ({ scopes }) => scopes.join(' '),
          },
          {
            key: 'used',
            title: words.clients.lastUsedAt,
            render: ({ lastUsedAt }) =>
              lastUsedAt === null ? words.clients.never : formatInstant(lastUsedAt, language),
            text: ({ lastUsedAt }) => lastUsedAt ?? '',
          },
          {
            key: 'made',
            title: words.clients.createdAt,
            render: ({ createdAt }) => formatInstant(createdAt, language),
            text: ({ createdAt }) => createdAt,
          },
          {
            key: 'state',
            title: words.clients.state,
            render: ({ revokedAt, hasPublicKey }) => (
              <>
                <Tag color={revokedAt === null ? 'green' : 'red'}>
                  {revokedAt === null ? words.clients.active : words.clients.revoked}
                </Tag>
                {hasPublicKey ? <Tag>{words.clients.publicKey}</Tag> : null}
              </>
            ),
            text: ({ revokedAt }) => revokedAt ?? words.clients.active,
          },
          {
            key: 'actions',
            title: words.table.actions,
            render: (client) =>
              isAdministrator && client.revokedAt === null ? (
                <Space>
                  {client.hasPublicKey ? null : (
                    <Button size="small" onClick={() => setRotating(client)}>
                      {words.clients.rotate}
                    </Button>
                  )}
                  <Button size="small" danger onClick={() => setRevoking(client)}>
                    {words.clients.revoke}
                  </Button>
                </Space>
              ) : null,
          },
        ]}
      />
      {isAdding ? (
        <FormDialog<ApiClientBody>
          title={words.clients.add}
          action={words.dialog.save}
          error={error}
          isBusy={isBusy}
          onClose={() => {
            forget()
            setIsAdding(false)
          }}
          onSend={(body) => void add(body)}
        >
          <Form.Item name="name" label={words.clients.name} rules={[{ required: true, whitespace: true }]}>
            <Input maxLength={100} />
          </Form.Item>
          <Form.Item name="scopes" label={words.clients.scopes} rules={[{ required: true }]}>
            <Checkbox.Group
              className="scopes"
              options={Object.entries(words.clients.scopeWords).map(([value, label]) => ({
                value,
                label: `${label} (${value})`,
              }))}
            />
          </Form.Item>
          <Form.Item name="passesOn" valuePropName="checked" extra={words.clients.passesOnHint}>
            <Checkbox>{words.clients.passesOn}</Checkbox>
          </Form.Item>
        </FormDialog>
      ) : null}
      {rotating ? (
        <FormDialog<{ overlapS: number }>
          title={`${words.clients.rotate} · ${rotating.name}`}
          action={words.clients.rotate}
          initial={{ overlapS: 86_400 }}
          error={error}
          isBusy={isBusy}
          onClose={() => {
            forget()
            setRotating(undefined)
          }}
          onSend={({ overlapS }) => void rotate(overlapS)}
        >
          <p>{words.clients.rotateText}</p>
          <Form.Item name="overlapS" label={words.clients.overlap}>
            <Select
              options={[
                { value: 0, label: words.clients.overlaps.now },
                { value: 3600, label: words.clients.overlaps.hour },
                { value: 86_400, label: words.clients.overlaps.day },
                { value: 7 * 86_400, label: words.clients.overlaps.week },
              ]}
            />
          </Form.Item>
        </FormDialog>
      ) : null}
      {revoking ? (
        <ConfirmTyped
          title={words.clients.revoke}
          text={words.clients.revokeText}
          name={revoking.name}
          action={words.clients.revoke}
          asksReason={false}
          onClose={() => setRevoking(undefined)}
          onConfirm={async () => {
            await api.revokeApiClient({ params: { id: revoking.id } })
            await act(async () => undefined)
          }}
        />
      ) : null}
      {secret ? (
        <ShownOnce
          title={words.clients.keyTitle}
          secret={secret.key}
          {...(secret.note === undefined ? {} : { note: secret.note })}
          onDone={() => setSecret(undefined)}
        />
      ) : null}
    </>
  )
}
