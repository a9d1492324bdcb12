import Type, { type Static } from 'typebox'
import {
  BilingualSchema,
  FraudTypeCodeSchema,
  IndicatorKindSchema,
  InstantSchema,
  VerdictLevelSchema,
} from '../scalars.ts'

/** Most bits of a key that the hub answers: more would leave too few values to hide among. */
export const maxConfirmBits = 20

export const ShieldListSchema = Type.Object({
  name: Type.String({ description: 'Name of the list, as signed in its file' }),
  purpose: Type.Enum(['suspect', 'known-good']),
  kinds: Type.Array(IndicatorKindSchema, { description: 'Kinds of which every entry is in the list' }),
  version: Type.Integer({ description: 'Rises by one with every list of that name' }),
  entries: Type.Integer(),
  bytes: Type.Integer({ description: 'Length of the file' }),
  sha256: Type.String({ description: 'Of the file, 64 hexadecimal digits' }),
  createdAt: InstantSchema,
  validUntil: InstantSchema,
  deltasFrom: Type.Integer({
    description: 'Whoever has this version or a later one gets to the newest by deltas; else take the file',
  }),
})
export type ShieldListEntry = Static<typeof ShieldListSchema>

export const ShieldManifestSchema = Type.Object({ lists: Type.Array(ShieldListSchema) })
export type ShieldManifest = Static<typeof ShieldManifestSchema>

export const ShieldListParamsSchema = Type.Object({ name: Type.String({ pattern: '^[a-z0-9.-]{1,64}$' }) })
export const ShieldDeltaParamsSchema = Type.Object({
  name: Type.String({ pattern: '^[a-z0-9.-]{1,64}$' }),
  from: Type.String({ pattern: '^[1-9]\\d{0,14}$' }),
})

export const ConfirmQuerySchema = Type.Object({
  prefix: Type.String({ pattern: '^\\d{1,7}$', description: 'The first bits of the key, as a whole number' }),
  bits: Type.String({ pattern: '^(\\d|1\\d|20)$', description: 'How many bits they are, 0 to 20' }),
})
export type ConfirmQuery = Static<typeof ConfirmQuerySchema>

export const ConfirmEntrySchema = Type.Object({
  key: Type.String({ description: 'The whole key, 16 hexadecimal digits' }),
  level: VerdictLevelSchema,
  score: Type.Number({ minimum: 0, maximum: 1 }),
  fraudTypes: Type.Array(FraudTypeCodeSchema),
  decidedBy: Type.Enum(['pin', 'owner', 'evidence']),
  ceiling: Type.Enum(['safe', 'unknown', 'suspicious', 'high', 'confirmed'], {
    description: 'Highest level that the sources behind it can reach; `confirmed` needs police or members',
  }),
  identity: Type.Union([
    Type.Object({
      id: Type.String(),
      name: BilingualSchema,
      coversSubdomains: Type.Boolean({ description: 'Everything below its sites is the owner’s own' }),
    }),
    Type.Null(),
  ]),
  disputed: Type.Boolean(),
})
export type ConfirmEntry = Static<typeof ConfirmEntrySchema>

export const ConfirmReplySchema = Type.Object({
  entries: Type.Array(ConfirmEntrySchema),
  ttlS: Type.Integer({ description: 'Seconds for which the answer may be kept' }),
})
export type ConfirmReply = Static<typeof ConfirmReplySchema>
