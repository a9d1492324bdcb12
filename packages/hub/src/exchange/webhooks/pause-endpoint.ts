import { inTransaction, lockWebhookEndpoint, setWebhookState, type WebhookPause } from '@wuzei/store'
import { noteMemberChange } from '../../alliance/member-event.ts'
import type { HubContext } from '../../hub-context.ts'

/** Stops sending to an endpoint because its receiver is away, and says so in the log, from where its member is told. */
export async function pauseEndpoint(
  hub: HubContext,
  endpoint: { readonly id: string; readonly organisationId: string },
  reason: Exclude<WebhookPause, 'owner'>,
): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    const row = await lockWebhookEndpoint(client, endpoint.id, endpoint.organisationId)
    if (row?.state !== 'active') return
    await setWebhookState(client, endpoint.id, { state: 'paused', reason, at: new Date(hub.clock()) })
    await noteMemberChange(client, 'hub', {
      type: 'webhook-paused',
      subject: `webhook:${endpoint.id}`,
      payload: { webhookId: endpoint.id, organisationId: endpoint.organisationId, reason },
    })
  })
}
