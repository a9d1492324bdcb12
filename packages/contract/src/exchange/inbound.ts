import Type, { type Static } from 'typebox'
import { FraudTypeCodeSchema, InstantSchema } from '../scalars.ts'
import { MemberIdSchema } from '../alliance/members.ts'

const KindSchema = Type.Enum(['taxii', 'misp', 'csv', 'txt', 'json', 'hosts', 'openphish', 'maltrail'], {
  description: '`taxii`: a collection of TAXII 2.1; `misp`: the folder of a MISP feed; otherwise a list',
})
const NameSchema = Type.String({
  pattern: '^[a-z0-9][a-z0-9._-]{0,63}$',
  description: 'Its statements are those of the source `import:NAME`',
})
const TlpSchema = Type.Enum(['TLP:CLEAR', 'TLP:GREEN'], {
  description: 'What everybody may not read cannot weigh in the public verdict',
})
const GoneSchema = Type.Enum(['withdraw', 'fade'], {
  description: 'What becomes of an entry that the list no longer has',
})
const EverySchema = Type.Integer({
  minimum: 300,
  maximum: 2_592_000,
  description: 'Seconds between two runs',
})

export const InboundSourceBodySchema = Type.Object({
  name: NameSchema,
  kind: KindSchema,
  url: Type.String({ minLength: 8, maxLength: 2000 }),
  licence: Type.String({ minLength: 1, maxLength: 500, description: 'Under which terms it may be used' }),
  tlp: Type.Optional(TlpSchema),
  fraudType: Type.Optional(FraudTypeCodeSchema),
  map: Type.Optional(Type.String({ maxLength: 1024, description: 'column=field,… for csv and json' })),
  gone: Type.Optional(GoneSchema),
  everyS: Type.Optional(EverySchema),
  authorization: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 2000,
      pattern: '^[\\x20-\\x7e]+$',
      description: 'Kept sealed, never shown',
    }),
  ),
})

/** What of a source can be changed; what is left out stays, null empties. */
export const InboundChangeBodySchema = Type.Object(
  {
    url: Type.Optional(InboundSourceBodySchema.properties.url),
    licence: Type.Optional(InboundSourceBodySchema.properties.licence),
    tlp: Type.Optional(TlpSchema),
    fraudType: Type.Optional(Type.Union([FraudTypeCodeSchema, Type.Null()])),
    map: Type.Optional(Type.Union([Type.String({ maxLength: 1024 }), Type.Null()])),
    gone: Type.Optional(GoneSchema),
    everyS: Type.Optional(EverySchema),
    authorization: Type.Optional(
      Type.Union([Type.String({ minLength: 1, maxLength: 2000, pattern: '^[\\x20-\\x7e]+$' }), Type.Null()], {
        description: 'Dropped with another host unless it is given',
      }),
    ),
  },
  { minProperties: 1 },
)

const AtSchema = Type.Union([InstantSchema, Type.Null()])
export const InboundSourceSchema = Type.Object({
  id: MemberIdSchema,
  name: NameSchema,
  kind: KindSchema,
  url: Type.String(),
  licence: Type.String(),
  tlp: TlpSchema,
  fraudType: Type.Union([FraudTypeCodeSchema, Type.Null()]),
  map: Type.Union([Type.String(), Type.Null()]),
  hasSecret: Type.Boolean({ description: 'It is asked with an Authorization header' }),
  gone: GoneSchema,
  everyS: EverySchema,
  reliability: Type.Union([Type.Number(), Type.Null()], {
    description: 'Mean of what became of its statements; null before the first run',
  }),
  state: Type.Enum(['new', 'good', 'silent', 'held', 'failing', 'stale', 'paused', 'leaving'], {
    description:
      '`held`: most of it vanished at once and still stands until a person has looked; `silent`: nothing new for long; ' +
      '`stale`: no success for three intervals; `leaving`: it was removed, and what it said is being taken back',
  }),
  lastAttemptAt: AtSchema,
  lastSuccessAt: AtSchema,
  lastChangeAt: Type.Union([InstantSchema, Type.Null()], { description: 'When it last said something new' }),
  nextRunAt: AtSchema,
  failures: Type.Integer({ description: 'In a row' }),
  lastError: Type.Union([
    Type.Object({ code: Type.String(), detail: Type.String(), at: InstantSchema }),
    Type.Null(),
  ]),
  heldGone: Type.Union([Type.Integer(), Type.Null()], { description: 'Entries that vanished and are held' }),
  keptGone: Type.Union([Type.Integer(), Type.Null()], {
    description: 'Entries that vanished and stand because somebody refused to take them back',
  }),
})
export const InboundSourceListSchema = Type.Object({ sources: Type.Array(InboundSourceSchema) })
export const InboundSourceIdSchema = Type.Object({ id: MemberIdSchema })
export const InboundStateBodySchema = Type.Object({ state: Type.Enum(['active', 'paused']) })
export const InboundRunBodySchema = Type.Object({
  acceptGone: Type.Optional(
    Type.Boolean({ description: 'Take back what vanished from the list, even when it is most of it' }),
  ),
})

export const InboundHeldBodySchema = Type.Object({
  decision: Type.Enum(['accept', 'refuse'], {
    description: '`accept`: what vanished is taken back; `refuse`: it stands, until more than that is gone',
  }),
})
export const InboundRemovalBodySchema = Type.Object({
  statements: Type.Enum(['keep', 'withdraw'], { description: 'What becomes of what it said' }),
})
export const InboundRunListSchema = Type.Object({
  runs: Type.Array(
    Type.Object({
      at: InstantSchema,
      outcome: Type.Enum(['changed', 'same', 'held', 'failed']),
      code: Type.Union([Type.String(), Type.Null()]),
      detail: Type.Union([Type.String(), Type.Null()]),
      gone: Type.Union([Type.Integer(), Type.Null()], { description: 'Entries that vanished and are held' }),
    }),
    { description: 'Newest first, the last hundred' },
  ),
})

export type InboundChangeBody = Static<typeof InboundChangeBodySchema>
export type InboundHeldBody = Static<typeof InboundHeldBodySchema>
export type InboundRunList = Static<typeof InboundRunListSchema>
export type InboundSourceBody = Static<typeof InboundSourceBodySchema>
export type InboundSource = Static<typeof InboundSourceSchema>
export type InboundSourceList = Static<typeof InboundSourceListSchema>
