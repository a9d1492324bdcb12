import Type, { type Static } from 'typebox'

const UrlText = Type.String({ description: 'Absolute, or beginning with a slash' })
const TimestampSchema = Type.String({ description: 'RFC 3339 with microseconds, UTC' })

export const TaxiiDiscoverySchema = Type.Object(
  {
    title: Type.String(),
    description: Type.Optional(Type.String()),
    default: UrlText,
    api_roots: Type.Array(UrlText),
  },
  { description: 'Where the server’s API roots are (TAXII 2.1, section 4.1)' },
)

export const TaxiiApiRootSchema = Type.Object(
  {
    title: Type.String(),
    description: Type.Optional(Type.String()),
    versions: Type.Array(Type.String()),
    max_content_length: Type.Integer({ description: 'Bytes of the longest envelope taken in' }),
  },
  { description: 'One API root (section 4.2)' },
)

export const TaxiiCollectionSchema = Type.Object(
  {
    id: Type.String(),
    title: Type.String(),
    description: Type.String(),
    alias: Type.String({ description: 'Usable in the place of the identifier' }),
    can_read: Type.Boolean(),
    can_write: Type.Boolean(),
    media_types: Type.Array(Type.String()),
  },
  { description: 'One collection (section 5.2)' },
)
export const TaxiiCollectionsSchema = Type.Object({ collections: Type.Array(TaxiiCollectionSchema) })

const MoreSchema = {
  more: Type.Optional(Type.Boolean({ description: 'More objects follow' })),
  next: Type.Optional(
    Type.String({ description: 'For the parameter of this name, with any limit; only when more follow' }),
  ),
}

export const TaxiiEnvelopeSchema = Type.Object(
  { ...MoreSchema, objects: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()))) },
  { description: 'Objects as STIX 2.1; empty when there are none (section 3.7)' },
)
export const TaxiiManifestSchema = Type.Object(
  {
    ...MoreSchema,
    objects: Type.Optional(
      Type.Array(
        Type.Object({
          id: Type.String(),
          date_added: TimestampSchema,
          version: Type.String(),
          media_type: Type.String(),
        }),
      ),
    ),
  },
  { description: 'What is in a collection, without the objects (section 5.3)' },
)
export const TaxiiVersionsSchema = Type.Object(
  { ...MoreSchema, versions: Type.Optional(Type.Array(Type.String())) },
  { description: 'Versions of one object, the oldest first (section 5.8)' },
)

const StatusDetailSchema = Type.Object({
  id: Type.String(),
  version: Type.String(),
  message: Type.Optional(Type.String()),
})
export const TaxiiStatusSchema = Type.Object(
  {
    id: Type.String(),
    status: Type.Enum(['complete', 'pending']),
    request_timestamp: TimestampSchema,
    total_count: Type.Integer(),
    success_count: Type.Integer(),
    successes: Type.Array(StatusDetailSchema),
    failure_count: Type.Integer(),
    failures: Type.Array(StatusDetailSchema),
    pending_count: Type.Integer(),
    pendings: Type.Array(StatusDetailSchema),
  },
  { description: 'What became of what was handed in (section 4.3)' },
)

export type TaxiiEnvelope = Static<typeof TaxiiEnvelopeSchema>
export type TaxiiStatus = Static<typeof TaxiiStatusSchema>
