import type { OrganisationKind } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'
import { deliveriesJson, withDeliveriesSql, type WebhookDelivery } from './webhook-deliveries.ts'

export type WebhookState = 'active' | 'paused' | 'removed'
export type WebhookPause = 'owner' | 'failing' | 'gone'

/** Where a member wants the feed sent to. */
export interface WebhookEndpointRow {
  readonly id: string
  readonly organisationId: string
  readonly url: string
  readonly passesOn: boolean
  readonly salt: Buffer
  readonly oldSalt: Buffer | null
  readonly oldSaltUntil: Date | null
  readonly state: WebhookState
  readonly pausedReason: WebhookPause | null
  readonly position: number
  readonly failures: number
  readonly failingSince: Date | null
  readonly dueAt: Date
  readonly lastError: string | null
  readonly lastDeliveredAt: Date | null
  readonly createdAt: Date
  /** Letters that wait, and that are dead. */
  readonly waitingLetters: number
  readonly deadLetters: number
}

type StoredEndpoint = Omit<WebhookEndpointRow, 'position' | 'waitingLetters' | 'deadLetters'> & {
  position: string
  waitingLetters: string
  deadLetters: string
}

const columns = `w.id, w.organisation_id as "organisationId", w.url, w.passes_on as "passesOn", w.salt,
  w.old_salt as "oldSalt", w.old_salt_until as "oldSaltUntil", w.state, w.paused_reason as "pausedReason", w.position,
  w.failures, w.failing_since as "failingSince", w.due_at as "dueAt", w.last_error as "lastError",
  w.last_delivered_at as "lastDeliveredAt", w.created_at as "createdAt",
  (select count(*) from webhook_letters l where l.endpoint_id = w.id and l.state = 'waiting') as "waitingLetters",
  (select count(*) from webhook_letters l where l.endpoint_id = w.id and l.state = 'dead') as "deadLetters"`

export async function insertWebhookEndpoint(
  client: ClientBase,
  made: Pick<
    WebhookEndpointRow,
    'organisationId' | 'url' | 'passesOn' | 'salt' | 'position' | 'createdAt'
  > & {
    readonly createdBy: string
  },
): Promise<string> {
  const inserted = await client.query<{ id: string }>(
    `insert into webhook_endpoints (organisation_id, url, passes_on, salt, position, due_at, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $6) returning id`,
    [made.organisationId, made.url, made.passesOn, made.salt, made.position, made.createdAt, made.createdBy],
  )
  const id = inserted.rows[0]?.id
  if (id === undefined) throw new Error('an inserted endpoint did not come back')
  return id
}

/** Endpoints of a member that are not removed, in the order in which they were registered. */
export async function listWebhookEndpoints(
  db: Pool | ClientBase,
  organisationId: string,
): Promise<WebhookEndpointRow[]> {
  const found = await db.query<StoredEndpoint>(
    `select ${columns} from webhook_endpoints w where w.organisation_id = $1 and w.state <> 'removed'
      order by w.created_at, w.id`,
    [organisationId],
  )
  return found.rows.map(endpointFrom)
}

/** One endpoint of a member, locked until the transaction ends. */
export async function lockWebhookEndpoint(
  client: ClientBase,
  id: string,
  organisationId: string,
): Promise<WebhookEndpointRow | undefined> {
  await client.query('select 1 from webhook_endpoints where id = $1 for update', [id])
  const found = await client.query<StoredEndpoint>(
    `select ${columns} from webhook_endpoints w where w.id = $1 and w.organisation_id = $2 and w.state <> 'removed'`,
    [id, organisationId],
  )
  return found.rows.map(endpointFrom)[0]
}

/** Pauses, resumes or removes; resuming forgets the failures. */
export async function setWebhookState(
  client: ClientBase,
  id: string,
  to: { readonly state: WebhookState; readonly reason: WebhookPause | null; readonly at: Date },
): Promise<void> {
  await client.query(
    `update webhook_endpoints set state = $2, paused_reason = $3::text,
            paused_at = case when $3::text is not null then $4::timestamptz end,
            failures = case when $2 = 'active' then 0 else failures end,
            failing_since = case when $2 = 'active' then null else failing_since end,
            due_at = case when $2 = 'active' then $4 else due_at end
      where id = $1`,
    [id, to.state, to.reason, to.at],
  )
}

