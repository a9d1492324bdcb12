import Type, { type Static } from 'typebox'
import { InstantSchema } from '../scalars.ts'

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const ModelKindSchema = Type.Enum(['url', 'text'])
const ModelNameSchema = Type.String({ description: 'Name and version, such as `url@1.1.0`' })
const ShareSchema = Type.Number({ minimum: 0, maximum: 1 })

export const ModelParamsSchema = Type.Object({
  id: Type.String({ pattern: '^(url|text|page)@[0-9a-z.+-]{1,48}$', description: 'Name and version' }),
})

const JudgedSchema = Type.Object({
  labels: Type.Integer({ description: 'Labels of people that it was asked about' }),
  frauds: Type.Integer(),
  precision: OrNull(ShareSchema),
  recall: OrNull(ShareSchema),
})
export const ModelComparisonSchema = Type.Object({
  current: ModelNameSchema,
  candidate: ModelNameSchema,
  compared: Type.Integer({ description: 'Links or messages that both were asked about' }),
  agreed: Type.Integer({ description: 'Of those, how often both gave the same level' }),
  moved: Type.Array(Type.Object({ from: Type.String(), to: Type.String(), count: Type.Integer() }), {
    description: 'Levels that the candidate would change, most often first',
  }),
  drift: Type.Object(
    {
      mean: Type.Number({ description: 'Candidate’s score less the current one’s, to a tenth for each' }),
      current: Type.Array(Type.Integer(), { description: 'How many scores lie in each tenth' }),
      candidate: Type.Array(Type.Integer()),
    },
    { description: 'How the scores moved' },
  ),
  onLabels: OrNull(Type.Object({ current: JudgedSchema, candidate: JudgedSchema })),
})
export type ModelComparison = Static<typeof ModelComparisonSchema>

export const ConsoleModelsSchema = Type.Object({
  mayDecide: Type.Boolean({ description: 'Whether the caller may propose and agree' }),
  kinds: Type.Array(
    Type.Object({
      kind: ModelKindSchema,
      current: OrNull(ModelNameSchema),
      shipped: OrNull(ModelNameSchema),
      candidate: OrNull(ModelNameSchema),
      comparison: OrNull(ModelComparisonSchema),
      disagreements: Type.Array(
        Type.Object({
          shown: OrNull(Type.String({ description: 'Masked; null for a message, of which nothing is kept' })),
          currentLevel: Type.String(),
          candidateLevel: Type.String(),
          currentScore: Type.Number(),
          candidateScore: Type.Number(),
          at: InstantSchema,
        }),
      ),
    }),
  ),
  versions: Type.Array(
    Type.Object({
      id: ModelNameSchema,
      kind: ModelKindSchema,
      state: Type.Enum(['candidate', 'current', 'former', 'dropped']),
      addedAt: InstantSchema,
      addedBy: Type.String(),
      sha256: Type.String(),
    }),
  ),
  withdrawn: Type.Array(
    Type.Object({ model: Type.String(), at: InstantSchema, by: Type.String(), reason: Type.String() }),
  ),
  changes: Type.Array(
    Type.Object({
      id: Type.String(),
      kind: ModelKindSchema,
      from: OrNull(ModelNameSchema),
      to: ModelNameSchema,
      state: Type.Enum(['proposed', 'agreed', 'refused', 'withdrawn', 'rolled-back']),
      reason: Type.String(),
      proposedAt: InstantSchema,
      proposedBy: Type.String(),
      decidedAt: OrNull(InstantSchema),
      decidedBy: OrNull(Type.String()),
      isOwn: Type.Boolean({ description: 'The caller proposed it, and so does not agree to it' }),
    }),
    { description: 'Proposals and changes, newest first' },
  ),
})
export type ConsoleModels = Static<typeof ConsoleModelsSchema>

const ReasonTextSchema = Type.String({ minLength: 1, maxLength: 1_000, pattern: '\\S' })
export const ModelPromotionBodySchema = Type.Object({
  decision: Type.Enum(['propose', 'agree', 'refuse', 'withdraw']),
  reason: Type.Optional(ReasonTextSchema),
})
export type ModelPromotionBody = Static<typeof ModelPromotionBodySchema>

export const ModelReasonBodySchema = Type.Object({ reason: ReasonTextSchema })
export type ModelReasonBody = Static<typeof ModelReasonBodySchema>
