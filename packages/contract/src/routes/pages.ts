import Type, { type Static } from 'typebox'
import { MemberIdSchema } from '../alliance/members.ts'
import { BilingualSchema, FraudTypeCodeSchema, VerdictLevelSchema } from '../scalars.ts'
import { ReasonSchema, VerdictSchema } from '../verdict.ts'

/** UTF-16 units of one page's source; what is beyond is cut by the detector, and honest pages stay far below. */
export const maxPageLength = 2 * 1024 * 1024
/** Bytes of an icon. */
export const maxIconBytes = 128 * 1024

const PageUrlSchema = Type.String({
  minLength: 4,
  maxLength: 2_048,
  description: 'An address of the web, with or without its scheme',
})
const Sha256Schema = Type.String({
  pattern: '^[0-9a-fA-F]{64}$',
  description: 'SHA-256, 64 hexadecimal digits',
})
export const PageTlpSchema = Type.Enum(['TLP:CLEAR', 'TLP:GREEN', 'TLP:AMBER', 'TLP:AMBER+STRICT'], {
  description:
    'Who may know that you sent it. `TLP:AMBER`, which it has unless told otherwise: your organisation. From ' +
    '`TLP:GREEN` on, all members, and what was found becomes evidence. `TLP:CLEAR`: everybody.',
})

/** A page as a member fetched it, or only its address where the hub fetches pages. */
export const PageCheckBodySchema = Type.Object({
  url: PageUrlSchema,
  html: Type.Optional(
    Type.String({
      maxLength: maxPageLength,
      description: 'Its source. Without it, the hub fetches the page if it may.',
    }),
  ),
  redirects: Type.Optional(
    Type.Array(PageUrlSchema, { maxItems: 40, description: 'Addresses asked before it, first first' }),
  ),
  title: Type.Optional(Type.String({ maxLength: 500, description: 'As the browser showed it' })),
  status: Type.Optional(Type.Integer({ minimum: 100, maximum: 599 })),
  contentType: Type.Optional(Type.String({ maxLength: 200 })),
  icon: Type.Optional(
    Type.Object({
      sha256: Type.Optional(Sha256Schema),
      bytes: Type.Optional(
        Type.String({
          maxLength: Math.ceil(maxIconBytes / 3) * 4,
          pattern: '^[A-Za-z0-9+/]*={0,2}$',
          description: 'Base64; only its hash is used',
        }),
      ),
    }),
  ),
  scripts: Type.Optional(
    Type.Array(Type.String({ maxLength: 512 * 1024 }), {
      maxItems: 20,
      description: 'Scripts fetched beside it',
    }),
  ),
  programs: Type.Optional(
    Type.Array(
      Type.Object({
        url: Type.Optional(PageUrlSchema),
        packageName: Type.Optional(Type.String({ maxLength: 223 })),
        sha256: Type.Optional(Sha256Schema),
        certificateSha256: Type.Optional(Sha256Schema),
      }),
      { maxItems: 20, description: 'Programs it offers, as far as you looked at them' },
    ),
  ),
  tlp: Type.Optional(PageTlpSchema),
})
export type PageCheckBody = Static<typeof PageCheckBodySchema>

const CampaignSummarySchema = Type.Object({
  id: MemberIdSchema,
  sites: Type.Integer({ description: 'Sites of it that you may know of, this one among them' }),
  confirmed: Type.Boolean({ description: 'A person has confirmed one of its sites as fraud' }),
})

export const PageCheckReplySchema = Type.Object({
  id: MemberIdSchema,
  level: VerdictLevelSchema,
  score: Type.Number({ description: 'Probability of fraud by the page alone' }),
  fraudTypes: Type.Array(FraudTypeCodeSchema),
  advice: BilingualSchema,
  reasons: Type.Array(ReasonSchema, { description: 'The weightiest first' }),
  url: Type.String({ description: 'Where the page lies, as it was read' }),
  host: Type.String(),
  redirects: Type.Array(Type.String()),
  tlp: PageTlpSchema,
  fetched: Type.Boolean({ description: 'The hub fetched it itself' }),
  wasCut: Type.Boolean({ description: 'It was longer or fuller than what is read' }),
  model: Type.String({ description: 'Name and version of the rules' }),
  page: Type.Union([VerdictSchema, Type.Null()], {
    description: 'What the library says of its address; null where it is none that can be looked up',
  }),
  indicators: Type.Array(
    Type.Object({
      role: Type.Enum(['target', 'link', 'text', 'app'], {
        description:
          '`target`: where it leads unasked (forms, redirects, frames, downloads); `link`: links on it; `text`: named in ' +
          'its words; `app`: a program it offers',
      }),
      verdict: VerdictSchema,
    }),
    { description: 'What it names that the library knows something about' },
  ),
  campaign: Type.Union([CampaignSummarySchema, Type.Null()], {
    description: 'The kit it is made from, where that is known from other sites',
  }),
})
export type PageCheckReply = Static<typeof PageCheckReplySchema>

const CampaignCursorSchema = Type.String({
  pattern: '^\\d{1,15}\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'The `next` of the page before',
})
export const CampaignQuerySchema = Type.Object({ after: Type.Optional(CampaignCursorSchema) })

const CampaignSchema = Type.Object({
  id: MemberIdSchema,
  firstAt: Type.String({ description: 'RFC 3339 instant' }),
  lastAt: Type.String({ description: 'RFC 3339 instant' }),
  sites: Type.Integer(),
  hosts: Type.Array(Type.String(), { description: 'At most five, for recognising it' }),
  fraudTypes: Type.Array(FraudTypeCodeSchema),
  confirmedAt: Type.Union([Type.String(), Type.Null()], {
    description: 'When a person had confirmed one of its sites',
  }),
})
export const CampaignListSchema = Type.Object({
  campaigns: Type.Array(CampaignSchema),
  next: Type.Union([CampaignCursorSchema, Type.Null()], { description: 'Null on the last page' }),
})
export type CampaignList = Static<typeof CampaignListSchema>

export const CampaignDetailsSchema = Type.Object({
  ...CampaignSchema.properties,
  marks: Type.Array(
    Type.Object({
      mark: Type.String({ description: '`f:` field names, `r:` own files, `s:` scripts, and a hash' }),
      sites: Type.Integer({ description: 'Sites of the campaign that show it' }),
    }),
    { description: 'What its pages have in common, the commonest first' },
  ),
  pages: Type.Array(
    Type.Object({
      id: MemberIdSchema,
      url: Type.String({ description: 'Without query, and without what may name a person' }),
      host: Type.String(),
      tlp: PageTlpSchema,
      own: Type.Boolean({ description: 'Your organisation sent it' }),
      firstAt: Type.String(),
      lastAt: Type.String(),
      count: Type.Integer({ description: 'How often it was sent' }),
      level: VerdictLevelSchema,
      libraryLevel: VerdictLevelSchema,
      reasons: Type.Array(ReasonSchema),
    }),
  ),
})
export type CampaignDetails = Static<typeof CampaignDetailsSchema>

/** In a body: what somebody looks at must not stand in an address, which servers on the way write down. */
export const SeenPageBodySchema = Type.Object({ url: PageUrlSchema })
export const SeenPageReplySchema = Type.Object({
  seen: Type.Union([
    Type.Object({
      at: Type.String({ description: 'RFC 3339 instant' }),
      level: VerdictLevelSchema,
      reasons: Type.Array(ReasonSchema),
    }),
    Type.Null(),
  ]),
})
export type SeenPageReply = Static<typeof SeenPageReplySchema>
