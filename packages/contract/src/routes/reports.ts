import Type, { type Static } from 'typebox'
import {
  BilingualSchema,
  FraudTypeCodeSchema,
  IndicatorKindSchema,
  InstantSchema,
  maxNarrativeLength,
  maxReportAttachments,
  maxReportIndicators,
  ValueSchema,
  VerdictLevelSchema,
} from '../scalars.ts'

/** ALTCHA payload, base64, that answers `GET /v1/proof-of-work`. */
export const ProofOfWorkSchema = Type.String({
  maxLength: 8192,
  description: 'Solved challenge of GET /v1/proof-of-work',
})

export const reportBases = ['own-experience', 'wuzei-verdict'] as const

export const ReportBodySchema = Type.Object({
  fraudType: Type.Optional(FraudTypeCodeSchema),
  text: Type.Optional(
    Type.String({ maxLength: maxNarrativeLength, description: 'What happened, or the pasted message' }),
  ),
  indicators: Type.Optional(
    Type.Array(Type.Object({ value: ValueSchema, kind: Type.Optional(IndicatorKindSchema) }), {
      maxItems: maxReportIndicators,
    }),
  ),
  loss: Type.Optional(
    Type.Object({
      amountFen: Type.Optional(
        Type.Integer({
          minimum: 0,
          maximum: Number.MAX_SAFE_INTEGER,
          description: 'Left out where the reporter does not know the sum',
        }),
      ),
      currency: Type.Optional(Type.String({ pattern: '^[A-Z]{3}$' })),
      at: Type.Optional(InstantSchema),
    }),
  ),
  occurredAt: Type.Optional(InstantSchema),
  contact: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Phone number or e-mail address of the reporter, if wanted; stored encrypted',
    }),
  ),
  attachments: Type.Optional(
    Type.Array(Type.String({ pattern: '^[0-9a-f]{64}$' }), { maxItems: maxReportAttachments }),
  ),
  device: Type.Optional(
    Type.String({ maxLength: 64, description: 'Random id the client keeps; stored only as a pseudonym' }),
  ),
  basis: Type.Optional(
    Type.Enum([...reportBases], {
      description: 'Where the reporter knows it from; what only repeats our own verdict weighs nothing',
    }),
  ),
  locale: Type.Optional(Type.Enum(['zh', 'en'])),
  region: Type.Optional(
    Type.String({
      pattern: '^[a-z]{2}(/[0-9a-z]{1,12}){0,5}$',
      description: 'Where it happened, such as cn/44/03: the police there see it first',
    }),
  ),
  proofOfWork: Type.Optional(ProofOfWorkSchema),
})
export type ReportBody = Static<typeof ReportBodySchema>

export const reportStatuses = ['received', 'reviewing', 'confirmed', 'rejected'] as const
export type ReportStatus = (typeof reportStatuses)[number]

export const ReportIndicatorSchema = Type.Object({
  kind: IndicatorKindSchema,
  masked: Type.String(),
  level: VerdictLevelSchema,
  levelAtReport: VerdictLevelSchema,
})

/** What became of one thing that a report named. */
export const ReceiptIndicatorSchema = Type.Object({
  ...ReportIndicatorSchema.properties,
  withdrawn: Type.Boolean({
    description:
      'What this report said of it counts no longer: a dispute about it was upheld, or it was retracted',
  }),
})

export const ReportReplySchema = Type.Object({
  receipt: Type.String({
    description: 'Receipt number with check digit; whoever has it can follow the report',
  }),
  status: Type.Enum([...reportStatuses]),
  duplicate: Type.Boolean({ description: 'The same report was already here; nothing was added' }),
  indicators: Type.Array(ReportIndicatorSchema),
})
export type ReportReply = Static<typeof ReportReplySchema>

export const LossSchema = Type.Object({
  amountFen: Type.Union([Type.Integer(), Type.Null()], { description: 'Null where the sum was not told' }),
  currency: Type.String(),
  at: Type.Union([InstantSchema, Type.Null()], { description: 'When it was paid' }),
})

export const ReceiptParamsSchema = Type.Object({ receipt: Type.String({ maxLength: 64 }) })

export const ReceiptReplySchema = Type.Object({
  receipt: Type.String(),
  status: Type.Enum([...reportStatuses]),
  fraudType: Type.Union([FraudTypeCodeSchema, Type.Null()]),
  reportedAt: InstantSchema,
  loss: Type.Union([LossSchema, Type.Null()], { description: 'Money that the report says has gone' }),
  indicators: Type.Array(ReceiptIndicatorSchema),
  attachments: Type.Integer(),
  timeline: Type.Array(
    Type.Object({
      at: InstantSchema,
      code: Type.String(),
      text: BilingualSchema,
      reason: Type.Union([Type.String(), Type.Null()], { description: 'In the words of who decided' }),
      correction: Type.Boolean({ description: 'Takes the place of an earlier decision' }),
    }),
  ),
  next: Type.Object({
    text: BilingualSchema,
    lookAgainAt: Type.Union([InstantSchema, Type.Null()], {
      description: 'When looking again makes sense; null when nothing more is to come',
    }),
  }),
})
export type ReceiptReply = Static<typeof ReceiptReplySchema>

export const AttachmentReplySchema = Type.Object({
  attachment: Type.String({ description: 'SHA-256 of the cleaned file; name it in the report' }),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  metadataRemoved: Type.Boolean(),
  qr: Type.Array(Type.String(), { description: 'Contents of the QR codes found in the image' }),
})
export type AttachmentReply = Static<typeof AttachmentReplySchema>

export const DisputeBodySchema = Type.Object({
  value: ValueSchema,
  kind: Type.Optional(IndicatorKindSchema),
  statement: Type.String({ minLength: 1, maxLength: 5000 }),
  contact: Type.Optional(
    Type.String({
      maxLength: 200,
      description: 'Phone number or e-mail address, if wanted; stored encrypted',
    }),
  ),
  region: Type.Optional(
    Type.String({
      pattern: '^[a-z]{2}(/[0-9a-z]{1,12}){0,5}$',
      description: 'Where whoever disputes it is, such as cn/44/03: the police there see it first',
    }),
  ),
  proofOfWork: Type.Optional(ProofOfWorkSchema),
})
export type DisputeBody = Static<typeof DisputeBodySchema>

export const DisputeReplySchema = Type.Object({
  receipt: Type.String(),
  state: Type.Enum(['open', 'upheld', 'rejected']),
  kind: IndicatorKindSchema,
  masked: Type.String(),
  openedAt: InstantSchema,
  decidedAt: Type.Union([InstantSchema, Type.Null()]),
  explanation: Type.Union([Type.String(), Type.Null()]),
  level: VerdictLevelSchema,
})
export type DisputeReply = Static<typeof DisputeReplySchema>
