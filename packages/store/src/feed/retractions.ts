import { indicatorKinds, type IndicatorKind, type OrganisationKind } from '@wuzei/domain'
import type { ClientBase, Pool } from 'pg'
import type { RetractionReason } from './feed-types.ts'

/** A retraction that is signed and ready to be stored. */
export interface NewRetraction {
  readonly id: string
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly reason: RetractionReason
  readonly eventSeq: number | null
  readonly since: Date
  /** Canonical JSON. */
  readonly statement: string
  /** 64 bytes over the UTF-8 of the statement. */
  readonly signature: Buffer
  readonly keyId: string
  /** What the feed says of it, as JSON. */
  readonly detail: string
}

/**
 * Stores retractions, leaving out those of an event and indicator that has one already, and puts them into the feed
 * behind `position`. Who has to confirm them is what the members that take the feed are now. Gives back their number.
 */
export async function appendRetractions(
  client: ClientBase,
  retractions: readonly NewRetraction[],
  options: {
    readonly position: number
    readonly at: Date
    /** Whoever took the feed since then counts as connected. */
    readonly connectedSince: Date
    readonly remindAt: Date
  },
): Promise<number> {
  if (retractions.length === 0) return 0
  const added = await client.query<{ items: number }>(appendSql, [
    JSON.stringify(
      retractions.map((retraction, index) => ({
        ordinal: index,
        id: retraction.id,
        key: retraction.key.toString(),
        kind: indicatorKinds.indexOf(retraction.kind),
        canonical: retraction.canonical,
        reason: retraction.reason,
        event_seq: retraction.eventSeq,
        since: retraction.since.toISOString(),
        statement: retraction.statement,
        signature: retraction.signature.toString('hex'),
        key_id: retraction.keyId,
        detail: retraction.detail,
      })),
    ),
    options.position,
    options.at,
    options.connectedSince,
    options.remindAt,
  ])
  return added.rows[0]?.items ?? 0
}

const appendSql = `
with given as materialized (
  select * from json_to_recordset($1::json) as g(ordinal integer, id uuid, key bigint, kind smallint, canonical text,
    reason text, event_seq bigint, since timestamptz, statement text, signature text, key_id text, detail text)
), members as materialized (
  select m.organisation_id as id,
         m.last_seen_at >= $4::timestamptz or exists (
           select from webhook_endpoints w
            where w.organisation_id = m.organisation_id and w.state = 'active' and w.failures = 0) as connected
    from feed_members m join organisations o on o.id = m.organisation_id and o.state = 'active'
), round as (
  insert into retraction_rounds (at, addressees, connected)
  select $3::timestamptz, coalesce(array_agg(id order by id), '{}'),
         coalesce(array_agg(id order by id) filter (where connected), '{}') from members
  returning id, cardinality(addressees) = 0 as nobody, cardinality(connected) = 0 as alone
), stored as (
  insert into retractions (id, key, kind, canonical, reason, event_seq, since, at, round_id, statement, signature,
                           key_id, reached_at, completed_at, remind_at)
  select g.id, g.key, g.kind, g.canonical, g.reason, g.event_seq, g.since, $3, r.id, g.statement,
         decode(g.signature, 'hex'), g.key_id, case when r.alone then $3 end, case when r.nobody then $3 end,
         case when r.nobody then null else $5::timestamptz end
    from given g cross join round r
  on conflict do nothing
  returning id
), items as (
  insert into feed_items (position, type, event_seq, key, kind, canonical, cause, tlp, pap, object_id, detail, at)
  select $2::bigint + row_number() over (order by g.ordinal), 'retraction', g.event_seq, g.key, g.kind, g.canonical,
         g.reason, 'TLP:CLEAR', 'PAP:CLEAR', g.id, g.detail::json, $3
    from given g join stored s on s.id = g.id
  returning 1
)
select count(*)::integer as items from items`

/** One retraction, as it is stored. */
export interface RetractionRow {
  readonly id: string
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly reason: RetractionReason
  readonly eventSeq: number | null
  readonly since: Date
  readonly at: Date
  readonly statement: string
  readonly signature: Buffer
  readonly keyId: string
  /** When the last connected member, and the last of all, had confirmed. */
  readonly reachedAt: Date | null
  readonly completedAt: Date | null
  readonly reminders: number
}

