import type { SessionList } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import { endSession, inTransaction, insertSession, listSessions, type SignInMethod } from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext, RequestOrigin } from '../hub-context.ts'
import { makeSecret } from './bearer-secret.ts'
import { noteMemberChange } from './member-event.ts'
import { networkPseudonym } from './sign-in-throttle.ts'

/** Half an hour without a request, as OWASP advises for what matters: a screen left alone closes itself. */
export const sessionIdleMs = 30 * 60_000
/** A shift and a half: nobody works longer without signing in anew. */
const sessionLifetimeMs = 12 * 3_600_000

export interface OpenedSession {
  /** For the cookie. */
  readonly secret: string
  readonly id: string
  readonly personId: string
  readonly expiresAt: Date
}

/** Opens a session within the caller's transaction; who asks has proved who they are. */
export async function openSession(
  hub: HubContext,
  client: ClientBase,
  opened: { readonly personId: string; readonly method: SignInMethod; readonly origin: RequestOrigin },
): Promise<OpenedSession> {
  const { secret, sha256 } = makeSecret('wzs_')
  const openedAt = new Date(hub.clock())
  const expiresAt = new Date(openedAt.getTime() + sessionLifetimeMs)
  const { personId, method } = opened
  const network = networkPseudonym(hub, opened.origin)
  const id = await insertSession(client, { sha256, personId, method, network, openedAt, expiresAt })
  await noteMemberChange(client, `person:${personId}`, {
    type: 'session.opened',
    subject: `session:${id}`,
    payload: { id, personId, method },
  })
  return { secret, id, personId, expiresAt }
}

/** A person's open sessions, newest first. */
export async function sessionsOf(
  hub: HubContext,
  personId: string,
  currentId: string | null,
): Promise<SessionList> {
  const now = hub.clock()
  const rows = await listSessions(hub.database.pool, personId, new Date(now), new Date(now - sessionIdleMs))
  return {
    sessions: rows.map((row) => ({
      id: row.id,
      isThisOne: row.id === currentId,
      method: row.method,
      openedAt: row.openedAt.toISOString(),
      lastSeenAt: row.lastSeenAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    })),
  }
}

/** Signs out: this session, or another of the same person. */
export async function closeSession(hub: HubContext, personId: string, id: string): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    if (!(await endSession(client, personId, id, new Date(hub.clock()))))
      throw new CodedError('NOT_FOUND', 'no open session of yours has this id')
    await noteMemberChange(client, `person:${personId}`, {
      type: 'session.ended',
      subject: `session:${id}`,
      payload: { id, personId },
    })
  })
}
