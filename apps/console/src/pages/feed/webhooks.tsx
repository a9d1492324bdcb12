import type { Webhook, WebhookBody } from '@wuzei/contract'
import { Button, Checkbox, Drawer, Form, Input, Tag } from 'antd'
import { useState } from 'react'
import { formatInstant, formatNumber } from '../../language/format.ts'
import { FormDialog } from '../../parts/form-dialog.tsx'
import { PagedTable } from '../../parts/paged-table.tsx'
import { ShownOnce } from '../../parts/shown-once.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { useMe } from '../../session/use-me.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { WebhookDetails } from './webhook-details.tsx'

/** A secret that was just made, with what to know about it. */
export interface NewSecret {
  readonly secret: string
  readonly note: string
}

/** Where one's own organisation has the feed sent, and how that goes. */
export function Webhooks() {
  const { webhooks } = useWords()
  const { language } = usePreferences()
  const { data: me } = useMe()
  const [isAdding, setIsAdding] = useState(false)
  const [open, setOpen] = useState<string>()
  const [secret, setSecret] = useState<NewSecret>()
  // An auditor only looks; everybody with a role of the member may look after where its feed goes.
  const mayManage = me?.roles.some((role) => role !== 'AUD') ?? false
  const lastOf = ({ lastDeliveredAt }: Webhook) =>
    lastDeliveredAt === null ? webhooks.never : formatInstant(lastDeliveredAt, language)
  const stateWords = (webhook: Webhook) => webhooks.states[stateOf(webhook)]
  return (
    <>
      <h2>{webhooks.title}</h2>
      <p className="quiet">{webhooks.hint}</p>
      <PagedTable<Webhook>
        title={webhooks.title}
        label="TLP:AMBER+STRICT"
        queryKey={['webhooks']}
        load={async () => ({ rows: (await api.webhooks()).webhooks, next: null })}
        rowKey={({ id }) => id}
        selected={open}
        onOpen={({ id }) => setOpen(id)}
        empty={{ title: webhooks.empty, hint: webhooks.emptyHint }}
        tools={
          mayManage ? (
            <Button type="primary" onClick={() => setIsAdding(true)}>
              {webhooks.add}
            </Button>
          ) : null
        }
        columns={[
          {
            key: 'url',
            title: webhooks.address,
            render: ({ id, url }) => (
              <Button type="link" size="small" className="value" onClick={() => setOpen(id)}>
                {url}
              </Button>
            ),
            text: ({ url }) => url,
          },
          {
            key: 'state',
            title: webhooks.state,
            render: (webhook) => (
              <>
                <Tag color={colours[stateOf(webhook)]}>{stateWords(webhook)}</Tag>
                {webhook.pausedReason === null ? null : (
                  <div className="quiet">{webhooks.pausedReasons[webhook.pausedReason]}</div>
                )}
              </>
            ),
            text: stateWords,
          },
          { key: 'last', title: webhooks.lastDelivered, render: lastOf, text: lastOf },
          {
            key: 'waiting',
            title: webhooks.waiting,
            render: ({ waitingLetters }) => formatNumber(waitingLetters, language),
            text: ({ waitingLetters }) => String(waitingLetters),
          },
          {
            key: 'dead',
            title: webhooks.dead,
            render: ({ deadLetters }) =>
              deadLetters === 0 ? '0' : <Tag color="red">{formatNumber(deadLetters, language)}</Tag>,
            text: ({ deadLetters }) => String(deadLetters),
          },
          {
            key: 'error',
            title: webhooks.lastError,
            render: ({ lastError }) => (
              <span lang="en" className="one-line">
                {lastError ?? '—'}
              </span>
            ),
            text: ({ lastError }) => lastError ?? '',
          },
        ]}
      />
      <Drawer open={open !== undefined} size={720} title={webhooks.drawer} onClose={() => setOpen(undefined)}>
        {open === undefined ? null : (
          <WebhookDetails
            key={open}
            id={open}
            mayManage={mayManage}
            onSecret={setSecret}
            onRemoved={() => setOpen(undefined)}
          />
        )}
      </Drawer>
      {isAdding ? <AddWebhook onMade={setSecret} onClose={() => setIsAdding(false)} /> : null}
      {secret ? (
        <ShownOnce
          title={webhooks.secretTitle}
          secret={secret.secret}
          note={secret.note}
          onDone={() => setSecret(undefined)}
        />
      ) : null}
    </>
  )
}

const colours = { good: 'green', behind: 'blue', failing: 'orange', paused: 'red' } as const

/** How an endpoint is doing, in one word. */
export function stateOf({ state, failures, isUpToDate }: Webhook): keyof typeof colours {
  if (state !== 'active') return 'paused'
  if (failures > 0) return 'failing'
  return isUpToDate ? 'good' : 'behind'
}

function AddWebhook({
  onMade,
  onClose,
}: {
  readonly onMade: (made: NewSecret) => void
  readonly onClose: () => void
}) {
  const { webhooks, dialog } = useWords()
  const { act, error, isBusy } = useAct('webhooks', 'feed-health')
  const add = (body: WebhookBody) =>
    act(async () => {
      const { secret } = await api.createWebhook({ body: { ...body, passesOn: body.passesOn ?? false } })
      onMade({ secret, note: webhooks.secretNote })
    })
  return (
    <FormDialog<WebhookBody>
      title={webhooks.add}
      action={dialog.save}
      error={error}
      isBusy={isBusy}
      onClose={onClose}
      onSend={(body) => void add(body).then((isDone) => isDone && onClose())}
    >
      <Form.Item
        name="url"
        label={webhooks.url}
        extra={webhooks.urlHint}
        rules={[{ required: true, whitespace: true }]}
      >
        <Input maxLength={2000} autoComplete="off" />
      </Form.Item>
      <Form.Item name="passesOn" valuePropName="checked" extra={webhooks.passesOnHint}>
        <Checkbox>{webhooks.passesOn}</Checkbox>
      </Form.Item>
    </FormDialog>
  )
}
