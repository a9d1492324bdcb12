import Type, { type TSchema } from 'typebox'
import Value from 'typebox/value'
import { OrderDeliverySchema, type OrderDelivery, type OrderRefusalCode } from './orders-exchange.ts'
import { clockSkewS, maxMessageLifetimeS, ordersVersion } from './orders-limits.ts'
import {
  answerBodies,
  orderBodies,
  OrderEnvelopeSchema,
  type AnswerMessage,
  type AnswerType,
  type OrderEnvelope,
  type OrderMessage,
  type OrderType,
} from './orders.ts'

/** What reading a message came to. */
export type MessageReading<Message> =
  | { readonly ok: true; readonly message: Message; readonly flags: readonly 'CLOCK_SKEW'[] }
  | { readonly ok: false; readonly code: OrderRefusalCode; readonly detail: string }

/** What the reader knows. */
export interface MessageExpectation {
  /** Whose key the signature was verified with. */
  readonly from: string
  /** The reader. */
  readonly to: string
  /** The reader's clock, epoch milliseconds. */
  readonly nowMs: number
}

/**
 * Reads the payload of a JWS from the hub whose signature was verified, and refuses what is not for this reader or not
 * for this time. Whether its serial was seen before is for the caller to look up.
 */
export function readOrder(payload: unknown, expected: MessageExpectation): MessageReading<OrderMessage> {
  const envelope = readEnvelope(payload, expected)
  if (!envelope.ok) return envelope
  const { message, flags } = envelope
  if (!isOrderType(message.type)) return refuseType()
  return isOrder(message) ? { ok: true, message, flags } : refuseBody(orderBodies[message.type], message.body)
}

/** Reads the payload of a JWS from a member whose signature was verified, as {@link readOrder}. */
export function readAnswer(payload: unknown, expected: MessageExpectation): MessageReading<AnswerMessage> {
  const envelope = readEnvelope(payload, expected)
  if (!envelope.ok) return envelope
  const { message, flags } = envelope
  if (!isAnswerType(message.type)) return refuseType()
  return isAnswer(message)
    ? { ok: true, message, flags }
    : refuseBody(answerBodies[message.type], message.body)
}

/** What does not fit in the body of an answer, before it is signed; undefined where all does. */
export function answerProblem(type: AnswerType, body: unknown): string | undefined {
  const schema = answerBodies[type]
  return Value.Check(schema, body) ? undefined : problemOf(schema, body)
}

/** Whether the body of a delivery is one of orders. */
export function isOrderDelivery(value: unknown): value is OrderDelivery {
  return Value.Check(OrderDeliverySchema, value)
}

export function isOrderType(type: string): type is OrderType {
  return Object.hasOwn(orderBodies, type)
}

export function isAnswerType(type: string): type is AnswerType {
  return Object.hasOwn(answerBodies, type)
}

/** A message of which only the envelope is known to fit. */
interface Enveloped extends OrderEnvelope {
  readonly type: string
  readonly body: unknown
}

function isOrder(message: Enveloped): message is OrderMessage {
  return isOrderType(message.type) && Value.Check(orderBodies[message.type], message.body)
}

function isAnswer(message: Enveloped): message is AnswerMessage {
  return isAnswerType(message.type) && Value.Check(answerBodies[message.type], message.body)
}

const EnvelopedSchema = Type.Object({
  ...OrderEnvelopeSchema.properties,
  type: Type.String(),
  body: Type.Unknown(),
})

function readEnvelope(payload: unknown, expected: MessageExpectation): MessageReading<Enveloped> {
  const version = typeof payload === 'object' && payload !== null && 'v' in payload ? payload.v : undefined
  if (version !== undefined && version !== ordersVersion)
    return refuse('VERSION_UNKNOWN', `Only version ${ordersVersion} is understood`)
  if (!Value.Check(EnvelopedSchema, payload))
    return refuse('MESSAGE_INVALID', problemOf(EnvelopedSchema, payload))
  const refusal = judgeTimes(payload, expected.nowMs)
  if (refusal) return refusal
  if (payload.from !== expected.from)
    return refuse('SENDER_WRONG', 'The key is not one of who it claims to be from')
  if (payload.to !== expected.to) return refuse('RECIPIENT_WRONG', 'It is for somebody else')
  const isFromTheFuture = Date.parse(payload.issuedAt) - expected.nowMs > clockSkewS * 1000
  return { ok: true, message: payload, flags: isFromTheFuture ? ['CLOCK_SKEW'] : [] }
}

function judgeTimes(message: OrderEnvelope, nowMs: number): Refusal | undefined {
  const expiresMs = Date.parse(message.expiresAt)
  const lifetimeMs = expiresMs - Date.parse(message.issuedAt)
  if (!(lifetimeMs > 0 && lifetimeMs <= maxMessageLifetimeS * 1000))
    return refuse('MESSAGE_LIFETIME', `A message lasts from 0 to ${maxMessageLifetimeS} s`)
  if (nowMs - expiresMs > clockSkewS * 1000)
    return refuse('MESSAGE_EXPIRED', 'It ended before it arrived, or one of the clocks is wrong')
  return undefined
}

/** The first thing that does not fit, without the value. */
function problemOf(schema: TSchema, value: unknown): string {
  const [first] = Value.Errors(schema, value)
  return first ? `${first.instancePath || '/'} ${first.message}` : '/ does not fit'
}

type Refusal = Extract<MessageReading<never>, { readonly ok: false }>

function refuse(code: OrderRefusalCode, detail: string): Refusal {
  return { ok: false, code, detail }
}

function refuseType(): Refusal {
  return refuse('TYPE_UNKNOWN', 'Messages of this type are not taken here')
}

function refuseBody(schema: TSchema, body: unknown): Refusal {
  return refuse('MESSAGE_INVALID', `body: ${problemOf(schema, body)}`)
}
