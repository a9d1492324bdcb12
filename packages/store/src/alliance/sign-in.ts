import type { ClientBase, Pool } from 'pg'

/** More than expire meanwhile, and few enough not to be felt. */
const sweptAtOnce = 100

/** Counts an attempt against a subject before it is looked at; gives the attempts of the running window. */
export async function countSignInAttempt(
  pool: Pool,
  subject: string,
  now: Date,
  windowEndsAt: Date,
): Promise<{ readonly attempts: number; readonly expiresAt: Date }> {
  const counted = await pool.query<{ attempts: number; expiresAt: Date }>(
    `with swept as (
       delete from sign_in_failures where subject in (
         select subject from sign_in_failures where expires_at < $2::timestamptz - interval '1 hour' and subject <> $1
          limit ${sweptAtOnce} for update skip locked))
     insert into sign_in_failures as f (subject, failures, expires_at) values ($1, 1, $3)
     on conflict (subject) do update set
       failures = case when f.expires_at <= $2 then 1 else f.failures + 1 end,
       expires_at = case when f.expires_at <= $2 then excluded.expires_at else f.expires_at end
     returning failures as attempts, expires_at as "expiresAt"`,
    [subject, now, windowEndsAt],
  )
  return counted.rows[0] ?? { attempts: 1, expiresAt: windowEndsAt }
}

/** Forgets the attempts of an account that has signed in. */
export async function forgetSignInAttempts(client: ClientBase | Pool, subject: string): Promise<void> {
  await client.query('delete from sign_in_failures where subject = $1', [subject])
}

export interface PasskeyRow {
  readonly id: string
  readonly personId: string
  readonly publicKey: Buffer
  readonly signCount: number
  readonly transports: string[]
}

/** False when the credential is registered already. */
export async function insertPasskey(
  client: ClientBase,
  passkey: PasskeyRow & { readonly name: string | null },
  at: Date,
): Promise<boolean> {
  const inserted = await client.query(
    `insert into passkeys (id, person_id, public_key, sign_count, transports, created_at, name)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (id) do nothing`,
    [
      passkey.id,
      passkey.personId,
      passkey.publicKey,
      passkey.signCount,
      passkey.transports,
      at,
      passkey.name,
    ],
  )
  return inserted.rowCount === 1
}

/** A credential of an active person of an active organisation. */
export async function findPasskey(client: ClientBase | Pool, id: string): Promise<PasskeyRow | undefined> {
  const found = await client.query<PasskeyRow>(
    `select k.id, k.person_id as "personId", k.public_key as "publicKey", k.sign_count::float8 as "signCount",
            k.transports
       from passkeys k join people p on p.id = k.person_id join organisations o on o.id = p.organisation_id
      where k.id = $1 and p.state = 'active' and o.state = 'active'`,
    [id],
  )
  return found.rows[0]
}

export async function listPasskeys(client: ClientBase | Pool, personId: string): Promise<PasskeyRow[]> {
  const found = await client.query<PasskeyRow>(
    `select id, person_id as "personId", public_key as "publicKey", sign_count::float8 as "signCount", transports
       from passkeys where person_id = $1 order by created_at, id`,
    [personId],
  )
  return found.rows
}

export async function notePasskeyUsed(
  client: ClientBase | Pool,
  id: string,
  signCount: number,
  at: Date,
): Promise<void> {
  await client.query('update passkeys set sign_count = $2, last_used_at = $3 where id = $1', [
    id,
    signCount,
    at,
  ])
}

export type ChallengePurpose = 'register-passkey' | 'sign-in-passkey' | 'prove-passkey'

export async function insertSignInChallenge(
  pool: Pool,
  challenge: {
    readonly sha256: Buffer
    readonly personId: string | null
    readonly purpose: ChallengePurpose
    readonly challenge: string
    readonly expiresAt: Date
    readonly now: Date
  },
): Promise<void> {
  await pool.query(
    `with swept as (
       delete from sign_in_challenges where sha256 in (
         select sha256 from sign_in_challenges where expires_at < $6 limit ${sweptAtOnce} for update skip locked))
     insert into sign_in_challenges (sha256, person_id, purpose, challenge, expires_at) values ($1, $2, $3, $4, $5)`,
    [
      challenge.sha256,
      challenge.personId,
      challenge.purpose,
      challenge.challenge,
      challenge.expiresAt,
      challenge.now,
    ],
  )
}

/** Takes a challenge away: it can be answered once, right or wrong. */
export async function takeSignInChallenge(
  pool: Pool,
  sha256: Buffer,
  purpose: ChallengePurpose,
  now: Date,
): Promise<{ readonly personId: string | null; readonly challenge: string } | undefined> {
  const taken = await pool.query<{ personId: string | null; challenge: string }>(
    `delete from sign_in_challenges where sha256 = $1 and purpose = $2 and expires_at > $3
     returning person_id as "personId", challenge`,
    [sha256, purpose, now],
  )
  return taken.rows[0]
}
