import Type, { type Static } from 'typebox'
import { InstantSchema } from '../scalars.ts'
import { maxNumbersPerOrder, maxTransactions } from './orders-limits.ts'
import { numberActions, NumberSchema } from './orders-line.ts'
import {
  AccountNoSchema,
  AccountSchema,
  AmountFenSchema,
  AnsweredBySchema,
  CurrencySchema,
  FormerFreezeSchema,
  MatchResultSchema,
  NextTransfersSchema,
  OrderIdSchema,
  SerialSchema,
  TextSchema,
} from './orders-parts.ts'

const InstantOrNullSchema = Type.Union([InstantSchema, Type.Null()])
const AmountOrNullSchema = Type.Union([AmountFenSchema, Type.Null()])

/** What a member's system notices and says beside what it says. */
export const orderFlags = ['CLOCK_SKEW', 'THIRD_PARTY_INFLOW', 'TRACE_CUT', 'NAME_CHECKED_BY_PERSON'] as const
const FlagsSchema = Type.Array(Type.Enum([...orderFlags]), { maxItems: 10 })

/** `ack`: it has arrived and is understood; nothing is said about its outcome. */
export const AckSchema = Type.Object({
  orderId: OrderIdSchema,
  receivedAt: InstantSchema,
  isDuplicate: Type.Boolean({ description: 'This serial was known' }),
  flags: FlagsSchema,
})
export type OrderAck = Static<typeof AckSchema>

/** What a bank answers to a stop. `TIMEOUT` is missing: only the hub can say it. */
export const stopAnswerOutcomes = [
  'STOPPED_FULL',
  'STOPPED_PARTIAL',
  'STOPPED_EMPTY',
  'MOVED_ON',
  'CASHED_OUT',
  'REJECTED_MISMATCH',
  'REJECTED_CLOSED',
  'REJECTED_PROTECTED_ACCOUNT',
  'REJECTED_LIMIT',
  'ALREADY_STOPPED',
  'ALREADY_FROZEN',
  'TECH_FAILURE',
] as const
export type StopAnswerOutcome = (typeof stopAnswerOutcomes)[number]

const common = {
  orderId: OrderIdSchema,
  decidedAt: InstantSchema,
  flags: FlagsSchema,
  remark: Type.Optional(TextSchema),
  answeredBy: AnsweredBySchema,
}

/** `stop.result`, to `stop.request` and `stop.extend`. */
export const StopResultSchema = Type.Object({
  ...common,
  outcome: Type.Enum([...stopAnswerOutcomes]),
  matchResult: MatchResultSchema,
  startAt: Type.Union([InstantSchema, Type.Null()], {
    description: 'When the bank stopped it, by its own clock; null where nothing was stopped',
  }),
  expiresAt: InstantOrNullSchema,
  balanceAtStopFen: Type.Union([AmountFenSchema, Type.Null()], {
    description: 'Just before; null where unknown',
  }),
  securedFen: Type.Integer({
    minimum: 0,
    maximum: Number.MAX_SAFE_INTEGER,
    description: 'Of the money of this order, held now',
  }),
  currency: CurrencySchema,
  savedBy: Type.Union([Type.Enum(['HELD', 'STOP']), Type.Null()], {
    description: '`HELD`: a delayed transfer was cancelled before it left',
  }),
  isStillControlled: Type.Boolean({ description: 'The account may be credited and not debited' }),
  linkedOrderId: Type.Optional(OrderIdSchema),
  next: NextTransfersSchema,
  formerFreezes: Type.Optional(Type.Array(FormerFreezeSchema, { maxItems: 50 })),
})
export type StopResult = Static<typeof StopResultSchema>

/** `arm.result`, to `stop.arm`. What is held later comes as a `notice`. */
export const ArmResultSchema = Type.Object({
  ...common,
  outcome: Type.Enum([
    'ARMED',
    'REJECTED_MISMATCH',
    'REJECTED_CLOSED',
    'REJECTED_PROTECTED_ACCOUNT',
    'TECH_FAILURE',
  ]),
  matchResult: MatchResultSchema,
  until: InstantOrNullSchema,
})
export type ArmResult = Static<typeof ArmResultSchema>

