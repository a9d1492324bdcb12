import type { ClientBase, Pool } from 'pg'

/** How a session's second factor was given. */
export type SignInMethod = 'totp' | 'passkey' | 'recovery-code'

export interface SessionRow {
  readonly id: string
  readonly method: SignInMethod
  readonly network: string
  readonly openedAt: Date
  readonly lastSeenAt: Date
  readonly expiresAt: Date
}

/** More than end meanwhile, and few enough not to be felt. */
const sweptAtOnce = 100

/** Opens a session, and forgets some that expired a day ago. */
export async function insertSession(
  client: ClientBase,
  session: Omit<SessionRow, 'id' | 'lastSeenAt'> & { readonly sha256: Buffer; readonly personId: string },
): Promise<string> {
  await client.query(
    `delete from sessions where sha256 in (
       select sha256 from sessions where expires_at < $1::timestamptz - interval '1 day'
        limit ${sweptAtOnce} for update skip locked)`,
    [session.openedAt],
  )
  const inserted = await client.query<{ id: string }>(
    `insert into sessions (sha256, person_id, method, network, opened_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $5, $6) returning id`,
    [session.sha256, session.personId, session.method, session.network, session.openedAt, session.expiresAt],
  )
  return inserted.rows[0]?.id ?? ''
}

/** Sessions of one person that are still open. */
export async function listSessions(
  client: ClientBase | Pool,
  personId: string,
  now: Date,
  idleSince: Date,
): Promise<SessionRow[]> {
  const found = await client.query<SessionRow>(
    `select id, method, network, opened_at as "openedAt", last_seen_at as "lastSeenAt", expires_at as "expiresAt"
       from sessions where person_id = $1 and ended_at is null and expires_at > $2 and last_seen_at > $3
      order by opened_at desc, id limit ${listedAtMost}`,
    [personId, now, idleSince],
  )
  return found.rows
}

/** Nobody signs in on more devices at once; older ones end by themselves. */
const listedAtMost = 100

/** Ends one session of a person; false when there is no such open one. */
export async function endSession(
  client: ClientBase,
  personId: string,
  id: string,
  at: Date,
): Promise<boolean> {
  const ended = await client.query(
    'update sessions set ended_at = $3 where person_id = $1 and id = $2 and ended_at is null',
    [personId, id, at],
  )
  return ended.rowCount === 1
}
