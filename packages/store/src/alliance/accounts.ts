import type { ClientBase, Pool } from 'pg'

/** A new password; nothing else of the person changes. */
export async function setPassword(
  client: ClientBase,
  personId: string,
  passwordHash: string,
  at: Date,
): Promise<void> {
  await client.query('update people set password_hash = $2, password_set_at = $3 where id = $1', [
    personId,
    passwordHash,
    at,
  ])
}

/** Another authenticator app, with the step of the code that proved it; null takes it away. */
export async function setTotp(
  client: ClientBase,
  personId: string,
  totp: { readonly seed: Buffer; readonly step: number } | null,
): Promise<void> {
  await client.query('update people set totp_seed = $2, totp_last_step = $3 where id = $1', [
    personId,
    totp?.seed ?? null,
    totp?.step ?? 0,
  ])
}

/** Takes all recovery codes away, used ones too. */
export async function removeRecoveryCodes(client: ClientBase, personId: string): Promise<void> {
  await client.query('delete from recovery_codes where person_id = $1', [personId])
}

/** Ends every open session of a person but one; gives how many. */
export async function endOtherSessions(
  client: ClientBase,
  personId: string,
  keptId: string | null,
  at: Date,
): Promise<number> {
  const ended = await client.query(
    `update sessions set ended_at = $3 where person_id = $1 and ended_at is null and ($2::uuid is null or id <> $2)`,
    [personId, keptId, at],
  )
  return ended.rowCount ?? 0
}

/** A passkey as its owner sees it; `handle` names it. */
export interface OwnPasskeyRow {
  readonly handle: string
  readonly name: string | null
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly transports: string[]
}

/** Everything by which a person can prove who they are. */
export interface FactorsRow {
  readonly hasAuthenticator: boolean
  readonly recoveryCodesLeft: number
  readonly passwordSetAt: Date
  readonly passkeys: readonly OwnPasskeyRow[]
}

export async function factorsOf(
  client: ClientBase | Pool,
  personId: string,
): Promise<FactorsRow | undefined> {
  const person = await client.query<Omit<FactorsRow, 'passkeys'>>(
    `select totp_seed is not null as "hasAuthenticator", coalesce(password_set_at, created_at) as "passwordSetAt",
            (select count(*)::integer from recovery_codes where person_id = people.id and used_at is null)
              as "recoveryCodesLeft"
       from people where id = $1`,
    [personId],
  )
  const row = person.rows[0]
  if (!row) return undefined
  const passkeys = await client.query<OwnPasskeyRow>(
    `select handle, name, created_at as "createdAt", last_used_at as "lastUsedAt", transports
       from passkeys where person_id = $1 order by created_at, id`,
    [personId],
  )
  return { ...row, passkeys: passkeys.rows }
}

/** False when the person has no such passkey. */
export async function renamePasskey(
  client: ClientBase,
  personId: string,
  handle: string,
  name: string,
): Promise<boolean> {
  const renamed = await client.query('update passkeys set name = $3 where person_id = $1 and handle = $2', [
    personId,
    handle,
    name,
  ])
  return renamed.rowCount === 1
}

/** False when the person has no such passkey. */
export async function removePasskey(client: ClientBase, personId: string, handle: string): Promise<boolean> {
  const removed = await client.query('delete from passkeys where person_id = $1 and handle = $2', [
    personId,
    handle,
  ])
  return removed.rowCount === 1
}

export async function removePasskeys(client: ClientBase, personId: string): Promise<void> {
  await client.query('delete from passkeys where person_id = $1', [personId])
}