export const releaseOutcomes = [
  'RELEASED',
  'KEPT_BY_OTHER',
  'NOT_ACTIVE',
  'UNKNOWN_ORDER',
  'TECH_FAILURE',
] as const
/** `release.result`, to `stop.release`, `stop.disarm`, `freeze.release` and `hold.release`. */
export const ReleaseResultSchema = Type.Object({
  ...common,
  outcome: Type.Enum([...releaseOutcomes], {
    description:
      '`KEPT_BY_OTHER`: this order is over and another one still stands; `NOT_ACTIVE`: it had ended before; ' +
      '`UNKNOWN_ORDER`: no such order was ever carried out here',
  }),
  releasedAt: InstantOrNullSchema,
})
export type ReleaseResult = Static<typeof ReleaseResultSchema>

export const freezeOutcomes = [
  'FROZEN_FULL',
  'FROZEN_PARTIAL',
  'QUEUED',
  'REJECTED_MISMATCH',
  'REJECTED_CLOSED',
  'REJECTED_PROTECTED_ACCOUNT',
  'REJECTED_DUPLICATE',
  'REJECTED_LAPSED',
  'TECH_FAILURE',
] as const
/** `freeze.result`, to `freeze.request` and `freeze.renew`. */
export const FreezeResultSchema = Type.Object({
  ...common,
  outcome: Type.Enum([...freezeOutcomes], {
    description: '`FROZEN_PARTIAL` with 0 for an empty account; `QUEUED`: another organ froze it before',
  }),
  matchResult: MatchResultSchema,
  startAt: InstantOrNullSchema,
  expiresAt: InstantOrNullSchema,
  appliedFen: AmountFenSchema,
  frozenFen: AmountFenSchema,
  availableFen: AmountOrNullSchema,
  currency: CurrencySchema,
  queuePosition: Type.Union([Type.Integer({ minimum: 1 }), Type.Null()]),
  formerFreezes: Type.Array(FormerFreezeSchema, { maxItems: 50 }),
  next: NextTransfersSchema,
})
export type FreezeResult = Static<typeof FreezeResultSchema>

export const TransactionSchema = Type.Object({
  serialNo: Type.String({ minLength: 1, maxLength: 64 }),
  at: InstantSchema,
  direction: Type.Enum(['IN', 'OUT']),
  amountFen: AmountFenSchema,
  balanceFen: AmountOrNullSchema,
  currency: CurrencySchema,
  channel: Type.String({ maxLength: 40 }),
  counterparty: Type.Union([AccountSchema, Type.Null()]),
})
const queryOutcomes = ['FOUND', 'NOT_FOUND', 'REFUSED', 'TECH_FAILURE'] as const
/** `tx.result`, to `query.tx`. */
export const TransactionResultSchema = Type.Object({
  ...common,
  outcome: Type.Enum([...queryOutcomes]),
  openingFen: AmountOrNullSchema,
  transactions: Type.Array(TransactionSchema, { maxItems: maxTransactions, description: 'Oldest first' }),
  hasMore: Type.Boolean(),
})

/** `holder.result`, to `query.holder`. */
export const HolderResultSchema = Type.Object({
  ...common,
  outcome: Type.Enum([...queryOutcomes]),
  account: Type.Union([AccountSchema, Type.Null()]),
  idNoLast4: Type.Union([Type.String({ maxLength: 4 }), Type.Null()]),
  openedAt: InstantOrNullSchema,
  state: Type.Union([Type.Enum(['ACTIVE', 'STOPPED', 'FROZEN', 'CLOSED', 'DORMANT']), Type.Null()]),
})

