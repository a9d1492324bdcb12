import Type, { type Static } from 'typebox'
import { FraudTypeCodeSchema, IndicatorKindSchema, InstantSchema, VerdictLevelSchema } from '../scalars.ts'
import { ReasonSchema } from '../verdict.ts'

/** Rows of one page of labels. */
export const labelPageRows = 100

/** Values in the queue at once: a sitting's work. */
export const labelQueueRows = 50

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const LabelKeySchema = Type.String({
  pattern: '^[0-9a-f]{16}$',
  description: 'Names the indicator in the library',
})

export const LabelWordSchema = Type.Enum(['fraud', 'harmless', 'unsure'])
export const LabelQuerySchema = Type.Object({
  after: Type.Optional(
    Type.String({ pattern: '^\\d{1,15}$', description: '`next` of the page before, which is newer' }),
  ),
})

const OpinionThenSchema = Type.Object(
  {
    model: Type.String({ description: 'Its name and version' }),
    score: Type.Number({ minimum: 0, maximum: 1 }),
    level: Type.String({
      description: 'What the model made of it: `unknown`, `suspicious`, `high` or `safe`',
    }),
  },
  { description: 'What the model of that time said' },
)

export const LabelSchema = Type.Object({
  id: Type.String(),
  kind: Type.String({ description: 'A kind of indicator, or `text` for the words of a report' }),
  key: OrNull(LabelKeySchema),
  shown: OrNull(Type.String({ description: 'The value, masked as this reader sees it' })),
  label: LabelWordSchema,
  fraudType: OrNull(FraudTypeCodeSchema),
  act: Type.Enum(['report', 'pin', 'dispute', 'retraction', 'queue'], {
    description: 'By what it was decided; `queue`: for training only, it changed no verdict',
  }),
  decidedAs: Type.String({ description: 'Roles of whoever decided, or `administrator`' }),
  at: InstantSchema,
  opinion: OrNull(OpinionThenSchema),
})
export const LabelPageSchema = Type.Object({
  labels: Type.Array(LabelSchema),
  next: Type.Union([Type.String(), Type.Null()], {
    description: 'Send it as `after` for the next page, which is older; null when this is the last one',
  }),
})
export type LabelPage = Static<typeof LabelPageSchema>

export const LabelQueueSchema = Type.Object({
  model: Type.Union([Type.String(), Type.Null()], {
    description: 'Who asks for help; null when no model judges links, and then nothing waits',
  }),
  looked: Type.Integer({ description: 'Newest undecided values that were looked at for this' }),
  waiting: Type.Array(
    Type.Object({
      key: LabelKeySchema,
      kind: IndicatorKindSchema,
      shown: Type.String(),
      level: VerdictLevelSchema,
      modelLevel: Type.String(),
      score: Type.Number({ minimum: 0, maximum: 1, description: 'What the model says' }),
      why: Type.Enum(['model-alone', 'library-alone', 'unsure'], {
        description:
          'The model warns and nobody else does; others warn and the model does not; the model cannot tell',
      }),
      times: Type.Integer({ description: 'How often people, members and models spoke of it' }),
      lastSeenAt: InstantSchema,
      reasons: Type.Array(ReasonSchema, { description: 'What the model noticed' }),
    }),
  ),
})
export type LabelQueue = Static<typeof LabelQueueSchema>

export const LabelBodySchema = Type.Object({
  key: LabelKeySchema,
  label: LabelWordSchema,
  fraudType: Type.Optional(FraudTypeCodeSchema),
})
export type LabelBody = Static<typeof LabelBodySchema>
