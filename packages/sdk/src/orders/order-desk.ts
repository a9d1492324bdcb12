import {
  answerTypeOf,
  isOrderDelivery,
  maxMessageBytes,
  maxMessagesPerRequest,
  type AnswersReply,
  type OrderDeliveryReply,
  type OrderMessage,
  type OrderNotice,
  type OrderRefusal,
  type OrderRefusalCode,
  type OrderType,
} from '@wuzei/contract/orders'
import { WuzeiError } from '../failure.ts'
import { canonicalJson } from '../log/canonical-json.ts'
import { verifyWebhook, type WebhookHeaders } from '../webhooks/verify-webhook.ts'
import type { HubIdentity, HubIdentitySource } from './hub-identity.ts'
import type { SigningKey } from './keys.ts'
import { signKept } from './make-message.ts'
import { newSerial } from './new-serial.ts'
import { openOrders, type OpenedMessage } from './open-messages.ts'
import type { KeptAnswer, OrderRecord, OrderRecords } from './order-records.ts'

/** What became of an order. `later`: the desk is told with `answer` when it is known. */
export type Decision =
  | { readonly is: 'answered'; readonly answer: Unserialled<KeptAnswer> }
  | { readonly is: 'later' }
  | { readonly is: 'refused'; readonly code: OrderRefusalCode; readonly detail: string }

/** An answer that has no serial yet. */
export type Unserialled<Answer> = Answer extends unknown ? Omit<Answer, 'serial'> : never

export interface OrderDeskOptions {
  /** Id of the member's organisation. */
  readonly member: string
  /** 12 digits that its serials begin with. */
  readonly organ: string
  readonly key: SigningKey
  /** See {@link createHubIdentity}. */
  readonly hub: HubIdentitySource
  /** The secret of the webhook endpoint (`whsec_…`), or both while it is being rotated. */
  readonly secret: string | readonly string[]
  readonly takes: readonly OrderType[]
  readonly records: OrderRecords
  readonly now: () => number
  /**
   * Carries an order out, once: copies of it never come here. What it changes and the record have to be one act where
   * the books outlast the process.
   */
  readonly decide: (order: OrderMessage, record: OrderRecord) => Promise<Decision>
  /** Sends what was not said in the reply to a delivery; see `sendAnswers` of the orders client. */
  readonly send: (messages: readonly string[]) => Promise<AnswersReply>
}

/** The member's side of the protocol: judges, keeps, answers, answers again. */
export interface OrderDesk {
  /** One request to the member's webhook: gives the status and body to answer with. */
  deliver(request: {
    readonly body: string | Uint8Array
    readonly headers: WebhookHeaders
  }): Promise<{ readonly status: number; readonly reply: object }>
  /** Orders that were fetched instead of delivered; the reply's messages are for `sendAnswers`. */
  take(messages: readonly string[]): Promise<OrderDeliveryReply>
  /** Answers an order that was left for later. The first answer stands: a second changes nothing. */
  answer(orderSerial: string, answer: Unserialled<KeptAnswer>): Promise<void>
  /** Tells the hub of something that happened without an order. */
  notice(about: OrderRecord, body: OrderNotice): Promise<void>
  /** Sends what is waiting; call it again after a failure. Resolves to how many messages are left. */
  flush(): Promise<number>
}

export function createOrderDesk(options: OrderDeskOptions): OrderDesk {
  const state: { waiting: (() => Promise<string>)[]; turn: Promise<unknown> } = {
    waiting: [],
    turn: Promise.resolve(),
  }
  /** One after the other: two copies of an order that come at once are still one order. */
  async function inTurn<Result>(act: () => Promise<Result>): Promise<Result> {
    const mine = state.turn.then(act, act)
    state.turn = mine.catch(() => undefined)
    return await mine
  }
  const take = async (messages: readonly string[]) =>
    await inTurn(async () => await takeAll(options, messages))
  return {
    take,
    async deliver({ body, headers }) {
      const delivery = readDelivery(options, body, headers)
      return delivery.ok
        ? { status: 200, reply: await take(delivery.messages) }
        : { status: delivery.status, reply: { code: delivery.code, detail: delivery.detail } }
    },
    answer: async (orderSerial, unserialled) =>
      await inTurn(async () => {
        const record = await options.records.bySerial(orderSerial)
        if (!record) throw new WuzeiError('ORDER_UNKNOWN', 'No order of this serial was taken')
        if (record.answer) return
        const answer: KeptAnswer = { ...unserialled, serial: newSerial(options.organ) }
        await options.records.put({ ...record, answer })
        state.waiting.push(async () => await signKept(record.message, answer, options.key, options.now()))
      }),
    async notice(about, body) {
      const notice: KeptAnswer = { type: 'notice', serial: newSerial(options.organ), body }
      state.waiting.push(async () => await signKept(about.message, notice, options.key, options.now()))
      await Promise.resolve()
    },
    async flush() {
      while (state.waiting.length > 0) {
        const batch = state.waiting.slice(0, maxMessagesPerRequest)
        await options.send(await Promise.all(batch.map(async (sign) => await sign())))
        state.waiting = state.waiting.slice(batch.length)
      }
      return state.waiting.length
    },
  }
}

