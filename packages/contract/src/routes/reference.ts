import Type, { type Static } from 'typebox'
import { BilingualSchema, FraudTypeCodeSchema, VerdictLevelSchema } from '../scalars.ts'

export const FraudTypeSchema = Type.Object({
  code: FraudTypeCodeSchema,
  family: Type.Union([FraudTypeCodeSchema, Type.Null()], { description: 'Null for a family itself' }),
  name: BilingualSchema,
  status: Type.Enum(['active', 'retired']),
  era: Type.Union([Type.Enum(['2015', '2023', 'both']), Type.Null()]),
  mps10: Type.Array(Type.Integer(), { description: "Places in the ministry's ten categories" }),
  signals: Type.Array(BilingualSchema),
  advice: BilingualSchema,
  firstSteps: Type.Array(BilingualSchema),
})
export const FraudTypesReplySchema = Type.Object({ fraudTypes: Type.Array(FraudTypeSchema) })
export type FraudTypesReply = Static<typeof FraudTypesReplySchema>

export const VerdictModelReplySchema = Type.Object({
  thresholds: Type.Array(Type.Object({ level: VerdictLevelSchema, score: Type.Number() })),
  kinds: Type.Array(Type.Object({ kind: Type.String(), prior: Type.Number(), halfLifeDays: Type.Number() })),
  tiers: Type.Array(
    Type.Object({
      tier: Type.String(),
      ceiling: VerdictLevelSchema,
      reliability: Type.Number(),
      scale: Type.Number(),
    }),
  ),
})
export type VerdictModelReply = Static<typeof VerdictModelReplySchema>

/** A JSON Schema as it stands; what is in it is for validators, not for readers of this document. */
export const JsonSchemaReplySchema = Type.Record(Type.String(), Type.Unknown())
