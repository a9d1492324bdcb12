import { indicatorKinds, type IndicatorKind } from '@wuzei/domain'
import type { ClientBase } from 'pg'

/** What lists for browsers need of a listed entry. */
export interface ListedSiteRow {
  /** Signed, as text: hardly any is looked at. */
  readonly key: string
  readonly canonical: string
  readonly fraudTypes: readonly string[]
}

/**
 * One page of what is listed of a kind, in the order of the keys, with little else than names: a million rows of
 * `readListed` take three times as long. Pages of one version: within `inListingSnapshot`.
 */
export async function readListedSites(
  client: ClientBase,
  kind: IndicatorKind,
  options: { readonly afterKey?: string | undefined; readonly limit: number },
): Promise<ListedSiteRow[]> {
  const found = await client.query<[key: string, canonical: string, fraudTypes: string]>({
    text: `select key, canonical, array_to_string(fraud_types, ' ') from listed
            where kind = $1 and key > $2 order by kind, key limit $3`,
    values: [indicatorKinds.indexOf(kind), options.afterKey ?? (-(2n ** 63n)).toString(), options.limit],
    rowMode: 'array',
  })
  // Most entries have the same few types.
  const known = new Map<string, readonly string[]>([['', []]])
  return found.rows.map(([key, canonical, text]) => {
    const fraudTypes = known.get(text) ?? text.split(' ')
    known.set(text, fraudTypes)
    return { key, canonical, fraudTypes }
  })
}

/**
 * Sites that a person or an owner vouches for and that are not listed themselves, whether or not anything above them
 * is listed: a link at the host above reaches them in a browser as the host does.
 */
export async function readVouchedSites(client: ClientBase): Promise<string[]> {
  const found = await client.query<[canonical: string]>({
    text: `select canonical from listing_vouched v where not exists (
             select from listing_entries e
              where e.host_reversed collate "C" = v.host_reversed and e.kind = $1 and e.withheld is null)`,
    values: [indicatorKinds.indexOf('domain')],
    rowMode: 'array',
  })
  return found.rows.map(([canonical]) => canonical)
}

/** Whether a site or a link is listed at one of these hosts. */
export async function isAnyListedAt(client: ClientBase, hosts: readonly string[]): Promise<boolean> {
  if (hosts.length === 0) return false
  const found = await client.query<{ any: boolean }>(
    `select exists (
       select from unnest($1::text[]) as h(host)
         join listing_entries e on e.host_reversed collate "C" = reverse(h.host)
        where e.withheld is null) as any`,
    [hosts],
  )
  return found.rows[0]?.any === true
}
