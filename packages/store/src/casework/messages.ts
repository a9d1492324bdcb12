import type { ClientBase, Pool } from 'pg'
import { createWaker } from '../log/waker.ts'
import type { WokenWait } from '../feed/wait-for-feed.ts'
import type { Database } from '../postgres/open-database.ts'

type Queryable = Pool | ClientBase

/** NOTIFY channel: there is something to send. */
const ORDERS_CHANNEL = 'wuzei_orders'

/** An act that a partner is told of. */
export interface OrderMessageRow {
  readonly id: string
  readonly entityId: string
  readonly partnerId: string
  readonly type: string
  readonly serial: string
  readonly sealed: Buffer
  readonly madeAt: Date
  readonly attempts: number
  readonly ackedAt: Date | null
  readonly answeredAt: Date | null
}

const columns = `id, entity_id as "entityId", partner_id as "partnerId", type, serial, sealed, made_at as "madeAt",
  attempts, acked_at as "ackedAt", answered_at as "answeredAt"`

/** Writes a message to send at once, and wakes the senders when the transaction commits. */
export async function insertOrderMessage(
  client: ClientBase,
  message: Pick<OrderMessageRow, 'id' | 'entityId' | 'partnerId' | 'type' | 'serial' | 'sealed' | 'madeAt'>,
): Promise<void> {
  await client.query({
    name: 'wuzei-order-insert',
    text: `with made as (
             insert into casework_messages (id, entity_id, partner_id, type, serial, sealed, made_at, due_at)
             values ($1, $2, $3, $4, $5, $6, $7, $7) returning partner_id)
           select pg_notify($8, partner_id::text) from made`,
    values: [
      message.id,
      message.entityId,
      message.partnerId,
      message.type,
      message.serial,
      message.sealed,
      message.madeAt,
      ORDERS_CHANNEL,
    ],
  })
}

/** The last message of a type about an entity. */
export async function lastOrderMessage(
  client: ClientBase,
  entityId: string,
  type: string,
): Promise<OrderMessageRow | undefined> {
  const found = await client.query<OrderMessageRow>(
    `select ${columns} from casework_messages where entity_id = $1 and type = $2 order by made_at desc limit 1`,
    [entityId, type],
  )
  return found.rows[0]
}

/** Has a message sent again under its serial. */
export async function resendOrderMessage(client: ClientBase, id: string, at: Date): Promise<void> {
  await client.query(
    `with again as (update casework_messages set due_at = $2 where id = $1 returning partner_id)
     select pg_notify($3, partner_id::text) from again`,
    [id, at, ORDERS_CHANNEL],
  )
}

/** Messages that are due, taken by the caller until `until`; the same partner's together, oldest first. */
export async function claimOrderMessages(
  pool: Pool,
  claim: { readonly at: Date; readonly until: Date; readonly limit: number },
): Promise<OrderMessageRow[]> {
  const claimed = await pool.query<OrderMessageRow>({
    name: 'wuzei-order-claim',
    text: `update casework_messages m set leased_until = $2, attempts = attempts + 1
             from (select id from casework_messages
                    where due_at <= $1 and (leased_until is null or leased_until <= $1)
                    order by due_at, id limit $3 for update skip locked) due
            where m.id = due.id
        returning m.id, m.entity_id as "entityId", m.partner_id as "partnerId", m.type, m.serial, m.sealed,
                  m.made_at as "madeAt", m.attempts, m.acked_at as "ackedAt", m.answered_at as "answeredAt"`,
    values: [claim.at, claim.until, claim.limit],
  })
  return claimed.rows.toSorted((left, right) => left.madeAt.getTime() - right.madeAt.getTime())
}

/** Notes what became of an attempt: nothing more is sent until a clock or a person asks for it again. */
export async function noteOrderAttempt(
  pool: Pool,
  ids: readonly string[],
  attempt: { readonly at: Date; readonly error: string | null },
): Promise<void> {
  await pool.query(
    `update casework_messages set due_at = null, leased_until = null, last_error = $3,
            delivered_at = case when $3::text is null then coalesce(delivered_at, $2) else delivered_at end
      where id = any($1)`,
    [ids, attempt.at, attempt.error],
  )
}

