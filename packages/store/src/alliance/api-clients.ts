import type { ClientBase, Pool } from 'pg'

export interface ApiClientRow {
  readonly id: string
  readonly organisationId: string
  readonly name: string
  readonly scopes: string[]
  readonly passesOn: boolean
  readonly jwks: { readonly keys: readonly Record<string, unknown>[] } | null
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly revokedAt: Date | null
}

const columns = `id, organisation_id as "organisationId", name, scopes, passes_on as "passesOn", jwks,
  created_at as "createdAt", last_used_at as "lastUsedAt", revoked_at as "revokedAt"`

export async function insertApiClient(
  client: ClientBase,
  made: Omit<ApiClientRow, 'id' | 'lastUsedAt' | 'revokedAt'> & { readonly createdBy: string },
): Promise<ApiClientRow> {
  const inserted = await client.query<ApiClientRow>(
    `insert into api_clients (organisation_id, name, scopes, passes_on, jwks, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`,
    [
      made.organisationId,
      made.name,
      made.scopes,
      made.passesOn,
      made.jwks === null ? null : JSON.stringify(made.jwks),
      made.createdBy,
      made.createdAt,
    ],
  )
  const row = inserted.rows[0]
  if (!row) throw new Error('an inserted client did not come back')
  return row
}

export async function findApiClient(
  client: ClientBase | Pool,
  id: string,
  lock?: 'forUpdate',
): Promise<ApiClientRow | undefined> {
  const found = await client.query<ApiClientRow>(
    `select ${columns} from api_clients where id = $1 ${lock === 'forUpdate' ? 'for update' : ''}`,
    [id],
  )
  return found.rows[0]
}

/** A client that may be let in now: not revoked, of an active organisation. */
export async function findActiveApiClient(pool: Pool, id: string): Promise<ApiClientRow | undefined> {
  const found = await pool.query<ApiClientRow>(
    `select ${columns} from api_clients where id = $1 and revoked_at is null
        and exists (select from organisations o where o.id = organisation_id and o.state = 'active')`,
    [id],
  )
  return found.rows[0]
}

export async function listApiClients(
  client: ClientBase | Pool,
  organisationId: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<ApiClientRow[]> {
  const found = await client.query<ApiClientRow>(
    `select ${columns} from api_clients where organisation_id = $1
        and ($2::uuid is null or (created_at, id) > (select created_at, id from api_clients where id = $2))
      order by created_at, id limit $3`,
    [organisationId, page.after, page.limit],
  )
  return found.rows
}

/** Adds a key; every other of the client ends at `othersUntil` at the latest. */
export async function addApiKey(
  client: ClientBase,
  key: {
    readonly clientId: string
    readonly sha256: Buffer
    readonly at: Date
    readonly othersUntil: Date
  },
): Promise<void> {
  await client.query(
    `update api_keys set expires_at = $2 where client_id = $1 and (expires_at is null or expires_at > $2)`,
    [key.clientId, key.othersUntil],
  )
  await client.query(`delete from api_keys where client_id = $1 and expires_at <= $2`, [key.clientId, key.at])
  await client.query('insert into api_keys (sha256, client_id, created_at) values ($1, $2, $3)', [
    key.sha256,
    key.clientId,
    key.at,
  ])
}

export async function revokeApiClient(client: ClientBase, id: string, at: Date): Promise<void> {
  await client.query('update api_clients set revoked_at = $2 where id = $1', [id, at])
}

/** More than expire meanwhile, and few enough not to be felt. */
const sweptAtOnce = 100

/** Remembers a client assertion's identifier; false when it was used before. Forgets some expired ones. */
export async function useAssertion(
  client: ClientBase,
  assertion: {
    readonly clientId: string
    readonly jti: string
    readonly expiresAt: Date
    readonly now: Date
  },
): Promise<boolean> {
  await client.query(
    `delete from used_assertions where (client_id, jti) in (
       select client_id, jti from used_assertions where expires_at < $1::timestamptz - interval '1 hour'
        limit ${sweptAtOnce} for update skip locked)`,
    [assertion.now],
  )
  const inserted = await client.query(
    'insert into used_assertions (client_id, jti, expires_at) values ($1, $2, $3) on conflict do nothing',
    [assertion.clientId, assertion.jti, assertion.expiresAt],
  )
  return inserted.rowCount === 1
}

/** Stores an access token, and forgets some expired ones. */
export async function insertAccessToken(
  client: ClientBase,
  token: {
    readonly sha256: Buffer
    readonly clientId: string
    readonly scopes: readonly string[]
    readonly expiresAt: Date
    readonly now: Date
  },
): Promise<void> {
  await client.query(
    `delete from access_tokens where sha256 in (
       select sha256 from access_tokens where expires_at < $1 limit ${sweptAtOnce} for update skip locked)`,
    [token.now],
  )
  await client.query(
    'insert into access_tokens (sha256, client_id, scopes, expires_at) values ($1, $2, $3, $4)',
    [token.sha256, token.clientId, token.scopes, token.expiresAt],
  )
}