async function takeAll(options: OrderDeskOptions, messages: readonly string[]): Promise<OrderDeliveryReply> {
  const open = async ({ issuer, keys }: HubIdentity) =>
    await openOrders(messages, { keys, from: issuer, to: options.member, nowMs: options.now() })
  const first = await open(await options.hub.current())
  const isKeyNew = first.refused.some(({ code }) => code === 'KEY_UNKNOWN')
  const renewed = isKeyNew ? await options.hub.renewed() : undefined
  const { orders, refused } = renewed ? await open(renewed) : first
  const said: string[] = []
  const refusals: OrderRefusal[] = [...refused]
  for (const order of orders) {
    const taken = await takeOne(options, order)
    if ('code' in taken) refusals.push({ index: order.index, ...taken })
    else said.push(...taken.messages)
  }
  return { messages: said, refused: refusals.toSorted((left, right) => left.index - right.index) }
}

type Taken =
  | { readonly messages: readonly string[] }
  | { readonly code: OrderRefusalCode; readonly detail: string }

async function takeOne(options: OrderDeskOptions, order: OpenedMessage<OrderMessage>): Promise<Taken> {
  const { message, jws } = order
  if (!options.takes.includes(message.type))
    return { code: 'TYPE_UNKNOWN', detail: 'Orders of this type are not for this member' }
  const payload = jws.split('.')[1] ?? ''
  const known = await options.records.byMessageId(message.id)
  if (known !== undefined && known !== payload)
    return { code: 'ID_REUSED', detail: 'Another message had this id' }
  const said = canonicalJson([message.type, message.body])
  const earlier = await options.records.bySerial(message.serial)
  if (earlier) {
    if (earlier.said !== said) return { code: 'SERIAL_REUSED', detail: 'Another order had this serial' }
    await options.records.putMessageId(message.id, payload)
    return { messages: await sayAgain(options, earlier, message) }
  }
  return await takeNew(options, order, said, payload)
}

async function takeNew(
  options: OrderDeskOptions,
  { message, flags }: OpenedMessage<OrderMessage>,
  said: string,
  payload: string,
): Promise<Taken> {
  const ack: OrderRecord['ack'] = {
    type: 'ack',
    serial: newSerial(options.organ),
    body: {
      orderId: message.body.orderId,
      receivedAt: new Date(options.now()).toISOString(),
      isDuplicate: false,
      flags: [...flags],
    },
  }
  const record: OrderRecord = { message, said, ack, answer: null }
  const decision = await options.decide(message, record)
  if (decision.is === 'refused') return { code: decision.code, detail: decision.detail }
  const answer = decision.is === 'answered' ? { ...decision.answer, serial: newSerial(options.organ) } : null
  if (answer && answer.type !== answerTypeOf[message.type])
    throw new TypeError(`${message.type} is not answered with ${answer.type}`)
  const kept: OrderRecord = { ...record, answer }
  await options.records.put(kept)
  await options.records.putMessageId(message.id, payload)
  return { messages: await say(options, kept, message, ack) }
}

/** The ack of a copy says that it is one; its answer is the first answer. */
async function sayAgain(
  options: OrderDeskOptions,
  record: OrderRecord,
  copy: OrderMessage,
): Promise<string[]> {
  const ack = { ...record.ack, body: { ...record.ack.body, isDuplicate: true } }
  return await say(options, record, copy, ack)
}

async function say(
  options: OrderDeskOptions,
  record: OrderRecord,
  to: OrderMessage,
  ack: KeptAnswer,
): Promise<string[]> {
  const answers = record.answer ? [ack, record.answer] : [ack]
  const signed = answers.map(async (one) => await signKept(to, one, options.key, options.now()))
  return [...(await Promise.all(signed)), ...(await answerAskedFor(options, to))]
}

/** Beside the answer to `query.status` goes that of the order it asks about. */
async function answerAskedFor(options: OrderDeskOptions, message: OrderMessage): Promise<string[]> {
  if (message.type !== 'query.status') return []
  const asked = await options.records.bySerial(message.body.orderSerial)
  return asked?.answer ? [await signKept(asked.message, asked.answer, options.key, options.now())] : []
}

/** As many of the largest messages as one request may have, and what is around them. */
const maxDeliveryBytes = maxMessagesPerRequest * maxMessageBytes + 10_000

type Delivery =
  | { readonly ok: true; readonly messages: readonly string[] }
  | { readonly ok: false; readonly status: 400 | 401 | 413; readonly code: string; readonly detail: string }

function readDelivery(
  options: OrderDeskOptions,
  body: string | Uint8Array,
  headers: WebhookHeaders,
): Delivery {
  if (body.length > maxDeliveryBytes)
    return { ok: false, status: 413, code: 'BODY_TOO_LARGE', detail: 'The delivery is larger than it may be' }
  try {
    const delivery: unknown = verifyWebhook(body, headers, { secret: options.secret, nowMs: options.now() })
    return isOrderDelivery(delivery)
      ? { ok: true, messages: delivery.data.messages }
      : { ok: false, status: 400, code: 'BODY_INVALID', detail: 'It is no delivery of orders' }
  } catch (error) {
    if (!(error instanceof WuzeiError)) throw error
    const isUnsigned = error.code !== 'UNEXPECTED_ANSWER'
    return { ok: false, status: isUnsigned ? 401 : 400, code: error.code, detail: error.message }
  }
}
