import Type, { type Static } from 'typebox'
import { MemberIdSchema, MemberPageSchema } from '../alliance/members.ts'
import { RetractionSchema } from '../exchange/retractions.ts'
import { InstantSchema } from '../scalars.ts'

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const NextSchema = Type.Union([MemberIdSchema, Type.Null()], { description: 'Null on the last page' })

export const FeedHealthQuerySchema = MemberPageSchema
export const FeedHealthSchema = Type.Object({
  isWhole: Type.Boolean({
    description: 'All members that take the feed, for the hub operator and auditors; else the caller’s own',
  }),
  members: Type.Array(
    Type.Object({
      organisationId: MemberIdSchema,
      firstTakenAt: OrNull(InstantSchema),
      lastTakenAt: Type.Union([InstantSchema, Type.Null()], {
        description: 'To 15 seconds; null when it never asked and has webhooks only',
      }),
      streams: Type.Integer({ description: 'Open now, at the process that answers' }),
      behindSince: Type.Union([InstantSchema, Type.Null()], {
        description:
          'When the oldest item came that it has not been given by asking; null when there is none, or it never asked',
      }),
      webhooks: Type.Integer(),
      pausedWebhooks: Type.Integer(),
      failingWebhooks: Type.Integer(),
      deadLetters: Type.Integer(),
    }),
  ),
  next: NextSchema,
})
export type FeedHealth = Static<typeof FeedHealthSchema>

export const RetractionListQuerySchema = Type.Object({
  after: Type.Optional(MemberIdSchema),
  state: Type.Optional(
    Type.Enum(['open', 'reached', 'complete'], {
      description:
        '`open`: a member that was connected has not confirmed; `reached`: only others have not; `complete`: all have',
    }),
  ),
  own: Type.Optional(
    Type.Literal('outstanding', { description: 'Those that the caller’s organisation has yet to confirm' }),
  ),
})
export type RetractionListQuery = Static<typeof RetractionListQuerySchema>

const OwnStateSchema = Type.Enum(['confirmed', 'outstanding', 'not-asked'], {
  description: 'The caller’s organisation',
})
const { confirmations: _confirmations, ...retractionFacts } = RetractionSchema.properties
export const ConsoleRetractionSchema = Type.Object({
  ...retractionFacts,
  shown: Type.String({ description: 'Masked unless the caller works on entries of this kind' }),
  confirmed: Type.Integer(),
  outstanding: Type.Integer(),
  own: OwnStateSchema,
  ownConfirmedAt: OrNull(InstantSchema),
})
export type ConsoleRetraction = Static<typeof ConsoleRetractionSchema>
export const ConsoleRetractionDetailsSchema = Type.Object({
  ...RetractionSchema.properties,
  own: OwnStateSchema,
})
export type ConsoleRetractionDetails = Static<typeof ConsoleRetractionDetailsSchema>
export const RetractionPageSchema = Type.Object({
  retractions: Type.Array(ConsoleRetractionSchema),
  next: NextSchema,
})
export type RetractionPage = Static<typeof RetractionPageSchema>
