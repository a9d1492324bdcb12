import type { ClientBase, Pool } from 'pg'

/** One item that an endpoint did not take. */
export interface WebhookLetter {
  readonly position: number
  readonly key: bigint | null
  readonly state: 'waiting' | 'dead'
  readonly attempts: number
  readonly dueAt: Date
  readonly since: Date
  readonly lastError: string | null
}

interface StoredLetter extends Omit<WebhookLetter, 'position' | 'key'> {
  position: string
  key: string | null
}

const columns = 'position, key, state, attempts, due_at as "dueAt", since, last_error as "lastError"'

/** Sets items aside; those that stand there already stay as they are. */
export async function insertLetters(
  client: ClientBase | Pool,
  endpointId: string,
  items: readonly { readonly position: number; readonly key: bigint | null }[],
  how: Pick<WebhookLetter, 'state' | 'attempts' | 'dueAt' | 'since' | 'lastError'>,
): Promise<void> {
  if (items.length === 0) return
  await client.query(
    `insert into webhook_letters (endpoint_id, position, key, state, attempts, due_at, since, last_error)
     select $1, position, key, $4, $5, $6, $7, $8 from unnest($2::bigint[], $3::bigint[]) as g(position, key)
     on conflict do nothing`,
    [
      endpointId,
      items.map(({ position }) => position),
      items.map(({ key }) => key?.toString() ?? null),
      how.state,
      how.attempts,
      how.dueAt,
      how.since,
      how.lastError,
    ],
  )
}

/** Indicators that items wait for: what is of the same comes after them. */
export async function heldKeys(pool: Pool, endpointId: string): Promise<Set<bigint>> {
  const found = await pool.query<{ key: string }>(
    `select distinct key from webhook_letters where endpoint_id = $1 and state = 'waiting' and key is not null`,
    [endpointId],
  )
  return new Set(found.rows.map(({ key }) => BigInt(key)))
}

/** Letters that are due, each the first of its indicator, oldest first. */
export async function dueLetters(
  pool: Pool,
  endpointId: string,
  at: Date,
  limit: number,
): Promise<WebhookLetter[]> {
  const found = await pool.query<StoredLetter>(
    `select ${columns} from webhook_letters l
      where endpoint_id = $1 and state = 'waiting' and due_at <= $2
        and (key is null or not exists (
          select from webhook_letters b where b.endpoint_id = l.endpoint_id and b.state = 'waiting'
             and b.key = l.key and b.position < l.position))
      order by position limit $3`,
    [endpointId, at, limit],
  )
  return found.rows.map(letterFrom)
}

/** One page of what stands aside, in the order of the feed. */
export async function listLetters(
  pool: Pool,
  endpointId: string,
  page: { readonly state: 'waiting' | 'dead'; readonly after: number; readonly limit: number },
): Promise<WebhookLetter[]> {
  const found = await pool.query<StoredLetter>(
    `select ${columns} from webhook_letters where endpoint_id = $1 and state = $2 and position > $3
      order by position limit $4`,
    [endpointId, page.state, page.after, page.limit],
  )
  return found.rows.map(letterFrom)
}

export async function deleteLetter(pool: Pool, endpointId: string, position: number): Promise<void> {
  await pool.query('delete from webhook_letters where endpoint_id = $1 and position = $2', [
    endpointId,
    position,
  ])
}

/** Notes a failed attempt: waits until `dueAt`, or is dead when that is null. */
export async function noteLetterFailure(
  pool: Pool,
  endpointId: string,
  position: number,
  failure: { readonly attempts: number; readonly dueAt: Date | null; readonly error: string },
): Promise<void> {
  await pool.query(
    `update webhook_letters set attempts = $3, due_at = coalesce($4, due_at), last_error = $5,
            state = case when $4::timestamptz is null then 'dead' else 'waiting' end
      where endpoint_id = $1 and position = $2`,
    [endpointId, position, failure.attempts, failure.dueAt, failure.error],
  )
}

/** Has dead letters sent again from now on, all or those at these positions. Gives back their number. */
export async function reviveLetters(
  client: ClientBase,
  endpointId: string,
  positions: readonly number[] | null,
  at: Date,
): Promise<number> {
  const revived = await client.query(
    `update webhook_letters set state = 'waiting', attempts = 0, due_at = $3, since = $3
      where endpoint_id = $1 and state = 'dead' and ($2::bigint[] is null or position = any($2))`,
    [endpointId, positions, at],
  )
  return revived.rowCount ?? 0
}

function letterFrom(row: StoredLetter): WebhookLetter {
  return { ...row, position: Number(row.position), key: row.key === null ? null : BigInt(row.key) }
}
