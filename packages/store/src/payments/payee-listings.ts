import type { ClientBase, Pool } from 'pg'

export type PayeeListingState = 'proposed' | 'active' | 'refused' | 'withdrawn' | 'lifted'
export type ListedSubjectKind = 'account' | 'payment' | 'wallet' | 'phone' | 'holder'

/** An entry of a list that payments and openings are checked against. */
export interface PayeeListing {
  readonly id: string
  readonly list: 'INVOLVED' | 'SUSPICIOUS' | 'SANCTIONED'
  readonly subjectKind: ListedSubjectKind
  /** 32 bytes, keyed. */
  readonly digest: Buffer
  readonly sealed: Buffer
  readonly shown: string
  readonly sanctionClass: 'administrative' | 'criminal' | 'organiser' | null
  readonly reason: string
  readonly reference: string
  readonly ruleSet: string
  readonly originId: string
  readonly region: string
  readonly state: PayeeListingState
  readonly proposedBy: string
  readonly proposedAt: Date
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly expiresAt: Date
  readonly liftedBy: string | null
  readonly liftedAt: Date | null
  readonly liftReason: string | null
}

export type NewListing = Omit<
  PayeeListing,
  'state' | 'decidedBy' | 'decidedAt' | 'liftedBy' | 'liftedAt' | 'liftReason'
>

const columns = `id, list, subject_kind as "subjectKind", digest, sealed, shown, sanction_class as "sanctionClass",
  reason, reference, rule_set as "ruleSet", origin_id as "originId", region, state, proposed_by as "proposedBy",
  proposed_at as "proposedAt", decided_by as "decidedBy", decided_at as "decidedAt", expires_at as "expiresAt",
  lifted_by as "liftedBy", lifted_at as "liftedAt", lift_reason as "liftReason"`

/** Proposes an entry; false when the same stands or waits on the same list already. */
export async function insertListing(client: ClientBase, listing: NewListing): Promise<boolean> {
  const made = await client.query(
    `insert into payee_listings (id, list, subject_kind, digest, sealed, shown, sanction_class, reason, reference,
                                 rule_set, origin_id, region, state, proposed_by, proposed_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'proposed', $13, $14, $15)
     on conflict (list, digest) where state in ('proposed', 'active') do nothing`,
    [
      listing.id,
      listing.list,
      listing.subjectKind,
      listing.digest,
      listing.sealed,
      listing.shown,
      listing.sanctionClass,
      listing.reason,
      listing.reference,
      listing.ruleSet,
      listing.originId,
      listing.region,
      listing.proposedBy,
      listing.proposedAt,
      listing.expiresAt,
    ],
  )
  return made.rowCount === 1
}

/** Ends an entry whose time is over, so that the same can be proposed again. */
export async function retireExpiredListing(
  client: ClientBase,
  list: PayeeListing['list'],
  digest: Buffer,
  now: Date,
): Promise<void> {
  await client.query(
    `update payee_listings set state = case state when 'active' then 'lifted' else 'withdrawn' end,
            decided_by = coalesce(decided_by, 'clock'), decided_at = coalesce(decided_at, $3),
            lifted_by = case state when 'active' then 'clock' end, lifted_at = case state when 'active' then $3 end,
            lift_reason = case state when 'active' then 'expired' end
      where list = $1 and digest = $2 and state in ('proposed', 'active') and expires_at <= $3`,
    [list, digest, now],
  )
}

/** One entry, locked until the transaction ends. */
export async function lockPayeeListing(client: ClientBase, id: string): Promise<PayeeListing | undefined> {
  const found = await client.query<PayeeListing>(
    `select ${columns} from payee_listings where id = $1 for update`,
    [id],
  )
  return found.rows[0]
}

export async function decideListingRow(
  client: ClientBase,
  id: string,
  decision: {
    readonly state: 'active' | 'refused' | 'withdrawn'
    readonly by: string
    readonly at: Date
  },
): Promise<void> {
  await client.query('update payee_listings set state = $2, decided_by = $3, decided_at = $4 where id = $1', [
    id,
    decision.state,
    decision.by,
    decision.at,
  ])
}

export async function liftListingRow(
  client: ClientBase,
  id: string,
  lift: { readonly by: string; readonly at: Date; readonly reason: string },
): Promise<void> {
  await client.query(
    `update payee_listings set state = 'lifted', lifted_by = $2, lifted_at = $3, lift_reason = $4 where id = $1`,
    [id, lift.by, lift.at, lift.reason],
  )
}

/** Entries that stand for one value, locked: an upheld dispute lifts them. */
export async function lockActiveListingsOf(client: ClientBase, digest: Buffer): Promise<PayeeListing[]> {
  const found = await client.query<PayeeListing>(
    `select ${columns} from payee_listings where digest = $1 and state = 'active' order by id for update`,
    [digest],
  )
  return found.rows
}

/** What a process keeps in memory of an entry. */
export type ListingInForce = Pick<
  PayeeListing,
  'id' | 'list' | 'digest' | 'sanctionClass' | 'expiresAt' | 'ruleSet'
>

/** Everything in force, or whatever of these ids is. */
export async function listingsInForce(
  client: ClientBase | Pool,
  ids?: readonly string[],
): Promise<ListingInForce[]> {
  const found = await client.query<ListingInForce>(
    `select id, list, digest, sanction_class as "sanctionClass", expires_at as "expiresAt", rule_set as "ruleSet"
       from payee_listings where state = 'active' and ($1::uuid[] is null or id = any($1))`,
    [ids ?? null],
  )
  return found.rows
}

/** Entries within a region, newest first. */
export async function listListings(
  client: ClientBase | Pool,
  filter: { readonly region: string; readonly state: PayeeListingState | undefined },
  after: { readonly at: Date; readonly id: string } | null,
  limit: number,
): Promise<PayeeListing[]> {
  const found = await client.query<PayeeListing>(
    `select ${columns} from payee_listings
      where ($1 = '' or region = $1 or starts_with(region, $1 || '/')) and ($2::text is null or state = $2)
        and ($3::timestamptz is null or (proposed_at, id) < ($3, $4::uuid))
      order by proposed_at desc, id desc limit $5`,
    [filter.region, filter.state ?? null, after?.at ?? null, after?.id ?? null, limit],
  )
  return found.rows
}
