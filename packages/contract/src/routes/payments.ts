import Type, { type Static } from 'typebox'
import { BilingualSchema, InstantSchema, ValueSchema } from '../scalars.ts'

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

/** Rows of a page of checks or entries. */
export const paymentPageRows = 50

const PayeeKindSchema = Type.Enum(['bank-account', 'payment-account', 'wallet', 'phone-alias'])

const ContextSchema = Type.Object(
  {
    firstPayment: Type.Optional(Type.Boolean({ description: 'This payer never paid this payee before' })),
    callInProgress: Type.Optional(Type.Boolean({ description: 'The payer’s telephone is in a call' })),
    screenShared: Type.Optional(Type.Boolean()),
    remoteControl: Type.Optional(Type.Boolean({ description: 'Somebody else controls the device' })),
    newDevice: Type.Optional(Type.Boolean()),
    payeeDetailsChanged: Type.Optional(Type.Boolean({ description: 'The stored payee has a new account' })),
    ownAccount: Type.Optional(Type.Boolean({ description: 'Payer and payee are one customer' })),
    payerAge: Type.Optional(Type.Enum(['under-14', '14-17', '18-59', '60-69', '70-plus'])),
    payeeAccountAgeHours: Type.Optional(Type.Number({ minimum: 0 })),
    failedAttempts: Type.Optional(
      Type.Integer({ minimum: 0, description: 'Failed payments of the last hour' }),
    ),
    purpose: Type.Optional(Type.String({ maxLength: 500, description: 'What the payer wrote; not kept' })),
    nameCheck: Type.Optional(Type.Enum(['match', 'unavailable', 'close', 'mismatch'])),
  },
  { description: 'What the bank sees. What is left out counts as not seen.' },
)

export const PaymentCheckBodySchema = Type.Object({
  payee: Type.Object({
    kind: PayeeKindSchema,
    value: ValueSchema,
    name: Type.Optional(
      Type.String({ maxLength: 200, description: 'Read for the names of offices; not kept' }),
    ),
    bankId: Type.Optional(
      Type.String({ pattern: '^[0-9A-Z]{8,14}$', description: 'CNAPS code or BIC; not kept' }),
    ),
  }),
  payer: Type.String({
    minLength: 1,
    maxLength: 128,
    description: 'What the bank calls the payer: a pseudonym of its own, never an account or a name',
  }),
  amountFen: Type.Union([Type.String({ maxLength: 20 }), Type.Number()], {
    description: 'Minor units of the currency as a whole number or as digits, such as `"1280050"`',
  }),
  currency: Type.Optional(Type.String({ maxLength: 8, description: 'CNY unless told' })),
  channel: Type.Enum(['mobile', 'web', 'qr', 'pos', 'atm', 'counter', 'other']),
  context: Type.Optional(ContextSchema),
})
export type PaymentCheckBody = Static<typeof PaymentCheckBodySchema>

export const PaymentDecisionSchema = Type.Enum(['allow', 'warn', 'hold', 'refuse'])

export const PaymentCheckReplySchema = Type.Object({
  id: Type.String({ description: 'Names this check when its outcome is told' }),
  decision: PaymentDecisionSchema,
  ruleIds: Type.Array(Type.String(), { description: 'Rules that fired, in the order of the table' }),
  words: OrNull(
    Type.Object(
      {
        title: BilingualSchema,
        seen: Type.Array(BilingualSchema),
        advice: BilingualSchema,
        next: BilingualSchema,
        call: Type.Array(Type.Object({ number: OrNull(Type.String()), who: BilingualSchema })),
      },
      { description: 'To be shown to the payer as they are; null where the payment goes on' },
    ),
  ),
  ask: Type.Array(Type.Object({ id: Type.String(), text: BilingualSchema }), {
    description: 'What the bank asks the payer',
  }),
  fraudType: OrNull(Type.String({ description: 'Taxonomy code that the advice belongs to' })),
  holdMinutes: OrNull(Type.Integer({ description: 'How long the payment waits at most' })),
  release: OrNull(
    Type.Enum(['payer', 'bank'], {
      description: 'Who may let a held payment go before: the payer alone, or the bank once it has asked',
    }),
  ),
  appeal: OrNull(Type.Object({ text: BilingualSchema, link: Type.String() })),
  ruleSet: Type.String(),
  asOf: InstantSchema,
  expiresAt: InstantSchema,
})
export type PaymentCheckReply = Static<typeof PaymentCheckReplySchema>

export const PaymentOutcomeSchema = Type.Enum(['paid', 'cancelled', 'scam-confirmed', 'false-alarm'])
export const PaymentOutcomeBodySchema = Type.Object({ outcome: PaymentOutcomeSchema })
export type PaymentOutcomeBody = Static<typeof PaymentOutcomeBodySchema>

export const PaymentCheckParamsSchema = Type.Object({ id: Type.String({ format: 'uuid' }) })

