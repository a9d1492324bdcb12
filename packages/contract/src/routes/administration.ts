import Type, { type Static } from 'typebox'
import {
  BilingualSchema,
  IndicatorKindSchema,
  InstantSchema,
  ValueSchema,
  VerdictLevelSchema,
} from '../scalars.ts'

const Subject = { value: ValueSchema, kind: Type.Optional(IndicatorKindSchema) }
const ReasonText = Type.String({ minLength: 1, maxLength: 2000 })

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
  reason: ReasonText,
})

const IdText = Type.String({ pattern: '^\\d{1,18}$' })
export const ReviewParamsSchema = Type.Object({ id: IdText })
export const ReviewPageSchema = Type.Object({ after: Type.Optional(IdText) })
export const ReviewQuerySchema = Type.Object({
  after: Type.Optional(IdText),
  status: Type.Optional(Type.Enum(['received', 'reviewing', 'confirmed', 'rejected'])),
})

export type PinBody = Static<typeof PinBodySchema>
export type UnpinBody = Static<typeof UnpinBodySchema>
export type RetractionBody = Static<typeof RetractionBodySchema>
export type TenureBody = Static<typeof TenureBodySchema>
export type IdentityBody = Static<typeof IdentityBodySchema>
export type DisputeDecisionBody = Static<typeof DisputeDecisionBodySchema>
export type ReportDecisionBody = Static<typeof ReportDecisionBodySchema>
