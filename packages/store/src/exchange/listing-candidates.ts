import { indicatorKinds, type IndicatorKind, type RelativeState } from '@wuzei/domain'
import type { ClientBase } from 'pg'

/** How long a verdict state reads `confirmed`, and `high` or above, from its reference instant; null for ever. */
export interface ListingState {
  readonly stateId: number
  readonly confirmedForS: number | null
  readonly highForS: number | null
  readonly pinned: boolean
  readonly decided: boolean
  /** Whether a decision keeps it from reading `high`, and then whether also what is below it; null without one. */
  readonly vouchesBelow: boolean | null
  readonly fraudTypes: readonly string[]
}

/** States of the staged indicators that the listing has not read yet. */
export async function unreadStates(
  client: ClientBase,
): Promise<{ stateId: number; relative: RelativeState }[]> {
  const found = await client.query<{ id: number; relative: RelativeState }>(
    `select v.id, v.relative from (select distinct state_id from listing_touched) t
       join verdict_states v on v.id = t.state_id
      where not exists (select from listing_states s where s.state_id = t.state_id)`,
  )
  return found.rows.map((row) => ({ stateId: row.id, relative: row.relative }))
}

export async function writeListingStates(client: ClientBase, states: readonly ListingState[]): Promise<void> {
  await client.query(
    `insert into listing_states (state_id, confirmed_for_s, high_for_s, pinned, decided, vouches_below, fraud_types)
     select r.state_id, r.confirmed_for_s, r.high_for_s, r.pinned, r.decided, r.vouches_below, r.fraud_types
       from json_to_recordset($1::json) as r(state_id integer, confirmed_for_s bigint, high_for_s bigint,
                                            pinned boolean, decided boolean, vouches_below boolean,
                                            fraud_types text[])
     on conflict do nothing`,
    [
      JSON.stringify(
        states.map((state) => ({
          state_id: state.stateId,
          confirmed_for_s: state.confirmedForS,
          high_for_s: state.highForS,
          pinned: state.pinned,
          decided: state.decided,
          vouches_below: state.vouchesBelow,
          fraud_types: state.fraudTypes,
        })),
      ),
    ],
  )
}

/** A site or link whose own verdict lists it, and that others may overrule. */
export interface WebCandidate {
  readonly key: bigint
  readonly kind: 'url' | 'domain'
  readonly canonical: string
  readonly pinned: boolean
}

/** Of the staged indicators the sites and links that read `high` or above at this instant. */
export async function webCandidates(client: ClientBase, nowS: number): Promise<WebCandidate[]> {
  const found = await client.query<[string, string, boolean, boolean], unknown[]>({
    text: `select t.key, t.canonical, t.kind = 2, s.pinned
             from listing_touched t join listing_states s on s.state_id = t.state_id
            where t.kind in (2, 3) and (s.high_for_s is null or $1::bigint < t.ref_at + s.high_for_s)`,
    values: [nowS],
    rowMode: 'array',
  })
  return found.rows.map(([key, canonical, isLink, pinned]) => ({
    key: BigInt(key),
    kind: isLink ? 'url' : 'domain',
    canonical,
    pinned,
  }))
}

/**
 * Hosts of the sites, links and addresses that a person pinned or a verified owner holds; undefined when there are more
 * than `limit`.
 */
export async function decidedHosts(client: ClientBase, limit: number): Promise<Set<string> | undefined> {
  const found = await client.query<{ host: string }>(
    `select split_part(split_part(i.canonical, '/', 1), ':', 1) as host
       from indicator_decisions d join indicators i on i.key = d.indicator_key
      where i.kind in (2, 3, 4) and (d.pin is not null or d.identity_id is not null) limit $1`,
    [limit + 1],
  )
  return found.rows.length > limit ? undefined : new Set(found.rows.map(({ host }) => host))
}

/** Which of these indicators a person pinned or a verified owner holds. */
export async function decidedKeys(client: ClientBase, keys: readonly bigint[]): Promise<Set<bigint>> {
  const found = await client.query<{ key: string }>(
    `select d.indicator_key as key from indicator_decisions d
      where d.indicator_key = any($1::bigint[]) and (d.pin is not null or d.identity_id is not null)`,
    [keys.map(String)],
  )
  return new Set(found.rows.map((row) => BigInt(row.key)))
}

/** The verdicts the library holds for these indicators now. */
export async function standingVerdicts(
  client: ClientBase,
  keys: readonly bigint[],
): Promise<{ key: bigint; stateId: number; relative: RelativeState; refAt: number }[]> {
  const found = await client.query<{ key: string; id: number; relative: RelativeState; ref_at: string }>(
    `select i.key, v.id, v.relative, i.ref_at from indicators i join verdict_states v on v.id = i.state_id
      where i.key = any($1::bigint[])`,
    [keys.map(String)],
  )
  return found.rows.map((row) => ({
    key: BigInt(row.key),
    stateId: row.id,
    relative: row.relative,
    refAt: Number(row.ref_at),
  }))
}

/** A host about which something was decided or said. */
export interface TouchedHost {
  readonly host: string
  /** Whether a person or an owner decides it: then everything below it is looked at, else what was overruled. */
  readonly decides: boolean
}

/** Entries at and below these hosts that may stand otherwise now. */
export async function entriesBelow(client: ClientBase, hosts: readonly TouchedHost[]): Promise<bigint[]> {
  // Most events name none: a round trip for each was what held up a log of 1,000 events a second.
  if (hosts.length === 0) return []
  const found = await client.query<{ key: string }>(
    `with h as (select reverse(host) as host, decides from unnest($1::text[], $2::boolean[]) as g(host, decides))
     select e.key from h join listing_entries e on e.host_reversed collate "C" = h.host
      where h.decides or e.withheld = 'overruled'
     union
     select e.key from h join listing_entries e
         on e.host_reversed collate "C" >= h.host || '.' and e.host_reversed collate "C" < h.host || '/'
      where h.decides or e.withheld = 'overruled'`,
    [hosts.map(({ host }) => host), hosts.map(({ decides }) => decides)],
  )
  return found.rows.map((row) => BigInt(row.key))
}

/** One page of the indicators whose verified owners also vouch for what is below them. */
export async function ownedIndicators(
  client: ClientBase,
  afterKey: bigint | null,
  limit: number,
): Promise<bigint[]> {
  const found = await client.query<{ key: string }>(
    `select d.indicator_key as key from indicator_decisions d join identities n on n.id = d.identity_id
      where n.covers_subdomains and ($1::bigint is null or d.indicator_key > $1)
      order by d.indicator_key limit $2`,
    [afterKey?.toString() ?? null, limit],
  )
  return found.rows.map((row) => BigInt(row.key))
}

/** Entries that somebody's decision keeps off the list: after a bulk change they are looked at again. */
export async function overruledEntries(client: ClientBase): Promise<bigint[]> {
  const found = await client.query<{ key: string }>(
    `select key from listing_entries where withheld = 'overruled'`,
  )
  return found.rows.map((row) => BigInt(row.key))
}

/** Names of indicators by key, where an event carries keys only. */
export async function indicatorNames(
  client: ClientBase,
  keys: readonly bigint[],
): Promise<{ kind: IndicatorKind; canonical: string }[]> {
  const found = await client.query<{ kind: number; canonical: string }>(
    'select kind, canonical from indicators where key = any($1::bigint[])',
    [keys.map(String)],
  )
  return found.rows.flatMap((row) => {
    const kind = indicatorKinds[row.kind]
    return kind ? [{ kind, canonical: row.canonical }] : []
  })
}
