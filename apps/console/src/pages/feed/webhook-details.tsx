import { useQuery } from '@tanstack/react-query'
import type { Webhook, WebhookDeliveryReply } from '@wuzei/contract'
import { Alert, Button, Skeleton, Space, Tooltip } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../language/format.ts'
import { ConfirmTyped } from '../../parts/confirm-typed.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'
import { Deliveries } from './deliveries.tsx'
import { Letters } from './letters.tsx'
import type { NewSecret } from './webhooks.tsx'

/** How often the state of an endpoint is read while somebody looks at it. */
const lookMs = 5_000

/** One endpoint: its state, what can be done with it, its last deliveries, and what it did not take. */
export function WebhookDetails({
  id,
  mayManage,
  onSecret,
  onRemoved,
}: {
  readonly id: string
  readonly mayManage: boolean
  readonly onSecret: (made: NewSecret) => void
  readonly onRemoved: () => void
}) {
  const { webhooks } = useWords()
  const { language } = usePreferences()
  const { data, error, refetch } = useQuery({
    queryKey: ['webhooks', 'open'],
    queryFn: () => api.webhooks(),
    refetchInterval: lookMs,
  })
  const webhook = data?.webhooks.find((one) => one.id === id)
  if (error) return <ProblemPanel error={error} onAgain={() => void refetch()} />
  if (!webhook) return <Skeleton active />
  return (
    <>
      <h2 className="entry-name">{webhook.url}</h2>
      {webhook.lastError === null ? null : (
        <p>
          {webhooks.lastError}: <span lang="en">{webhook.lastError}</span>
          {webhook.nextAttemptAt === null ? null : (
            <span className="quiet">
              {' '}
              · {webhooks.nextAttempt(formatInstant(webhook.nextAttemptAt, language))}
            </span>
          )}
        </p>
      )}
      {mayManage ? (
        <Deeds webhook={webhook} onSecret={onSecret} onRemoved={onRemoved} />
      ) : (
        <p className="quiet">{webhooks.noPermission}</p>
      )}
      <Letters webhook={webhook} mayManage={mayManage} />
      <Deliveries id={id} />
    </>
  )
}

function Deeds({
  webhook,
  onSecret,
  onRemoved,
}: {
  readonly webhook: Webhook
  readonly onSecret: (made: NewSecret) => void
  readonly onRemoved: () => void
}) {
  const { webhooks } = useWords()
  const { language } = usePreferences()
  const [trial, setTrial] = useState<WebhookDeliveryReply>()
  const [isRemoving, setIsRemoving] = useState(false)
  const { act, error, isBusy } = useAct('webhooks', 'feed-health', 'deliveries')
  const { id, state, url } = webhook
  const test = () => act(async () => setTrial(await api.testWebhook({ params: { id } })))
  const rotate = () =>
    act(async () => {
      const { secret, oldSecretUntil } = await api.rotateWebhookSecret({ params: { id } })
      onSecret({ secret, note: webhooks.oldUntil(formatInstant(oldSecretUntil, language)) })
    })
  const turn = (to: 'active' | 'paused') =>
    act(async () => await api.setWebhookState({ params: { id }, body: { state: to } }))
  return (
    <>
      <Space wrap className="decisions">
        <Tooltip title={webhooks.testHint}>
          <Button type="primary" loading={isBusy} onClick={() => void test()}>
            {webhooks.test}
          </Button>
        </Tooltip>
        <Button disabled={isBusy} onClick={() => void turn(state === 'active' ? 'paused' : 'active')}>
          {state === 'active' ? webhooks.pause : webhooks.resume}
        </Button>
        <Button disabled={isBusy} onClick={() => void rotate()}>
          {webhooks.rotate}
        </Button>
        <Button danger disabled={isBusy} onClick={() => setIsRemoving(true)}>
          {webhooks.remove}
        </Button>
      </Space>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <div role="status">
        {trial ? (
          <Alert
            type={trial.result === 'taken' ? 'success' : 'warning'}
            showIcon
            title={
              trial.result === 'taken'
                ? webhooks.tested(trial.tookMs)
                : webhooks.testFailed(`${webhooks.results[trial.result]} · ${trial.error ?? ''}`)
            }
          />
        ) : null}
      </div>
      {isRemoving ? (
        <ConfirmTyped
          title={webhooks.remove}
          text={webhooks.removeText}
          name={new URL(url).host}
          action={webhooks.remove}
          asksReason={false}
          onClose={() => setIsRemoving(false)}
          onConfirm={async () => {
            await api.setWebhookState({ params: { id }, body: { state: 'removed' } })
            onRemoved()
            await act(async () => undefined)
          }}
        />
      ) : null}
    </>
  )
}
