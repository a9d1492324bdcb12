import Type, { type Static } from 'typebox'
import { MemberIdSchema } from '../alliance/members.ts'
import { IndicatorKindSchema } from '../scalars.ts'
import { FeedCursorSchema } from './feed.ts'

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const AtSchema = Type.String({ description: 'RFC 3339 instant' })

export const WebhookBodySchema = Type.Object({
  url: Type.String({ maxLength: 2000, description: 'https:// address in the public internet' }),
  passesOn: Type.Optional(Type.Boolean({ description: 'What arrives is handed to customers' })),
  after: Type.Optional(FeedCursorSchema),
})
export type WebhookBody = Static<typeof WebhookBodySchema>

export const WebhookSchema = Type.Object({
  id: MemberIdSchema,
  url: Type.String(),
  passesOn: Type.Boolean(),
  state: Type.Enum(['active', 'paused', 'removed']),
  pausedReason: OrNull(Type.Enum(['owner', 'failing', 'gone'])),
  createdAt: AtSchema,
  cursor: Type.String({ description: 'Everything up to here has arrived, or stands among the letters' }),
  isUpToDate: Type.Boolean({ description: 'There is nothing left to send' }),
  failures: Type.Integer({ description: 'Failed attempts in a row' }),
  failingSince: OrNull(AtSchema),
  nextAttemptAt: OrNull(AtSchema),
  lastError: OrNull(Type.String()),
  lastDeliveredAt: OrNull(AtSchema),
  waitingLetters: Type.Integer({ description: 'Items it refused, tried again one by one' }),
  deadLetters: Type.Integer({ description: 'Items given up, to be replayed' }),
})
export type Webhook = Static<typeof WebhookSchema>

export const WebhookListSchema = Type.Object({ webhooks: Type.Array(WebhookSchema) })
export type WebhookList = Static<typeof WebhookListSchema>
export const WebhookReplySchema = Type.Object({
  webhook: WebhookSchema,
  secret: Type.String({ description: '`whsec_…`, shown this once' }),
})
export type WebhookReply = Static<typeof WebhookReplySchema>
export const WebhookSecretSchema = Type.Object({
  secret: Type.String({ description: '`whsec_…`, shown this once' }),
  oldSecretUntil: Type.String({ description: 'Until then deliveries bear both signatures' }),
})
export type WebhookSecret = Static<typeof WebhookSecretSchema>

export const WebhookStateBodySchema = Type.Object({ state: Type.Enum(['active', 'paused', 'removed']) })

export const WebhookLetterQuerySchema = Type.Object({
  state: Type.Optional(Type.Enum(['waiting', 'dead'])),
  after: Type.Optional(Type.String({ maxLength: 64 })),
})
export const WebhookLetterListSchema = Type.Object({
  letters: Type.Array(
    Type.Object({
      cursor: Type.String({ description: 'Of the item' }),
      state: Type.Enum(['waiting', 'dead']),
      attempts: Type.Integer(),
      since: AtSchema,
      nextAttemptAt: OrNull(AtSchema),
      lastError: OrNull(Type.String()),
      item: OrNull(
        Type.Object(
          {
            type: Type.String(),
            indicator: OrNull(Type.Object({ kind: IndicatorKindSchema, canonical: Type.String() })),
          },
          { description: 'Null when it is no longer kept' },
        ),
      ),
    }),
  ),
  next: OrNull(Type.String()),
})
export type WebhookLetterList = Static<typeof WebhookLetterListSchema>
export const WebhookReplayBodySchema = Type.Object({
  cursors: Type.Optional(
    Type.Array(Type.String({ maxLength: 64 }), {
      maxItems: 1000,
      description: 'All dead letters unless told',
    }),
  ),
})
export const WebhookReplayReplySchema = Type.Object({ replayed: Type.Integer() })

export const WebhookDeliverySchema = Type.Object(
  {
    at: AtSchema,
    items: Type.Integer({ description: '0 for a test' }),
    result: Type.Enum(['taken', 'refused', 'unavailable', 'gone'], {
      description:
        '`refused`: it answered that it does not take this; `unavailable`: it did not answer, or takes nothing now; ' +
        '`gone`: it wants nothing any more',
    }),
    error: OrNull(Type.String()),
    tookMs: Type.Integer(),
  },
  { description: 'One request to an endpoint' },
)
export type WebhookDeliveryReply = Static<typeof WebhookDeliverySchema>
export const WebhookDeliveryListSchema = Type.Object({
  deliveries: Type.Array(WebhookDeliverySchema, { description: 'Newest first, the last thirty' }),
})
export type WebhookDeliveryList = Static<typeof WebhookDeliveryListSchema>
