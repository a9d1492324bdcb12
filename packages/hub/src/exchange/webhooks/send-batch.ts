import { createHash } from 'node:crypto'
import { CodedError } from '@wuzei/domain'
import type { ClaimedEndpoint } from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import type { FeedEntry, FeedPart } from '../feed/feed-part.ts'
import type { WebhookSigner } from './sign-webhook.ts'

/** A receiver answers once it has stored what came; whoever works on it first keeps its own queue. */
const timeoutMs = 15_000

/** Answers are not read; what a receiver says beyond its status is bounded all the same. */
const answerBytes = 64 * 1024

/**
 * What became of a batch. `refused`: the receiver is there and does not take this; `unavailable`: it takes nothing
 * now; `gone`: it wants nothing any more.
 */
export type BatchOutcome =
  | { readonly result: 'taken' }
  | {
      readonly result: 'refused' | 'unavailable' | 'gone'
      readonly error: string
      readonly retryAfterMs: number
    }

/** Statuses by which a receiver speaks of the content; others speak of the receiver. */
const aboutContent: readonly number[] = [400, 406, 409, 413, 415, 422]

const comma = Buffer.from(',')

/** Sends items to an endpoint, signed. */
export async function sendBatch(
  hub: Pick<HubContext, 'feed' | 'clock' | 'outbound'>,
  endpoint: Pick<ClaimedEndpoint, 'id' | 'url'>,
  sign: WebhookSigner,
  parts: readonly FeedPart[],
): Promise<BatchOutcome> {
  const items = parts.flatMap((part) => part.items)
  const last = items.at(-1)
  if (!last) return { result: 'taken' }
  const cursor = hub.feed.cursors.write(last.position)
  return await post(hub, endpoint, sign, { id: messageId(endpoint.id, items), cursor, parts })
}

/** Sends one message, with items or without. */
export async function post(
  hub: Pick<HubContext, 'clock' | 'outbound'>,
  endpoint: Pick<ClaimedEndpoint, 'url'>,
  sign: WebhookSigner,
  message: { readonly id: string; readonly cursor: string; readonly parts: readonly FeedPart[] },
): Promise<BatchOutcome> {
  const nowMs = hub.clock()
  const { id, cursor, parts } = message
  const head =
    `{"type":"feed.items","timestamp":${JSON.stringify(new Date(nowMs).toISOString())},` +
    `"data":{"cursor":${JSON.stringify(cursor)},"items":[`
  const body = Buffer.concat([
    Buffer.from(head),
    ...parts.flatMap((part, index) => (index === 0 ? [part.bytes('array')] : [comma, part.bytes('array')])),
    Buffer.from(']}}'),
  ])
  const signed = sign({ id, timestampS: Math.floor(nowMs / 1_000), body })
  try {
    const { status, headers } = await hub.outbound.call({
      url: endpoint.url,
      method: 'POST',
      headers: { ...signed, 'content-type': 'application/json; charset=utf-8' },
      body,
      timeoutMs,
      maxBytes: answerBytes,
    })
    return outcomeOf(status, headers['retry-after'])
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    return { result: 'unavailable', error: error.message, retryAfterMs: 0 }
  }
}

function outcomeOf(status: number, retryAfter: string | undefined): BatchOutcome {
  if (status >= 200 && status < 300) return { result: 'taken' }
  const retryAfterMs = /^\d{1,6}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1_000 : 0
  const result = status === 410 ? 'gone' : aboutContent.includes(status) ? 'refused' : 'unavailable'
  return { result, error: `it answered ${status}`, retryAfterMs }
}

/** The same for the same items to the same endpoint, so that a receiver knows what it has. */
function messageId(endpointId: string, items: readonly FeedEntry[]): string {
  const named = `${endpointId}${items.map(({ position }) => `.${position}`).join('')}`
  return `msg_${createHash('sha256').update(named).digest('base64url').slice(0, 27)}`
}
