import { purposes } from '@wuzei/domain'
import Type, { type Static } from 'typebox'
import { MemberIdSchema } from '../alliance/members.ts'
import { ProofOfWorkSchema } from '../routes/reports.ts'
import { BilingualSchema, FraudTypeCodeSchema, InstantSchema } from '../scalars.ts'
import { AccountSchema, AmountFenSchema, CurrencySchema } from './orders-parts.ts'

/** Rows of one page: one screen of a desk. */
export const caseworkPageRows = 50

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

const KeySchema = Type.String({
  minLength: 8,
  maxLength: 180,
  pattern: '^[A-Za-z0-9_.:-]+$',
  description:
    'Idempotency key: the same command sent again under it is carried out once and answered alike, for seven days',
})
const ReasonSchema = Type.String({ minLength: 1, maxLength: 2000, description: 'Why, for those it is about' })
const FactsSchema = Type.Record(Type.String({ pattern: '^[a-zA-Z0-9]{1,40}$' }), Type.Unknown(), {
  maxProperties: 60,
  description:
    'Fields of its kind, as its definition names them; money in whole fen, instants in milliseconds',
})

export const CaseworkCreateBodySchema = Type.Object({
  key: KeySchema,
  facts: FactsSchema,
  reason: Type.Optional(ReasonSchema),
})
export type CaseworkCreateBody = Static<typeof CaseworkCreateBodySchema>

export const CaseworkCommandBodySchema = Type.Object({
  key: KeySchema,
  event: Type.String({ pattern: '^[a-zA-Z]{1,40}$', description: 'A step that leads on from its state' }),
  facts: Type.Optional(FactsSchema),
  reason: Type.Optional(ReasonSchema),
  expectedVersion: Type.Optional(
    Type.Integer({ minimum: 1, description: 'The version that was looked at; people say it' }),
  ),
})
export type CaseworkCommandBody = Static<typeof CaseworkCommandBodySchema>

export const CaseworkEntitySchema = Type.Object({
  id: MemberIdSchema,
  kind: Type.String(),
  state: Type.String(),
  stateName: BilingualSchema,
  isOver: Type.Boolean({ description: 'Nothing leads out of its state' }),
  version: Type.Integer(),
  ruleSet: Type.String(),
  organisationId: OrNull(MemberIdSchema),
  region: Type.String(),
  createdAt: InstantSchema,
  isMasked: Type.Boolean({ description: 'Names, accounts and words of people are shown masked' }),
  facts: Type.Record(Type.String(), Type.Unknown()),
  steps: Type.Array(Type.String(), {
    description: 'Steps that lead on from its state, whoever may take them',
  }),
})
export type CaseworkEntity = Static<typeof CaseworkEntitySchema>

export const CaseworkReplySchema = Type.Object({
  result: Type.Enum(['applied', 'late'], {
    description: '`late`: an answer that came too late or again; kept, and nothing changed by it',
  }),
  contradicts: Type.Array(Type.String(), {
    description: 'Fields on which a late answer says something else',
  }),
  isRepeated: Type.Boolean({ description: 'It was answered before; this is that answer' }),
  entity: CaseworkEntitySchema,
})
export type CaseworkReply = Static<typeof CaseworkReplySchema>

export const CaseworkDetailSchema = Type.Object({
  entity: CaseworkEntitySchema,
  timers: Type.Array(Type.Object({ name: Type.String(), event: Type.String(), dueAt: InstantSchema })),
  history: Type.Array(
    Type.Object({
      at: InstantSchema,
      event: Type.String(),
      actor: Type.String(),
      result: Type.Enum(['applied', 'late', 'refused']),
      code: OrNull(Type.String()),
      state: OrNull(Type.String()),
      effects: Type.Array(Type.String()),
    }),
    { description: 'Oldest first; empty for partners' },
  ),
  notices: Type.Array(Type.Object({ at: InstantSchema, effect: Type.String(), text: BilingualSchema })),
})
export type CaseworkDetail = Static<typeof CaseworkDetailSchema>

export const CaseworkReadQuerySchema = Type.Object({
  purpose: Type.Optional(
    Type.Enum([...purposes], { description: 'To see it unmasked; the act is written down with it' }),
  ),
})

export const CaseworkListQuerySchema = Type.Object({
  state: Type.Optional(Type.String({ pattern: '^[A-Z_]{1,40}(,[A-Z_]{1,40}){0,19}$' })),
  reportId: Type.Optional(MemberIdSchema),
  caseId: Type.Optional(MemberIdSchema),
  parentId: Type.Optional(MemberIdSchema),
  targetId: Type.Optional(MemberIdSchema),
  partnerId: Type.Optional(MemberIdSchema),
  isOver: Type.Optional(Type.Enum(['true', 'false'])),
  after: Type.Optional(Type.String({ pattern: '^[0-9]{1,16}\\.[0-9a-f-]{36}$' })),
})
export type CaseworkListQuery = Static<typeof CaseworkListQuerySchema>
export const CaseworkListSchema = Type.Object({
  entities: Type.Array(CaseworkEntitySchema),
  next: OrNull(Type.String({ description: 'Null on the last page' })),
})
export type CaseworkList = Static<typeof CaseworkListSchema>

