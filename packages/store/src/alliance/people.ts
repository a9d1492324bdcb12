import type { OrganisationState } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'

/** A person; `email`, `name` and `totpSeed` are sealed. */
export interface PersonRow {
  readonly id: string
  readonly organisationId: string
  readonly email: Buffer
  readonly name: Buffer
  readonly state: OrganisationState
  readonly passwordHash: string
  readonly totpSeed: Buffer | null
  readonly createdAt: Date
}

const columns = `id, organisation_id as "organisationId", email, name, state, password_hash as "passwordHash",
  totp_seed as "totpSeed", created_at as "createdAt"`

/** False when somebody has this mail address already. */
export async function insertPerson(
  client: ClientBase,
  person: Omit<PersonRow, 'state'> & { readonly emailIndex: Buffer; readonly totpStep: number },
): Promise<boolean> {
  const inserted = await client.query(
    `insert into people (id, organisation_id, email_index, email, name, password_hash, totp_seed, totp_last_step, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (email_index) do nothing`,
    [
      person.id,
      person.organisationId,
      person.emailIndex,
      person.email,
      person.name,
      person.passwordHash,
      person.totpSeed,
      person.totpStep,
      person.createdAt,
    ],
  )
  return inserted.rowCount === 1
}

export async function findPersonByEmail(
  client: ClientBase | Pool,
  emailIndex: Buffer,
): Promise<PersonRow | undefined> {
  const found = await client.query<PersonRow>(`select ${columns} from people where email_index = $1`, [
    emailIndex,
  ])
  return found.rows[0]
}

export async function findPerson(
  client: ClientBase | Pool,
  id: string,
  lock?: 'forUpdate',
): Promise<PersonRow | undefined> {
  const found = await client.query<PersonRow>(
    `select ${columns} from people where id = $1 ${lock === 'forUpdate' ? 'for update' : ''}`,
    [id],
  )
  return found.rows[0]
}

/** People of one organisation, in the order in which they joined. */
export async function listPeople(
  client: ClientBase | Pool,
  organisationId: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<(PersonRow & { readonly roles: string[] })[]> {
  const found = await client.query<PersonRow & { readonly roles: string[] }>(
    `select ${columns}, array(select role from grants g where g.person_id = people.id and g.state = 'active'
                               order by role) as roles
       from people where organisation_id = $1
        and ($2::uuid is null or (created_at, id) > (select created_at, id from people where id = $2))
      order by created_at, id limit $3`,
    [organisationId, page.after, page.limit],
  )
  return found.rows
}

export async function setPersonState(
  client: ClientBase,
  id: string,
  state: OrganisationState,
): Promise<void> {
  await client.query('update people set state = $2 where id = $1', [id, state])
}

/** Notes a code's time step as used; false when it, or a later one, was used before. */
export async function useTotpStep(client: ClientBase | Pool, id: string, step: number): Promise<boolean> {
  const updated = await client.query(
    'update people set totp_last_step = $2 where id = $1 and totp_last_step < $2',
    [id, step],
  )
  return updated.rowCount === 1
}

export async function addRecoveryCodes(
  client: ClientBase,
  personId: string,
  digests: readonly Buffer[],
): Promise<void> {
  await client.query('insert into recovery_codes (person_id, sha256) select $1, unnest($2::bytea[])', [
    personId,
    digests,
  ])
}

/** Uses a recovery code; false when it is none, or was used before. */
export async function useRecoveryCode(
  client: ClientBase | Pool,
  personId: string,
  sha256: Buffer,
  at: Date,
): Promise<boolean> {
  const used = await client.query(
    'update recovery_codes set used_at = $3 where person_id = $1 and sha256 = $2 and used_at is null',
    [personId, sha256, at],
  )
  return used.rowCount === 1
}
