import { CodedError } from '@wuzei/domain'
import { countSignInAttempt, forgetSignInAttempts } from '@wuzei/store'
import type { HubContext, RequestOrigin } from '../hub-context.ts'
import { originNetwork } from '../personal-data/origin-network.ts'

const windowMs = 15 * 60_000
/** A person mistypes a few times; a guesser gets 960 tries a day, of a million codes and countless passwords. */
const attemptsPerAccount = 10
/** A whole office behind one address on a Monday morning. */
const attemptsPerNetwork = 60

/** The pseudonym under which a network is counted and shown. */
export function networkPseudonym(hub: HubContext, origin: RequestOrigin): string {
  return hub.cipher.pseudonym('sign-in', originNetwork(origin.address))
}

/**
 * Counts an attempt before it is looked at, so that many at once cannot slip through. Accounts that do not exist count
 * as well: being throttled tells nothing.
 *
 * @throws CodedError RATE_LIMITED
 */
export async function countAttempt(
  hub: HubContext,
  origin: RequestOrigin,
  emailIndex: Buffer | undefined,
): Promise<void> {
  await count(hub, `network:${networkPseudonym(hub, origin)}`, attemptsPerNetwork)
  if (emailIndex) await count(hub, accountSubject(emailIndex), attemptsPerAccount)
}

/** After a success only failures to come count. */
export async function forgetAttempts(hub: HubContext, emailIndex: Buffer): Promise<void> {
  await forgetSignInAttempts(hub.database.pool, accountSubject(emailIndex))
}

function accountSubject(emailIndex: Buffer): string {
  return `account:${emailIndex.toString('hex')}`
}

async function count(hub: HubContext, subject: string, most: number): Promise<void> {
  const nowMs = hub.clock()
  const { attempts, expiresAt } = await countSignInAttempt(
    hub.database.pool,
    subject,
    new Date(nowMs),
    new Date(nowMs + windowMs),
  )
  if (attempts > most)
    throw new CodedError('RATE_LIMITED', 'too many attempts to sign in', {
      retryAfterS: Math.max(1, Math.ceil((expiresAt.getTime() - nowMs) / 1000)),
    })
}
