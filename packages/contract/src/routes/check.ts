import Type, { type Static } from 'typebox'
import {
  IndicatorKindSchema,
  maxBatchValues,
  maxMessageLength,
  ValueSchema,
  VerdictLevelSchema,
  BilingualSchema,
} from '../scalars.ts'
import { ValueErrorSchema, VerdictSchema } from '../verdict.ts'

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
})
export const MessageCheckReplySchema = Type.Object({
  level: VerdictLevelSchema,
  advice: BilingualSchema,
  indicators: Type.Array(
    Type.Object({
      start: Type.Integer({ description: 'UTF-16 offset in the text' }),
      end: Type.Integer(),
      verdict: VerdictSchema,
    }),
  ),
})
export type MessageCheckReply = Static<typeof MessageCheckReplySchema>
