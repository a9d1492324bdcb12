import { indicatorKinds, type IndicatorKind } from '@wuzei/domain'
import type { ClientBase } from 'pg'
import { FEED_CHANNEL, type RetractionReason } from './feed-types.ts'

/** How far the feed is in its sources, and how far they are. */
export interface FeedProgress {
  readonly position: number
  readonly listingVersion: number
  readonly shareSeq: number
  readonly decisionSeq: number
  /** The listing's journal ends here… */
  readonly listingEnd: number
  /** …and holds what events up to this one did to it. */
  readonly listedSeq: number
  readonly lastSeq: number
  /** Types of the events from where the feed is on: what is not among them need not be looked for. */
  readonly types: ReadonlySet<string>
}

type StoredProgress = Record<Exclude<keyof FeedProgress, 'types'>, string> & { types: string[] }

/**
 * Locks the feed for writing until the transaction ends, so that positions are contiguous whatever happens. One
 * statement: the journal and the cursor of whoever writes it move together, so they are read together.
 */
export async function lockFeed(client: ClientBase, stretchEvents: number): Promise<FeedProgress> {
  const found = await client.query<StoredProgress>({
    name: 'wuzei-lock-feed',
    text: `select h.position, greatest(h.listing_version, l.compacted_to) as "listingVersion",
                  h.share_seq as "shareSeq", h.decision_seq as "decisionSeq", l.version as "listingEnd",
                  coalesce((select seq from event_cursors where name = 'listing'), 0) as "listedSeq",
                  coalesce((select max(seq) from events), 0) as "lastSeq",
                  array(select distinct e.type from events e
                         where e.seq > least(h.share_seq, h.decision_seq)
                           and e.seq <= greatest(h.share_seq, h.decision_seq) + $1) as types
             from feed_head h cross join listing_head l for update of h`,
    values: [stretchEvents],
  })
  const row = found.rows[0]
  if (!row) throw new Error('feed_head has lost its row')
  return {
    position: Number(row.position),
    listingVersion: Number(row.listingVersion),
    shareSeq: Number(row.shareSeq),
    decisionSeq: Number(row.decisionSeq),
    // Had somebody else just moved the feed, the rest would be of the moment before.
    listingEnd: Math.max(Number(row.listingEnd), Number(row.listingVersion)),
    listedSeq: Number(row.listedSeq),
    lastSeq: Number(row.lastSeq),
    types: new Set(row.types),
  }
}

/** Writes how far the feed is now, and wakes its readers once that is committed. */
export async function advanceFeed(
  client: ClientBase,
  to: Pick<FeedProgress, 'position' | 'listingVersion' | 'shareSeq' | 'decisionSeq'>,
  at: Date,
): Promise<void> {
  await client.query({
    name: 'wuzei-advance-feed',
    text: `with moved as (
             update feed_head set position = $1, listing_version = $2, share_seq = $3, decision_seq = $4, at = $5
             returning 1)
           select pg_notify($6, '') from moved`,
    values: [to.position, to.listingVersion, to.shareSeq, to.decisionSeq, at, FEED_CHANNEL],
  })
}

/** Puts a stretch of the listing's journal behind `position`, by one statement. Gives back the number of items. */
export async function appendListingItems(
  client: ClientBase,
  stretch: { readonly after: number; readonly upTo: number },
  position: number,
): Promise<number> {
  // Everything listed is labelled for the community: its sources are weighed, not named.
  const added = await client.query(
    `insert into feed_items (position, type, event_seq, key, kind, canonical, level, fraud_types, cause, tlp, pap, at)
     select $3::bigint + row_number() over (order by version),
            case change when 'added' then 'listed' when 'removed' then 'unlisted' else 'changed' end,
            event_seq, key, kind, canonical, level, fraud_types, cause, 'TLP:GREEN', 'PAP:GREEN', at
       from listing_changes where version > $1 and version <= $2`,
    [stretch.after, stretch.upTo, position],
  )
  return added.rowCount ?? 0
}

/** Something said about an indicator that was taken back. */
export interface TakenBack {
  readonly key: bigint
  readonly kind: IndicatorKind
  readonly canonical: string
  readonly reason: RetractionReason
  readonly eventSeq: number | null
  readonly since: Date
}

/** What left the listing in a stretch of its journal because somebody or something spoke against it, not by fading. */
export async function removalsIn(
  client: ClientBase,
  stretch: { readonly after: number; readonly upTo: number },
): Promise<TakenBack[]> {
  const found = await client.query<TakenBackRow>(
    `select c.key, c.kind, c.canonical, c.event_seq, coalesce(e.at, c.at) as since,
            case when c.cause = 'pinned' then 'decided'
                 when e.type = 'indicator.tenure-set' then 'new-holder'
                 when c.cause = 'retracted' then 'retracted'
                 when e.payload #>> '{dispute,state}' = 'upheld' then 'appeal-upheld'
                 else 'evidence-changed' end as reason
       from listing_changes c left join events e on e.seq = c.event_seq
      where c.version > $1 and c.version <= $2 and c.change = 'removed' and c.cause <> 'faded'
      order by c.version`,
    [stretch.after, stretch.upTo],
  )
  return found.rows.map(takenBackFrom)
}