export async function rotateWebhookSalt(
  client: ClientBase,
  id: string,
  next: { readonly salt: Buffer; readonly oldUntil: Date },
): Promise<void> {
  await client.query(
    'update webhook_endpoints set old_salt = salt, old_salt_until = $3, salt = $2 where id = $1',
    [id, next.salt, next.oldUntil],
  )
}

/** An endpoint to work on, with what its member may read. */
export interface ClaimedEndpoint extends WebhookEndpointRow {
  readonly organisationKind: OrganisationKind
  readonly groupIds: readonly string[]
}

/**
 * Takes endpoints that have something to send, for `leaseMs`: no other process works on them meanwhile, and whoever
 * dies holds them no longer than that. `failing`: also those whose last attempt failed.
 */
export async function claimWebhookEndpoints(
  pool: Pool,
  claim: { readonly at: Date; readonly until: Date; readonly limit: number; readonly failing: boolean },
): Promise<ClaimedEndpoint[]> {
  const found = await pool.query<StoredEndpoint & { organisationKind: OrganisationKind; groupIds: string[] }>(
    `with due as materialized (
       select e.id from webhook_endpoints e
        where e.state = 'active' and e.due_at <= $1 and (e.leased_until is null or e.leased_until <= $1)
          and ($4 or e.failures = 0)
          and exists (select from organisations o where o.id = e.organisation_id and o.state = 'active')
          and (e.position < (select position from feed_head)
               or exists (select from webhook_letters l
                           where l.endpoint_id = e.id and l.state = 'waiting' and l.due_at <= $1))
        order by e.due_at limit $3 for update skip locked
     ), claimed as (
       update webhook_endpoints e set leased_until = $2 from due where e.id = due.id returning e.id
     )
     select ${columns}, o.kind as "organisationKind",
            array(select m.group_id::text from sharing_group_members m join sharing_groups g on g.id = m.group_id
                   where m.organisation_id = o.id and g.ended_at is null) as "groupIds"
       from claimed c join webhook_endpoints w on w.id = c.id join organisations o on o.id = w.organisation_id`,
    [claim.at, claim.until, claim.limit, claim.failing],
  )
  return found.rows.map((row) => ({
    ...endpointFrom(row),
    organisationKind: row.organisationKind,
    groupIds: row.groupIds,
  }))
}

/** Notes how far an endpoint is, and the deliveries by which it came there, newest first; with `until` null it is given back. False when it is no longer to be sent to. */
export async function noteWebhookProgress(
  db: Pool | ClientBase,
  id: string,
  progress: {
    readonly position: number
    readonly at: Date
    readonly until: Date | null
    readonly deliveries: readonly WebhookDelivery[]
  },
): Promise<boolean> {
  const noted = await db.query<{ state: WebhookState }>(
    `update webhook_endpoints set position = $2, failures = 0, failing_since = null, last_error = null,
            last_delivered_at = case when position < $2 then $3 else last_delivered_at end, leased_until = $4,
            recent = ${withDeliveriesSql('$5')}
      where id = $1 returning state`,
    [id, progress.position, progress.at, progress.until, deliveriesJson(progress.deliveries)],
  )
  return noted.rows[0]?.state === 'active'
}

/** Notes a failed attempt and gives the endpoint back until `dueAt`. */
export async function noteWebhookFailure(
  db: Pool | ClientBase,
  id: string,
  failure: {
    readonly position: number
    readonly at: Date
    readonly dueAt: Date
    readonly failures: number
    readonly error: string
  },
): Promise<void> {
  await db.query(
    `update webhook_endpoints set position = $2, failures = $5, failing_since = coalesce(failing_since, $3),
            due_at = $4, last_error = $6, leased_until = null
      where id = $1`,
    [id, failure.position, failure.at, failure.dueAt, failure.failures, failure.error],
  )
}

function endpointFrom(row: StoredEndpoint): WebhookEndpointRow {
  return {
    ...row,
    position: Number(row.position),
    waitingLetters: Number(row.waitingLetters),
    deadLetters: Number(row.deadLetters),
  }
}