/** What waits for a partner without an acknowledgement, oldest first. */
export async function waitingOrderMessages(
  pool: Pool,
  partnerId: string,
  limit: number,
): Promise<OrderMessageRow[]> {
  const found = await pool.query<OrderMessageRow>(
    `select ${columns} from casework_messages
      where partner_id = $1 and acked_at is null and answered_at is null order by made_at, id limit $2`,
    [partnerId, limit],
  )
  return found.rows
}

/** The message that an answer is about. */
export async function findOrderMessage(
  db: Queryable,
  partnerId: string,
  serial: string,
): Promise<OrderMessageRow | undefined> {
  const found = await db.query<OrderMessageRow>(
    `select ${columns} from casework_messages where partner_id = $1 and serial = $2`,
    [partnerId, serial],
  )
  return found.rows[0]
}

/** Notes that a partner has it, or has answered it. */
export async function noteOrderTaken(
  client: ClientBase,
  id: string,
  taken: { readonly at: Date; readonly isAnswer: boolean },
): Promise<void> {
  await client.query({
    name: 'wuzei-order-taken',
    text: `update casework_messages set due_at = null, acked_at = coalesce(acked_at, $2),
                  answered_at = case when $3 then coalesce(answered_at, $2) else answered_at end
            where id = $1`,
    values: [id, taken.at, taken.isAnswer],
  })
}

/** A message of a partner as it is kept. */
export interface OrderAnswerRow {
  readonly partnerId: string
  readonly serial: string
  readonly digest: Buffer
  readonly messageId: string | null
  readonly type: string
  readonly outcome: 'TAKEN' | 'LATE' | 'CONTRADICTS'
  readonly sealed: Buffer
  readonly at: Date
}

/** What was made of a partner's serial before; undefined when it is new. */
export async function findOrderAnswer(
  db: Queryable,
  partnerId: string,
  serial: string,
): Promise<Pick<OrderAnswerRow, 'digest' | 'outcome'> | undefined> {
  const found = await db.query<Pick<OrderAnswerRow, 'digest' | 'outcome'>>(
    'select digest, outcome from casework_answers where partner_id = $1 and serial = $2',
    [partnerId, serial],
  )
  return found.rows[0]
}

export async function insertOrderAnswer(client: ClientBase, answer: OrderAnswerRow): Promise<void> {
  await client.query({
    name: 'wuzei-order-answer',
    text: `insert into casework_answers (partner_id, serial, digest, message_id, type, outcome, sealed, at)
           values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [
      answer.partnerId,
      answer.serial,
      answer.digest,
      answer.messageId,
      answer.type,
      answer.outcome,
      answer.sealed,
      answer.at,
    ],
  })
}

/** Where a partner has orders sent to. */
export interface OrderEndpointRow {
  readonly organisationId: string
  readonly url: string
  readonly salt: Buffer
  readonly setAt: Date
}

export async function findOrderEndpoint(
  db: Queryable,
  organisationId: string,
): Promise<OrderEndpointRow | undefined> {
  const found = await db.query<OrderEndpointRow>({
    name: 'wuzei-order-endpoint',
    text: `select organisation_id as "organisationId", url, salt, set_at as "setAt"
             from casework_order_endpoints where organisation_id = $1`,
    values: [organisationId],
  })
  return found.rows[0]
}

export async function setOrderEndpoint(
  client: ClientBase,
  endpoint: OrderEndpointRow & { readonly setBy: string },
): Promise<void> {
  await client.query(
    `insert into casework_order_endpoints (organisation_id, url, salt, set_by, set_at) values ($1, $2, $3, $4, $5)
     on conflict (organisation_id) do update set url = excluded.url, salt = excluded.salt, set_by = excluded.set_by,
       set_at = excluded.set_at`,
    [endpoint.organisationId, endpoint.url, endpoint.salt, endpoint.setBy, endpoint.setAt],
  )
}

export async function removeOrderEndpoint(client: ClientBase, organisationId: string): Promise<void> {
  await client.query('delete from casework_order_endpoints where organisation_id = $1', [organisationId])
}

/** Woken by messages to send. */
export function subscribeOrders(database: Database): WokenWait {
  const waker = createWaker()
  const end = database.notifications.subscribe(ORDERS_CHANNEL, () => waker.wake())
  return { wait: async (limitMs, signal) => await waker.sleep(limitMs, signal), end }
}
