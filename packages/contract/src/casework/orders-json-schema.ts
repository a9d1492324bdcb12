import type { TSchema } from 'typebox'
import { OrderDeliveryReplySchema, OrderDeliverySchema } from './orders-exchange.ts'
import { answerBodies, orderBodies, OrderEnvelopeSchema } from './orders.ts'

/**
 * JSON Schema (draft 2020-12) of every message, as served at `/v1/schemas/orders.json` and kept in
 * `docs/orders.schema.json`. The whole accepts any message; `$defs` names each, and the two bodies around them.
 */
export function ordersJsonSchema(): Readonly<Record<string, unknown>> {
  const messages = { ...defined(orderBodies), ...defined(answerBodies) }
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:wuzei:schema:orders:1',
    title: 'Messages of the stop-cut-warn protocol',
    description: 'The payload of a message. Members skip fields they do not know.',
    oneOf: Object.keys(messages).map((name) => ({ $ref: `#/$defs/${name}` })),
    $defs: { ...messages, delivery: OrderDeliverySchema, 'delivery-reply': OrderDeliveryReplySchema },
  }
}

function defined(bodies: Readonly<Record<string, TSchema>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(bodies).map(([type, body]) => [
      type,
      {
        type: 'object',
        required: [...OrderEnvelopeSchema.required, 'type', 'body'],
        properties: { ...OrderEnvelopeSchema.properties, type: { const: type }, body },
      },
    ]),
  )
}
