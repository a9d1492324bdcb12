import {
  clientScopes,
  organisationKinds,
  organisationLevels,
  organisationStates,
  roleCodes,
} from '@wuzei/domain'
import Type, { type Static } from 'typebox'
import { BilingualSchema } from '../scalars.ts'

/** Identifier of an organisation, person, client, grant, invitation, group or session. */
export const MemberIdSchema = Type.String({
  pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
  description: 'UUID',
})
export const MemberParamsSchema = Type.Object({ id: MemberIdSchema })
/** The `next` of a page asks for what follows it. */
export const MemberPageSchema = Type.Object({ after: Type.Optional(MemberIdSchema) })
/** Rows of one page of a list: one screen, and one cheap query. */
export const memberPageRows = 50

const NextSchema = Type.Union([MemberIdSchema, Type.Null()], { description: 'Null on the last page' })
const AtSchema = Type.String({ description: 'RFC 3339 instant' })
const RoleSchema = Type.Enum(roleCodes, { description: 'Role' })
const NameSchema = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' })
const EmailSchema = Type.String({
  maxLength: 254,
  pattern: '^[^\\s@]{1,64}@[^\\s@]{1,250}$',
  description: 'Mail address by which the person signs in',
})
const StateSchema = Type.Enum([...organisationStates], { description: '`left` is for ever' })

export const OrganisationBodySchema = Type.Object({
  parentId: Type.Optional(Type.Union([MemberIdSchema, Type.Null()])),
  name: Type.Object({ zh: NameSchema, en: NameSchema }),
  kind: Type.Enum([...organisationKinds]),
  level: Type.Optional(
    Type.Union([Type.Enum([...organisationLevels]), Type.Null()], { description: 'Police: needed' }),
  ),
  region: Type.String({
    pattern: '^([a-z]{2}(/[0-9a-z]{1,12}){0,5})?$',
    description: 'Path such as cn/44/03; empty is everywhere',
  }),
})
export const OrganisationSchema = Type.Object({
  id: MemberIdSchema,
  parentId: Type.Union([MemberIdSchema, Type.Null()]),
  name: BilingualSchema,
  kind: Type.Enum([...organisationKinds]),
  level: Type.Union([Type.Enum([...organisationLevels]), Type.Null()]),
  region: Type.String(),
  state: StateSchema,
  createdAt: AtSchema,
})
export const OrganisationListSchema = Type.Object({
  organisations: Type.Array(OrganisationSchema),
  next: NextSchema,
})
export const MemberStateBodySchema = Type.Object({
  state: StateSchema,
  reason: Type.String({ minLength: 1, maxLength: 500, description: 'For the log; no personal data' }),
})

export const PersonSchema = Type.Object({
  id: MemberIdSchema,
  name: Type.String(),
  email: Type.Union([Type.String(), Type.Null()], { description: 'For administrators; null for others' }),
  state: StateSchema,
  roles: Type.Array(Type.String()),
  createdAt: AtSchema,
})
export const PersonListSchema = Type.Object({ people: Type.Array(PersonSchema), next: NextSchema })

export const InvitationBodySchema = Type.Object({
  email: EmailSchema,
  roles: Type.Array(RoleSchema, { maxItems: 5, uniqueItems: true }),
})
export const InvitationSchema = Type.Object({
  id: MemberIdSchema,
  email: Type.String(),
  roles: Type.Array(Type.String()),
  state: Type.Enum(['open', 'accepted', 'expired', 'withdrawn']),
  invitedBy: Type.String(),
  expiresAt: AtSchema,
})
export const InvitationListSchema = Type.Object({
  invitations: Type.Array(InvitationSchema),
  next: NextSchema,
})
export const InvitationReplySchema = Type.Object({
  id: MemberIdSchema,
  token: Type.String({ description: 'Shown once; whoever has it may join' }),
  expiresAt: AtSchema,
})

export const GrantBodySchema = Type.Object({ role: RoleSchema })
export const GrantDecisionBodySchema = Type.Object({ decision: Type.Enum(['approve', 'refuse']) })
export const GrantSchema = Type.Object({
  id: MemberIdSchema,
  personId: MemberIdSchema,
  role: Type.String(),
  state: Type.Enum(['proposed', 'active', 'refused', 'withdrawn']),
  proposedBy: Type.String(),
  proposedAt: AtSchema,
  decidedBy: Type.Union([Type.String(), Type.Null()]),
  decidedAt: Type.Union([AtSchema, Type.Null()]),
})
export const GrantQuerySchema = Type.Object({
  after: Type.Optional(MemberIdSchema),
  state: Type.Optional(Type.Enum(['proposed', 'active', 'refused', 'withdrawn'])),
})
export const GrantListSchema = Type.Object({ grants: Type.Array(GrantSchema), next: NextSchema })

