import { InstantSchema } from '../scalars.ts'
import { OrderDeliveryReplySchema, OrderDeliverySchema } from './orders-exchange.ts'
import {
  AccountSchema,
  AmountFenSchema,
  AnsweredBySchema,
  ApprovalSchema,
  FormerFreezeSchema,
  NextTransferSchema,
  OrderIdSchema,
  SerialSchema,
  TransferSchema,
} from './orders-parts.ts'
import { answerBodies, orderBodies, OrderEnvelopeSchema } from './orders.ts'

/** Parts that many messages share, written once. */
const parts: ReadonlyMap<unknown, string> = new Map<unknown, string>([
  [OrderEnvelopeSchema, 'envelope'],
  [AccountSchema, 'account'],
  [AmountFenSchema, 'amount-fen'],
  [AnsweredBySchema, 'answered-by'],
  [ApprovalSchema, 'approval'],
  [FormerFreezeSchema, 'former-freeze'],
  [InstantSchema, 'instant'],
  [NextTransferSchema, 'next-transfer'],
  [OrderIdSchema, 'order-id'],
  [SerialSchema, 'serial'],
  [TransferSchema, 'transfer'],
])

/**
 * JSON Schema (draft 2020-12) of every message, as served at `/v1/schemas/orders.json` and kept in
 * `docs/orders.schema.json`. The whole accepts any message; `$defs` names each, and the two bodies around them.
 */
export function ordersJsonSchema(): Readonly<Record<string, unknown>> {
  const bodies = Object.entries({ ...orderBodies, ...answerBodies })
  const messages = bodies.map(([type, body]) => [
    type,
    {
      allOf: [{ $ref: '#/$defs/envelope' }],
      type: 'object',
      required: ['type', 'body'],
      properties: { type: { const: type }, body: withReferences(body) },
    },
  ])
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:wuzei:schema:orders:1',
    title: 'Messages of the stop-cut-warn protocol',
    description: 'The payload of a message. Members skip fields they do not know.',
    oneOf: bodies.map(([type]) => ({ $ref: `#/$defs/${type}` })),
    $defs: {
      ...Object.fromEntries(Array.from(parts, ([part, name]) => [name, withReferences(part, part)])),
      ...Object.fromEntries(messages),
      delivery: withReferences(OrderDeliverySchema),
      'delivery-reply': withReferences(OrderDeliveryReplySchema),
    },
  }
}

/** The schema with each shared part as a reference, but for the part that is being written itself. */
function withReferences(schema: unknown, except?: unknown): unknown {
  const name = schema === except ? undefined : parts.get(schema)
  if (name !== undefined) return { $ref: `#/$defs/${name}` }
  if (Array.isArray(schema)) return schema.map((one) => withReferences(one))
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, withReferences(value)]))
}
