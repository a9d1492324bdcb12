import Type, { type Static } from 'typebox'
import {
  BilingualSchema,
  FraudTypeCodeSchema,
  IndicatorKindSchema,
  InstantSchema,
  SourceTierSchema,
  VerdictLevelSchema,
} from './scalars.ts'

export const IdentitySchema = Type.Object({
  id: Type.String(),
  name: BilingualSchema,
  category: Type.String(),
  spoofed: Type.Boolean({ description: 'Callers are known to forge this number' }),
  warning: Type.Union([BilingualSchema, Type.Null()]),
})

export const EvidenceSummarySchema = Type.Object({
  source: SourceTierSchema,
  count: Type.Integer({ description: 'Statements in all' }),
  independent: Type.Integer({ description: 'Independent groups of statements' }),
  firstAt: InstantSchema,
  lastAt: InstantSchema,
})

export const ReasonSchema = Type.Object({ code: Type.String(), text: BilingualSchema })

export const VerdictSchema = Type.Object(
  {
    value: Type.String(),
    kind: IndicatorKindSchema,
    canonical: Type.String(),
    level: VerdictLevelSchema,
    score: Type.Number({ minimum: 0, maximum: 1, description: 'Calibrated probability of fraud' }),
    fraudTypes: Type.Array(FraudTypeCodeSchema),
    identity: Type.Union([IdentitySchema, Type.Null()]),
    evidence: Type.Array(EvidenceSummarySchema),
    answer: BilingualSchema,
    reasons: Type.Array(ReasonSchema),
    advice: BilingualSchema,
    pinnedBy: Type.Union([Type.String(), Type.Null()]),
    disputed: Type.Boolean(),
    marks: Type.Array(Type.String()),
    facts: Type.Record(Type.String(), Type.String()),
    display: Type.String({ description: 'The value as shown to people' }),
    matched: Type.Union([Type.Object({ kind: IndicatorKindSchema, canonical: Type.String() }), Type.Null()], {
      description:
        'The entry of the library that decided, where it is not the value itself: for a link its site',
    }),
    asOf: InstantSchema,
    ttlS: Type.Integer({ description: 'How long a client may keep this answer' }),
  },
  { description: 'Verdict' },
)
export type Verdict = Static<typeof VerdictSchema>

export const ValueErrorSchema = Type.Object({
  value: Type.String(),
  error: Type.Object({ code: Type.String(), message: Type.String() }),
})
export type ValueError = Static<typeof ValueErrorSchema>
