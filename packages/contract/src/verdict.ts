import { sourceTiers } from '@wuzei/domain'
import Type, { type Static } from 'typebox'
import {
  BilingualSchema,
  FraudTypeCodeSchema,
  IndicatorKindSchema,
  InstantSchema,
  VerdictLevelSchema,
} from './scalars.ts'

export const IdentitySchema = Type.Object({
  id: Type.String({ description: 'Entry of the yellow pages' }),
  name: BilingualSchema,
  category: Type.String({ description: 'Such as `bank`, `courier`, `government`' }),
  spoofed: Type.Boolean({ description: 'Callers are known to forge this number' }),
  warning: Type.Union([BilingualSchema, Type.Null()], {
    description: 'What to mind where callers forge it; null where they do not',
  }),
})

export const EvidenceSummarySchema = Type.Object({
  source: Type.Enum([...sourceTiers, 'model'], {
    description:
      'Who speaks; `model` is a judgement of the value by its letters, made when it was asked about',
  }),
  count: Type.Integer({ description: 'Statements in all' }),
  independent: Type.Integer({ description: 'Independent groups of statements' }),
  firstAt: InstantSchema,
  lastAt: InstantSchema,
  model: Type.Optional(
    Type.String({
      description: 'Of models: name and version, such as `url@1.0.0`, or several after commas',
    }),
  ),
})

export const ReasonSchema = Type.Object({
  code: Type.String({ description: 'Stable name of the reason, such as `MEMBER_CONFIRMED`' }),
  text: BilingualSchema,
})

export const VerdictSchema = Type.Object(
  {
    value: Type.String({ description: 'As it was asked' }),
    kind: IndicatorKindSchema,
    canonical: Type.String({ description: 'The one form of all its spellings; compare by this' }),
    level: VerdictLevelSchema,
    score: Type.Number({ minimum: 0, maximum: 1, description: 'Calibrated probability of fraud' }),
    fraudTypes: Type.Array(FraudTypeCodeSchema, { description: 'What it is used for, most often first' }),
    identity: Type.Union([IdentitySchema, Type.Null()], {
      description: 'The verified owner, where there is one',
    }),
    evidence: Type.Array(EvidenceSummarySchema, { description: 'Who has said something, and how much' }),
    answer: BilingualSchema,
    reasons: Type.Array(ReasonSchema),
    advice: BilingualSchema,
    pinnedBy: Type.Union([Type.String(), Type.Null()], {
      description: 'The office whose person fixed the verdict by hand',
    }),
    disputed: Type.Boolean({ description: 'Its owner objects, and nobody has decided yet' }),
    marks: Type.Array(Type.String(), {
      description: 'What its form gives away, such as `short-code` or `forged`',
    }),
    facts: Type.Record(Type.String(), Type.String(), {
      description: 'What its form tells, such as country, carrier or registrable domain',
    }),
    display: Type.String({ description: 'The value as shown to people' }),
    matched: Type.Union([Type.Object({ kind: IndicatorKindSchema, canonical: Type.String() }), Type.Null()], {
      description:
        'The entry of the library that decided, where it is not the value itself: for a link its site',
    }),
    asOf: InstantSchema,
    ttlS: Type.Integer({ description: 'Seconds for which a client may keep this answer' }),
  },
  { description: 'What is known about one number, link or account, and what to do' },
)
export type Verdict = Static<typeof VerdictSchema>

export const ValueErrorSchema = Type.Object({
  value: Type.String(),
  error: Type.Object({ code: Type.String(), message: Type.String() }),
})
export type ValueError = Static<typeof ValueErrorSchema>
