import type { SignInBody } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import {
  findOrganisation,
  findPerson,
  findPersonByEmail,
  inTransaction,
  useRecoveryCode,
  useTotpStep,
  type PersonRow,
  type SignInMethod,
} from '@wuzei/store'
import type { ClientBase, Pool } from 'pg'
import type { HubContext, RequestOrigin } from '../hub-context.ts'
import { digestOfSecret } from './bearer-secret.ts'
import { normaliseRecoveryCode, stepOfCode } from './one-time-code.ts'
import { isPassword } from './password.ts'
import { normaliseEmail } from './people.ts'
import { openSession, type OpenedSession } from './sessions.ts'
import { countAttempt, forgetAttempts } from './sign-in-throttle.ts'

/**
 * Signs in with password and second factor. Whatever is wrong (nobody of that name, the password, the code, somebody
 * suspended), the answer is the same and takes as long.
 *
 * @throws CodedError SIGN_IN_FAILED or RATE_LIMITED
 */
export async function signIn(
  hub: HubContext,
  body: SignInBody,
  origin: RequestOrigin,
): Promise<OpenedSession> {
  const emailIndex = hub.cipher.blindIndex('member', normaliseEmail(body.email))
  await countAttempt(hub, origin, emailIndex)
  const person = await findPersonByEmail(hub.database.pool, emailIndex)
  if (!(await isPassword(person?.passwordHash, body.password)) || !person) throw failed()
  const opened = await inTransaction(hub.database, async (client) => {
    await requireActive(client, person.id)
    const method = await takeSecondFactor(hub, client, person, body.code)
    if (!method) throw failed()
    return await openSession(hub, client, { personId: person.id, method, origin })
  })
  await forgetAttempts(hub, emailIndex)
  return opened
}

/** Takes a code of the authenticator app, or a recovery code; undefined when it is neither, or was taken before. */
export async function takeSecondFactor(
  hub: HubContext,
  client: ClientBase | Pool,
  person: PersonRow,
  code: string,
): Promise<SignInMethod | undefined> {
  const plain = code.replaceAll(' ', '')
  if (/^\d{6}$/.test(plain)) {
    if (!person.totpSeed) return undefined
    const seed = hub.cipher.open('credential', `${person.id} totp`, person.totpSeed)
    const step = stepOfCode(seed, plain, hub.clock())
    return step !== undefined && (await useTotpStep(client, person.id, step)) ? 'totp' : undefined
  }
  const digest = digestOfSecret(normaliseRecoveryCode(code))
  const isUsed = await useRecoveryCode(client, person.id, digest, new Date(hub.clock()))
  return isUsed ? 'recovery-code' : undefined
}

/** @throws CodedError SIGN_IN_FAILED when the person or their organisation is not active */
export async function requireActive(client: ClientBase, personId: string): Promise<void> {
  const person = await findPerson(client, personId, 'forUpdate')
  const organisation = person ? await findOrganisation(client, person.organisationId) : undefined
  if (person?.state !== 'active' || organisation?.state !== 'active') throw failed()
}

function failed(): CodedError {
  return new CodedError('SIGN_IN_FAILED', 'try again, or use a recovery code as the code')
}
