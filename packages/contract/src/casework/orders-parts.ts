import Type, { type Static } from 'typebox'
import { InstantSchema } from '../scalars.ts'
import { maxNextTransfers } from './orders-limits.ts'

/** Longest remark, reason or name of an organ: a paragraph. */
const maxTextLength = 2000

export const TextSchema = Type.String({ maxLength: maxTextLength })
export const NameSchema = Type.String({ minLength: 1, maxLength: 200 })
export const OrderIdSchema = Type.String({
  pattern: '^[A-Za-z0-9_-]{8,64}$',
  description: 'Id of an order; the same in every message about it',
})
export const SerialSchema = Type.String({
  pattern: '^[0-9A-Za-z]{16,52}$',
  description:
    'Names one act of one sender for ever; what is sent again bears it again. In the ministry’s form 52 digits: 12 of ' +
    'the sender, 12 of whom it acts for, 28 of its own',
})
export const CurrencySchema = Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217' })
export const AmountFenSchema = Type.Integer({
  minimum: 0,
  maximum: Number.MAX_SAFE_INTEGER,
  description: 'Minor units of the currency: fen for CNY',
})
export const AccountNoSchema = Type.String({
  pattern: '^[0-9A-Za-z][0-9A-Za-z@._-]{3,63}$',
  description: 'Without spaces: card, account, IBAN, or the id of an account at a payment institution',
})

export const AccountSchema = Type.Object(
  {
    bankId: Type.Optional(Type.String({ maxLength: 20, description: '12 digits of CNAPS, or a BIC' })),
    bankName: Type.Optional(NameSchema),
    accountNo: AccountNoSchema,
    accountName: NameSchema,
    accountType: Type.Optional(Type.Enum(['personal', 'corporate'])),
  },
  { description: 'An account and its holder' },
)
export type OrderAccount = Static<typeof AccountSchema>

/** How the holder, the account and the transfer named in an order compare with the books (rules of matching). */
export const matchResults = [
  'MATCH',
  'MATCH_FUZZY',
  'MISMATCH_NAME',
  'MISMATCH_ACCOUNT',
  'MISMATCH_AMOUNT',
  'MISMATCH_TIME',
  'NOT_FOUND',
] as const
export type MatchResult = (typeof matchResults)[number]
export const MatchResultSchema = Type.Enum([...matchResults])

export const ExternalReferenceSchema = Type.Object(
  {
    kind: Type.Enum(['BANK_SERIAL', 'PAY_ORDER', 'MERCHANT', 'TERMINAL', 'WALLET_ADDR']),
    value: Type.String({ minLength: 1, maxLength: 140 }),
  },
  { description: 'What another institution finds this payment by' },
)

export const TransferSchema = Type.Object(
  {
    amountFen: AmountFenSchema,
    currency: CurrencySchema,
    at: InstantSchema,
    isDateOnly: Type.Optional(
      Type.Boolean({ description: 'Only the day is known; then the day has to fit' }),
    ),
    serialNo: Type.Optional(Type.String({ maxLength: 64, description: 'Of the booking' })),
    from: Type.Optional(AccountSchema),
    references: Type.Optional(Type.Array(ExternalReferenceSchema, { maxItems: 10 })),
  },
  { description: 'The transfer that brought the money into the account' },
)
export type OrderTransfer = Static<typeof TransferSchema>

/** Ways out of an account: `ACCOUNT` can be followed, the rest cannot be followed by account. */
export const exitKinds = [
  'ACCOUNT',
  'WALLET',
  'MERCHANT',
  'ATM',
  'COUNTER',
  'POS',
  'CRYPTO',
  'OTHER',
] as const
export const NextTransferSchema = Type.Object(
  {
    serialNo: Type.String({
      minLength: 1,
      maxLength: 64,
      description: 'Of the booking at the answering bank',
    }),
    at: InstantSchema,
    amountFen: AmountFenSchema,
    currency: CurrencySchema,
    exit: Type.Enum([...exitKinds]),
    to: Type.Optional(AccountSchema),
    references: Type.Optional(Type.Array(ExternalReferenceSchema, { maxItems: 10 })),
  },
  { description: 'Money that left after the transfer named in the order; `to` for ACCOUNT and WALLET' },
)
export type NextTransfer = Static<typeof NextTransferSchema>
export const NextTransfersSchema = Type.Array(NextTransferSchema, {
  maxItems: maxNextTransfers,
  description: '`trace.next`: oldest first, only what left since the transfer named in the order',
})

export const FormerFreezeSchema = Type.Object(
  {
    organ: TextSchema,
    frozenFen: AmountFenSchema,
    currency: CurrencySchema,
    expiresAt: Type.Union([InstantSchema, Type.Null()]),
  },
  { description: 'A freeze that stands before this one' },
)

export const ApprovalSchema = Type.Object(
  {
    organ: NameSchema,
    createdBy: NameSchema,
    approvedBy: Type.Union([NameSchema, Type.Null()], {
      description: 'Null for an order issued alone in an emergency, to be ratified within two hours',
    }),
    approvedAt: InstantSchema,
    documentNo: Type.Optional(
      Type.String({ maxLength: 100, description: 'Of the notice, where the law asks one' }),
    ),
    phone: Type.Optional(Type.String({ maxLength: 40, description: 'Of the duty desk, at any hour' })),
  },
  { description: 'Who is responsible for this order' },
)
export type OrderApproval = Static<typeof ApprovalSchema>

export const AnsweredBySchema = Type.Object(
  {
    desk: NameSchema,
    name: Type.Optional(NameSchema),
    phone: Type.Optional(Type.String({ maxLength: 40 })),
    isAutomatic: Type.Boolean(),
  },
  { description: 'Who answers for this answer' },
)
