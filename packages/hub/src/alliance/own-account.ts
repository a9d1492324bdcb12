import type {
  AuthenticatorBody,
  AuthenticatorEnrolmentReply,
  Factors,
  PasswordChangeBody,
  Proof,
  RecoveryCodesReply,
} from '@wuzei/contract'
import { CodedError, type PersonActor } from '@wuzei/domain'
import {
  addRecoveryCodes,
  endOtherSessions,
  factorsOf,
  findOrganisation,
  inTransaction,
  removePasskey,
  removeRecoveryCodes,
  renamePasskey,
  setPassword,
  setTotp,
  type FactorsRow,
  type PersonRow,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { digestOfSecret } from './bearer-secret.ts'
import { noteMemberChange } from './member-event.ts'
import {
  makeRecoveryCodes,
  makeTotpSeed,
  normaliseRecoveryCode,
  stepOfCode,
  totpUri,
} from './one-time-code.ts'
import { hashPassword } from './password.ts'
import { requireStrongPassword } from './password-strength.ts'
import { emailOf, findPersonOrRefuse } from './people.ts'
import { lockOwnAccount, requireProof, type ProofContext } from './prove-identity.ts'

/** A person's own request to change their account: who, from which session, and what shows that it is them. */
export interface OwnChange {
  readonly actor: PersonActor
  readonly sessionId: string | null
  readonly context: ProofContext
}

/** By what the caller can prove who they are. */
export async function showFactors(hub: HubContext, actor: PersonActor): Promise<Factors> {
  const factors = await factorsOrRefuse(hub.database.pool, actor)
  return {
    hasAuthenticator: factors.hasAuthenticator,
    recoveryCodesLeft: factors.recoveryCodesLeft,
    passwordSetAt: factors.passwordSetAt.toISOString(),
    passkeys: factors.passkeys.map((passkey) => ({
      id: passkey.handle,
      name: passkey.name,
      createdAt: passkey.createdAt.toISOString(),
      lastUsedAt: passkey.lastUsedAt?.toISOString() ?? null,
      transports: passkey.transports,
    })),
  }
}

/** Sets a new password and ends the person's other sessions. @throws CodedError PROOF_FAILED, PASSWORD_WEAK */
export async function changePassword(
  hub: HubContext,
  change: OwnChange,
  body: PasswordChangeBody,
): Promise<void> {
  const { pool } = hub.database
  const person = await findPersonOrRefuse(pool, change.actor.id)
  // Before the proof: a code is taken once, and should not be lost to a password that is refused.
  await requireStrongPassword(body.password, await ownWords(hub, pool, person))
  await requireProof(hub, change.actor, body.proof, change.context)
  const passwordHash = await hashPassword(body.password)
  await ownChange(hub, change, 'password.changed', async (client) => {
    await setPassword(client, person.id, passwordHash, new Date(hub.clock()))
  })
}

/** What a password of theirs must not be made of. */
export async function ownWords(
  hub: HubContext,
  client: Parameters<typeof findOrganisation>[0],
  person: PersonRow,
): Promise<string[]> {
  const organisation = await findOrganisation(client, person.organisationId)
  return [
    emailOf(hub, person),
    hub.cipher.openText('member', `${person.id} name`, person.name),
    organisation?.nameZh ?? '',
    organisation?.nameEn ?? '',
  ]
}

/** First step to another authenticator app. Nothing is stored; the seed travels sealed. */
export function beginAuthenticator(
  hub: HubContext,
  personId: string,
  email: string,
): AuthenticatorEnrolmentReply {
  const seed = makeTotpSeed()
  return {
    enrolment: hub.cipher.seal('credential', `${personId} enrolment`, seed).toString('base64url'),
    totpUri: totpUri(seed, email),
  }
}

/** As `beginAuthenticator`, for oneself. */
export async function beginOwnAuthenticator(
  hub: HubContext,
  actor: PersonActor,
): Promise<AuthenticatorEnrolmentReply> {
  const person = await findPersonOrRefuse(hub.database.pool, actor.id)
  return beginAuthenticator(hub, person.id, emailOf(hub, person))
}

/** The seed of an enrolment begun for this person, and the step of the code that shows the app works. */
export function openAuthenticator(
  hub: HubContext,
  personId: string,
  { enrolment, code }: { readonly enrolment: string; readonly code: string },
): { readonly seed: Buffer; readonly step: number } {
  const seed = openSeed(hub, personId, enrolment)
  const step = stepOfCode(seed, code, hub.clock())
  if (step === undefined)
    throw new CodedError('PROOF_FAILED', 'the code of the new authenticator app is wrong')
  return { seed: hub.cipher.seal('credential', `${personId} totp`, seed), step }
}

function openSeed(hub: HubContext, personId: string, enrolment: string): Buffer {
  try {
    return hub.cipher.open('credential', `${personId} enrolment`, Buffer.from(enrolment, 'base64url'))
  } catch (cause) {
    throw new CodedError('BODY_INVALID', 'begin the enrolment again', { cause })
  }
}

/** Second step: the new app takes the place of the old one. @throws CodedError PROOF_FAILED */
export async function replaceAuthenticator(
  hub: HubContext,
  change: OwnChange,
  body: AuthenticatorBody,
): Promise<void> {
  const totp = openAuthenticator(hub, change.actor.id, body)
  await requireProof(hub, change.actor, factorOf(body.proof), change.context)
  await ownChange(hub, change, 'authenticator.replaced', async (client) => {
    await setTotp(client, change.actor.id, totp)
  })
}

/** Takes the authenticator app away. @throws CodedError PROOF_FAILED, NOT_FOUND, FACTOR_LAST without a passkey */
export async function removeAuthenticator(hub: HubContext, change: OwnChange, proof: Proof): Promise<void> {
  await requireProof(hub, change.actor, proof, change.context)
  await ownChange(hub, change, 'authenticator.removed', async (client) => {
    const factors = await factorsOrRefuse(client, change.actor)
    if (!factors.hasAuthenticator) throw new CodedError('NOT_FOUND', 'there is no authenticator app')
    if (factors.passkeys.length === 0) throw last()
    await setTotp(client, change.actor.id, null)
  })
}

/** Names a passkey of one's own; it opens nothing more than before, so nothing is asked. @throws CodedError NOT_FOUND */
export async function nameOwnPasskey(
  hub: HubContext,
  actor: PersonActor,
  passkeyId: string,
  name: string,
): Promise<void> {
  const isRenamed = await inTransaction(
    hub.database,
    async (client) => await renamePasskey(client, actor.id, passkeyId, name.trim()),
  )
  if (!isRenamed) throw new CodedError('NOT_FOUND', 'no passkey of yours has this id')
}

/** Takes a passkey away. @throws CodedError PROOF_FAILED, NOT_FOUND, FACTOR_LAST without any other factor */
export async function dropPasskey(
  hub: HubContext,
  change: OwnChange,
  passkeyId: string,
  proof: Proof,
): Promise<void> {
  await requireProof(hub, change.actor, proof, change.context)
  await ownChange(hub, change, 'passkey.removed', async (client) => {
    const factors = await factorsOrRefuse(client, change.actor)
    if (!factors.passkeys.some(({ handle }) => handle === passkeyId))
      throw new CodedError('NOT_FOUND', 'no passkey of yours has this id')
    if (factors.passkeys.length === 1 && !factors.hasAuthenticator) throw last()
    await removePasskey(client, change.actor.id, passkeyId)
  })
}

/** Recovery codes are for the day when the others are lost; they alone are no second factor to live with. */
function last(): CodedError {
  return new CodedError('FACTOR_LAST', 'register a passkey or an authenticator app before')
}

/** The proof without a password: what takes the place of a second factor is not had for the first one. */
function factorOf({ passkey, code }: Proof): Proof {
  return { ...(passkey ? { passkey } : {}), ...(code === undefined ? {} : { code }) }
}

/** New recovery codes take the place of all former ones. @throws CodedError PROOF_FAILED */
export async function renewRecoveryCodes(
  hub: HubContext,
  change: OwnChange,
  proof: Proof,
): Promise<RecoveryCodesReply> {
  await requireProof(hub, change.actor, factorOf(proof), change.context)
  const recoveryCodes = makeRecoveryCodes()
  await ownChange(hub, change, 'recovery-codes.renewed', async (client) => {
    await storeRecoveryCodes(client, change.actor.id, recoveryCodes)
  })
  return { recoveryCodes }
}

export async function storeRecoveryCodes(
  client: ClientBase,
  personId: string,
  codes: readonly string[],
): Promise<void> {
  await removeRecoveryCodes(client, personId)
  const digests = codes.map((code) => digestOfSecret(normaliseRecoveryCode(code)))
  await addRecoveryCodes(client, personId, digests)
}

/** Changes the account under its lock, ends the other sessions, and says so in the log. */
async function ownChange(
  hub: HubContext,
  { actor, sessionId }: OwnChange,
  type: string,
  apply: (client: ClientBase) => Promise<void>,
): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    await lockOwnAccount(client, actor)
    await apply(client)
    const endedSessions = await endOtherSessions(client, actor.id, sessionId, new Date(hub.clock()))
    await noteMemberChange(client, `person:${actor.id}`, {
      type,
      subject: `person:${actor.id}`,
      payload: { personId: actor.id, endedSessions },
    })
  })
}

async function factorsOrRefuse(
  client: Parameters<typeof factorsOf>[0],
  actor: PersonActor,
): Promise<FactorsRow> {
  const factors = await factorsOf(client, actor.id)
  if (!factors) throw new CodedError('NOT_FOUND', 'no person has this id')
  return factors
}
