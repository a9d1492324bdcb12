import { maxMessageLifetimeS, orderMessageTyp, ordersVersion } from '@wuzei/contract/orders'
import type { OrderMessageRow } from '@wuzei/store'
import { randomBytes } from 'node:crypto'
import type { HubContext } from '../hub-context.ts'

/** How the hub is named as a sender. */
export function orderIssuer({
  publicUrl,
  exchangeKey,
}: Pick<HubContext, 'publicUrl' | 'exchangeKey'>): string {
  return publicUrl ?? `wuzei-hub:${exchangeKey.keyId}`
}

/**
 * Signs a message of the outbox for now: a compact JWS (RFC 7515) with the hub's Ed25519 key (RFC 8037). Sent again, a
 * message is signed anew, under the same serial.
 */
export function signOrder(
  hub: Pick<HubContext, 'publicUrl' | 'exchangeKey' | 'cipher'>,
  message: OrderMessageRow,
  nowMs: number,
): string {
  const { exchangeKey, cipher } = hub
  const body: unknown = JSON.parse(cipher.openText('casework', `message ${message.id}`, message.sealed))
  const payload = {
    v: ordersVersion,
    type: message.type,
    id: randomBytes(16).toString('base64url'),
    serial: message.serial,
    from: orderIssuer(hub),
    to: message.partnerId,
    issuedAt: new Date(nowMs).toISOString(),
    expiresAt: new Date(nowMs + maxMessageLifetimeS * 1000).toISOString(),
    inReplyTo: null,
    body,
  }
  const header = { alg: 'EdDSA', typ: orderMessageTyp, kid: exchangeKey.keyId }
  const signed = `${base64url(header)}.${base64url(payload)}`
  return `${signed}.${exchangeKey.sign(Buffer.from(signed, 'ascii')).toString('base64url')}`
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value), 'utf8').toString('base64url')
}
