import type { OrganisationKind, OrganisationLevel } from '@wuzei/domain'
import type { Pool } from 'pg'

interface ActorRow {
  readonly id: string
  readonly organisationId: string
  readonly kind: OrganisationKind
  readonly level: OrganisationLevel | null
  readonly region: string
  readonly groupIds: string[]
}

/** The person behind a session, and the session itself. */
export interface PersonActorRow extends ActorRow {
  readonly roles: string[]
  readonly sessionId: string
  readonly lastSeenAt: Date
}

/** The system behind a key or token. */
export interface ClientActorRow extends ActorRow {
  readonly scopes: string[]
  readonly passesOn: boolean
  readonly lastUsedAt: Date | null
}

const organisationColumns = `o.id as "organisationId", o.kind, o.level, o.region,
  array(select m.group_id::text from sharing_group_members m join sharing_groups g on g.id = m.group_id
         where m.organisation_id = o.id and g.ended_at is null) as "groupIds"`

/** Nothing when the session ended or expired, or its person or organisation is not active: asked at every request. */
export async function actorOfSession(
  pool: Pool,
  sha256: Buffer,
  now: Date,
  idleSince: Date,
): Promise<PersonActorRow | undefined> {
  const found = await pool.query<PersonActorRow>(
    `select p.id, s.id as "sessionId", s.last_seen_at as "lastSeenAt", ${organisationColumns},
            array(select role from grants where person_id = p.id and grants.state = 'active' order by role) as roles
       from sessions s join people p on p.id = s.person_id join organisations o on o.id = p.organisation_id
      where s.sha256 = $1 and s.ended_at is null and s.expires_at > $2 and s.last_seen_at > $3
        and p.state = 'active' and o.state = 'active'`,
    [sha256, now, idleSince],
  )
  return found.rows[0]
}

/** Nothing when the key is unknown or its time is over, its client revoked or the organisation not active. */
export async function actorOfKey(pool: Pool, sha256: Buffer, now: Date): Promise<ClientActorRow | undefined> {
  const found = await pool.query<ClientActorRow>(
    `select c.id, c.scopes, c.passes_on as "passesOn", c.last_used_at as "lastUsedAt", ${organisationColumns}
       from api_keys k join api_clients c on c.id = k.client_id join organisations o on o.id = c.organisation_id
      where k.sha256 = $1 and (k.expires_at is null or k.expires_at > $2) and c.revoked_at is null
        and o.state = 'active'`,
    [sha256, now],
  )
  return found.rows[0]
}

/** As `actorOfKey`, by an access token; what the token was asked for is all it may do. */
export async function actorOfToken(
  pool: Pool,
  sha256: Buffer,
  now: Date,
): Promise<ClientActorRow | undefined> {
  const found = await pool.query<ClientActorRow>(
    `select c.id, array(select unnest(t.scopes) intersect select unnest(c.scopes)) as scopes,
            c.passes_on as "passesOn", c.last_used_at as "lastUsedAt", ${organisationColumns}
       from access_tokens t join api_clients c on c.id = t.client_id join organisations o on o.id = c.organisation_id
      where t.sha256 = $1 and t.expires_at > $2 and c.revoked_at is null and o.state = 'active'`,
    [sha256, now],
  )
  return found.rows[0]
}

export async function noteSessionSeen(pool: Pool, sessionId: string, at: Date): Promise<void> {
  await pool.query('update sessions set last_seen_at = $2 where id = $1 and last_seen_at < $2', [
    sessionId,
    at,
  ])
}

export async function noteClientUsed(pool: Pool, clientId: string, at: Date): Promise<void> {
  await pool.query(
    'update api_clients set last_used_at = $2 where id = $1 and (last_used_at is null or last_used_at < $2)',
    [clientId, at],
  )
}
