import Type, { type Static } from 'typebox'
import { maxMessageBytes, maxMessagesPerRequest, orderAlgorithms } from './orders-limits.ts'
import { SerialSchema } from './orders-parts.ts'

/** Why a message was not taken. It says nothing about the order in it: that was not read, or not believed. */
export const orderRefusals = [
  'MESSAGE_INVALID',
  'MESSAGE_TOO_LARGE',
  'VERSION_UNKNOWN',
  'TYPE_UNKNOWN',
  'SIGNATURE_INVALID',
  'KEY_UNKNOWN',
  'SENDER_WRONG',
  'RECIPIENT_WRONG',
  'MESSAGE_EXPIRED',
  'MESSAGE_LIFETIME',
  'ID_REUSED',
  'SERIAL_REUSED',
  'ORDER_UNKNOWN',
] as const
export type OrderRefusalCode = (typeof orderRefusals)[number]

export const OrderJwsSchema = Type.String({
  minLength: 1,
  maxLength: maxMessageBytes,
  pattern: '^[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$',
  description: 'Compact JWS (RFC 7515) of one message',
})

/** Any text: what is no message, or too large, is refused by itself, and the others are taken. */
const OneByOneSchema = Type.Array(Type.String({ minLength: 1, description: 'Compact JWS of one message' }), {
  minItems: 1,
  maxItems: maxMessagesPerRequest,
})

export const OrderRefusalSchema = Type.Object({
  index: Type.Integer({ minimum: 0, description: 'Which of the messages that were sent' }),
  code: Type.Enum([...orderRefusals]),
  detail: Type.String({ maxLength: 500 }),
})
export type OrderRefusal = Static<typeof OrderRefusalSchema>

/** Body of a delivery to the member's endpoint, signed as Standard Webhooks say. */
export const OrderDeliverySchema = Type.Object({
  type: Type.Literal('orders'),
  timestamp: Type.String({ description: 'RFC 3339 instant of the delivery' }),
  data: Type.Object({
    messages: OneByOneSchema,
  }),
})
export type OrderDelivery = Static<typeof OrderDeliverySchema>

/** What the member answers to a delivery, with status 200: acks, answers that are ready, and what it did not take. */
export const OrderDeliveryReplySchema = Type.Object({
  messages: Type.Array(Type.String({ maxLength: maxMessageBytes }), { maxItems: 2 * maxMessagesPerRequest }),
  refused: Type.Array(OrderRefusalSchema, { maxItems: maxMessagesPerRequest }),
})
export type OrderDeliveryReply = Static<typeof OrderDeliveryReplySchema>

/** `GET /v1/orders/messages`: what waits for the member, signed at this moment. */
export const WaitingOrdersQuerySchema = Type.Object({
  waitS: Type.Optional(Type.String({ pattern: '^([12]?\\d|30)$', description: 'Seconds to wait, up to 30' })),
})
export const WaitingOrdersSchema = Type.Object({
  messages: Type.Array(OrderJwsSchema, { maxItems: maxMessagesPerRequest }),
})

/** `POST /v1/orders/messages` */
export const AnswersBodySchema = Type.Object({ messages: OneByOneSchema })
export type AnswersBody = Static<typeof AnswersBodySchema>
export const AnswersReplySchema = Type.Object({
  taken: Type.Array(
    Type.Object({
      index: Type.Integer({ minimum: 0 }),
      serial: SerialSchema,
      outcome: Type.Enum(['TAKEN', 'DUPLICATE', 'LATE', 'CONTRADICTS'], {
        description:
          '`DUPLICATE`: had been taken before; `LATE`: it was waited for no longer, kept beside the order; ' +
          '`CONTRADICTS`: another answer came before and stands, this one is kept and a person looks',
      }),
      flags: Type.Array(Type.String(), {
        description: '`CLOCK_SKEW`: a time in it is over 120 s from the hub’s',
      }),
    }),
  ),
  refused: Type.Array(OrderRefusalSchema),
})
export type AnswersReply = Static<typeof AnswersReplySchema>

/** `GET /.well-known/wuzei-orders.json` */
export const OrderKeysSchema = Type.Object({
  issuer: Type.String({ description: '`from` of the hub’s messages' }),
  algorithms: Type.Array(Type.Enum([...orderAlgorithms])),
  keys: Type.Array(
    Type.Object({
      kty: Type.Literal('OKP'),
      crv: Type.Literal('Ed25519'),
      x: Type.String(),
      kid: Type.String(),
      use: Type.Literal('sig'),
      alg: Type.Literal('EdDSA'),
    }),
    { description: 'Keys of the hub, RFC 8037; while one is replaced, both' },
  ),
})
export type OrderKeys = Static<typeof OrderKeysSchema>
