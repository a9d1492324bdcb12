import type { PasskeyBody, PasskeyChallengeReply, PasskeySignInBody } from '@wuzei/contract'
import { CodedError, type PersonActor } from '@wuzei/domain'
import {
  findPasskey,
  findPerson,
  inTransaction,
  insertPasskey,
  insertSignInChallenge,
  listPasskeys,
  notePasskeyUsed,
  takeSignInChallenge,
  type ChallengePurpose,
} from '@wuzei/store'
import type { HubContext, RequestOrigin } from '../hub-context.ts'
import { digestOfSecret, makeSecret } from './bearer-secret.ts'
import { noteMemberChange } from './member-event.ts'
import { emailOf } from './people.ts'
import type { PublicAddress } from './public-address.ts'
import { openSession, type OpenedSession } from './sessions.ts'
import { requireActive } from './sign-in.ts'
import { countAttempt } from './sign-in-throttle.ts'

/** Loaded when the first passkey is used: its parsers of certificates would cost every start and every command. */
const webAuthn = async () => await import('@simplewebauthn/server')

/** What a person needs to find the key and touch it. */
const challengeLifetimeMs = 5 * 60_000

/** The question for registering a passkey of one's own: resident, and with the user verified, so it is two factors. */
export async function passkeyRegistration(
  hub: HubContext,
  actor: PersonActor,
  { relyingParty }: PublicAddress,
): Promise<PasskeyChallengeReply> {
  const { pool } = hub.database
  const person = await findPerson(pool, actor.id)
  if (!person) throw new CodedError('NOT_FOUND', 'no person has this id')
  const known = await listPasskeys(pool, actor.id)
  const { generateRegistrationOptions } = await webAuthn()
  const options = await generateRegistrationOptions({
    rpName: 'Wuzei 无贼',
    rpID: relyingParty,
    userName: emailOf(hub, person),
    userID: Uint8Array.from(Buffer.from(actor.id)),
    attestationType: 'none',
    excludeCredentials: known.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const challengeId = await keepChallenge(hub, options.challenge, 'register-passkey', actor.id)
  return { challengeId, options: { ...options } }
}

/** Registers the passkey that answered. @throws CodedError PASSKEY_INVALID */
export async function registerPasskey(
  hub: HubContext,
  actor: PersonActor,
  body: PasskeyBody,
  address: PublicAddress,
): Promise<void> {
  const asked = await takeChallenge(hub, body.challengeId, 'register-passkey')
  if (asked.personId !== actor.id) throw invalid()
  const { verifyRegistrationResponse } = await webAuthn()
  const { registrationInfo } = await verifiedBy(
    verifyRegistrationResponse({
      response: { ...body.credential, response: withTransports(body), clientExtensionResults: {} },
      expectedChallenge: asked.challenge,
      expectedOrigin: [...address.origins],
      expectedRPID: address.relyingParty,
      requireUserVerification: true,
    }),
  )
  if (!registrationInfo) throw invalid()
  const { credential } = registrationInfo
  await inTransaction(hub.database, async (client) => {
    await requireActive(client, actor.id)
    const passkey = {
      id: credential.id,
      personId: actor.id,
      publicKey: Buffer.from(credential.publicKey),
      signCount: credential.counter,
      transports: credential.transports ?? [],
    }
    if (!(await insertPasskey(client, passkey, new Date(hub.clock())))) throw invalid()
    await noteMemberChange(client, `person:${actor.id}`, {
      type: 'passkey.registered',
      subject: `person:${actor.id}`,
      payload: { personId: actor.id },
    })
  })
}

function withTransports({ credential }: PasskeyBody) {
  const { transports, ...rest } = credential.response
  return { ...rest, ...(transports ? { transports } : {}) }
}

/** The question for signing in with a passkey; it names nobody, so it tells nobody who is a member. */
export async function passkeySignIn(
  hub: HubContext,
  { relyingParty }: PublicAddress,
): Promise<PasskeyChallengeReply> {
  const { generateAuthenticationOptions } = await webAuthn()
  const options = await generateAuthenticationOptions({ rpID: relyingParty, userVerification: 'required' })
  const challengeId = await keepChallenge(hub, options.challenge, 'sign-in-passkey', null)
  return { challengeId, options: { ...options } }
}

/** Signs in whoever's passkey answered. @throws CodedError PASSKEY_INVALID, SIGN_IN_FAILED or RATE_LIMITED */
export async function signInWithPasskey(
  hub: HubContext,
  body: PasskeySignInBody,
  address: PublicAddress,
  origin: RequestOrigin,
): Promise<OpenedSession> {
  await countAttempt(hub, origin, undefined)
  const asked = await takeChallenge(hub, body.challengeId, 'sign-in-passkey')
  const passkey = await findPasskey(hub.database.pool, body.credential.id)
  if (!passkey) throw invalid()
  const { verifyAuthenticationResponse } = await webAuthn()
  const { verified, authenticationInfo } = await verifiedBy(
    verifyAuthenticationResponse({
      response: { ...body.credential, clientExtensionResults: {} },
      expectedChallenge: asked.challenge,
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
  if (!verified) throw invalid()
  return await inTransaction(hub.database, async (client) => {
    await requireActive(client, passkey.personId)
    await notePasskeyUsed(client, passkey.id, authenticationInfo.newCounter, new Date(hub.clock()))
    return await openSession(hub, client, { personId: passkey.personId, method: 'passkey', origin })
  })
}

async function keepChallenge(
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

/** A question can be answered once, rightly or wrongly. */
async function takeChallenge(hub: HubContext, challengeId: string, purpose: ChallengePurpose) {
  const taken = await takeSignInChallenge(
    hub.database.pool,
    digestOfSecret(challengeId),
    purpose,
    new Date(hub.clock()),
  )
  if (!taken) throw invalid()
  return taken
}

/** The library says what is wrong by throwing; which of it is wrong helps only a forger. */
async function verifiedBy<Result>(verification: Promise<Result>): Promise<Result> {
  try {
    return await verification
  } catch (cause) {
    throw new CodedError('PASSKEY_INVALID', 'ask for a new question and try again', { cause })
  }
}

function invalid(): CodedError {
  return new CodedError('PASSKEY_INVALID', 'ask for a new question and try again')
}