const PersonSchema = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100 }),
  idType: Type.Enum(['ID_CARD', 'PASSPORT', 'PERMIT', 'OTHER']),
  idNo: Type.String({ minLength: 4, maxLength: 40 }),
  phone: Type.String({ minLength: 5, maxLength: 30 }),
})

/** 紧急止付申请表: what the victim gives so that the receiving account can be stopped. */
export const StopApplicationBodySchema = Type.Object({
  key: KeySchema,
  victim: PersonSchema,
  payer: AccountSchema,
  payee: Type.Object({
    ...AccountSchema.properties,
    partnerId: Type.Optional(
      Type.String({ ...MemberIdSchema, description: 'The bank as a member; else found by `bankId`' }),
    ),
  }),
  transfer: Type.Object({
    amountFen: Type.Integer({ ...AmountFenSchema, minimum: 1 }),
    currency: CurrencySchema,
    at: InstantSchema,
    serialNo: Type.Optional(Type.String({ maxLength: 64 })),
  }),
  fraudType: FraudTypeCodeSchema,
  narrative: Type.String({ minLength: 1, maxLength: 2000 }),
  region: Type.Optional(Type.String({ maxLength: 60, description: 'Where it belongs; else where you are' })),
  isUrgent: Type.Optional(Type.Boolean()),
  truthStatement: Type.Object({
    accepted: Type.Literal(true, { description: 'Who applies was told of liability for a false report' }),
    textVersion: Type.String({ minLength: 1, maxLength: 40 }),
  }),
})
export type StopApplicationBody = Static<typeof StopApplicationBodySchema>
export const StopApplicationReplySchema = Type.Object({
  report: CaseworkEntitySchema,
  order: CaseworkEntitySchema,
  warnings: Type.Array(Type.Enum(['CARD_CHECK_DIGIT', 'OVER_72_HOURS'])),
})
export type StopApplicationReply = Static<typeof StopApplicationReplySchema>

export const OrderWebhookBodySchema = Type.Object({
  url: Type.String({ maxLength: 2000, description: 'https:// address in the public internet' }),
})
export const OrderWebhookSchema = Type.Object({
  url: Type.String(),
  setAt: InstantSchema,
})
export const OrderWebhookReplySchema = Type.Object({
  ...OrderWebhookSchema.properties,
  secret: Type.String({ description: '`whsec_…`, shown this once' }),
})
export const PartnerCodeBodySchema = Type.Object({
  organisationId: MemberIdSchema,
})

export const NextOrderSchema = Type.Object({
  id: MemberIdSchema,
  partnerId: OrNull(MemberIdSchema),
  tier: Type.Integer(),
  taintFen: Type.Integer({ description: 'Upper bound of the victim’s money in it: no more is stopped' }),
  account: Type.String({ description: 'Masked' }),
  holder: Type.String({ description: 'Masked' }),
  at: InstantSchema,
  amountFen: Type.Integer(),
  obstacle: OrNull(Type.String({ description: 'Why no order is proposed for it' })),
  childId: OrNull(MemberIdSchema),
})
export type NextOrder = Static<typeof NextOrderSchema>
export const NextOrdersSchema = Type.Object({ next: Type.Array(NextOrderSchema) })

/** Orders approved in one act: a layer of accounts. */
const maxApprovedAtOnce = 200
export const StopApprovalBodySchema = Type.Object({
  key: KeySchema,
  orders: Type.Array(Type.Object({ id: MemberIdSchema, version: Type.Integer({ minimum: 1 }) }), {
    minItems: 1,
    maxItems: maxApprovedAtOnce,
  }),
})
export const StopApprovalReplySchema = Type.Object({
  results: Type.Array(
    Type.Object({
      id: MemberIdSchema,
      state: OrNull(Type.String()),
      code: OrNull(Type.String({ description: 'Why it was not approved' })),
    }),
  ),
})

/** An appeal by somebody whom a stop or freeze hits: made on the web, without the account that is blocked. */
export const AppealBodySchema = Type.Object({
  key: KeySchema,
  measureId: Type.Optional(
    Type.String({
      ...MemberIdSchema,
      description: 'The number in the notice; without it the newest measure',
    }),
  ),
  accountNo: AccountSchema.properties.accountNo,
  accountName: AccountSchema.properties.accountName,
  grounds: Type.String({ minLength: 1, maxLength: 5000 }),
  newFacts: Type.Optional(Type.String({ minLength: 1, maxLength: 5000 })),
  proofOfWork: Type.Optional(ProofOfWorkSchema),
})
export type AppealBody = Static<typeof AppealBodySchema>

export const AppealReplySchema = Type.Object({
  receipt: Type.String({ description: 'Keep it: who knows it reads where the appeal stands' }),
  state: Type.String(),
  stateName: BilingualSchema,
  decideBy: OrNull(InstantSchema),
  outcome: OrNull(Type.Enum(['UPHELD', 'PARTIAL', 'REJECTED'])),
  nextSteps: OrNull(Type.String()),
  liftedAt: OrNull(InstantSchema),
  notices: Type.Array(Type.Object({ at: InstantSchema, text: BilingualSchema })),
})
export type AppealReply = Static<typeof AppealReplySchema>
