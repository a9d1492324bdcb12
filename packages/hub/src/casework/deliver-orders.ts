import { maxMessageBytes, maxMessagesPerRequest, OrderDeliveryReplySchema } from '@wuzei/contract/orders'
import { CodedError } from '@wuzei/domain'
import {
  claimOrderMessages,
  findOrderEndpoint,
  isConnectionLoss,
  noteOrderAttempt,
  subscribeOrders,
  type OrderEndpointRow,
  type OrderMessageRow,
} from '@wuzei/store'
import { createHash } from 'node:crypto'
import Value from 'typebox/value'
import type { Following } from '../exchange/follow-as-leader.ts'
import { webhookSigner } from '../exchange/webhooks/sign-webhook.ts'
import type { HubContext } from '../hub-context.ts'
import { signOrder } from './order-jws.ts'
import { takeAnswers } from './take-answers.ts'

/** Without a notification, should one be lost, and after clocks had something sent again. */
const lookMs = 500

/** Members answered at once by one process: sockets, no threads. */
const maxRunning = 64

/** Messages claimed in one go: a busy minute, shared out among the places. */
const claimSize = 200

/** The protocol gives a member 30 s to answer a delivery; a lease is longer, so that nothing is sent twice at once. */
const timeoutMs = 30_000
const leaseMs = 45_000

/** An answer for every message, twice: ack and result. */
const maxReplyBytes = 2 * maxMessagesPerRequest * maxMessageBytes

/**
 * Sends orders to the members' systems as soon as they are committed, and takes the acknowledgements and answers that
 * come back with the reply. Any number of processes share the work by leases. What did not arrive is sent again when the
 * order's own clock says so: the rules decide about repetitions, not the line.
 */
export function deliverOrders(hub: HubContext): Following {
  const stopping = new AbortController()
  const done = run(hub, stopping.signal)
  return {
    done,
    async stop() {
      stopping.abort()
      await done
    },
  }
}

async function run(hub: HubContext, signal: AbortSignal): Promise<void> {
  const woken = subscribeOrders(hub.database)
  const running = new Map<string, Promise<void>>()
  const failed = Promise.withResolvers<never>()
  const loop = async () => {
    while (!signal.aborted) {
      const claimed = await claim(hub)
      for (const batch of batches(claimed)) {
        const key = batch[0]?.id ?? ''
        const ended = deliverPatiently(hub, batch)
          .catch(failed.reject)
          .finally(() => running.delete(key))
        running.set(key, ended)
        if (running.size >= maxRunning) await Promise.race(running.values())
      }
      if (claimed.length < claimSize) await woken.wait(lookMs, signal)
    }
  }
  try {
    await Promise.race([loop(), failed.promise])
    await Promise.all(running.values())
  } finally {
    woken.end()
  }
}

async function claim(hub: HubContext): Promise<OrderMessageRow[]> {
  const nowMs = hub.clock()
  try {
    return await claimOrderMessages(hub.database.pool, {
      at: new Date(nowMs),
      until: new Date(nowMs + leaseMs),
      limit: claimSize,
    })
  } catch (error) {
    if (!isConnectionLoss(error)) throw error
    return []
  }
}

/** By member, in their order, as many as one delivery carries. */
function batches(messages: readonly OrderMessageRow[]): OrderMessageRow[][] {
  const byPartner = Map.groupBy(messages, ({ partnerId }) => partnerId)
  return [...byPartner.values()].flatMap((own) =>
    Array.from({ length: Math.ceil(own.length / maxMessagesPerRequest) }, (_, page) =>
      own.slice(page * maxMessagesPerRequest, (page + 1) * maxMessagesPerRequest),
    ),
  )
}

/** When the database is lost, the lease ends by itself and the messages are claimed anew. */
async function deliverPatiently(hub: HubContext, batch: readonly OrderMessageRow[]): Promise<void> {
  try {
    await deliver(hub, batch)
  } catch (error) {
    if (!isConnectionLoss(error)) throw error
  }
}

async function deliver(hub: HubContext, batch: readonly OrderMessageRow[]): Promise<void> {
  const [first] = batch
  if (!first) return
  const endpoint = await findOrderEndpoint(hub.database.pool, first.partnerId)
  // Without an address a member asks for its orders itself.
  const sent = endpoint ? await send(hub, endpoint, batch) : { error: 'NO_ENDPOINT' }
  await noteOrderAttempt(
    hub.database.pool,
    batch.map(({ id }) => id),
    { at: new Date(hub.clock()), error: 'error' in sent ? sent.error : null },
  )
  if ('messages' in sent && sent.messages.length > 0)
    await takeAnswers(hub, { organisationId: first.partnerId, clientId: null }, sent.messages)
}

type Sent = { readonly messages: readonly string[] } | { readonly error: string }

async function send(
  hub: HubContext,
  endpoint: OrderEndpointRow,
  batch: readonly OrderMessageRow[],
): Promise<Sent> {
  const nowMs = hub.clock()
  const messages = batch.map((message) => signOrder(hub, message, nowMs))
  const body = Buffer.from(
    JSON.stringify({ type: 'orders', timestamp: new Date(nowMs).toISOString(), data: { messages } }),
  )
  const sign = webhookSigner(hub.exchangeKey, { salt: endpoint.salt, oldSalt: null, oldSaltUntil: null })
  const id = `orders_${createHash('sha256').update(body).digest('hex').slice(0, 32)}`
  try {
    const answer = await hub.outbound.call({
      url: endpoint.url,
      method: 'POST',
      headers: {
        ...sign({ id, timestampS: Math.floor(nowMs / 1000), body }),
        'content-type': 'application/json; charset=utf-8',
      },
      body,
      timeoutMs,
      maxBytes: maxReplyBytes,
    })
    if (answer.status < 200 || answer.status > 299) return { error: `HTTP ${answer.status}` }
    return readReply(answer.body)
  } catch (error) {
    if (!(error instanceof CodedError)) throw error
    return { error: error.message }
  }
}

/** What a member answers at once. One that answers 2xx and something else has the orders all the same. */
function readReply(body: Buffer): Sent {
  const reply = parsed(body)
  return Value.Check(OrderDeliveryReplySchema, reply) ? { messages: reply.messages } : { messages: [] }
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    // No JSON is no reply; the status said that it arrived.
    return undefined
  }
}
