import { papLabels, seenCodes, shareObjects, tlpLabels, withdrawalReasons } from '@wuzei/domain'
import Type, { type Static } from 'typebox'
import {
  FraudTypeCodeSchema,
  IndicatorKindSchema,
  InstantSchema,
  maxBatchValues,
  ValueSchema,
  VerdictLevelSchema,
} from '../scalars.ts'
import { ValueErrorSchema, VerdictSchema } from '../verdict.ts'
import { MemberIdSchema } from './members.ts'

/** Shares in one request: an hour of a large desk, and still one transaction of a second. */
export const maxSharesAtOnce = 1000
/** Those whom one share names: more is a group. */
export const maxShareRecipients = 50
/** Longest note: what the next desk needs to act, not the case file. */
export const maxShareNoteLength = 2000
/** Shares in one exported file. */
export const maxExportedShares = 10_000

export const SharingLabelSchema = Type.Object(
  {
    tlp: Type.Enum([...tlpLabels], { description: 'Who may read (TLP 2.0)' }),
    pap: Type.Enum([...papLabels], { description: 'What may be done with it (PAP)' }),
  },
  { description: 'Both sharing labels' },
)
const SeenSchema = Type.Enum([...seenCodes], { description: 'How it was seen' })
const ObjectSchema = Type.Enum([...shareObjects], {
  description: 'What it is; decides the labels where none are named',
})
const ReferenceSchema = Type.String({
  minLength: 1,
  maxLength: 100,
  pattern: '\\S',
  description: 'Your own name for it; sent again it is the same share',
})
const RecipientsSchema = Type.Array(MemberIdSchema, {
  maxItems: maxShareRecipients,
  uniqueItems: true,
  description: 'Organisations and people named as recipients',
})
const ReasonSchema = Type.Enum([...withdrawalReasons], { description: 'Why it was withdrawn' })
const ShareStateSchema = Type.Enum(['current', 'withdrawn'])
const CursorSchema = Type.String({
  pattern: '^\\d{1,15}\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'The `next` of the page before',
})
const NextSchema = Type.Union([CursorSchema, Type.Null()], { description: 'Null on the last page' })

/** A statement of the caller's organisation about one indicator. */
export const ShareBodySchema = Type.Object({
  value: ValueSchema,
  kind: Type.Optional(IndicatorKindSchema),
  object: Type.Optional(ObjectSchema),
  label: Type.Optional(SharingLabelSchema),
  seen: SeenSchema,
  fraudType: Type.Optional(FraudTypeCodeSchema),
  firstAt: Type.Optional(InstantSchema),
  lastAt: Type.Optional(InstantSchema),
  count: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 1_000_000, description: 'How often; 1 unless told' }),
  ),
  note: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: maxShareNoteLength,
      description: 'Kept sealed; for those who may read',
    }),
  ),
  groupId: Type.Optional(MemberIdSchema),
  recipientIds: Type.Optional(RecipientsSchema),
  basis: Type.Optional(
    Type.Enum(['own', 'wuzei-verdict'], {
      description: '`wuzei-verdict`: it says no more than our verdict did, and weighs nothing',
    }),
  ),
  reference: Type.Optional(ReferenceSchema),
})
/** Passing on what somebody else shared. */
export const PassOnBodySchema = Type.Object({
  passOn: MemberIdSchema,
  label: Type.Optional(SharingLabelSchema),
  note: Type.Optional(Type.String({ minLength: 1, maxLength: maxShareNoteLength })),
  groupId: Type.Optional(MemberIdSchema),
  recipientIds: Type.Optional(RecipientsSchema),
  reference: Type.Optional(ReferenceSchema),
})
export const SharesBodySchema = Type.Object({
  shares: Type.Array(Type.Union([ShareBodySchema, PassOnBodySchema]), {
    minItems: 1,
    maxItems: maxSharesAtOnce,
  }),
})
export const SharesReplySchema = Type.Object({
  shares: Type.Array(
    Type.Object({
      id: MemberIdSchema,
      duplicate: Type.Boolean({ description: 'It was shared before under this reference' }),
    }),
    { description: 'In the order in which they were sent' },
  ),
})

