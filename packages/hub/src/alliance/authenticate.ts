import { CodedError, isClientScope, isRoleCode, publicActor, type Actor } from '@wuzei/domain'
import {
  actorOfKey,
  actorOfSession,
  actorOfToken,
  noteClientUsed,
  noteSessionSeen,
  type ClientActorRow,
  type PersonActorRow,
  type SubmissionActorRow,
} from '@wuzei/store'
import { authenticateAdministrator } from '../administration/administrator-key.ts'
import type { HubContext } from '../hub-context.ts'
import { digestOfSecret } from './bearer-secret.ts'
import { sessionIdleMs } from './sessions.ts'

/** Who sends a request, and how that is known. */
export interface Caller {
  readonly actor: Actor
  /** The session whose cookie came with it; requests with one are guarded against other sites. */
  readonly sessionId: string | null
}

/** What of a request says who sends it. */
export interface Credentials {
  readonly authorization: string | undefined
  /** Secret of the session cookie. */
  readonly session: string | undefined
}

/** How exactly last use is known; more would be a write per request. */
const lastUseResolutionMs = 60_000

/**
 * Finds out who sends a request: by API key, access token, administrator key, else by session; nobody in particular
 * when it carries none. It asks the database each time, so whoever is suspended is out with the next request.
 *
 * @throws CodedError UNAUTHENTICATED when it carries one that is not, or no longer, valid
 */
export async function authenticate(hub: HubContext, credentials: Credentials): Promise<Caller> {
  const { authorization, session } = credentials
  if (authorization !== undefined)
    return { actor: await actorOfAuthorization(hub, authorization), sessionId: null }
  if (session === undefined) return { actor: publicActor, sessionId: null }
  const row = await findSession(hub, session)
  if (!row) throw new CodedError('UNAUTHENTICATED', 'the session has ended; sign in again')
  return { actor: personOf(row), sessionId: row.sessionId }
}

async function actorOfAuthorization(hub: HubContext, authorization: string): Promise<Actor> {
  const [, secret] = /^Bearer (wz[ct]_[A-Za-z0-9_-]{43})$/.exec(authorization) ?? []
  if (secret === undefined) {
    const id = await authenticateAdministrator(hub.database.pool, authorization)
    return { type: 'administrator', id }
  }
  const now = new Date(hub.clock())
  const find = secret.startsWith('wzc_') ? actorOfKey : actorOfToken
  const row = await find(hub.database.pool, digestOfSecret(secret), now)
  if (!row) throw new CodedError('UNAUTHENTICATED', 'this key or token is not known, or no longer valid')
  if (isDue(row.lastUsedAt, now)) await noteClientUsed(hub.database.pool, row.id, now)
  return clientOf(row)
}

async function findSession(hub: HubContext, secret: string): Promise<PersonActorRow | undefined> {
  const now = new Date(hub.clock())
  const idleSince = new Date(now.getTime() - sessionIdleMs)
  const row = await actorOfSession(hub.database.pool, digestOfSecret(secret), now, idleSince)
  if (row && isDue(row.lastSeenAt, now)) await noteSessionSeen(hub.database.pool, row.sessionId, now)
  return row
}

function isDue(last: Date | null, now: Date): boolean {
  return last === null || now.getTime() - last.getTime() >= lastUseResolutionMs
}

/** The actor of work that goes on after its request. */
export function actorOfRow(row: SubmissionActorRow): Actor {
  return row.type === 'person' ? personOf(row) : clientOf(row)
}

function personOf(row: Omit<PersonActorRow, 'sessionId' | 'lastSeenAt'>): Actor {
  return {
    type: 'person',
    id: row.id,
    organisation: organisationOf(row),
    roles: row.roles.filter(isRoleCode),
  }
}

function clientOf(row: Omit<ClientActorRow, 'lastUsedAt'>): Actor {
  return {
    type: 'client',
    id: row.id,
    organisation: organisationOf(row),
    scopes: row.scopes.filter(isClientScope),
    passesOn: row.passesOn,
  }
}

function organisationOf(
  row: Pick<ClientActorRow, 'organisationId' | 'kind' | 'level' | 'region' | 'groupIds'>,
) {
  return {
    id: row.organisationId,
    kind: row.kind,
    level: row.level,
    region: row.region,
    groupIds: row.groupIds,
  }
}