/** A public key of RFC 7517: only what ES256, ES384, PS256 and EdDSA need. */
const PublicKeySchema = Type.Object(
  {
    kty: Type.Enum(['EC', 'RSA', 'OKP']),
    kid: Type.Optional(Type.String({ maxLength: 100 })),
    alg: Type.Optional(Type.String({ maxLength: 20 })),
    use: Type.Optional(Type.String({ maxLength: 20 })),
    crv: Type.Optional(Type.String({ maxLength: 20 })),
    x: Type.Optional(Type.String({ maxLength: 200 })),
    y: Type.Optional(Type.String({ maxLength: 200 })),
    n: Type.Optional(Type.String({ maxLength: 2000 })),
    e: Type.Optional(Type.String({ maxLength: 20 })),
  },
  { additionalProperties: false, description: 'Public JWK; never the private one' },
)
export const ApiClientBodySchema = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  scopes: Type.Array(Type.Enum([...clientScopes]), { minItems: 1, maxItems: 20, uniqueItems: true }),
  passesOn: Type.Optional(
    Type.Boolean({ description: "It hands what it gets to the member's customers; false unless told" }),
  ),
  jwks: Type.Optional(
    Type.Object(
      { keys: Type.Array(PublicKeySchema, { minItems: 1, maxItems: 5 }) },
      { description: 'For OAuth with private_key_jwt' },
    ),
  ),
})
export const ApiClientSchema = Type.Object({
  id: MemberIdSchema,
  name: Type.String(),
  scopes: Type.Array(Type.String()),
  passesOn: Type.Boolean(),
  hasPublicKey: Type.Boolean(),
  createdAt: AtSchema,
  lastUsedAt: Type.Union([AtSchema, Type.Null()], { description: 'To the minute' }),
  revokedAt: Type.Union([AtSchema, Type.Null()]),
})
export const ApiClientListSchema = Type.Object({ clients: Type.Array(ApiClientSchema), next: NextSchema })
export const ApiClientReplySchema = Type.Object({
  client: ApiClientSchema,
  key: Type.Union([Type.String(), Type.Null()], {
    description: 'Shown once; null for a client that signs its requests for tokens',
  }),
})
export const ApiKeyBodySchema = Type.Object({
  overlapS: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: 7 * 86_400,
      description: 'For how long the former key still works; a day unless told',
    }),
  ),
})
export const ApiKeyReplySchema = Type.Object({
  key: Type.String({ description: 'Shown once' }),
  formerKeysEndAt: AtSchema,
})

export const SharingGroupBodySchema = Type.Object({
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
})
export const SharingGroupSchema = Type.Object({
  id: MemberIdSchema,
  ownerId: MemberIdSchema,
  name: Type.String(),
  memberIds: Type.Array(MemberIdSchema),
})
export const SharingGroupListSchema = Type.Object({
  groups: Type.Array(SharingGroupSchema),
  next: NextSchema,
})
export const SharingGroupMemberParamsSchema = Type.Object({
  id: MemberIdSchema,
  organisation: MemberIdSchema,
})

export type OrganisationBody = Static<typeof OrganisationBodySchema>
export type OrganisationReply = Static<typeof OrganisationSchema>
export type OrganisationList = Static<typeof OrganisationListSchema>
export type MemberStateBody = Static<typeof MemberStateBodySchema>
export type PersonList = Static<typeof PersonListSchema>
export type InvitationBody = Static<typeof InvitationBodySchema>
export type InvitationReply = Static<typeof InvitationReplySchema>
export type InvitationList = Static<typeof InvitationListSchema>
export type GrantList = Static<typeof GrantListSchema>
export type GrantReply = Static<typeof GrantSchema>
export type ApiClientBody = Static<typeof ApiClientBodySchema>
export type ApiClientReply = Static<typeof ApiClientReplySchema>
export type ApiClientList = Static<typeof ApiClientListSchema>
export type ApiKeyReply = Static<typeof ApiKeyReplySchema>
export type SharingGroupReply = Static<typeof SharingGroupSchema>
export type SharingGroupList = Static<typeof SharingGroupListSchema>
