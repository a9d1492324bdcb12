import Type, { type Static } from 'typebox'
import { FraudTypeCodeSchema, InstantSchema } from '../scalars.ts'
import {
  AccountNoSchema,
  AccountSchema,
  AmountFenSchema,
  ApprovalSchema,
  CurrencySchema,
  OrderIdSchema,
  SerialSchema,
  TextSchema,
  TransferSchema,
} from './orders-parts.ts'

const IdOrNullSchema = Type.Union([Type.String({ maxLength: 64 }), Type.Null()])
const ModeSchema = Type.Enum(['AMOUNT', 'ACCOUNT'], {
  description:
    '`AMOUNT`: no more than `limitFen` of it; `ACCOUNT`: the whole account, which may only be credited',
})
const UrgentSchema = Type.Boolean({ description: 'Answer in 5 minutes instead of 15' })

/** `stop.request`: stop this account. */
export const StopRequestSchema = Type.Object({
  orderId: OrderIdSchema,
  reportId: IdOrNullSchema,
  caseId: IdOrNullSchema,
  account: AccountSchema,
  transfer: TransferSchema,
  claimedFen: Type.Integer({
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Money of the victim that came into this account',
  }),
  mode: ModeSchema,
  limitFen: Type.Union([AmountFenSchema, Type.Null()], { description: 'With AMOUNT; null with ACCOUNT' }),
  tier: Type.Integer({ minimum: 1, maximum: 10, description: '1 received the money from the victim' }),
  parentOrderId: Type.Union([OrderIdSchema, Type.Null()]),
  stopNo: Type.Integer({ minimum: 1, maximum: 2, description: 'The law allows two for one case' }),
  hours: Type.Integer({ minimum: 1, maximum: 48, description: 'From the instant the bank stopped it' }),
  isUrgent: UrgentSchema,
  fraudType: FraudTypeCodeSchema,
  reason: TextSchema,
  supersedes: Type.Optional(OrderIdSchema),
  approval: ApprovalSchema,
})
export type StopRequest = Static<typeof StopRequestSchema>

/** `stop.extend`: the second and last stop, before the first ends; it runs anew from the instant it is made. */
export const StopExtendSchema = Type.Object({
  orderId: OrderIdSchema,
  accountNo: AccountNoSchema,
  stopNo: Type.Literal(2),
  hours: StopRequestSchema.properties.hours,
  reason: TextSchema,
  approval: ApprovalSchema,
})

/** What ends a measure early: `stop.release`, `stop.disarm`, `freeze.release`, `hold.release`. */
export const ReleaseSchema = Type.Object({
  orderId: OrderIdSchema,
  accountNo: AccountNoSchema,
  cause: Type.Enum([
    'UNFOUNDED',
    'CIVIL_DISPUTE',
    'APPEAL_UPHELD',
    'WRONG_TARGET',
    'WITHDRAWN',
    'UNRELATED',
    'PAID',
  ]),
  reason: TextSchema,
  approval: ApprovalSchema,
})

/**
 * `stop.arm`: stop money as it arrives. What comes from one of the named accounts is held up to the limit; it expires
 * by itself, and nothing that is already there is touched.
 */
export const StopArmSchema = Type.Object({
  orderId: OrderIdSchema,
  reportId: IdOrNullSchema,
  caseId: IdOrNullSchema,
  account: AccountSchema,
  fromAccounts: Type.Array(AccountNoSchema, { minItems: 1, maxItems: 50 }),
  limitFen: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  currency: CurrencySchema,
  until: InstantSchema,
  hours: Type.Integer({ minimum: 1, maximum: 48, description: 'Of the stop that begins when money is held' }),
  reason: TextSchema,
  approval: ApprovalSchema,
})

/** `freeze.request`: freeze on a filed case, with the document the law asks for. */
export const FreezeRequestSchema = Type.Object({
  orderId: OrderIdSchema,
  caseId: Type.String({ minLength: 1, maxLength: 64 }),
  caseFiledAt: InstantSchema,
  stopOrderId: Type.Union([OrderIdSchema, Type.Null()], { description: 'The stop it follows without a gap' }),
  account: AccountSchema,
  mode: ModeSchema,
  amountFen: Type.Integer({
    minimum: 1,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'With AMOUNT what is frozen at most; with ACCOUNT what the case is about',
  }),
  currency: CurrencySchema,
  includesInterest: Type.Boolean(),
  months: Type.Integer({ minimum: 1, maximum: 12, description: 'Calendar months from the freeze' }),
  reason: TextSchema,
  approval: Type.Object({
    ...ApprovalSchema.properties,
    documentNo: Type.String({ minLength: 1, maxLength: 100 }),
  }),
})
export type FreezeRequest = Static<typeof FreezeRequestSchema>

/** `freeze.renew`: before it ends, else it is released by law and cannot be renewed. */
export const FreezeRenewSchema = Type.Object({
  orderId: OrderIdSchema,
  accountNo: AccountNoSchema,
  months: FreezeRequestSchema.properties.months,
  reason: TextSchema,
  approval: FreezeRequestSchema.properties.approval,
})

/** `query.tx`: bookings of an account in a span of time. */
export const TransactionQuerySchema = Type.Object({
  orderId: OrderIdSchema,
  accountNo: AccountNoSchema,
  from: InstantSchema,
  to: InstantSchema,
  after: Type.Union([Type.String({ maxLength: 64 }), Type.Null()], {
    description: 'Serial of the last booking had',
  }),
  reason: TextSchema,
  approval: ApprovalSchema,
})

/** `query.holder`: who holds an account. */
export const HolderQuerySchema = Type.Object({
  orderId: OrderIdSchema,
  accountNo: AccountNoSchema,
  reason: TextSchema,
  approval: ApprovalSchema,
})

/** `query.status`: what became of an order, by its serial: asked before anything is sent again under a new one. */
export const StatusQuerySchema = Type.Object({
  orderId: OrderIdSchema,
  orderSerial: SerialSchema,
})

/** `hold.request`: protect an account of the person being deceived against its own transfers, for hours. */
export const ProtectiveHoldSchema = Type.Object({
  orderId: OrderIdSchema,
  taskId: Type.String({ minLength: 1, maxLength: 64, description: 'Of the dissuasion it belongs to' }),
  account: AccountSchema,
  hours: Type.Integer({ minimum: 1, maximum: 24 }),
  livingCostFen: Type.Union([AmountFenSchema, Type.Null()], { description: 'May be withdrawn meanwhile' }),
  currency: CurrencySchema,
  exceptions: Type.Array(AccountNoSchema, { maxItems: 50, description: 'Payees that may be paid meanwhile' }),
  reason: TextSchema,
  approval: ApprovalSchema,
})
