import { organisationKinds } from '@wuzei/domain'
import Type, { type Static } from 'typebox'
import { MemberIdSchema, MemberPageSchema } from '../alliance/members.ts'
import { BilingualSchema, IndicatorKindSchema, ValueSchema } from '../scalars.ts'

/** Retractions that one request confirms. */
export const maxConfirmedAtOnce = 1_000

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])
const AtSchema = Type.String({ description: 'RFC 3339 instant' })

const ReasonSchema = Type.Enum(['retracted', 'appeal-upheld', 'new-holder', 'decided', 'evidence-changed'], {
  description:
    '`retracted`: a person took it back; `appeal-upheld`: the owner was right; `new-holder`: the number has a new ' +
    'holder; `decided`: a person fixed another verdict; `evidence-changed`: what was said no longer carries it',
})

/** Who has confirmed, as far as everybody may know. */
export const ConfirmationsSchema = Type.Object({
  confirmed: Type.Integer(),
  outstanding: Type.Integer({ description: 'Members that have to confirm and have not' }),
  named: Type.Array(
    Type.Object({
      name: BilingualSchema,
      kind: Type.Enum([...organisationKinds]),
      connected: Type.Boolean({ description: 'It was connected when the retraction was made' }),
      confirmedAt: OrNull(AtSchema),
      signed: Type.Boolean({ description: 'With its own key' }),
    }),
    { description: 'Members that agreed to be named' },
  ),
  others: Type.Array(
    Type.Object({
      kind: Type.Enum([...organisationKinds]),
      confirmed: Type.Integer(),
      outstanding: Type.Integer(),
      lastConfirmedAt: OrNull(AtSchema),
    }),
    { description: 'The others, by kind' },
  ),
})

export const RetractionSchema = Type.Object({
  id: MemberIdSchema,
  kind: IndicatorKindSchema,
  masked: Type.String({ description: 'The value with its middle hidden' }),
  reason: ReasonSchema,
  since: AtSchema,
  at: Type.String({ description: 'When members were told' }),
  reachedAt: OrNull(Type.String({ description: 'When the last connected member had confirmed' })),
  reachedAfterMs: OrNull(Type.Integer({ description: 'From `since` to `reachedAt`' })),
  completedAt: OrNull(Type.String({ description: 'When the last member had confirmed' })),
  confirmations: ConfirmationsSchema,
})
export type Retraction = Static<typeof RetractionSchema>

export const RetractionQuerySchema = Type.Object({
  value: Type.Optional(ValueSchema),
  kind: Type.Optional(IndicatorKindSchema),
})

const SignedSchema = {
  statement: Type.String({
    description:
      'Canonical JSON: `id`, `indicator` (`key`, `kind`, `canonical`), `reason`, `since`, `eventSeq`, `type`',
  }),
  signature: Type.String({ description: 'Ed25519 over the UTF-8 of the statement, base64' }),
  keyId: Type.String({ description: 'Key of /.well-known/wuzei-lists.json' }),
}

/** Answer to "is my number clean everywhere?". */
export const RetractionStateSchema = Type.Object({
  indicator: Type.Object({ kind: IndicatorKindSchema, canonical: Type.String() }),
  listed: Type.Boolean({ description: 'Members are told to warn of it now' }),
  cleanEverywhere: Type.Boolean({
    description: 'It is not listed, and every member that had to take something back has confirmed it',
  }),
  retractions: Type.Array(Type.Intersect([RetractionSchema, Type.Object(SignedSchema)]), {
    description: 'Newest first, the last 20',
  }),
})
export type RetractionState = Static<typeof RetractionStateSchema>

export const OutstandingListSchema = Type.Object({
  retractions: Type.Array(Type.Object({ id: MemberIdSchema, at: AtSchema, ...SignedSchema })),
  next: OrNull(MemberIdSchema),
})
export type OutstandingList = Static<typeof OutstandingListSchema>
export const OutstandingQuerySchema = MemberPageSchema

export const ReceiptBodySchema = Type.Object({
  jws: Type.Optional(
    Type.String({
      maxLength: 128 * 1024,
      description:
        'Compact JWS over `{"retractions":["id", …]}` by a key of your system; needed where it has registered keys',
    }),
  ),
})
export const ReceiptsBodySchema = Type.Object({
  retractions: Type.Array(MemberIdSchema, { minItems: 1, maxItems: maxConfirmedAtOnce }),
  jws: ReceiptBodySchema.properties.jws,
})
export type ReceiptsBody = Static<typeof ReceiptsBodySchema>
export const ReceiptsReplySchema = Type.Object({
  confirmed: Type.Array(MemberIdSchema, { description: 'Those that exist' }),
})
export type ReceiptsReply = Static<typeof ReceiptsReplySchema>

export const PublicNameBodySchema = Type.Object({
  agreed: Type.Boolean({ description: 'Your organisation may be named on public pages' }),
})