/** What people took back in a stretch of the log, listed or not: others may have been told of it by a check. */
export async function decisionsIn(
  client: ClientBase,
  stretch: { readonly after: number; readonly upTo: number },
): Promise<TakenBack[]> {
  const found = await client.query<TakenBackRow>(
    `select i.key, i.kind, i.canonical, e.seq as event_seq, e.at as since,
            case e.type when 'indicator.retracted' then 'retracted' else 'appeal-upheld' end as reason
       from events e
       join indicators i on i.key = ('x' || (e.payload #>> '{indicator,key}'))::bit(64)::bigint
      where e.seq > $1 and e.seq <= $2
        and (e.type = 'indicator.retracted'
             or e.type = 'indicator.disputed' and e.payload #>> '{dispute,state}' = 'upheld')
      order by e.seq`,
    [stretch.after, stretch.upTo],
  )
  return found.rows.map(takenBackFrom)
}

/**
 * Puts what the log says of shares in a stretch behind `position`. A share that was labelled anew is labelled so in
 * every item about it, so that nobody pages back to what was closed since. Gives back the number of items.
 */
export async function appendShareItems(
  client: ClientBase,
  stretch: { readonly after: number; readonly upTo: number },
  position: number,
): Promise<number> {
  const added = await client.query<{ items: number }>(
    `with given as materialized (
       select row_number() over (order by e.seq) as ordinal, e.seq, e.type as event_type,
              e.at as event_at, s.*
         from events e join shares s on s.id = (e.payload ->> 'share')::uuid
        where e.seq > $1 and e.seq <= $2 and e.type in ('share-given', 'share-withdrawn', 'share-relabelled')
     ), relabelled as (
       update feed_items f set tlp = g.tlp, pap = g.pap from given g
        where f.object_id = g.id and g.event_type = 'share-relabelled'
     ), items as (
       insert into feed_items (position, type, event_seq, key, kind, canonical, fraud_types, cause, origin_id, tlp, pap,
                               group_id, object_id, detail, at)
       select $3::bigint + ordinal,
              case event_type when 'share-given' then 'share' else event_type end,
              seq, indicator_key, kind, canonical,
              case when fraud_type is null then '{}' else array[fraud_type] end,
              case event_type when 'share-withdrawn' then withdrawal_reason end,
              origin_id, tlp, pap, group_id, id,
              json_build_object('object', object, 'seen', seen, 'count', count,
                'firstAt', to_char(to_timestamp(first_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
                'lastAt', to_char(to_timestamp(last_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
              event_at
         from given
       returning position, object_id
     ), named as (
       insert into feed_recipients (position, recipient_id)
       select i.position, r.recipient_id from items i join share_recipients r on r.share_id = i.object_id
     )
     select count(*)::integer as items from items`,
    [stretch.after, stretch.upTo, position],
  )
  return added.rows[0]?.items ?? 0
}

/** Puts what only one member is to know behind `position`: that its webhook was paused. Gives back the number of items. */
export async function appendNoticeItems(
  client: ClientBase,
  stretch: { readonly after: number; readonly upTo: number },
  position: number,
): Promise<number> {
  const added = await client.query<{ items: number }>(
    `with given as materialized (
       select $3::bigint + row_number() over (order by seq) as position, e.* from events e
        where seq > $1 and seq <= $2 and type = 'webhook-paused'
     ), items as (
       insert into feed_items (position, type, event_seq, cause, tlp, pap, addressed, object_id, at)
       select position, 'webhook-paused', seq, payload ->> 'reason', 'TLP:GREEN', 'PAP:GREEN', true,
              (payload ->> 'webhookId')::uuid, at
         from given
     ), named as (
       insert into feed_recipients (position, recipient_id)
       select position, (payload ->> 'organisationId')::uuid from given
     )
     select count(*)::integer as items from given`,
    [stretch.after, stretch.upTo, position],
  )
  return added.rows[0]?.items ?? 0
}

/** Forgets items older than `before`; whoever stands there takes the lists. */
export async function compactFeed(client: ClientBase, before: Date): Promise<void> {
  await client.query('select 1 from feed_head for update')
  // By position, not by time: what remains has no holes.
  await client.query(
    `delete from feed_items where position <
       coalesce((select min(position) from feed_items where at >= $1), (select position + 1 from feed_head))`,
    [before],
  )
  await client.query(
    'update feed_head set compacted_to = coalesce((select min(position) - 1 from feed_items), position)',
  )
}

interface TakenBackRow {
  key: string
  kind: number
  canonical: string
  event_seq: string | null
  since: Date
  reason: RetractionReason
}

function takenBackFrom(row: TakenBackRow): TakenBack {
  const kind = indicatorKinds[row.kind]
  if (!kind) throw new Error(`stored kind ${row.kind} is not known to this version`)
  return {
    key: BigInt(row.key),
    kind,
    canonical: row.canonical,
    reason: row.reason,
    eventSeq: row.event_seq === null ? null : Number(row.event_seq),
    since: row.since,
  }
}
