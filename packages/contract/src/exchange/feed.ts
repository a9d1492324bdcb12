import { papLabels, tlpLabels } from '@wuzei/domain'
import Type, { type Static } from 'typebox'
import { IndicatorKindSchema } from '../scalars.ts'

/** Most items of one pull: about a megabyte. */
export const maxFeedItems = 2_000

const OrNull = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

export const FeedCursorSchema = Type.String({
  maxLength: 64,
  description:
    'Cursor of an item or answer of this feed; `now` for its end; left out, from as far back as it reaches',
})

/** One line of `GET /v1/feed`, and the data of one server-sent event. */
export const FeedItemSchema = Type.Object({
  cursor: Type.String({ description: 'Ask for what comes after it' }),
  type: Type.String({
    description:
      '`listed`, `changed`, `unlisted`: the listing; `share`, `share-relabelled`, `share-withdrawn`; `retraction`, ' +
      '`retraction-reminder`; `webhook-paused`. Others may come: skip what you do not know',
  }),
  at: Type.String({ description: 'RFC 3339 instant' }),
  eventSeq: OrNull(Type.Integer({ description: 'Position in the event log; null for what time alone did' })),
  indicator: OrNull(Type.Object({ kind: IndicatorKindSchema, canonical: Type.String() })),
  level: OrNull(Type.String({ description: 'Level it is listed at' })),
  fraudTypes: Type.Array(Type.String()),
  cause: OrNull(Type.String()),
  label: Type.Object({ tlp: Type.Enum([...tlpLabels]), pap: Type.Enum([...papLabels]) }),
  originId: OrNull(Type.String({ description: 'Member that shared it' })),
  objectId: OrNull(Type.String({ description: 'Share or retraction it is about' })),
  detail: Type.Unknown({ description: 'A signed retraction, or what the share says' }),
})
export type FeedItem = Static<typeof FeedItemSchema>

export const FeedQuerySchema = Type.Object({
  after: Type.Optional(FeedCursorSchema),
  limit: Type.Optional(
    Type.String({ pattern: '^([1-9]\\d{0,2}|1\\d{3}|2000)$', description: 'Most items, up to 2000' }),
  ),
  waitS: Type.Optional(
    Type.String({ pattern: '^([12]?\\d|30)$', description: 'Seconds to wait for something new, up to 30' }),
  ),
})
export type FeedQuery = Static<typeof FeedQuerySchema>
export const FeedStreamQuerySchema = Type.Object({ after: Type.Optional(FeedCursorSchema) })