export const ShareSchema = Type.Object(
  {
    id: MemberIdSchema,
    originId: MemberIdSchema,
    label: SharingLabelSchema,
    object: ObjectSchema,
    kind: IndicatorKindSchema,
    canonical: Type.String(),
    seen: SeenSchema,
    fraudType: Type.Union([FraudTypeCodeSchema, Type.Null()]),
    firstAt: InstantSchema,
    lastAt: InstantSchema,
    count: Type.Integer(),
    note: Type.Union([Type.String(), Type.Null()]),
    groupId: Type.Union([MemberIdSchema, Type.Null()]),
    recipientIds: Type.Array(MemberIdSchema, {
      description: 'All of them for its origin; for others only they themselves',
    }),
    passedOnFrom: Type.Union([MemberIdSchema, Type.Null()], {
      description: 'The share it passes on, for whoever may read that one',
    }),
    isPublicEvidence: Type.Boolean({ description: 'It weighs in the public verdict' }),
    mayBlock: Type.Boolean({ description: 'Its PAP label permits blocking' }),
    at: InstantSchema,
    withdrawnAt: Type.Union([InstantSchema, Type.Null()]),
    withdrawalReason: Type.Union([ReasonSchema, Type.Null()]),
  },
  { description: 'One statement of one member about one indicator' },
)
export const ShareQuerySchema = Type.Object({
  after: Type.Optional(CursorSchema),
  value: Type.Optional(ValueSchema),
  kind: Type.Optional(IndicatorKindSchema),
  originId: Type.Optional(MemberIdSchema),
  direction: Type.Optional(
    Type.Enum(['given', 'received'], { description: 'By the caller’s organisation, or by others' }),
  ),
  tlp: Type.Optional(Type.Enum([...tlpLabels])),
  fraudType: Type.Optional(FraudTypeCodeSchema),
  state: Type.Optional(ShareStateSchema),
  isPublic: Type.Optional(
    Type.Enum(['true', 'false'], { description: 'Whether it weighs in the public verdict' }),
  ),
  opening: Type.Optional(
    Type.Literal('proposed', {
      description: 'Of one’s own organisation, those whose label waits to be opened',
    }),
  ),
})
export const ShareListSchema = Type.Object({ shares: Type.Array(ShareSchema), next: NextSchema })

export const WithdrawalBodySchema = Type.Object({ reason: ReasonSchema })
export const RelabellingBodySchema = Type.Object({ label: SharingLabelSchema })
export const RelabellingReplySchema = Type.Object({
  state: Type.Enum(['closed', 'proposed'], {
    description: '`closed`: done; `proposed`: it opens a label, so a supervisor must agree',
  }),
})
export const RelabellingDecisionBodySchema = Type.Object({ decision: Type.Enum(['approve', 'refuse']) })
export const RelabellingListSchema = Type.Object({
  relabellings: Type.Array(
    Type.Object({
      id: MemberIdSchema,
      from: SharingLabelSchema,
      to: SharingLabelSchema,
      state: Type.Enum(['proposed', 'approved', 'refused', 'closed']),
      proposedBy: Type.String(),
      proposedAt: InstantSchema,
      decidedBy: Type.Union([Type.String(), Type.Null()]),
      decidedAt: Type.Union([InstantSchema, Type.Null()]),
    }),
  ),
})

export const MemberCheckBodySchema = Type.Object({
  values: Type.Array(ValueSchema, { minItems: 1, maxItems: maxBatchValues }),
})
const HeldShareSchema = Type.Object({
  id: MemberIdSchema,
  origin: MemberIdSchema,
  label: SharingLabelSchema,
  canonical: Type.String({ description: 'What it is about: the value, or what it belongs to' }),
  fraudType: Type.Union([FraudTypeCodeSchema, Type.Null()]),
  lastAt: InstantSchema,
})
export const MemberCheckReplySchema = Type.Object({
  results: Type.Array(
    Type.Union([
      Type.Object({
        verdict: VerdictSchema,
        memberLevel: VerdictLevelSchema,
        shares: Type.Array(HeldShareSchema, {
          description: 'What the caller may read that is no part of the public verdict',
        }),
      }),
      ValueErrorSchema,
    ]),
  ),
})

const CountSchema = Type.Union([Type.Integer(), Type.Null()], {
  description: 'Null where it is below five, so that nobody is told apart',
})
export const LedgerQuerySchema = Type.Object({
  after: Type.Optional(CursorSchema),
  organisationId: Type.Optional(MemberIdSchema),
})
export const LedgerReplySchema = Type.Object({
  organisationId: MemberIdSchema,
  totals: Type.Object({
    given: CountSchema,
    withdrawn: CountSchema,
    withdrawnAsErrors: CountSchema,
    received: CountSchema,
  }),
  entries: Type.Array(
    Type.Object({
      share: ShareSchema,
      levelBefore: Type.Union([VerdictLevelSchema, Type.Null()]),
      levelAfter: Type.Union([VerdictLevelSchema, Type.Null()]),
      retracted: Type.Boolean({ description: 'The indicator was taken off the list since' }),
    }),
    { description: 'What the caller’s own organisation gave, newest first; empty about others' },
  ),
  next: NextSchema,
})

export type SharesBody = Static<typeof SharesBodySchema>
export type ShareBody = Static<typeof ShareBodySchema>
export type PassOnBody = Static<typeof PassOnBodySchema>
export type SharesReply = Static<typeof SharesReplySchema>
export type ShareReply = Static<typeof ShareSchema>
export type ShareQuery = Static<typeof ShareQuerySchema>
export type ShareList = Static<typeof ShareListSchema>
export type WithdrawalBody = Static<typeof WithdrawalBodySchema>
export type RelabellingBody = Static<typeof RelabellingBodySchema>
export type RelabellingReply = Static<typeof RelabellingReplySchema>
export type RelabellingDecisionBody = Static<typeof RelabellingDecisionBodySchema>
export type RelabellingList = Static<typeof RelabellingListSchema>
export type MemberCheckReply = Static<typeof MemberCheckReplySchema>
export type LedgerQuery = Static<typeof LedgerQuerySchema>
export type LedgerReply = Static<typeof LedgerReplySchema>
