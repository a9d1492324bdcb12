import Type, { type Static } from 'typebox'
import {
  IndicatorKindSchema,
  maxBatchValues,
  maxMessageLength,
  ValueSchema,
  VerdictLevelSchema,
  BilingualSchema,
  FraudTypeCodeSchema,
} from '../scalars.ts'
import { ReasonSchema, ValueErrorSchema, VerdictSchema } from '../verdict.ts'

export const CheckQuerySchema = Type.Object({
  value: Type.Optional(ValueSchema),
  kind: Type.Optional(IndicatorKindSchema),
})

export const CheckBatchBodySchema = Type.Object({
  values: Type.Array(ValueSchema, { minItems: 1, maxItems: maxBatchValues }),
})
export const CheckBatchReplySchema = Type.Object({
  results: Type.Array(Type.Union([VerdictSchema, ValueErrorSchema])),
})
export type CheckBatchReply = Static<typeof CheckBatchReplySchema>

export const MessageCheckBodySchema = Type.Object({
  text: Type.String({ minLength: 1, maxLength: maxMessageLength }),
  from: Type.Optional(
    Type.String({ maxLength: 320, description: 'The sender as the phone shows it: a number or a name' }),
  ),
})

/** What a text is by its wording alone. */
const WordingSchema = Type.Object({
  label: Type.Enum(['normal', 'ad', 'fraud', 'illegal', 'other']),
  scores: Type.Record(Type.String(), Type.Number(), { description: 'Probability of each label' }),
  score: Type.Number({ description: 'Probability that it is fraud or illegal trade' }),
  level: VerdictLevelSchema,
  fraudType: Type.Union([FraudTypeCodeSchema, Type.Null()]),
  model: Type.String({ description: 'Name and version of the model' }),
})

export const MessageCheckReplySchema = Type.Object({
  level: VerdictLevelSchema,
  fraudTypes: Type.Array(FraudTypeCodeSchema, { description: 'Of the wording first, then of what is in it' }),
  advice: BilingualSchema,
  text: Type.Union([WordingSchema, Type.Null()], {
    description: 'The judgement of the wording; null where the hub has no model for it',
  }),
  sender: Type.Union([VerdictSchema, Type.Null()], {
    description: 'The verdict on `from`; null without one, or where it can be looked up nowhere',
  }),
  reasons: Type.Array(ReasonSchema, { description: 'Why, beside what the verdicts below say' }),
  parts: Type.Array(
    Type.Object({
      start: Type.Integer({ description: 'UTF-16 offset in the text' }),
      end: Type.Integer(),
      code: Type.String(),
      text: BilingualSchema,
    }),
    { description: 'What to mark as risky, each with its reason; in order, without overlaps' },
  ),
  indicators: Type.Array(
    Type.Object({
      start: Type.Integer({ description: 'UTF-16 offset in the text' }),
      end: Type.Integer(),
      verdict: VerdictSchema,
    }),
  ),
})
export type MessageCheckReply = Static<typeof MessageCheckReplySchema>
