import type { FullProof, PasskeyBody, PasskeyChallengeReply, PasskeySignInBody } from '@wuzei/contract'
import { CodedError, type PersonActor } from '@wuzei/domain'
import { findPerson, inTransaction, insertPasskey, listPasskeys } from '@wuzei/store'
import type { HubContext, RequestOrigin } from '../hub-context.ts'
import { noteMemberChange } from './member-event.ts'
import {
  askPasskey,
  invalidPasskey,
  keepChallenge,
  takeChallenge,
  verifiedBy,
  verifiedPasskey,
  webAuthn,
} from './passkey-question.ts'
import { emailOf } from './people.ts'
import type { PublicAddress } from './public-address.ts'
import { requireFullProof, type ProofContext } from './prove-identity.ts'
import { openSession, type OpenedSession } from './sessions.ts'
import { requireActive } from './sign-in.ts'
import { countAttempt } from './sign-in-throttle.ts'

/**
 * The question for registering a passkey of one's own: resident, and with the user verified, so it is two factors. It
 * is put only to who has just shown two: a screen left open would else be an account lost for good.
 *
 * @throws CodedError PROOF_FAILED or RATE_LIMITED
 */
export async function passkeyRegistration(
  hub: HubContext,
  actor: PersonActor,
  proof: FullProof,
  context: ProofContext,
): Promise<PasskeyChallengeReply> {
  await requireFullProof(hub, actor, proof, context)
  const { relyingParty } = context.address
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
  if (asked.personId !== actor.id) throw invalidPasskey()
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
  if (!registrationInfo) throw invalidPasskey()
  const { credential } = registrationInfo
  await inTransaction(hub.database, async (client) => {
    await requireActive(client, actor.id)
    const passkey = {
      id: credential.id,
      personId: actor.id,
      publicKey: Buffer.from(credential.publicKey),
      signCount: credential.counter,
      transports: credential.transports ?? [],
      name: body.name?.trim() ?? null,
    }
    if (!(await insertPasskey(client, passkey, new Date(hub.clock())))) throw invalidPasskey()
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
export async function passkeySignIn(hub: HubContext, address: PublicAddress): Promise<PasskeyChallengeReply> {
  return await askPasskey(hub, address, { purpose: 'sign-in-passkey', personId: null })
}

/** Signs in whoever's passkey answered. @throws CodedError PASSKEY_INVALID, SIGN_IN_FAILED or RATE_LIMITED */
export async function signInWithPasskey(
  hub: HubContext,
  body: PasskeySignInBody,
  address: PublicAddress,
  origin: RequestOrigin,
): Promise<OpenedSession> {
  await countAttempt(hub, origin, undefined)
  const passkey = await verifiedPasskey(hub, address, body, { purpose: 'sign-in-passkey', personId: null })
  if (!passkey) throw invalidPasskey()
  return await inTransaction(hub.database, async (client) => {
    await requireActive(client, passkey.personId)
    return await openSession(hub, client, { personId: passkey.personId, method: 'passkey', origin })
  })
}
