import type { ClientBase, Pool } from 'pg'

/** One act of opening personal data. */
export interface NewUnmasking {
  readonly personId: string
  readonly record: 'report' | 'dispute'
  readonly recordId: bigint
  readonly purpose: string
  readonly at: Date
  readonly expiresAt: Date
}

/** Locks a person's unmaskings for the transaction, so that two at once are counted one after the other. */
export async function lockUnmaskings(client: ClientBase, personId: string): Promise<void> {
  await client.query('select 1 from people where id = $1 for no key update', [personId])
}

/** How many somebody has opened since each instant. */
export async function countUnmaskings(
  client: ClientBase,
  personId: string,
  since: { readonly hour: Date; readonly day: Date },
): Promise<{ readonly hour: number; readonly day: number }> {
  const found = await client.query<{ hour: string; day: string }>(
    `select count(*) filter (where at > $2) as hour, count(*) as day from unmaskings where person_id = $1 and at > $3`,
    [personId, since.hour, since.day],
  )
  return { hour: Number(found.rows[0]?.hour ?? 0), day: Number(found.rows[0]?.day ?? 0) }
}

export async function insertUnmasking(client: ClientBase, unmasking: NewUnmasking): Promise<string> {
  const inserted = await client.query<{ id: string }>(
    `insert into unmaskings (person_id, record, record_id, purpose, at, expires_at)
     values ($1, $2, $3, $4, $5, $6) returning id`,
    [
      unmasking.personId,
      unmasking.record,
      unmasking.recordId.toString(),
      unmasking.purpose,
      unmasking.at,
      unmasking.expiresAt,
    ],
  )
  const row = inserted.rows[0]
  if (!row) throw new Error('an unmasking was not stored')
  return row.id
}

/** Whether somebody has this record open at this instant. */
export async function isUnmasked(
  pool: Pool,
  asked: {
    readonly personId: string
    readonly record: 'report' | 'dispute'
    readonly recordId: bigint
    readonly at: Date
  },
): Promise<boolean> {
  const found = await pool.query(
    `select 1 from unmaskings where person_id = $1 and record = $2 and record_id = $3 and expires_at > $4 and at <= $4
      limit 1`,
    [asked.personId, asked.record, asked.recordId.toString(), asked.at],
  )
  return found.rowCount === 1
}

/** Notes that somebody was locked out, for their supervisors to see. */
export async function insertUnmaskingAlert(
  client: ClientBase,
  alert: {
    readonly personId: string
    readonly organisationId: string
    readonly span: 'hour' | 'day'
    readonly at: Date
  },
): Promise<void> {
  await client.query(
    'insert into unmasking_alerts (person_id, organisation_id, span, at) values ($1, $2, $3, $4)',
    [alert.personId, alert.organisationId, alert.span, alert.at],
  )
}

export interface UnmaskingAlertRow {
  readonly id: string
  readonly personId: string
  /** Sealed. */
  readonly name: Buffer
  readonly span: 'hour' | 'day'
  readonly at: Date
}

/** Alerts on one screen; the newest. */
const mostAlerts = 50

/** Alerts of an organisation that nobody has looked at. */
export async function openUnmaskingAlerts(pool: Pool, organisationId: string): Promise<UnmaskingAlertRow[]> {
  const found = await pool.query<{
    id: string
    person_id: string
    name: Buffer
    span: 'hour' | 'day'
    at: Date
  }>(
    `select a.id, a.person_id, p.name, a.span, a.at from unmasking_alerts a join people p on p.id = a.person_id
      where a.organisation_id = $1 and a.seen_at is null order by a.at desc limit $2`,
    [organisationId, mostAlerts],
  )
  return found.rows.map((row) => ({
    id: row.id,
    personId: row.person_id,
    name: row.name,
    span: row.span,
    at: row.at,
  }))
}

/** Notes who looked at an alert of this organisation; false when it is not there, or was looked at. */
export async function seeUnmaskingAlert(
  client: ClientBase,
  alert: { readonly id: string; readonly organisationId: string; readonly by: string; readonly at: Date },
): Promise<boolean> {
  const updated = await client.query(
    `update unmasking_alerts set seen_by = $3, seen_at = $4
      where id = $1 and organisation_id = $2 and seen_at is null`,
    [alert.id, alert.organisationId, alert.by, alert.at],
  )
  return updated.rowCount === 1
}
