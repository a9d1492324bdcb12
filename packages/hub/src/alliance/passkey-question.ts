import type { PasskeyChallengeReply, PasskeySignInBody } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import {
  findPasskey,
  insertSignInChallenge,
  notePasskeyUsed,
  takeSignInChallenge,
  type ChallengePurpose,
  type PasskeyRow,
} from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { digestOfSecret, makeSecret } from './bearer-secret.ts'
import type { PublicAddress } from './public-address.ts'

/** Loaded when the first passkey is used: its parsers of certificates would cost every start and every command. */
export const webAuthn = async () => await import('@simplewebauthn/server')

/** What a person needs to find the key and touch it. */
const challengeLifetimeMs = 5 * 60_000

/** A question for a passkey: any, or one of those named. */
export async function askPasskey(
  hub: HubContext,
  { relyingParty }: PublicAddress,
  asked: {
    readonly purpose: ChallengePurpose
    readonly personId: string | null
    readonly allowed?: readonly string[]
  },
): Promise<PasskeyChallengeReply> {
  const { generateAuthenticationOptions } = await webAuthn()
  const options = await generateAuthenticationOptions({
    rpID: relyingParty,
    userVerification: 'required',
    ...(asked.allowed ? { allowCredentials: asked.allowed.map((id) => ({ id })) } : {}),
  })
  const challengeId = await keepChallenge(hub, options.challenge, asked.purpose, asked.personId)
  return { challengeId, options: { ...options } }
}

/**
 * The passkey that answered the question rightly; undefined when it is not the person's whom the question asked.
 *
 * @throws CodedError PASSKEY_INVALID
 */
export async function verifiedPasskey(
  hub: HubContext,
  address: PublicAddress,
  body: PasskeySignInBody,
  asked: { readonly purpose: ChallengePurpose; readonly personId: string | null },
): Promise<PasskeyRow | undefined> {
  const taken = await takeChallenge(hub, body.challengeId, asked.purpose)
  const passkey = await findPasskey(hub.database.pool, body.credential.id)
  if (!passkey) throw invalidPasskey()
  const { verifyAuthenticationResponse } = await webAuthn()
  const { verified, authenticationInfo } = await verifiedBy(
    verifyAuthenticationResponse({
      response: { ...body.credential, clientExtensionResults: {} },
      expectedChallenge: taken.challenge,
      expectedOrigin: [...address.origins],
      expectedRPID: address.relyingParty,
      credential: {
        id: passkey.id,
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.signCount,
      },
      requireUserVerification: true,
    }),
  )
  if (!verified) throw invalidPasskey()
  if (asked.personId !== null && (taken.personId !== asked.personId || passkey.personId !== asked.personId))
    return undefined
  await notePasskeyUsed(hub.database.pool, passkey.id, authenticationInfo.newCounter, new Date(hub.clock()))
  return passkey
}

export async function keepChallenge(
  hub: HubContext,
  challenge: string,
  purpose: ChallengePurpose,
  personId: string | null,
): Promise<string> {
  const { secret, sha256 } = makeSecret('')
  const now = hub.clock()
  await insertSignInChallenge(hub.database.pool, {
    sha256,
    personId,
    purpose,
    challenge,
    now: new Date(now),
    expiresAt: new Date(now + challengeLifetimeMs),
  })
  return secret
}

/** A question can be answered once, rightly or wrongly. @throws CodedError PASSKEY_INVALID */
export async function takeChallenge(hub: HubContext, challengeId: string, purpose: ChallengePurpose) {
  const taken = await takeSignInChallenge(
    hub.database.pool,
    digestOfSecret(challengeId),
    purpose,
    new Date(hub.clock()),
  )
  if (!taken) throw invalidPasskey()
  return taken
}

/** The library says what is wrong by throwing; which of it is wrong helps only a forger. */
export async function verifiedBy<Result>(verification: Promise<Result>): Promise<Result> {
  try {
    return await verification
  } catch (cause) {
    throw new CodedError('PASSKEY_INVALID', 'ask for a new question and try again', { cause })
  }
}

export function invalidPasskey(): CodedError {
  return new CodedError('PASSKEY_INVALID', 'ask for a new question and try again')
}
