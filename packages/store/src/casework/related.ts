import type { ClientBase } from 'pg'

/** The account an order is about, and the matter it belongs to. */
export interface AccountMatter {
  readonly orderId: string | null
  readonly partnerId: string
  readonly accountIndex: Buffer
  readonly matterId: string | null
  readonly caseId: string | null
}

/** What else is going on with an account. */
export interface AccountSituation {
  /** Stops that count, of this account in this matter. */
  readonly stopsUsed: number
  readonly protectedClass: string | null
  readonly freeze: {
    readonly id: string
    readonly state: string
    readonly expiresAt: Date | null
    readonly startAtMs: string | null
  } | null
  /** Another order on the account that holds money or is about to. */
  readonly otherOrder: { readonly id: string; readonly caseId: string | null } | null
  /** Others that hold it now. */
  readonly othersHolding: number
}

/** Makes everybody who works on orders of this account wait for the end of the caller's transaction. */
export async function lockAccount(client: ClientBase, accountIndex: Buffer): Promise<void> {
  // 64 bits of the index: two accounts that share them wait for each other without need, and that is all.
  await client.query({
    name: 'wuzei-casework-lock-account',
    text: 'select pg_advisory_xact_lock($1)',
    values: [accountIndex.readBigInt64BE(0).toString()],
  })
}

/** States in which an order holds money. */
const holding = ['ACTIVE', 'PARTIAL_ACTIVE', 'PARTIAL', 'RENEW_PENDING']
/** States in which a freeze stands. */
const frozen = ['ACTIVE', 'PARTIAL', 'QUEUED', 'RENEW_PENDING']

/** Reads what guards ask about an account, by one statement. */
export async function readAccountSituation(
  client: ClientBase,
  matter: AccountMatter,
): Promise<AccountSituation> {
  const found = await client.query<{
    stops_used: number
    protected_class: string | null
    freeze: { id: string; state: string; expires_at: string | null; start: string | null } | null
    other: { id: string; case_id: string | null } | null
    others_holding: number
  }>({
    name: 'wuzei-casework-account',
    text: `with orders as (
             select id, kind, state, case_id, expires_at, facts from casework_entities
              where subject_index = $2 and partner_id = $1 and kind in ('stop-order', 'freeze-order')
                and not is_over and id is distinct from $3)
           select (select count(*)::integer from casework_stops
                    where partner_id = $1 and account_index = $2 and matter_id = $4 and voided_at is null
                  ) as stops_used,
                  (select class from casework_protected_accounts
                    where partner_id = $1 and account_index = $2) as protected_class,
                  (select json_build_object('id', id, 'state', state, 'expires_at', expires_at,
                                            'start', facts ->> 'startAtMs')
                     from orders where kind = 'freeze-order' and state = any($5) limit 1) as freeze,
                  (select json_build_object('id', id, 'case_id', case_id) from orders
                    where state <> all(array['DRAFT', 'PENDING_APPROVAL', 'FAILED']) limit 1) as other,
                  (select count(*)::integer from orders where state = any($6)) as others_holding`,
    values: [matter.partnerId, matter.accountIndex, matter.orderId, matter.matterId, frozen, holding],
  })
  const row = found.rows[0]
  if (!row) throw new Error('a query without a table has no row')
  return {
    stopsUsed: row.stops_used,
    protectedClass: row.protected_class,
    freeze: row.freeze && {
      id: row.freeze.id,
      state: row.freeze.state,
      expiresAt: row.freeze.expires_at === null ? null : new Date(row.freeze.expires_at),
      startAtMs: row.freeze.start,
    },
    otherOrder: row.other && { id: row.other.id, caseId: row.other.case_id },
    othersHolding: row.others_holding,
  }
}

/** Writes down that an order uses a stop of its account and matter; refused by the database for a third. */
export async function insertStop(
  client: ClientBase,
  stop: {
    readonly orderId: string
    readonly partnerId: string
    readonly accountIndex: Buffer
    readonly matterId: string
    readonly stopNo: number
    readonly at: Date
  },
): Promise<void> {
  await client.query({
    name: 'wuzei-casework-stop',
    text: `insert into casework_stops (order_id, partner_id, account_index, matter_id, stop_no, at)
           values ($1, $2, $3, $4, $5, $6)`,
    values: [stop.orderId, stop.partnerId, stop.accountIndex, stop.matterId, stop.stopNo, stop.at],
  })
}

