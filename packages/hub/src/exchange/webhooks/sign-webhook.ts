import { createHmac, createSecretKey } from 'node:crypto'
import type { WebhookEndpointRow } from '@wuzei/store'
import type { ExchangeKey } from '../signing-key.ts'

/** Secret of an endpoint, derived from the hub's key and the endpoint's salt: `whsec_` and base64 of 32 bytes. */
export function webhookSecret(key: ExchangeKey, salt: Uint8Array): string {
  return `whsec_${key.secretFor('webhook', salt).toString('base64')}`
}

/** Signs what goes to one endpoint. */
export type WebhookSigner = (message: {
  readonly id: string
  readonly timestampS: number
  readonly body: Buffer
}) => Readonly<Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string>>

/**
 * Derives the keys of an endpoint once, for many deliveries. Source: Standard Webhooks 1.0: HMAC-SHA256 over
 * `id.timestamp.body`, one signature for each secret that is valid now.
 */
export function webhookSigner(
  key: ExchangeKey,
  endpoint: Pick<WebhookEndpointRow, 'salt' | 'oldSalt' | 'oldSaltUntil'>,
): WebhookSigner {
  const secret = (salt: Uint8Array) => createSecretKey(key.secretFor('webhook', salt))
  const current = secret(endpoint.salt)
  const old = endpoint.oldSalt ? secret(endpoint.oldSalt) : undefined
  return ({ id, timestampS, body }) => {
    const isOldValid = endpoint.oldSaltUntil !== null && endpoint.oldSaltUntil.getTime() > timestampS * 1_000
    const signatures = [current, ...(old && isOldValid ? [old] : [])].map((valid) => {
      const hmac = createHmac('sha256', valid).update(`${id}.${timestampS}.`).update(body)
      return `v1,${hmac.digest('base64')}`
    })
    return {
      'webhook-id': id,
      'webhook-timestamp': String(timestampS),
      'webhook-signature': signatures.join(' '),
    }
  }
}
