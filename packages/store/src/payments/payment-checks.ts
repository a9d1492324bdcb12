import type { ClientBase, Pool } from 'pg'

export type PaymentOutcome = 'paid' | 'cancelled' | 'scam-confirmed' | 'false-alarm'

/** The record of one answer. */
export interface PaymentCheckRow {
  readonly id: string
  readonly seq: string
  readonly kind: 'payment' | 'opening'
  readonly organisationId: string
  readonly askedBy: string
  readonly askedAt: Date
  readonly subjectKind: string
  readonly subjectDigest: Buffer
  /** Whole minor units. */
  readonly amount: string | null
  readonly currency: string | null
  readonly channel: string | null
  readonly decision: string
  readonly ruleIds: string[]
  readonly ruleSet: string
  /** The newest word of the asking member. */
  readonly outcome: PaymentOutcome | null
}

/**
 * Writes records given as JSON objects whose members are named as the columns, in one statement. One that is there already is
 * left alone, so the same may be sent again after a failure.
 */
export async function insertPaymentChecks(pool: Pool, records: readonly string[]): Promise<void> {
  await pool.query(
    `insert into payment_checks (row_id, id, kind, purpose, organisation_id, asked_by, asked_at, subject_kind,
                                 subject_digest, payer_digest, amount, currency, channel, decision, rule_ids, rule_set,
                                 keep_until)
     select row_id, id, kind, 'ANTI_FRAUD_ONLY', organisation_id, asked_by, asked_at, subject_kind, subject_digest,
            payer_digest, amount, currency, channel, decision, rule_ids, rule_set, keep_until
       from json_to_recordset($1) as r (row_id uuid, id uuid, kind text, organisation_id uuid, asked_by text,
              asked_at timestamptz, subject_kind text, subject_digest bytea, payer_digest bytea, amount numeric,
              currency text, channel text, decision text, rule_ids text[], rule_set text, keep_until timestamptz)
     on conflict (row_id) do nothing`,
    [`[${records.join(',')}]`],
  )
}

/** Records of one organisation, or of all, newest first; before `seq` where it is given. */
export async function listPaymentChecks(
  pool: Pool,
  organisationId: string | null,
  before: string | null,
  limit: number,
): Promise<PaymentCheckRow[]> {
  const found = await pool.query<PaymentCheckRow>(
    `select c.id, c.seq::text, c.kind, c.organisation_id as "organisationId", c.asked_by as "askedBy",
            c.asked_at as "askedAt", c.subject_kind as "subjectKind", c.subject_digest as "subjectDigest",
            c.amount::text, c.currency, c.channel, c.decision, c.rule_ids as "ruleIds", c.rule_set as "ruleSet",
            (select o.outcome from payment_outcomes o where o.check_id = c.id order by o.id desc limit 1) as outcome
       from payment_checks c
      where ($1::uuid is null or c.organisation_id = $1) and ($2::bigint is null or c.seq < $2)
      order by c.seq desc limit $3`,
    [organisationId, before, limit],
  )
  return found.rows
}

/** Whose check it is, and when its record goes; undefined when there is none. */
export async function findPaymentCheck(
  client: ClientBase | Pool,
  id: string,
): Promise<{ readonly organisationId: string; readonly keepUntil: Date } | undefined> {
  const found = await client.query<{ organisationId: string; keepUntil: Date }>(
    `select organisation_id as "organisationId", keep_until as "keepUntil" from payment_checks
      where id = $1 and kind = 'payment' limit 1`,
    [id],
  )
  return found.rows[0]
}

export async function insertPaymentOutcome(
  client: ClientBase | Pool,
  outcome: {
    readonly checkId: string
    readonly organisationId: string
    readonly outcome: PaymentOutcome
    readonly toldBy: string
    readonly toldAt: Date
    readonly keepUntil: Date
  },
): Promise<void> {
  await client.query(
    `insert into payment_outcomes (check_id, organisation_id, outcome, told_by, told_at, keep_until)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      outcome.checkId,
      outcome.organisationId,
      outcome.outcome,
      outcome.toldBy,
      outcome.toldAt,
      outcome.keepUntil,
    ],
  )
}

/** How often a rule spoke, and what came of it. */
export interface RuleTally {
  readonly rule: string
  readonly fired: number
  readonly told: number
  readonly cancelled: number
  readonly scams: number
  readonly falseAlarms: number
}

/** Checks since an instant, each once however often it was sent, by rule; of one organisation, or of all. */
export async function tallyRules(
  pool: Pool,
  organisationId: string | null,
  since: Date,
): Promise<RuleTally[]> {
  const found = await pool.query<RuleTally>(
    `with asked as (
       select distinct on (id) id, rule_ids from payment_checks
        where kind = 'payment' and asked_at >= $2 and ($1::uuid is null or organisation_id = $1)
        order by id, seq desc)
     select rule, count(*)::int as fired, count(o.outcome)::int as told,
            count(*) filter (where o.outcome = 'cancelled')::int as cancelled,
            count(*) filter (where o.outcome = 'scam-confirmed')::int as scams,
            count(*) filter (where o.outcome = 'false-alarm')::int as "falseAlarms"
       from asked cross join unnest(rule_ids) as rule
       left join lateral (select outcome from payment_outcomes p where p.check_id = asked.id order by p.id desc limit 1) o
         on true
      group by rule order by fired desc, rule`,
    [organisationId, since],
  )
  return found.rows
}

/** Forgets records whose time is over; gives how many. */
export async function forgetPaymentChecks(pool: Pool): Promise<number> {
  await pool.query('delete from payment_outcomes where keep_until < now()')
  const gone = await pool.query('delete from payment_checks where keep_until < now()')
  return gone.rowCount ?? 0
}
