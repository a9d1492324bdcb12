import { purposes } from '@wuzei/domain'
import Type, { type Static } from 'typebox'
import { MemberIdSchema } from '../alliance/members.ts'
import { DecidedTypeSchema, ReportAttachmentSchema } from '../routes/administration.ts'
import { LossSchema, reportStatuses } from '../routes/reports.ts'
import { FraudTypeCodeSchema, IndicatorKindSchema, InstantSchema, VerdictLevelSchema } from '../scalars.ts'

/** Reports one decision may cover: those about one subject on one screen. */
export const maxReportsDecided = 100
/** For how long opened personal data may be shown. Source: house rules on masking, 5 minutes. */
export const unmaskingLifetimeS = 300

const IdText = Type.String({ pattern: '^\\d{1,18}$' })
const NextSchema = Type.Union([Type.String(), Type.Null()], {
  description: 'Send it as `after` for the next page; null when this is the last one',
})
const ReasonSchema = Type.String({
  minLength: 1,
  maxLength: 2000,
  description: 'Shown to whoever holds the receipt, so no names and nothing for colleagues only',
})

/** `waiting`: somebody found them untrue, and a second person has yet to agree. */
export const reportQueues = [...reportStatuses, 'waiting'] as const

export const QueueQuerySchema = Type.Object({
  queue: Type.Optional(Type.Enum([...reportQueues])),
  after: Type.Optional(Type.String({ pattern: '^[01]\\.\\d{1,18}$' })),
})
export const QueuedReportSchema = Type.Object({
  id: Type.String(),
  status: Type.Enum([...reportStatuses]),
  fraudType: Type.Union([FraudTypeCodeSchema, Type.Null()], { description: 'What its reporter said' }),
  decidedType: Type.Union([FraudTypeCodeSchema, Type.Null()], {
    description: 'What its checker gave it; null where nobody did',
  }),
  loss: Type.Union([LossSchema, Type.Null()]),
  reportedAt: InstantSchema,
  dueAt: InstantSchema,
  text: Type.Union([Type.String(), Type.Null()], { description: 'Names, numbers and accounts replaced' }),
  contact: Type.Union([Type.String(), Type.Null()], { description: 'Masked' }),
  indicators: Type.Array(
    Type.Object({
      key: Type.String(),
      kind: IndicatorKindSchema,
      display: Type.String({ description: 'Masked by the rules of its kind; sites and links are whole' }),
      level: VerdictLevelSchema,
    }),
  ),
  attachments: Type.Array(ReportAttachmentSchema),
  sameSubject: Type.Array(Type.String(), {
    description: 'Other open reports that name one of the same indicators',
  }),
  sameText: Type.Array(Type.String(), { description: 'Other open reports in the same words' }),
  rejection: Type.Union([
    Type.Object({
      proposedBy: Type.String(),
      proposedAt: InstantSchema,
      reason: Type.String(),
      isOwn: Type.Boolean({ description: 'The caller proposed it' }),
    }),
    Type.Null(),
  ]),
})
export const QueuePageSchema = Type.Object({
  reports: Type.Array(QueuedReportSchema),
  counts: Type.Record(Type.String(), Type.Integer(), {
    description: 'How many wait in each queue; 1,000 stands for that and more',
  }),
  mayApprove: Type.Boolean({ description: 'The caller may reject alone and decide proposals' }),
  mayWork: Type.Boolean({ description: 'The caller may confirm, and propose to reject' }),
  next: NextSchema,
})

export const BulkDecisionBodySchema = Type.Object({
  reports: Type.Array(IdText, { minItems: 1, maxItems: maxReportsDecided, uniqueItems: true }),
  decision: Type.Enum(['reviewing', 'confirmed', 'rejected']),
  reason: ReasonSchema,
  fraudType: Type.Optional(DecidedTypeSchema),
  correction: Type.Optional(Type.Boolean()),
})
/** Each report is decided on its own: one that cannot be says why, and the others go on. */
export const BulkDecisionReplySchema = Type.Object({
  results: Type.Array(
    Type.Object({
      report: Type.String(),
      outcome: Type.Enum(['done', 'waiting', 'failed'], { description: '`waiting` for a second person' }),
      code: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
})
export const RejectionParamsSchema = Type.Object({ id: IdText })
export const RejectionBodySchema = Type.Object({ decision: Type.Enum(['agree', 'refuse', 'withdraw']) })

export const DisputeQueueSchema = Type.Object({
  disputes: Type.Array(
    Type.Object({
      id: Type.String(),
      key: Type.String(),
      kind: IndicatorKindSchema,
      display: Type.String({ description: 'Masked by the rules of its kind; sites and links are whole' }),
      level: VerdictLevelSchema,
      openedAt: InstantSchema,
      dueAt: InstantSchema,
      statement: Type.String({ description: 'Names, numbers and accounts replaced' }),
      contact: Type.Union([Type.String(), Type.Null()], { description: 'Masked' }),
    }),
  ),
  mayDecide: Type.Boolean(),
  next: NextSchema,
})
export const DisputePageQuerySchema = Type.Object({ after: Type.Optional(IdText) })

export const UnmaskBodySchema = Type.Object({
  record: Type.Enum(['report', 'dispute']),
  id: IdText,
  purpose: Type.Enum([...purposes]),
})
export const UnmaskReplySchema = Type.Object({
  id: MemberIdSchema,
  text: Type.Union([Type.String(), Type.Null()]),
  contact: Type.Union([Type.String(), Type.Null()]),
  indicators: Type.Array(
    Type.Object({ key: Type.String(), kind: IndicatorKindSchema, display: Type.String() }),
    { description: 'What the record names, whole' },
  ),
  expiresAt: InstantSchema,
  watermark: Type.String({ description: 'Who opened it and when; to be shown across it' }),
  leftThisHour: Type.Integer(),
  leftToday: Type.Integer(),
})

export const AlertListSchema = Type.Object({
  alerts: Type.Array(
    Type.Object({
      id: MemberIdSchema,
      personId: MemberIdSchema,
      name: Type.String(),
      span: Type.Enum(['hour', 'day']),
      at: InstantSchema,
    }),
  ),
})

export type QueueQuery = Static<typeof QueueQuerySchema>
export type QueuedReport = Static<typeof QueuedReportSchema>
export type QueuePage = Static<typeof QueuePageSchema>
export type BulkDecisionBody = Static<typeof BulkDecisionBodySchema>
export type BulkDecisionReply = Static<typeof BulkDecisionReplySchema>
export type RejectionBody = Static<typeof RejectionBodySchema>
export type DisputeQueue = Static<typeof DisputeQueueSchema>
export type UnmaskBody = Static<typeof UnmaskBodySchema>
export type UnmaskReply = Static<typeof UnmaskReplySchema>
export type AlertList = Static<typeof AlertListSchema>
