import type { AnswersReply, OrderKeys } from '@wuzei/contract/orders'
import { call, type CallContext, type ClientOptions } from '../call.ts'
import { createAuthorisation, type Credentials } from '../credentials/authorise.ts'

/** What a member does at the hub with orders. Every method rejects with {@link WuzeiError} and nothing else. */
export interface OrdersClient {
  /** Issuer and keys of the hub; keep them, and ask again when a `kid` is unknown. */
  hubKeys(signal?: AbortSignal): Promise<OrderKeys>
  /** Orders that have no ack, for members without a webhook; waits for up to 30 s. */
  waitingOrders(waitS?: number, signal?: AbortSignal): Promise<readonly string[]>
  /** Sends signed acks, answers and notices, 20 at most. Safe to send again: a serial is taken once. */
  sendAnswers(messages: readonly string[], signal?: AbortSignal): Promise<AnswersReply>
}

export function createOrdersClient(
  options: ClientOptions & { readonly credentials: Credentials },
): OrdersClient {
  const { credentials, ...rest } = options
  const context: CallContext = { ...rest, authorisation: createAuthorisation(options, credentials) }
  return {
    hubKeys: async (signal) => await call(rest, 'GET', '/.well-known/wuzei-orders.json', {}, signal),
    async waitingOrders(waitS = 0, signal) {
      const timeoutMs = (options.timeoutMs ?? answerTimeoutMs) + waitS * 1000
      const path = `/v1/orders/messages?waitS=${waitS}`
      const reply = await call<{ messages: readonly string[] }>(
        { ...context, timeoutMs },
        'GET',
        path,
        {},
        signal,
      )
      return reply.messages
    },
    sendAnswers: async (messages, signal) =>
      await call(
        { ...context, repeatable: true },
        'POST',
        '/v1/orders/messages',
        { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ messages }) },
        signal,
      ),
  }
}

const answerTimeoutMs = 15_000