/** Columns of a retraction; the table is called `t`. */
export const retractionColumns = `t.id, t.kind, t.canonical, t.reason, t.event_seq as "eventSeq", t.since, t.at, t.statement, t.signature,
  t.key_id as "keyId", t.reached_at as "reachedAt", t.completed_at as "completedAt", t.reminders`

export type StoredRetraction = Omit<RetractionRow, 'kind' | 'eventSeq'> & {
  kind: number
  eventSeq: string | null
}

export async function findRetraction(pool: Pool, id: string): Promise<RetractionRow | undefined> {
  const found = await pool.query<StoredRetraction>(
    `select ${retractionColumns} from retractions t where t.id = $1`,
    [id],
  )
  return found.rows.map(retractionFrom)[0]
}

/** Retractions of one indicator, newest first. */
export async function retractionsOf(pool: Pool, key: bigint, limit: number): Promise<RetractionRow[]> {
  const found = await pool.query<StoredRetraction>(
    `select ${retractionColumns} from retractions t where t.key = $1 order by t.at desc, t.id limit $2`,
    [key.toString(), limit],
  )
  return found.rows.map(retractionFrom)
}

/** Whether an indicator is listed now. */
export async function isListed(pool: Pool, key: bigint): Promise<boolean> {
  const found = await pool.query('select 1 from listed where key = $1', [key.toString()])
  return found.rowCount === 1
}

