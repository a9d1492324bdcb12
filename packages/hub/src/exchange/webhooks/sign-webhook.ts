import { createHmac } from 'node:crypto'
import type { ExchangeKey } from '../signing-key.ts'

/** Secret of an endpoint, derived from the hub's key and the endpoint's salt: `whsec_` and base64 of 32 bytes. */
export function webhookSecret(key: ExchangeKey, salt: Uint8Array): string {
  return `whsec_${key.secretFor('webhook', salt).toString('base64')}`
}

/**
 * Headers of one delivery. Source: Standard Webhooks 1.0: HMAC-SHA256 over `id.timestamp.body`, one signature for each
 * secret that is valid now.
 */
export function signWebhook(
  key: ExchangeKey,
  salts: readonly Uint8Array[],
  message: { readonly id: string; readonly timestampS: number; readonly body: Buffer },
): Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>> {
  const signatures = salts.map((salt) => {
    const hmac = createHmac('sha256', key.secretFor('webhook', salt))
    hmac.update(`${message.id}.${message.timestampS}.`).update(message.body)
    return `v1,${hmac.digest('base64')}`
  })
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(message.timestampS),
    'webhook-signature': signatures.join(' '),
  }
}
