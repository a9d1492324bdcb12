import type { Webhook, WebhookLetterList } from '@wuzei/contract'
import { Alert, Button, Segmented } from 'antd'
import { useState } from 'react'
import { formatInstant } from '../../language/format.ts'
import { PagedTable } from '../../parts/paged-table.tsx'
import { ProblemPanel } from '../../parts/problem-panel.tsx'
import { useAct } from '../../parts/use-act.ts'
import { api } from '../../session/api.ts'
import { usePreferences, useWords } from '../../session/use-preferences.ts'

type Letter = WebhookLetterList['letters'][number]
type View = Letter['state']

/** Events that an endpoint did not take: those given up, to be sent again, and those being retried. */
export function Letters({ webhook, mayManage }: { readonly webhook: Webhook; readonly mayManage: boolean }) {
  const words = useWords()
  const { webhooks } = words
  const { language } = usePreferences()
  const [view, setView] = useState<View>('dead')
  const [replayed, setReplayed] = useState<number>()
  const { act, error, isBusy } = useAct('webhooks', 'letters', 'feed-health', 'deliveries')
  const { id } = webhook
  const replay = (cursors?: string[]) =>
    act(async () => {
      const reply = await api.replayWebhookLetters({
        params: { id },
        body: cursors === undefined ? {} : { cursors },
      })
      setReplayed(reply.replayed)
    })
  const itemOf = ({ item }: Letter) => {
    if (item === null) return webhooks.noItem
    const type = webhooks.itemTypes[item.type] ?? item.type
    return item.indicator === null ? type : `${item.indicator.canonical} · ${type}`
  }
  const count = { dead: webhook.deadLetters, waiting: webhook.waitingLetters }
  return (
    <div>
      <h3>{webhooks.letters}</h3>
      {error === undefined ? null : <ProblemPanel error={error} />}
      <div role="status">
        {replayed === undefined ? null : (
          <Alert type="success" showIcon title={webhooks.replayed(replayed)} />
        )}
      </div>
      <PagedTable<Letter>
        title={webhooks.letters}
        label="TLP:RED"
        queryKey={['letters', id, view, count[view]]}
        load={async (after) => {
          const page = await api.webhookLetters({ params: { id }, query: { state: view, after } })
          return { rows: page.letters, next: page.next }
        }}
        rowKey={({ cursor }) => cursor}
        empty={{ title: view === 'dead' ? webhooks.noDead : webhooks.noWaiting, hint: '' }}
        tools={
          <>
            <Segmented<View>
              aria-label={webhooks.letters}
              value={view}
              options={(['dead', 'waiting'] as const).map((value) => ({
                value,
                label: `${webhooks.letterViews[value]} ${count[value]}`,
              }))}
              onChange={setView}
            />
            {mayManage && view === 'dead' && count.dead > 0 ? (
              <Button loading={isBusy} onClick={() => void replay()}>
                {webhooks.replayAll}
              </Button>
            ) : null}
          </>
        }
        columns={[
          {
            key: 'item',
            title: webhooks.item,
            render: (letter) => <span className="entry-name">{itemOf(letter)}</span>,
            text: itemOf,
          },
          {
            key: 'reason',
            title: webhooks.reason,
            render: ({ lastError }) =>
              lastError === null ? webhooks.noReason : <span lang="en">{lastError}</span>,
            text: ({ lastError }) => lastError ?? webhooks.noReason,
          },
          {
            key: 'attempts',
            title: webhooks.attempts,
            render: ({ attempts }) => String(attempts),
            text: ({ attempts }) => String(attempts),
          },
          {
            key: 'since',
            title: webhooks.since,
            render: ({ since, nextAttemptAt }) => (
              <>
                {formatInstant(since, language)}
                {nextAttemptAt === null ? null : (
                  <div className="quiet">{webhooks.nextAttempt(formatInstant(nextAttemptAt, language))}</div>
                )}
              </>
            ),
            text: ({ since }) => since,
          },
          ...(mayManage && view === 'dead'
            ? [
                {
                  key: 'actions',
                  title: words.table.actions,
                  render: ({ cursor }: Letter) => (
                    <Button size="small" disabled={isBusy} onClick={() => void replay([cursor])}>
                      {webhooks.replay}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}
