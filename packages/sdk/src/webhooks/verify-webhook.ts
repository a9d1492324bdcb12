import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { FeedItem } from '@wuzei/contract'
import { WuzeiError } from '../failure.ts'

/** What a delivery says. */
export interface WebhookMessage {
  readonly type: string
  /** RFC 3339 instant of the delivery. */
  readonly timestamp: string
  readonly data: {
    /** Of the last item: to go on from with the feed, should deliveries stop. */
    readonly cursor: string
    readonly items: readonly FeedItem[]
  }
}

export interface VerifyWebhookOptions {
  /** The secret of the endpoint (`whsec_…`); while it is being rotated, both. */
  readonly secret: string | readonly string[]
  /** How far the delivery's time may be from ours; 300 s unless told. */
  readonly toleranceS?: number
  /** Epoch milliseconds; the clock unless told. */
  readonly nowMs?: number
}

/** Headers as Node, `Headers` and most frameworks give them. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>

/**
 * Checks a delivery and gives its content. Take the body as it came, before anything parses it. Keep `webhook-id` for
 * some minutes and leave out what comes twice. Source: Standard Webhooks 1.0.
 *
 * @throws WuzeiError `WEBHOOK_SIGNATURE` where the hub did not send this, `WEBHOOK_TIME` where it is too old or from the
 * future (or our clock is wrong), `UNEXPECTED_ANSWER` where the content is none
 */
export function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  options: VerifyWebhookOptions,
): WebhookMessage {
  const { toleranceS = defaultToleranceS, nowMs = Date.now() } = options
  const id = headerOf(headers, 'webhook-id')
  const timestamp = headerOf(headers, 'webhook-timestamp')
  const signatures = headerOf(headers, 'webhook-signature').split(' ')
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const secrets = typeof options.secret === 'string' ? [options.secret] : options.secret
  const expected = secrets.map((secret) => signatureOf(secret, id, timestamp, bytes))
  if (!expected.some((one) => signatures.some((given) => isSame(one, given))))
    throw new WuzeiError('WEBHOOK_SIGNATURE', 'The delivery is not signed with this secret')
  if (!(Math.abs(nowMs / 1000 - Number(timestamp)) <= toleranceS))
    throw new WuzeiError('WEBHOOK_TIME', 'The delivery is too old, or one of the clocks is wrong')
  try {
    const message: WebhookMessage = JSON.parse(new TextDecoder().decode(bytes))
    return message
  } catch (cause) {
    throw new WuzeiError('UNEXPECTED_ANSWER', 'The delivery is not JSON', { cause })
  }
}

/** As Standard Webhooks advises. */
const defaultToleranceS = 300

function headerOf(headers: WebhookHeaders, name: string): string {
  const value = headers instanceof Headers ? headers.get(name) : headers[name]
  const text = Array.isArray(value) ? value[0] : value
  if (typeof text !== 'string' || text === '')
    throw new WuzeiError('WEBHOOK_SIGNATURE', `The delivery has no ${name}`)
  return text
}

function signatureOf(secret: string, id: string, timestamp: string, body: Uint8Array): string {
  const key = bytesOf(secret.replace(/^whsec_/, ''))
  const head = new TextEncoder().encode(`${id}.${timestamp}.`)
  const signed = new Uint8Array(head.length + body.length)
  signed.set(head)
  signed.set(body, head.length)
  return `v1,${btoa(String.fromCharCode(...hmac(sha256, key, signed)))}`
}

function bytesOf(base64: string): Uint8Array {
  try {
    return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  } catch (cause) {
    throw new WuzeiError('WEBHOOK_SIGNATURE', 'The secret is not the whsec_ of an endpoint', { cause })
  }
}

/** In the same time wherever they differ. */
function isSame(left: string, right: string): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let at = 0; at < left.length; at++) difference |= left.charCodeAt(at) ^ right.charCodeAt(at)
  return difference === 0
}
