import Type, { type Static } from 'typebox'
import {
  BilingualSchema,
  FraudTypeCodeSchema,
  IndicatorKindSchema,
  InstantSchema,
  ValueSchema,
  VerdictLevelSchema,
} from '../scalars.ts'
import { LossSchema, reportStatuses } from './reports.ts'

const Subject = { value: ValueSchema, kind: Type.Optional(IndicatorKindSchema) }
const ReasonText = Type.String({ minLength: 1, maxLength: 2000 })

/** What a checker finds a report to be. */
export const DecidedTypeSchema = Type.String({
  pattern: '^F\\d{2}(\\.\\d{2})?$',
  description:
    'With `confirmed`: what its checker finds it to be, which members receive. Left out, the one given before stands, else its reporter’s',
})

export const PinBodySchema = Type.Object({ ...Subject, level: VerdictLevelSchema, reason: ReasonText })
export const UnpinBodySchema = Type.Object({ ...Subject, reason: ReasonText })
export const RetractionBodySchema = Type.Object({ ...Subject, reason: ReasonText })
export const TenureBodySchema = Type.Object({ ...Subject, from: InstantSchema, reason: ReasonText })
export const IdentityBodySchema = Type.Object({
  id: Type.String({ pattern: '^[a-z0-9-]{1,64}$' }),
  name: BilingualSchema,
  category: Type.Enum(['bank', 'courier', 'government', 'operator', 'police', 'platform', 'other']),
  spoofed: Type.Boolean(),
  coversSubdomains: Type.Optional(
    Type.Boolean({
      description: 'Everything below its domains is its own; false where others publish there',
    }),
  ),
  indicators: Type.Array(Type.Object(Subject), { minItems: 1, maxItems: 100 }),
})
export const DisputeDecisionBodySchema = Type.Object({
  state: Type.Enum(['upheld', 'rejected']),
  explanation: ReasonText,
})
export const ReportDecisionBodySchema = Type.Object({
  status: Type.Enum(['reviewing', 'confirmed', 'rejected']),
  reason: Type.String({
    minLength: 1,
    maxLength: 2000,
    description:
      'Of a decision: shown to whoever holds the receipt, so no names and nothing for colleagues only',
  }),
  fraudType: Type.Optional(DecidedTypeSchema),
  correction: Type.Optional(
    Type.Boolean({
      description: 'Needed where the report was decided the other way before, or confirmed as another type',
    }),
  ),
})

const IdText = Type.String({ pattern: '^\\d{1,18}$' })
const Sha256Text = Type.String({ pattern: '^[0-9a-f]{64}$' })
export const ReviewParamsSchema = Type.Object({ id: IdText })
export const ReviewPageSchema = Type.Object({ after: Type.Optional(IdText) })
export const ReviewQuerySchema = Type.Object({
  after: Type.Optional(IdText),
  status: Type.Optional(Type.Enum(['received', 'reviewing', 'confirmed', 'rejected'])),
})

export const ReportAttachmentParamsSchema = Type.Object({ id: IdText, sha256: Sha256Text })

const NamedIndicator = { kind: IndicatorKindSchema, canonical: Type.String(), display: Type.String() }
const NextPage = Type.Union([Type.String(), Type.Null()], {
  description: 'Send it as `after` for the next page; null when this is the last one',
})

/** A file of a report: fetch it with `GET /v1/admin/reports/{id}/attachments/{attachment}`. */
export const ReportAttachmentSchema = Type.Object({
  attachment: Type.String({ description: 'SHA-256 of the file, its name everywhere' }),
  fileName: Type.String({ description: 'Under which it is saved; the name its sender gave is not kept' }),
  mediaType: Type.String({ description: 'As found in the content' }),
  bytes: Type.Integer(),
  metadataRemoved: Type.Boolean({
    description: 'False for documents, sound and films: they may still tell who made them, where and when',
  }),
})

/** Reports as their checker reads them: opened, unmasked. */
export const ReportListSchema = Type.Object({
  reports: Type.Array(
    Type.Object({
      id: Type.String(),
      status: Type.Enum([...reportStatuses]),
      fraudType: Type.Union([FraudTypeCodeSchema, Type.Null()]),
      loss: Type.Union([LossSchema, Type.Null()]),
      text: Type.Union([Type.String(), Type.Null()]),
      contact: Type.Union([Type.String(), Type.Null()]),
      reportedAt: InstantSchema,
      indicators: Type.Array(Type.Object(NamedIndicator)),
      attachments: Type.Array(ReportAttachmentSchema),
    }),
  ),
  next: NextPage,
})

/** Open disputes as their decider reads them. */
export const DisputeListSchema = Type.Object({
  disputes: Type.Array(
    Type.Object({
      id: Type.String(),
      ...NamedIndicator,
      openedAt: InstantSchema,
      statement: Type.String(),
      contact: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  next: NextPage,
})

export type PinBody = Static<typeof PinBodySchema>
export type UnpinBody = Static<typeof UnpinBodySchema>
export type RetractionBody = Static<typeof RetractionBodySchema>
export type TenureBody = Static<typeof TenureBodySchema>
export type IdentityBody = Static<typeof IdentityBodySchema>
export type DisputeDecisionBody = Static<typeof DisputeDecisionBodySchema>
export type ReportDecisionBody = Static<typeof ReportDecisionBodySchema>
export type ReviewQuery = Static<typeof ReviewQuerySchema>
export type ReportAttachment = Static<typeof ReportAttachmentSchema>
export type ReportList = Static<typeof ReportListSchema>
