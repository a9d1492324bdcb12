import type { WebhookDeliveryReply, WebhookDeliveryList } from '@wuzei/contract'
import type { Actor } from '@wuzei/domain'
import { noteWebhookDeliveries, recentWebhookDeliveries } from '@wuzei/store'
import { randomUUID } from 'node:crypto'
import type { HubContext } from '../../hub-context.ts'
import { inOwnEndpoint } from './endpoints.ts'
import { post, type BatchOutcome } from './send-batch.ts'
import { webhookSigner } from './sign-webhook.ts'

/**
 * Sends an endpoint a delivery without items, signed as all are, paused or not, and tells what became of it. Nothing
 * changes by it: whoever takes it has what it had.
 *
 * @throws CodedError WEBHOOK_UNKNOWN
 */
export async function testEndpoint(hub: HubContext, actor: Actor, id: string): Promise<WebhookDeliveryReply> {
  // Not within the transaction: a receiver may take as long as it is allowed to.
  const endpoint = await inOwnEndpoint(hub, actor, id, async (_client, row) => row)
  const startedAt = performance.now()
  const outcome = await post(hub, endpoint, webhookSigner(hub.exchangeKey, endpoint), {
    id: `msg_test_${randomUUID()}`,
    cursor: hub.feed.cursors.write(endpoint.position),
    parts: [],
  })
  const delivery = deliveryOf(hub, outcome, { items: 0, startedAt })
  await noteWebhookDeliveries(hub.database.pool, id, [delivery])
  return delivery
}

/** The last deliveries to an endpoint, newest first. @throws CodedError WEBHOOK_UNKNOWN */
export async function listDeliveries(
  hub: HubContext,
  actor: Actor,
  id: string,
): Promise<WebhookDeliveryList> {
  const deliveries = await inOwnEndpoint(
    hub,
    actor,
    id,
    async (client) => await recentWebhookDeliveries(client, id),
  )
  return { deliveries }
}

/** How a delivery is shown. `startedAt`: as `performance.now` gave it. */
export function deliveryOf(
  hub: Pick<HubContext, 'clock'>,
  outcome: BatchOutcome,
  { items, startedAt }: { readonly items: number; readonly startedAt: number },
): WebhookDeliveryReply {
  return {
    at: new Date(hub.clock()).toISOString(),
    items,
    result: outcome.result,
    error: outcome.result === 'taken' ? null : outcome.error,
    tookMs: Math.round(performance.now() - startedAt),
  }
}
