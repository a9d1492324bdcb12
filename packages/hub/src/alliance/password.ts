import { hash, verify } from '@node-rs/argon2'

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