export const measureStates = [
  'UNKNOWN',
  'RECEIVED',
  'ACTIVE',
  'QUEUED',
  'ARMED',
  'ENDED',
  'REJECTED',
] as const
/** `status.result`, to `query.status`. The answer itself is sent again beside it, where there is one. */
export const StatusResultSchema = Type.Object({
  ...common,
  orderSerial: SerialSchema,
  state: Type.Enum([...measureStates], { description: '`UNKNOWN`: this serial never arrived' }),
  answerSerial: Type.Union([SerialSchema, Type.Null()]),
  securedFen: AmountOrNullSchema,
  expiresAt: InstantOrNullSchema,
})
export type StatusResult = Static<typeof StatusResultSchema>

/** `hold.result`, to `hold.request`. */
export const HoldResultSchema = Type.Object({
  ...common,
  outcome: Type.Enum(['HELD', 'REJECTED_MISMATCH', 'REJECTED_CLOSED', 'TECH_FAILURE']),
  matchResult: MatchResultSchema,
  startAt: InstantOrNullSchema,
  expiresAt: InstantOrNullSchema,
  cancelledTransfers: Type.Array(Type.String({ maxLength: 64 }), { maxItems: 100 }),
})

export const numberOutcomes = [
  'ONE_WAY',
  'TWO_WAY',
  'PORT_CLOSED',
  'LINE_CUT',
  'TRANSFER_BLOCKED',
  'RESUMED',
  'NOT_FOUND',
  'PORTED_AWAY',
  'SPOOFED',
  'NUMBER_RECYCLED',
  'REFUSED_PROTECTED',
  'NOT_ACTIVE',
  'TECH_FAILURE',
] as const
/** `number.result`, to `number.stop` and `number.resume`. */
export const NumberResultSchema = Type.Object({
  ...common,
  outcome: Type.Enum([...numberOutcomes]),
  action: Type.Union([Type.Enum([...numberActions]), Type.Null()]),
  executedAt: InstantOrNullSchema,
  noticeAt: Type.Union([InstantSchema, Type.Null()], { description: 'When the user was told, or will be' }),
  currentCarrier: Type.Union(
    [Type.Object({ id: Type.String({ maxLength: 64 }), name: TextSchema }), Type.Null()],
    {
      description: 'With PORTED_AWAY: whom to ask',
    },
  ),
  allocatedAt: Type.Union([InstantSchema, Type.Null()], {
    description: 'When the present user got the number',
  }),
  stoppedNumbers: Type.Array(NumberSchema, { maxItems: maxNumbersPerOrder }),
  keptNumber: Type.Union([NumberSchema, Type.Null()]),
  spoof: Type.Union([
    Type.Object({ checkedCalls: Type.Integer(), ownCalls: Type.Integer(), gateway: TextSchema }),
    Type.Null(),
  ]),
  linkedOrderId: Type.Optional(OrderIdSchema),
})
export type NumberResult = Static<typeof NumberResultSchema>

/** `url.result`, to `url.block` and `url.unblock`. */
export const UrlResultSchema = Type.Object({
  ...common,
  outcome: Type.Enum([
    'BLOCKED',
    'UNBLOCKED',
    'NOT_FOUND',
    'NOT_OURS',
    'REFUSED_SHARED',
    'NOT_ACTIVE',
    'TECH_FAILURE',
  ]),
  executedAt: InstantOrNullSchema,
})

export const noticeEvents = [
  'EXPIRED',
  'LAPSED',
  'FREEZE_ACTIVATED',
  'ARMED_HELD',
  'INFLOW',
  'NUMBER_RECYCLED',
  'PORTED_AWAY',
] as const
/** `notice`: something happened to a measure without a new order. */
export const NoticeSchema = Type.Object({
  ...common,
  event: Type.Enum([...noticeEvents]),
  at: InstantSchema,
  accountNo: Type.Optional(AccountNoSchema),
  number: Type.Optional(NumberSchema),
  amountFen: AmountOrNullSchema,
  securedFen: AmountOrNullSchema,
  expiresAt: InstantOrNullSchema,
  isFromSameVictim: Type.Optional(Type.Boolean()),
})
export type OrderNotice = Static<typeof NoticeSchema>
