import Type, { type Static } from 'typebox'
import {
  FraudTypeCodeSchema,
  IndicatorKindSchema,
  InstantSchema,
  SourceTierSchema,
  ValueSchema,
  VerdictLevelSchema,
} from '../scalars.ts'
import { VerdictSchema } from '../verdict.ts'

/** Rows of one page of the library: a screen and a half. */
export const libraryPageRows = 50

const KeySchema = Type.String({
  pattern: '^[0-9a-f]{16}$',
  description: 'Names the indicator in the library',
})
const CursorSchema = Type.String({ maxLength: 100, pattern: '^[0-9a-z.-]+$' })
const NextCursorSchema = Type.Union([Type.String(), Type.Null()], {
  description: 'Send it as `after` for the next page; null when this is the last one',
})

export const LibraryQuerySchema = Type.Object({
  kind: Type.Optional(IndicatorKindSchema),
  level: Type.Optional(VerdictLevelSchema),
  source: Type.Optional(Type.String({ maxLength: 128, pattern: '\\S' })),
  fraudType: Type.Optional(FraudTypeCodeSchema),
  since: Type.Optional(InstantSchema),
  after: Type.Optional(CursorSchema),
})

/** One entry; who may only read it masked gets no canonical form and works by its key. */
export const LibraryEntrySchema = Type.Object({
  key: KeySchema,
  kind: IndicatorKindSchema,
  shown: Type.String({ description: 'As this reader may see it' }),
  canonical: Type.Union([Type.String(), Type.Null()], { description: 'Null where it is masked' }),
  level: VerdictLevelSchema,
  score: Type.Number({ minimum: 0, maximum: 1 }),
  fraudTypes: Type.Array(FraudTypeCodeSchema),
  lastSeenAt: Type.Union([InstantSchema, Type.Null()], { description: 'Newest statement that counts' }),
  pinned: Type.Boolean(),
  disputed: Type.Boolean(),
})
export const LibraryPageSchema = Type.Object({
  entries: Type.Array(LibraryEntrySchema),
  scanned: Type.Integer({
    description:
      'Entries looked at for this page: with rare filters a page may be short and `next` still be there',
  }),
  next: NextCursorSchema,
})

/** An entry by its key, or by anything a person writes. */
export const EntryQuerySchema = Type.Object({
  key: Type.Optional(KeySchema),
  value: Type.Optional(ValueSchema),
  kind: Type.Optional(IndicatorKindSchema),
})
export const EntryPageQuerySchema = Type.Object({ key: KeySchema, after: Type.Optional(CursorSchema) })

export const EntryReplySchema = Type.Object({
  key: KeySchema,
  shown: Type.String(),
  verdict: Type.Omit(VerdictSchema, ['value', 'canonical', 'display']),
  canonical: Type.Union([Type.String(), Type.Null()], { description: 'Null where it is masked' }),
  pin: Type.Union([
    Type.Object({ level: VerdictLevelSchema, by: Type.String(), at: InstantSchema, reason: Type.String() }),
    Type.Null(),
  ]),
  retractedAt: Type.Union([InstantSchema, Type.Null()]),
  tenureFrom: Type.Union([InstantSchema, Type.Null()], {
    description: 'Since when it has its present holder',
  }),
  isKnown: Type.Boolean({ description: 'The library has an entry of it, with evidence or decisions' }),
  mayDecide: Type.Boolean({ description: 'The caller may pin it, lift a pin, and retract it' }),
})

/** Why a piece of evidence weighs nothing now. */
export const silentReasons = ['echo', 'withdrawn', 'former-holder', 'retracted', 'dispute-upheld'] as const

/** One statement of one source. Equal marks tell statements that hang together; they name nobody. */
export const EvidencePieceSchema = Type.Object({
  id: Type.String(),
  source: Type.String(),
  sourceName: Type.String(),
  tier: SourceTierSchema,
  reliability: Type.Number({ description: 'Of the source, when this was weighed' }),
  report: Type.Union([Type.String(), Type.Null()], { description: 'Number of the report, where it is one' }),
  fraudType: Type.Union([FraudTypeCodeSchema, Type.Null()]),
  count: Type.Integer(),
  firstAt: InstantSchema,
  lastAt: InstantSchema,
  marks: Type.Array(Type.String(), {
    description: 'Same reporter, network, device or text as others with this mark',
  }),
  silent: Type.Union([Type.Enum([...silentReasons]), Type.Null()], {
    description: 'Why it weighs nothing; null where it counts',
  }),
})
export const EvidencePageSchema = Type.Object({
  pieces: Type.Array(EvidencePieceSchema),
  next: NextCursorSchema,
})

export const EntryHistorySchema = Type.Object({
  events: Type.Array(
    Type.Object({
      seq: Type.Integer(),
      at: InstantSchema,
      type: Type.String(),
      actor: Type.String(),
      level: Type.Union([VerdictLevelSchema, Type.Null()], {
        description: 'The verdict after it, as read then',
      }),
      reason: Type.Union([Type.String(), Type.Null()]),
    }),
  ),
  next: NextCursorSchema,
})

export const SourceQuerySchema = Type.Object({
  after: Type.Optional(Type.String({ maxLength: 128, pattern: '\\S' })),
})
export const SourceListSchema = Type.Object({
  sources: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      tier: SourceTierSchema,
      licence: Type.Union([Type.String(), Type.Null()]),
      reliability: Type.Number({ description: 'Share of what it said that held, as learnt so far' }),
      lastAt: Type.Union([InstantSchema, Type.Null()], { description: 'When it last brought something new' }),
    }),
  ),
  next: NextCursorSchema,
})

export type LibraryQuery = Static<typeof LibraryQuerySchema>
export type LibraryEntry = Static<typeof LibraryEntrySchema>
export type LibraryPage = Static<typeof LibraryPageSchema>
export type EntryQuery = Static<typeof EntryQuerySchema>
export type EntryReply = Static<typeof EntryReplySchema>
export type EvidencePiece = Static<typeof EvidencePieceSchema>
export type EvidencePage = Static<typeof EvidencePageSchema>
export type EntryHistory = Static<typeof EntryHistorySchema>
export type SourceList = Static<typeof SourceListSchema>
