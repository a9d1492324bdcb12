import { createHash, randomBytes } from 'node:crypto'
import { CodedError } from '@wuzei/domain'
import { inTransaction } from '@wuzei/store'
import type { Pool } from 'pg'

/** Prefix by which people and secret scanners recognise a key. */
const prefix = 'wzk_'

/** Makes the hub's first administrator key; undefined when there is one. Only its digest is stored. */
export async function createFirstAdministratorKey(pool: Pool): Promise<string | undefined> {
  const key = `${prefix}${randomBytes(24).toString('base64url')}`
  return await inTransaction({ pool }, async (client) => {
    // Of hubs that start at once on a new database, one makes the key.
    await client.query('lock table administrator_keys in share row exclusive mode')
    const inserted = await client.query(
      'insert into administrator_keys (sha256) select $1 where not exists (select 1 from administrator_keys)',
      [digest(key)],
    )
    return inserted.rowCount === 1 ? key : undefined
  })
}

/** Adds a further key, for the owner of the machine who lost the first; the old ones stay valid. */
export async function addAdministratorKey(pool: Pool): Promise<string> {
  const key = `${prefix}${randomBytes(24).toString('base64url')}`
  await pool.query('insert into administrator_keys (sha256) values ($1)', [digest(key)])
  return key
}

/**
 * Who the holder of this `Authorization` header is: `administrator:` and the head of the key's digest.
 * The look-up is by digest, so its time tells nothing about the key.
 *
 * @throws CodedError UNAUTHENTICATED
 */
export async function authenticateAdministrator(
  pool: Pool,
  authorization: string | undefined,
): Promise<string> {
  const key = /^Bearer (wzk_[A-Za-z0-9_-]{32})$/.exec(authorization ?? '')?.[1]
  if (!key)
    throw new CodedError('UNAUTHENTICATED', 'send the administrator key as Authorization: Bearer wzk_…')
  const sha256 = digest(key)
  const found = await pool.query('update administrator_keys set last_used_at = now() where sha256 = $1', [
    sha256,
  ])
  if (found.rowCount !== 1) throw new CodedError('UNAUTHENTICATED', 'this administrator key is not known')
  return `administrator:${sha256.toString('hex').slice(0, 8)}`
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
