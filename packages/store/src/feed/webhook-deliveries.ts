import type { ClientBase, Pool } from 'pg'

/** One request to an endpoint, as it is shown to its member. */
export interface WebhookDelivery {
  /** RFC 3339. */
  readonly at: string
  /** 0 for a test. */
  readonly items: number
  readonly result: 'taken' | 'refused' | 'unavailable' | 'gone'
  readonly error: string | null
  readonly tookMs: number
}

/** Deliveries shown of one endpoint: what somebody scrolls through who wonders what is wrong with it. */
const shownDeliveries = 30

/** Puts deliveries, newest first, before those of an endpoint; the oldest are forgotten. */
export async function noteWebhookDeliveries(
  db: Pool | ClientBase,
  id: string,
  deliveries: readonly WebhookDelivery[],
): Promise<void> {
  if (deliveries.length === 0) return
  await db.query(`update webhook_endpoints set recent = ${withDeliveriesSql('$2')} where id = $1`, [
    id,
    deliveriesJson(deliveries),
  ])
}

/** What `recent` becomes by the deliveries that a parameter holds as `deliveriesJson`. */
export function withDeliveriesSql(parameter: string): string {
  return `jsonb_path_query_array(${parameter}::jsonb || recent, '$[0 to ${shownDeliveries - 1}]')`
}

export function deliveriesJson(deliveries: readonly WebhookDelivery[]): string {
  return JSON.stringify(deliveries.slice(0, shownDeliveries))
}

/** The last deliveries of an endpoint, newest first. */
export async function recentWebhookDeliveries(db: Pool | ClientBase, id: string): Promise<WebhookDelivery[]> {
  const found = await db.query<{ recent: WebhookDelivery[] }>(
    'select recent from webhook_endpoints where id = $1',
    [id],
  )
  return found.rows[0]?.recent ?? []
}
