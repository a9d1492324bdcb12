import Type, { type Static } from 'typebox'
import { BilingualSchema } from '../scalars.ts'
import { MemberIdSchema, OrganisationSchema } from './members.ts'

/** Shortest password: what NIST SP 800-63B-4 asks beside a second factor is 8; people with access to cases get 12. */
export const minPasswordLength = 12
/** Longest: hashing more only costs. */
export const maxPasswordLength = 256

const TokenSchema = Type.String({ pattern: '^wzi_[A-Za-z0-9_-]{43}$', description: 'From the invitation' })
export const CodeSchema = Type.String({ pattern: '^\\d{6}$', description: 'Of the authenticator app' })
export const PasswordSchema = Type.String({ minLength: minPasswordLength, maxLength: maxPasswordLength })

export const EnrolmentBodySchema = Type.Object({ token: TokenSchema })
export const EnrolmentReplySchema = Type.Object({
  organisation: BilingualSchema,
  email: Type.String(),
  enrolment: Type.String({ description: 'Give it back when joining' }),
  totpUri: Type.String({ description: 'otpauth: link for an authenticator app' }),
})
export const JoinBodySchema = Type.Object({
  token: TokenSchema,
  enrolment: Type.String({ pattern: '^[A-Za-z0-9_-]{40,400}$' }),
  name: Type.String({ minLength: 1, maxLength: 100, pattern: '\\S' }),
  password: PasswordSchema,
  code: CodeSchema,
})
export const JoinReplySchema = Type.Object({
  personId: MemberIdSchema,
  recoveryCodes: Type.Array(Type.String(), {
    description: 'Shown once; each signs in once without the authenticator app',
  }),
})

export const SignInBodySchema = Type.Object({
  email: Type.String({ maxLength: 254 }),
  password: Type.String({ maxLength: maxPasswordLength }),
  code: Type.String({
    maxLength: 30,
    description: 'Six digits of the authenticator app, or a recovery code',
  }),
})
export const SignInReplySchema = Type.Object({
  sessionId: MemberIdSchema,
  personId: MemberIdSchema,
  expiresAt: Type.String(),
})

const Base64Url = Type.String({ maxLength: 8192, pattern: '^[A-Za-z0-9_-]*$' })
const ChallengeIdSchema = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$' })

export const PasskeyChallengeReplySchema = Type.Object({
  challengeId: Type.String({ description: 'Give it back with the answer' }),
  options: Type.Record(Type.String(), Type.Unknown(), {
    description: 'For navigator.credentials, in the JSON form of WebAuthn Level 3',
  }),
})
export const PasskeyNameSchema = Type.String({
  minLength: 1,
  maxLength: 60,
  pattern: '\\S',
  description: 'By which its owner tells it from others',
})
/** `toJSON()` of what `navigator.credentials.create` gave; what else stands in it is not looked at. */
export const PasskeyBodySchema = Type.Object({
  challengeId: ChallengeIdSchema,
  name: Type.Optional(PasskeyNameSchema),
  credential: Type.Object({
    id: Base64Url,
    rawId: Base64Url,
    type: Type.Literal('public-key'),
    response: Type.Object({
      clientDataJSON: Base64Url,
      attestationObject: Base64Url,
      transports: Type.Optional(Type.Array(Type.String({ maxLength: 40 }), { maxItems: 10 })),
    }),
  }),
})
/** `toJSON()` of what `navigator.credentials.get` gave. */
export const PasskeySignInBodySchema = Type.Object({
  challengeId: ChallengeIdSchema,
  credential: Type.Object({
    id: Base64Url,
    rawId: Base64Url,
    type: Type.Literal('public-key'),
    response: Type.Object({
      clientDataJSON: Base64Url,
      authenticatorData: Base64Url,
      signature: Base64Url,
    }),
  }),
})

export const SessionListSchema = Type.Object({
  sessions: Type.Array(
    Type.Object({
      id: MemberIdSchema,
      isThisOne: Type.Boolean(),
      method: Type.Enum(['totp', 'passkey', 'recovery-code']),
      openedAt: Type.String(),
      lastSeenAt: Type.String(),
      expiresAt: Type.String(),
    }),
  ),
})
export const MeReplySchema = Type.Object({
  type: Type.Enum(['person', 'client']),
  id: MemberIdSchema,
  organisation: OrganisationSchema,
  roles: Type.Array(Type.String(), { description: 'Of a person' }),
  scopes: Type.Array(Type.String(), { description: 'Of a client' }),
  groupIds: Type.Array(MemberIdSchema),
  clearance: Type.Object({ tlp: Type.String(), pap: Type.String() }),
})

export type EnrolmentReply = Static<typeof EnrolmentReplySchema>
export type JoinBody = Static<typeof JoinBodySchema>
export type JoinReply = Static<typeof JoinReplySchema>
export type SignInBody = Static<typeof SignInBodySchema>
export type SignInReply = Static<typeof SignInReplySchema>
export type PasskeyChallengeReply = Static<typeof PasskeyChallengeReplySchema>
export type PasskeyBody = Static<typeof PasskeyBodySchema>
export type PasskeySignInBody = Static<typeof PasskeySignInBodySchema>
export type SessionList = Static<typeof SessionListSchema>
export type MeReply = Static<typeof MeReplySchema>