export const PaymentChecksQuerySchema = Type.Object({
  after: Type.Optional(Type.String({ pattern: '^[0-9]{1,18}$', description: '`next` of the page before' })),
})
export const PaymentChecksPageSchema = Type.Object({
  checks: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: Type.Enum(['payment', 'opening']),
      purpose: Type.Literal('ANTI_FRAUD_ONLY'),
      organisationId: Type.String(),
      askedBy: Type.String(),
      askedAt: InstantSchema,
      subjectKind: Type.String(),
      subject: Type.String({ description: 'Beginning of the keyed digest: equal values have equal ones' }),
      amountFen: OrNull(Type.String()),
      currency: OrNull(Type.String()),
      channel: OrNull(Type.String()),
      decision: Type.String(),
      ruleIds: Type.Array(Type.String()),
      ruleSet: Type.String(),
      outcome: OrNull(PaymentOutcomeSchema),
    }),
  ),
  next: OrNull(Type.String()),
})
export type PaymentChecksPage = Static<typeof PaymentChecksPageSchema>

export const PaymentStatisticsSchema = Type.Object({
  since: InstantSchema,
  rules: Type.Array(
    Type.Object({
      rule: Type.String(),
      fired: Type.Integer(),
      told: Type.Integer({ description: 'Of those, how many outcomes are known' }),
      cancelled: Type.Integer(),
      scams: Type.Integer(),
      falseAlarms: Type.Integer(),
    }),
  ),
})
export type PaymentStatistics = Static<typeof PaymentStatisticsSchema>

export const HolderSchema = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  idType: Type.Enum(['id-card', 'passport', 'business-licence', 'other']),
  idNumber: Type.String({ minLength: 1, maxLength: 40 }),
})
export type Holder = Static<typeof HolderSchema>

export const OpeningCheckBodySchema = Type.Object({ holder: HolderSchema })
export type OpeningCheckBody = Static<typeof OpeningCheckBodySchema>

export const OpeningCheckReplySchema = Type.Object({
  id: Type.String(),
  answer: Type.Enum(['hit', 'no-hit']),
  basis: OrNull(
    Type.Object({
      list: Type.Enum(['INVOLVED', 'SUSPICIOUS', 'SANCTIONED']),
      class: OrNull(Type.Enum(['administrative', 'criminal', 'organiser'])),
      text: BilingualSchema,
    }),
  ),
  relief: OrNull(Type.Object({ text: BilingualSchema, link: Type.String() })),
  asOf: InstantSchema,
  expiresAt: InstantSchema,
})
export type OpeningCheckReply = Static<typeof OpeningCheckReplySchema>

const ListSchema = Type.Enum(['INVOLVED', 'SUSPICIOUS', 'SANCTIONED'])
const ReasonSchema = Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' })

export const PayeeListingBodySchema = Type.Object({
  list: ListSchema,
  subject: Type.Union([Type.Object({ kind: PayeeKindSchema, value: ValueSchema }), HolderSchema]),
  sanctionClass: Type.Optional(Type.Enum(['administrative', 'criminal', 'organiser'])),
  reason: ReasonSchema,
  reference: Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: '\\S',
    description: 'Number of the decision document',
  }),
  days: Type.Integer({ minimum: 1, maximum: 1_825, description: 'How long it stands' }),
})
export type PayeeListingBody = Static<typeof PayeeListingBodySchema>

export const PayeeListingDecisionBodySchema = Type.Object({
  decision: Type.Enum(['agree', 'refuse', 'withdraw']),
})
export type PayeeListingDecisionBody = Static<typeof PayeeListingDecisionBodySchema>
export const PayeeListingLiftBodySchema = Type.Object({ reason: ReasonSchema })
export type PayeeListingLiftBody = Static<typeof PayeeListingLiftBodySchema>

const ListingStateSchema = Type.Enum(['proposed', 'active', 'refused', 'withdrawn', 'lifted'])
export const PayeeListingSchema = Type.Object({
  id: Type.String(),
  list: ListSchema,
  subjectKind: Type.Enum(['account', 'payment', 'wallet', 'phone', 'holder']),
  shown: Type.String({ description: 'Masked' }),
  sanctionClass: OrNull(Type.Enum(['administrative', 'criminal', 'organiser'])),
  reason: Type.String(),
  reference: Type.String(),
  ruleSet: Type.String(),
  originId: Type.String(),
  state: ListingStateSchema,
  expired: Type.Boolean({ description: 'Its time is over, so it has no effect' }),
  proposedBy: Type.String(),
  proposedAt: InstantSchema,
  decidedBy: OrNull(Type.String()),
  decidedAt: OrNull(InstantSchema),
  expiresAt: InstantSchema,
  liftedBy: OrNull(Type.String()),
  liftedAt: OrNull(InstantSchema),
  liftReason: OrNull(Type.String()),
  isOwn: Type.Boolean({ description: 'The caller proposed it, and so does not agree to it' }),
  notice: OrNull(BilingualSchema),
})
export type PayeeListingReply = Static<typeof PayeeListingSchema>
export const PayeeListingPageSchema = Type.Object({
  listings: Type.Array(PayeeListingSchema),
  next: OrNull(Type.String()),
})
export type PayeeListingPage = Static<typeof PayeeListingPageSchema>
export const PayeeListingQuerySchema = Type.Object({
  state: Type.Optional(ListingStateSchema),
  after: Type.Optional(Type.String({ pattern: '^[0-9]{1,15}\\.[0-9a-f-]{36}$' })),
})
export type PayeeListingQuery = Static<typeof PayeeListingQuerySchema>
