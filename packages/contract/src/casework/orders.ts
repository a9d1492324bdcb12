import Type, { type Static, type TSchema } from 'typebox'
import { InstantSchema } from '../scalars.ts'
import {
  AckSchema,
  ArmResultSchema,
  FreezeResultSchema,
  HolderResultSchema,
  HoldResultSchema,
  NoticeSchema,
  NumberResultSchema,
  ReleaseResultSchema,
  StatusResultSchema,
  StopResultSchema,
  TransactionResultSchema,
  UrlResultSchema,
} from './orders-answers.ts'
import {
  FreezeRenewSchema,
  FreezeRequestSchema,
  HolderQuerySchema,
  ProtectiveHoldSchema,
  ReleaseSchema,
  StatusQuerySchema,
  StopArmSchema,
  StopExtendSchema,
  StopRequestSchema,
  TransactionQuerySchema,
} from './orders-bank.ts'
import { NumberResumeSchema, NumberStopSchema, UrlBlockSchema, UrlUnblockSchema } from './orders-line.ts'
import { ordersVersion } from './orders-limits.ts'
import { SerialSchema } from './orders-parts.ts'

/** Bodies of what the hub sends, by the type of the message. */
export const orderBodies = {
  'stop.request': StopRequestSchema,
  'stop.extend': StopExtendSchema,
  'stop.release': ReleaseSchema,
  'stop.arm': StopArmSchema,
  'stop.disarm': ReleaseSchema,
  'freeze.request': FreezeRequestSchema,
  'freeze.renew': FreezeRenewSchema,
  'freeze.release': ReleaseSchema,
  'query.tx': TransactionQuerySchema,
  'query.holder': HolderQuerySchema,
  'query.status': StatusQuerySchema,
  'hold.request': ProtectiveHoldSchema,
  'hold.release': ReleaseSchema,
  'number.stop': NumberStopSchema,
  'number.resume': NumberResumeSchema,
  'url.block': UrlBlockSchema,
  'url.unblock': UrlUnblockSchema,
} as const
export type OrderType = keyof typeof orderBodies

/** Bodies of what a member sends, by the type of the message. */
export const answerBodies = {
  ack: AckSchema,
  'stop.result': StopResultSchema,
  'arm.result': ArmResultSchema,
  'release.result': ReleaseResultSchema,
  'freeze.result': FreezeResultSchema,
  'tx.result': TransactionResultSchema,
  'holder.result': HolderResultSchema,
  'status.result': StatusResultSchema,
  'hold.result': HoldResultSchema,
  'number.result': NumberResultSchema,
  'url.result': UrlResultSchema,
  notice: NoticeSchema,
} as const
export type AnswerType = keyof typeof answerBodies

/** Which answer an order asks for; every order is acknowledged with an `ack` as well. */
export const answerTypeOf = {
  'stop.request': 'stop.result',
  'stop.extend': 'stop.result',
  'stop.release': 'release.result',
  'stop.arm': 'arm.result',
  'stop.disarm': 'release.result',
  'freeze.request': 'freeze.result',
  'freeze.renew': 'freeze.result',
  'freeze.release': 'release.result',
  'query.tx': 'tx.result',
  'query.holder': 'holder.result',
  'query.status': 'status.result',
  'hold.request': 'hold.result',
  'hold.release': 'release.result',
  'number.stop': 'number.result',
  'number.resume': 'number.result',
  'url.block': 'url.result',
  'url.unblock': 'url.result',
} as const satisfies Record<OrderType, AnswerType>

/** Orders that each kind of member has to understand; what it does not, it refuses with TYPE_UNKNOWN. */
export const orderTypesFor = {
  bank: [
    'stop.request',
    'stop.extend',
    'stop.release',
    'stop.arm',
    'stop.disarm',
    'freeze.request',
    'freeze.renew',
    'freeze.release',
    'query.tx',
    'query.holder',
    'query.status',
    'hold.request',
    'hold.release',
  ],
  operator: ['number.stop', 'number.resume', 'query.status'],
  platform: ['url.block', 'url.unblock', 'query.status'],
} as const satisfies Record<string, readonly OrderType[]>

const PartySchema = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'The hub by its issuer (an origin), a member by the id of its organisation',
})

/** What every message says beside its body. The message is the payload of a JWS. */
export const OrderEnvelopeSchema = Type.Object({
  v: Type.Literal(ordersVersion),
  id: Type.String({
    pattern: '^[A-Za-z0-9_-]{16,64}$',
    description: 'Of this message; one that is signed anew has a new one',
  }),
  serial: SerialSchema,
  from: PartySchema,
  to: PartySchema,
  issuedAt: InstantSchema,
  expiresAt: InstantSchema,
  inReplyTo: Type.Union(
    [Type.Object({ id: Type.String({ maxLength: 64 }), serial: SerialSchema }), Type.Null()],
    {
      description: 'The order that is answered; null in orders',
    },
  ),
})
export type OrderEnvelope = Static<typeof OrderEnvelopeSchema>

type MessagesOf<Bodies extends Record<string, TSchema>> = {
  readonly [MessageType in keyof Bodies]: OrderEnvelope & {
    readonly type: MessageType
    readonly body: Static<Bodies[MessageType]>
  }
}

/** A message from the hub, by its type. */
export type OrderMessages = MessagesOf<typeof orderBodies>
/** A message from a member, by its type. */
export type AnswerMessages = MessagesOf<typeof answerBodies>
/** Any message from the hub. */
export type OrderMessage = OrderMessages[OrderType]
/** Any message from a member. */
export type AnswerMessage = AnswerMessages[AnswerType]
