import { hash, verify } from '@node-rs/argon2'
import { CodedError } from '@wuzei/domain'

/** argon2id, 19 MiB, 2 passes, 1 lane: OWASP's least; the numbers stand in the hash, so they can rise. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Hash of a password that nobody has, made with the same cost. */
const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5cyBzYWx0IQ$2GMPbO5V9hPfuRfnqS4tJIvpDsvBDGfXqQLXJ5OfYHs'

/** A PHC string. */
export async function hashPassword(password: string): Promise<string> {
  return await hash(password.normalize('NFKC'), cost)
}

/** True when the password is the right one. Without a hash (nobody of that name) it takes as long and is false. */
export async function isPassword(passwordHash: string | undefined, password: string): Promise<boolean> {
  const isRight = await verify(passwordHash ?? nobodysHash, password.normalize('NFKC'))
  return isRight && passwordHash !== undefined
}

/**
 * Refuses what a guesser tries first: the mail address, its parts, one character or a short run again and again.
 *
 * @throws CodedError BODY_INVALID
 */
export function requireUsablePassword(password: string, email: string): void {
  const low = password.normalize('NFKC').toLowerCase()
  const parts = email.toLowerCase().split(/[@.+_-]/)
  const rest = parts.filter((part) => part.length > 3).reduce((left, part) => left.replaceAll(part, ''), low)
  if (rest.length < 8 || /^(.{1,4}?)\1+$/s.test(low) || '01234567890123456789'.includes(low))
    throw new CodedError('BODY_INVALID', 'this password is easy to guess; take several words of your own')
}