/** An order that was not carried out uses no stop. */
export async function voidStops(client: ClientBase, orderId: string, at: Date): Promise<void> {
  await client.query('update casework_stops set voided_at = $2 where order_id = $1 and voided_at is null', [
    orderId,
    at,
  ])
}

/** What a report or case still has open, and what hangs on it. */
export interface MatterSituation {
  readonly openOrders: number
  readonly openFreezes: number
  readonly openPlans: number
  readonly openAppeals: number
}

/** Counts what is open of a report or case. */
export async function readMatterSituation(client: ClientBase, id: string): Promise<MatterSituation> {
  const found = await client.query<MatterSituation>({
    name: 'wuzei-casework-matter',
    text: `with open as (
             select id, kind from casework_entities
              where (report_id = $1 or case_id = $1) and not is_over)
           select count(*) filter (where kind in ('stop-order', 'freeze-order', 'number-order', 'url-order'))::integer
                    as "openOrders",
                  count(*) filter (where kind = 'freeze-order')::integer as "openFreezes",
                  count(*) filter (where kind = 'return-plan')::integer as "openPlans",
                  (select count(*)::integer from casework_entities a
                    where a.kind = 'appeal' and not a.is_over and a.target_id in (select id from open)
                  ) as "openAppeals"
             from open`,
    values: [id],
  })
  return found.rows[0] ?? { openOrders: 0, openFreezes: 0, openPlans: 0, openAppeals: 0 }
}

/** Ids of entities of a kind that hang on a report, case or parent and are not over, oldest first. */
export async function liveEntitiesOf(
  client: ClientBase,
  id: string,
  kinds: readonly string[],
): Promise<{ readonly id: string; readonly kind: string; readonly state: string }[]> {
  const found = await client.query<{ id: string; kind: string; state: string }>(
    `select id, kind, state from casework_entities
      where (report_id = $1 or case_id = $1 or parent_id = $1) and kind = any($2) and not is_over
      order by created_at, id`,
    [id, kinds],
  )
  return found.rows
}

/** Live stops of an account at a bank, oldest first: what a freeze of the same account takes over. */
export async function liveStopsOfAccount(
  client: ClientBase,
  account: { readonly partnerId: string; readonly accountIndex: Buffer },
): Promise<{ readonly id: string; readonly state: string }[]> {
  const found = await client.query<{ id: string; state: string }>(
    `select id, state from casework_entities
      where kind = 'stop-order' and partner_id = $1 and subject_index = $2 and not is_over
      order by created_at, id`,
    [account.partnerId, account.accountIndex],
  )
  return found.rows
}

/** Marks an account as one that is never stopped or frozen as a whole. */
export async function protectAccount(
  client: ClientBase,
  account: {
    readonly partnerId: string
    readonly accountIndex: Buffer
    readonly class: string
    readonly addedBy: string
    readonly at: Date
  },
): Promise<void> {
  await client.query(
    `insert into casework_protected_accounts (partner_id, account_index, class, added_by, added_at)
     values ($1, $2, $3, $4, $5)
     on conflict (partner_id, account_index) do update set class = excluded.class`,
    [account.partnerId, account.accountIndex, account.class, account.addedBy, account.at],
  )
}

/** Reports of one reporter, by pseudonym, since an instant. */
export async function countApplications(
  client: ClientBase,
  reporterKey: string,
  since: Date,
): Promise<number> {
  const found = await client.query<{ count: number }>(
    `select count(*)::integer as count from casework_entities
      where kind = 'report' and facts ->> 'reporterKey' = $1 and created_at >= $2`,
    [reporterKey, since],
  )
  return found.rows[0]?.count ?? 0
}

/** True when the same appellant's appeal against the same measure was rejected before. */
export async function wasAppealRejected(
  client: ClientBase,
  targetId: string,
  appellantKey: string,
): Promise<boolean> {
  const found = await client.query(
    `select 1 from casework_entities
      where kind = 'appeal' and target_id = $1 and facts ->> 'appellantKey' = $2
        and facts ->> 'outcome' = 'REJECTED' limit 1`,
    [targetId, appellantKey],
  )
  return found.rowCount === 1
}
