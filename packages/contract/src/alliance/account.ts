import Type, { type Static } from 'typebox'
import { BilingualSchema } from '../scalars.ts'
import { MemberIdSchema } from './members.ts'
import {
  CodeSchema,
  maxPasswordLength,
  PasskeyNameSchema,
  PasskeySignInBodySchema,
  PasswordSchema,
} from './signing-in.ts'

const AtSchema = Type.String({ description: 'RFC 3339 instant' })
const ReasonSchema = Type.String({
  minLength: 1,
  maxLength: 500,
  description: 'For the log; no personal data',
})
const EnrolmentSchema = Type.String({ pattern: '^[A-Za-z0-9_-]{40,400}$' })
const RecoveryCodesSchema = Type.Array(Type.String(), {
  description: 'Shown once; each signs in once without the authenticator app',
})

/**
 * Shows anew that it is the account's owner who asks, and not whoever found the screen open: exactly one of them is
 * looked at, in this order.
 */
export const ProofSchema = Type.Object(
  {
    passkey: Type.Optional(PasskeySignInBodySchema),
    code: Type.Optional(
      Type.String({ maxLength: 30, description: 'Of the authenticator app, or a recovery code' }),
    ),
    password: Type.Optional(Type.String({ maxLength: maxPasswordLength })),
  },
  { minProperties: 1, description: 'One of: answer of a passkey, code, password in force' },
)
/** As `ProofSchema`, where the password alone is not enough. */
export const FactorProofSchema = Type.Object(
  {
    passkey: ProofSchema.properties.passkey,
    code: ProofSchema.properties.code,
  },
  { minProperties: 1, description: 'One of: answer of a passkey, code' },
)

/** As `ProofSchema`, for what opens the account ever after: both factors, at once or in one passkey. */
export const FullProofSchema = Type.Object(
  {
    passkey: ProofSchema.properties.passkey,
    password: ProofSchema.properties.password,
    code: ProofSchema.properties.code,
  },
  { minProperties: 1, description: 'Answer of a passkey, or the password together with a code' },
)
export const FullProofBodySchema = Type.Object({ proof: FullProofSchema })

export const PasswordChangeBodySchema = Type.Object({ password: PasswordSchema, proof: ProofSchema })
export const AuthenticatorEnrolmentReplySchema = Type.Object({
  enrolment: Type.String({ description: 'Give it back with the first code' }),
  totpUri: Type.String({ description: 'otpauth: link for an authenticator app' }),
})
export const AuthenticatorBodySchema = Type.Object({
  enrolment: EnrolmentSchema,
  code: CodeSchema,
  proof: FactorProofSchema,
})
export const ProofBodySchema = Type.Object({ proof: ProofSchema })
export const FactorProofBodySchema = Type.Object({ proof: FactorProofSchema })
export const RecoveryCodesReplySchema = Type.Object({ recoveryCodes: RecoveryCodesSchema })
export const FactorsSchema = Type.Object({
  hasAuthenticator: Type.Boolean(),
  recoveryCodesLeft: Type.Integer({ minimum: 0 }),
  passwordSetAt: AtSchema,
  passkeys: Type.Array(
    Type.Object({
      id: MemberIdSchema,
      name: Type.Union([PasskeyNameSchema, Type.Null()]),
      createdAt: AtSchema,
      lastUsedAt: Type.Union([AtSchema, Type.Null()]),
      transports: Type.Array(Type.String()),
    }),
  ),
})

export const PasskeyNameBodySchema = Type.Object({ name: PasskeyNameSchema })

export const resetScopes = ['password', 'everything'] as const
export const resetStates = ['proposed', 'open', 'used', 'refused', 'withdrawn'] as const
const ResetTokenSchema = Type.String({ pattern: '^wzr_[A-Za-z0-9_-]{43}$', description: 'Of the link' })
const ResetScopeSchema = Type.Enum([...resetScopes], {
  description: '`password`: the second factor stays, and is asked for; `everything`: both are lost',
})
export const ResetBodySchema = Type.Object({ scope: ResetScopeSchema, reason: ReasonSchema })
export const ResetReplySchema = Type.Object({
  id: MemberIdSchema,
  state: Type.Enum([...resetStates]),
  token: Type.Union([Type.String(), Type.Null()], {
    description: 'For the link, shown once; null while a second administrator has not agreed',
  }),
  expiresAt: AtSchema,
})
export const ResetDecisionBodySchema = Type.Object({ decision: Type.Enum(['approve', 'refuse']) })
export const ResetSchema = Type.Object({
  id: MemberIdSchema,
  personId: MemberIdSchema,
  scope: ResetScopeSchema,
  state: Type.Enum([...resetStates]),
  reason: Type.String(),
  issuedBy: Type.String(),
  issuedAt: AtSchema,
  decidedBy: Type.Union([Type.String(), Type.Null()]),
  expiresAt: AtSchema,
})
export const ResetListSchema = Type.Object({
  resets: Type.Array(ResetSchema),
  next: Type.Union([MemberIdSchema, Type.Null()], { description: 'Null on the last page' }),
})
export const ResetLinkBodySchema = Type.Object({ token: ResetTokenSchema })
export const ResetLinkReplySchema = Type.Object({
  organisation: BilingualSchema,
  email: Type.String(),
  scope: ResetScopeSchema,
  authenticator: Type.Union([AuthenticatorEnrolmentReplySchema, Type.Null()], {
    description: 'For the new app; null where the second factor stays',
  }),
})
export const ResetUseBodySchema = Type.Object({
  token: ResetTokenSchema,
  password: PasswordSchema,
  code: Type.String({
    maxLength: 30,
    description: 'Of the authenticator app (of the new one, where both are lost), or a recovery code',
  }),
  enrolment: Type.Optional(EnrolmentSchema),
})
export const ResetUseReplySchema = Type.Object({ recoveryCodes: RecoveryCodesSchema })

export type Proof = Static<typeof ProofSchema>
export type FullProof = Static<typeof FullProofSchema>
export type PasswordChangeBody = Static<typeof PasswordChangeBodySchema>
export type AuthenticatorEnrolmentReply = Static<typeof AuthenticatorEnrolmentReplySchema>
export type AuthenticatorBody = Static<typeof AuthenticatorBodySchema>
export type RecoveryCodesReply = Static<typeof RecoveryCodesReplySchema>
export type Factors = Static<typeof FactorsSchema>
export type ResetBody = Static<typeof ResetBodySchema>
export type ResetReply = Static<typeof ResetReplySchema>
export type ResetList = Static<typeof ResetListSchema>
export type ResetLinkReply = Static<typeof ResetLinkReplySchema>
export type ResetUseBody = Static<typeof ResetUseBodySchema>
export type ResetUseReply = Static<typeof ResetUseReplySchema>
