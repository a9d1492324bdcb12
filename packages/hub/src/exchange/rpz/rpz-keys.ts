import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { CodedError } from '@wuzei/domain'
import { insertRpzKey, revokeRpzKey, validRpzKeys, type RpzKeyRow } from '@wuzei/store'
import type { Pool } from 'pg'
import type { ExchangeKey } from '../signing-key.ts'
import { tsigAlgorithm } from './tsig.ts'

/** What a member enters into its resolver; shown once. */
export interface NewRpzKey {
  readonly name: string
  readonly algorithm: string
  /** 32 bytes, base64, as resolvers take it. */
  readonly secret: string
  /** For resolvers that fetch the zone by HTTP. */
  readonly token: string
}

/** A valid key with its secret. */
export interface RpzKey extends RpzKeyRow {
  readonly secret: Buffer
}

/** Makes a key for one resolver. @throws CodedError RPZ_KEY_TAKEN */
export async function createRpzKey(
  hub: { readonly pool: Pool; readonly exchangeKey: ExchangeKey },
  body: { readonly name: string; readonly notify: readonly string[] },
  owner: string,
): Promise<NewRpzKey> {
  const row = { name: body.name, owner, salt: randomBytes(16), notify: body.notify }
  if (!(await insertRpzKey(hub.pool, row))) throw new CodedError('RPZ_KEY_TAKEN', 'choose another name')
  const secret = secretOf(hub.exchangeKey, row)
  return {
    name: row.name,
    algorithm: tsigAlgorithm,
    secret: secret.toString('base64'),
    token: tokenOf(secret),
  }
}

/** From the next look on, at most `keysAgeMs` later, the key is good for nothing. @throws CodedError NOT_FOUND */
export async function withdrawRpzKey(pool: Pool, name: string): Promise<void> {
  if (!(await revokeRpzKey(pool, name))) throw new CodedError('NOT_FOUND', 'no valid key has this name')
}

/** How long a process believes what it read: questions by the thousand must not each ask the database. */
const keysAgeMs = 2_000

/** A name that is not known is looked for again at once, but not by every question of somebody who tries names. */
const missAgeMs = 250

/** The valid keys, as far as a process knows. */
export interface RpzKeyring {
  all(): Promise<RpzKey[]>
  find(name: string): Promise<RpzKey | undefined>
}

export function createRpzKeyring(pool: Pool, exchangeKey: ExchangeKey): RpzKeyring {
  type Keys = ReadonlyMap<string, RpzKey>
  const kept: { readAtMs: number; keys: Promise<Keys> | undefined } = { readAtMs: 0, keys: undefined }

  const read = async (): Promise<Keys> => {
    const rows = await validRpzKeys(pool)
    return new Map(rows.map((row) => [row.name, { ...row, secret: secretOf(exchangeKey, row) }]))
  }
  const youngerThan = async (ageMs: number): Promise<Keys> => {
    if (kept.keys && performance.now() - kept.readAtMs < ageMs) return await kept.keys
    kept.readAtMs = performance.now()
    const reading = read()
    kept.keys = reading
    try {
      return await reading
    } catch (error) {
      kept.keys = undefined
      throw error
    }
  }
  return {
    all: async () => [...(await youngerThan(keysAgeMs)).values()],
    find: async (name) =>
      (await youngerThan(keysAgeMs)).get(name) ?? (await youngerThan(missAgeMs)).get(name),
  }
}

/** Whether this token fetches the zone by HTTP. */
export function tokenFits(key: RpzKey, token: string): boolean {
  const [expected, given] = [Buffer.from(tokenOf(key.secret)), Buffer.from(token)]
  return expected.length === given.length && timingSafeEqual(expected, given)
}

function secretOf(exchangeKey: ExchangeKey, row: Pick<RpzKeyRow, 'name' | 'salt'>): Buffer {
  return exchangeKey.secretFor(`rpz key ${row.name}`, row.salt)
}

/** Not the secret itself: a token travels in addresses, which are written down in many places. */
function tokenOf(secret: Buffer): string {
  return createHmac('sha256', secret).update('zone file by HTTP').digest('base64url')
}