/** Retractions that an organisation has yet to confirm, oldest first; `after` is the id of the last one read. */
export async function outstandingRetractions(
  pool: Pool,
  organisationId: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<RetractionRow[]> {
  const found = await pool.query<StoredRetraction>(
    `select ${retractionColumns} from retractions t join retraction_rounds r on r.id = t.round_id
      where t.completed_at is null and $1::uuid = any(r.addressees)
        and not exists (select from retraction_receipts c
                         where c.retraction_id = t.id and c.organisation_id = $1::uuid)
        and ($2::uuid is null or (t.at, t.id) > (select at, id from retractions where id = $2))
      order by t.at, t.id limit $3`,
    [organisationId, page.after, page.limit],
  )
  return found.rows.map(retractionFrom)
}

/** One member that has to confirm a retraction, or has. */
export interface ConfirmationRow {
  readonly organisationId: string
  readonly kind: OrganisationKind
  readonly nameZh: string
  readonly nameEn: string
  /** It agreed to be named on public pages. */
  readonly isNamed: boolean
  readonly connected: boolean
  readonly confirmedAt: Date | null
  readonly signed: boolean
}

/** Whoever has to confirm a retraction, and whoever did without having to; whoever left and had not is left out. */
export async function confirmationsOf(pool: Pool, retractionId: string): Promise<ConfirmationRow[]> {
  const found = await pool.query<ConfirmationRow>(
    `select o.id as "organisationId", o.kind, o.name_zh as "nameZh", o.name_en as "nameEn",
            n.organisation_id is not null as "isNamed", o.id = any(r.connected) as connected,
            c.confirmed_at as "confirmedAt", c.jws is not null as signed
       from retractions t join retraction_rounds r on r.id = t.round_id
       join organisations o on o.id = any(r.addressees)
            or exists (select from retraction_receipts x where x.retraction_id = t.id and x.organisation_id = o.id)
       left join retraction_receipts c on c.retraction_id = t.id and c.organisation_id = o.id
       left join public_names n on n.organisation_id = o.id
      where t.id = $1 and (o.state = 'active' or c.confirmed_at is not null)
      order by c.confirmed_at nulls last, o.kind, o.id`,
    [retractionId],
  )
  return found.rows
}

/** A receipt by one member. */
export interface NewReceipt {
  readonly organisationId: string
  readonly by: string
  readonly at: Date
  readonly jws: string | null
}

/** Writes receipts for retractions; gives back the ids that exist, confirmed now or before. */
export async function writeReceipts(
  client: ClientBase,
  retractionIds: readonly string[],
  receipt: NewReceipt,
): Promise<string[]> {
  // In the order of their ids, so that two members who confirm the same many never wait for each other in a circle.
  const known = await client.query<{ id: string }>(
    'select id from retractions where id = any($1::uuid[]) order by id for update',
    [retractionIds],
  )
  const ids = known.rows.map(({ id }) => id)
  const added = await client.query<{ retraction_id: string }>(
    `insert into retraction_receipts (retraction_id, organisation_id, confirmed_at, confirmed_by, jws)
     select id, $2, $3, $4, $5 from unnest($1::uuid[]) as g(id) on conflict do nothing returning retraction_id`,
    [ids, receipt.organisationId, receipt.at, receipt.by, receipt.jws],
  )
  await settleRetractions(
    client,
    added.rows.map((row) => row.retraction_id),
    receipt.at,
  )
  return ids
}

/** Notes of retractions whether all connected members, and all, have confirmed. Their rows must be locked. */
async function settleRetractions(client: ClientBase, ids: readonly string[], at: Date): Promise<void> {
  if (ids.length === 0) return
  await client.query(
    `update retractions t set
            reached_at = coalesce(t.reached_at, case when not m.connected_missing then $2::timestamptz end),
            completed_at = case when not m.missing then $2::timestamptz end,
            remind_at = case when m.missing then t.remind_at end
       from (select t.id,
                    coalesce(bool_or(c.retraction_id is null), false) as missing,
                    coalesce(bool_or(c.retraction_id is null and a.id = any(r.connected)), false) as connected_missing
               from retractions t join retraction_rounds r on r.id = t.round_id
               left join lateral (select o.id from organisations o
                                   where o.id = any(r.addressees) and o.state = 'active') a on true
               left join retraction_receipts c on c.retraction_id = t.id and c.organisation_id = a.id
              where t.id = any($1::uuid[]) and t.completed_at is null
              group by t.id) m
      where t.id = m.id and (not m.missing or t.reached_at is null and not m.connected_missing)`,
    [ids, at],
  )
}

/** When a retraction that was reminded `reminders` times is due again, as intervals after its `at`; then never. */
export interface ReminderOptions {
  readonly position: number
  readonly at: Date
  /** Seconds after the retraction of each reminder. */
  readonly scheduleS: readonly number[]
  readonly limit: number
}

/** Puts the reminders that are due into the feed, each for those who have not confirmed. Gives back their number. */
export async function appendReminders(client: ClientBase, options: ReminderOptions): Promise<number> {
  const due = await client.query<{ id: string }>(
    `select id from retractions where remind_at <= $1 order by remind_at, id limit $2 for update skip locked`,
    [options.at, options.limit],
  )
  if (due.rows.length === 0) return 0
  const ids = due.rows.map(({ id }) => id)
  // Whoever left meanwhile is waited for no longer.
  await settleRetractions(client, ids, options.at)
  const added = await client.query<{ items: number }>(
    `with due as materialized (
       select t.*, row_number() over (order by t.at, t.id) as ordinal from retractions t
        where t.id = any($1::uuid[]) and t.completed_at is null
     ), next as (
       update retractions t set reminders = t.reminders + 1,
              remind_at = t.at + make_interval(secs => ($4::double precision[])[t.reminders + 2])
        from due d where t.id = d.id
     ), items as (
       insert into feed_items (position, type, event_seq, key, kind, canonical, cause, tlp, pap, addressed, object_id,
                               detail, at)
       select $2::bigint + ordinal, 'retraction-reminder', event_seq, key, kind, canonical, reason, 'TLP:CLEAR',
              'PAP:CLEAR', true, id,
              (select f.detail from feed_items f where f.object_id = due.id and f.type = 'retraction'), $3
         from due
       returning position, object_id
     ), named as (
       insert into feed_recipients (position, recipient_id)
       select i.position, o.id from items i join due d on d.id = i.object_id
         join retraction_rounds r on r.id = d.round_id
         join organisations o on o.id = any(r.addressees) and o.state = 'active'
        where not exists (select from retraction_receipts c
                           where c.retraction_id = d.id and c.organisation_id = o.id)
     )
     select count(*)::integer as items from items`,
    [ids, options.position, options.at, options.scheduleS],
  )
  return added.rows[0]?.items ?? 0
}

export function retractionFrom(row: StoredRetraction): RetractionRow {
  const kind = indicatorKinds[row.kind]
  if (!kind) throw new Error(`stored kind ${row.kind} is not known to this version`)
  return { ...row, kind, eventSeq: row.eventSeq === null ? null : Number(row.eventSeq) }
}
