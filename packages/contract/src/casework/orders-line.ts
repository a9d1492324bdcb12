import Type, { type Static } from 'typebox'
import { InstantSchema } from '../scalars.ts'
import { maxNumbersPerOrder } from './orders-limits.ts'
import { ApprovalSchema, OrderIdSchema, TextSchema } from './orders-parts.ts'

/** What is done to a number. `ONE_WAY`: no outgoing calls and messages; `TWO_WAY`: none in either direction. */
export const numberActions = ['ONE_WAY', 'TWO_WAY', 'SMS_PORT_CLOSE', 'LINE_CUT', 'TRANSFER_BLOCK'] as const
export type NumberAction = (typeof numberActions)[number]
export const numberKinds = [
  'MOBILE',
  'MOBILE_RESELLER',
  'FIXED',
  'N400',
  'N95',
  'N96',
  'N1069_SMS_PORT',
  'IOT_CARD',
  'VOIP',
  'INTL',
  'UNKNOWN',
] as const

export const NumberSchema = Type.String({
  pattern: '^(\\+[1-9][0-9]{6,17}|[1-9][0-9]{2,20})$',
  description: 'E.164, or the digits of a service number or port such as 1069…, 400…, 95…',
})
export const SeenCallSchema = Type.Object(
  { at: InstantSchema, to: Type.Optional(NumberSchema) },
  { description: 'A call or message that showed this number: what the spoof check looks for in the records' },
)

/** `number.stop` */
export const NumberStopSchema = Type.Object({
  orderId: OrderIdSchema,
  caseId: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
  number: NumberSchema,
  numberKind: Type.Enum([...numberKinds]),
  action: Type.Enum([...numberActions]),
  cause: Type.Enum(['CASE', 'HIGH_RISK', 'SPOOF_LINE', 'UNREGISTERED', 'SANCTION']),
  scope: Type.Enum(['NUMBER', 'ALL_CARDS_OF_ID'], {
    description: '`ALL_CARDS_OF_ID`: one card stays for basic use unless the evidence names it',
  }),
  namedNumbers: Type.Array(NumberSchema, {
    maxItems: maxNumbersPerOrder,
    description: 'Cards the evidence names, with ALL_CARDS_OF_ID',
  }),
  seen: Type.Array(SeenCallSchema, { maxItems: 50 }),
  noticeDelayHours: Type.Integer({
    minimum: 0,
    maximum: 72,
    description: 'When telling the user at once harms the case',
  }),
  reason: TextSchema,
  approval: ApprovalSchema,
})
export type NumberStop = Static<typeof NumberStopSchema>

/** `number.resume`: everything is restored, within 30 minutes. */
export const NumberResumeSchema = Type.Object({
  orderId: OrderIdSchema,
  number: NumberSchema,
  cause: Type.Enum(['APPEAL_UPHELD', 'WITHDRAWN', 'WRONG_TARGET', 'VERIFIED', 'RECYCLED']),
  reason: TextSchema,
  approval: ApprovalSchema,
})

/** `url.block`: of a platform, registrar or network. */
export const UrlBlockSchema = Type.Object({
  orderId: OrderIdSchema,
  caseId: Type.Union([Type.String({ maxLength: 64 }), Type.Null()]),
  url: Type.String({
    minLength: 4,
    maxLength: 2048,
    description: 'An address, or a host name for all of it',
  }),
  scope: Type.Enum(['URL', 'HOST', 'DOMAIN']),
  until: InstantSchema,
  evidence: Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 20 }),
  reason: TextSchema,
  approval: ApprovalSchema,
})

/** `url.unblock` */
export const UrlUnblockSchema = Type.Object({
  orderId: OrderIdSchema,
  url: UrlBlockSchema.properties.url,
  cause: Type.Enum(['APPEAL_UPHELD', 'WITHDRAWN', 'WRONG_TARGET', 'CLEANED']),
  reason: TextSchema,
  approval: ApprovalSchema,
})
