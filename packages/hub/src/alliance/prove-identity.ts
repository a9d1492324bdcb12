import type { FullProof, PasskeyChallengeReply, PasskeySignInBody, Proof } from '@wuzei/contract'
import { CodedError, type PersonActor } from '@wuzei/domain'
import { listPasskeys, type PersonRow } from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext, RequestOrigin } from '../hub-context.ts'
import { askPasskey, verifiedPasskey } from './passkey-question.ts'
import { isPassword } from './password.ts'
import { emailOf, findPersonOrRefuse, normaliseEmail } from './people.ts'
import type { PublicAddress } from './public-address.ts'
import { takeSecondFactor } from './sign-in.ts'
import { countAttempt, forgetAttempts } from './sign-in-throttle.ts'

/** Where a proof comes from, and which passkeys the hub takes. */
export interface ProofContext {
  readonly origin: RequestOrigin
  readonly address: PublicAddress
}

/** The question for a passkey of one's own, to show that it is oneself who asks for a change. */
export async function passkeyProofQuestion(
  hub: HubContext,
  actor: PersonActor,
  address: PublicAddress,
): Promise<PasskeyChallengeReply> {
  const own = await listPasskeys(hub.database.pool, actor.id)
  return await askPasskey(hub, address, {
    purpose: 'prove-passkey',
    personId: actor.id,
    allowed: own.map(({ id }) => id),
  })
}

/**
 * Makes sure that it is the owner of the account who changes it, not whoever found the screen open. Tries count against the account as those to sign in do.
 *
 * @throws CodedError PROOF_FAILED or RATE_LIMITED
 */
export async function requireProof(
  hub: HubContext,
  actor: PersonActor,
  proof: Proof,
  context: ProofContext,
): Promise<void> {
  await requireThat(hub, actor, context, async (person) => await isProof(hub, person, proof, context))
}

/**
 * As `requireProof`, with both factors: a passkey, or the password together with a code.
 *
 * @throws CodedError PROOF_FAILED or RATE_LIMITED
 */
export async function requireFullProof(
  hub: HubContext,
  actor: PersonActor,
  { passkey, password, code }: FullProof,
  context: ProofContext,
): Promise<void> {
  await requireThat(hub, actor, context, async (person) => {
    if (passkey) return await isOwnPasskey(hub, person, passkey, context.address)
    // The password first: a code is taken once, and should not be lost to a slip of the finger.
    if (password === undefined || code === undefined) return false
    return (
      (await isPassword(person.passwordHash, password)) &&
      (await takeSecondFactor(hub, hub.database.pool, person, code)) !== undefined
    )
  })
}

async function requireThat(
  hub: HubContext,
  actor: PersonActor,
  context: ProofContext,
  holds: (person: PersonRow) => Promise<boolean>,
): Promise<void> {
  const person = await findPersonOrRefuse(hub.database.pool, actor.id)
  const emailIndex = hub.cipher.blindIndex('member', normaliseEmail(emailOf(hub, person)))
  await countAttempt(hub, context.origin, emailIndex)
  if (!(await holds(person)))
    throw new CodedError('PROOF_FAILED', 'show again that it is you: a passkey, a code, or your password')
  await forgetAttempts(hub, emailIndex)
}

async function isProof(
  hub: HubContext,
  person: PersonRow,
  proof: Proof,
  { address }: ProofContext,
): Promise<boolean> {
  if (proof.passkey) return await isOwnPasskey(hub, person, proof.passkey, address)
  if (proof.code !== undefined)
    return (await takeSecondFactor(hub, hub.database.pool, person, proof.code)) !== undefined
  return proof.password !== undefined && (await isPassword(person.passwordHash, proof.password))
}

async function isOwnPasskey(
  hub: HubContext,
  person: PersonRow,
  answer: PasskeySignInBody,
  address: PublicAddress,
): Promise<boolean> {
  const passkey = await verifiedPasskey(hub, address, answer, {
    purpose: 'prove-passkey',
    personId: person.id,
  })
  return passkey !== undefined
}

/** The person again, kept from others until the transaction ends; out meanwhile is out. */
export async function lockOwnAccount(client: ClientBase, actor: PersonActor): Promise<PersonRow> {
  const person = await findPersonOrRefuse(client, actor.id, 'forUpdate')
  if (person.state !== 'active')
    throw new CodedError('UNAUTHENTICATED', 'the session has ended; sign in again')
  return person
}
