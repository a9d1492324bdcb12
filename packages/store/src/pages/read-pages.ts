import type { ClientBase, Pool } from 'pg'
import { pageColumns, readablePages, type PageOwner, type PageRow } from './page-row.ts'

/** Pages that are compared with a new one: the newest, of a kit that has far more copies these tell as much. */
const maxCandidates = 200

/** Pages of other sites that share one of these marks, newest first. */
export async function pagesWithMarks(
  client: ClientBase | Pool,
  marks: readonly string[],
  notOfSite: string,
): Promise<PageRow[]> {
  if (marks.length === 0) return []
  const found = await client.query<PageRow>(
    `select ${pageColumns} from pages where marks && $1::text[] and site <> $2 and level <> 'safe'
      order by last_at desc limit ${maxCandidates}`,
    [marks, notOfSite],
  )
  return found.rows
}

/** A mark on this many honest sites is everybody's. */
const commonSites = 3
/** A mark of this many campaigns tells none of them from another. */
const commonCampaigns = 3

/**
 * Those of these marks that are everybody's: seen on sites of verified owners, on several sites that nothing speaks
 * against, or in several campaigns.
 */
export async function commonMarks(
  client: ClientBase | Pool,
  marks: readonly string[],
): Promise<ReadonlySet<string>> {
  if (marks.length === 0) return new Set()
  const found = await client.query<{ mark: string }>(
    `select mark from unnest($1::text[]) as asked(mark), lateral (
       select count(distinct site) filter (where level = 'unknown' and campaign_id is null) as honest,
              count(*) filter (where level = 'safe') as owned, count(distinct campaign_id) as campaigns
         from pages where marks @> array[mark]) as seen
      where owned > 0 or honest >= ${commonSites} or campaigns >= ${commonCampaigns}`,
    [marks],
  )
  return new Set(found.rows.map(({ mark }) => mark))
}

/** Verified owner whose pages carry this icon, or null. */
export async function ownerOfIcon(client: ClientBase | Pool, sha256: Buffer): Promise<PageOwner | null> {
  const found = await client.query<{ id: string; zh: string; en: string }>(
    `select owner_id as id, owner_zh as zh, owner_en as en from pages
      where icon_sha256 = $1 and owner_id is not null group by 1, 2, 3 order by count(*) desc limit 1`,
    [sha256],
  )
  const [row] = found.rows
  return row ? { id: row.id, name: { zh: row.zh, en: row.en } } : null
}

/** What is known of a campaign as a whole. */
export interface CampaignRow {
  readonly id: string
  readonly openedAt: Date
  readonly confirmedAt: Date | null
  readonly confirmedHost: string | null
}

/** A campaign as a reader sees it: counted over the pages that this reader may be given. */
export interface ReadableCampaign extends CampaignRow {
  readonly firstAt: Date
  readonly lastAt: Date
  readonly sites: number
  readonly hosts: readonly string[]
  readonly fraudTypes: readonly string[]
}

export async function findCampaign(client: ClientBase | Pool, id: string): Promise<CampaignRow | undefined> {
  const found = await client.query<CampaignRow>(
    `select id, opened_at as "openedAt", confirmed_at as "confirmedAt", confirmed_host as "confirmedHost"
       from campaigns where id = $1`,
    [id],
  )
  return found.rows[0]
}

/** Where a page of campaigns begins. */
export interface CampaignPlace {
  readonly at: Date
  readonly id: string
}

/**
 * Campaigns of which the reader may be given at least one page, the one seen last first. That one is confirmed is told
 * to those who may know of the confirmed site.
 */
export async function listCampaigns(
  client: ClientBase | Pool,
  organisationId: string | null,
  page: { readonly after: CampaignPlace | null; readonly limit: number },
): Promise<ReadableCampaign[]> {
  const found = await client.query<ReadableCampaign>(
    `select c.id, c.opened_at as "openedAt", c.confirmed_host as "confirmedHost",
            case when c.confirmed_host = any(seen.known) then c.confirmed_at end as "confirmedAt",
            seen."firstAt", seen."lastAt", seen.sites, seen.known[1:5] as hosts, seen."fraudTypes"
       from campaigns c join (
         select campaign_id, min(first_at) as "firstAt", max(last_at) as "lastAt",
                count(distinct site)::integer as sites,
                array_agg(distinct host) as known,
                coalesce(array_agg(distinct fraud_type) filter (where fraud_type is not null), '{}') as "fraudTypes"
           from pages where campaign_id is not null and ${readablePages(1)} group by campaign_id) seen
         on seen.campaign_id = c.id
      where $2::timestamptz is null or (seen."lastAt", c.id) < ($2, $3::uuid)
      order by seen."lastAt" desc, c.id desc limit $4`,
    [organisationId, page.after?.at ?? null, page.after?.id ?? null, page.limit],
  )
  return found.rows
}

/** Pages of one campaign that anybody sees at once; a kit with more copies is read by its newest. */
const maxCampaignPages = 500

/** Pages of a campaign that this reader may be given, newest first. */
export async function campaignPages(
  client: ClientBase | Pool,
  id: string,
  organisationId: string | null,
): Promise<PageRow[]> {
  const found = await client.query<PageRow>(
    `select ${pageColumns} from pages where campaign_id = $2 and ${readablePages(1)}
      order by last_at desc, id limit ${maxCampaignPages}`,
    [organisationId, id],
  )
  return found.rows
}

/** Pages of a campaign whose label lets the community act by what was found on them. */
export async function openCampaignPages(client: ClientBase | Pool, id: string): Promise<PageRow[]> {
  return await campaignPages(client, id, null)
}

/** Campaigns with a page about one of these indicators or, where the page stands for its host, on one of these hosts. */
export async function campaignsOf(
  client: ClientBase | Pool,
  canonicals: readonly string[],
  hosts: readonly string[],
): Promise<{ id: string; host: string }[]> {
  if (canonicals.length === 0) return []
  const found = await client.query<{ id: string; host: string }>(
    `select distinct on (campaign_id) campaign_id as id, host from pages
      where (canonical = any($1::text[]) or (kind <> 'url' and host = any($2::text[])))
        and campaign_id is not null
      order by campaign_id, last_at desc`,
    [canonicals, hosts],
  )
  return found.rows
}

/**
 * The newest page of this host that may be told to everybody, or undefined. Where many owners share a host, only the
 * page of just this address counts.
 */
export async function publicPageOf(
  client: ClientBase | Pool,
  { host, canonical }: { readonly host: string; readonly canonical: string },
  since: Date,
): Promise<PageRow | undefined> {
  const found = await client.query<PageRow>(
    `select ${pageColumns} from pages
      where host = $1 and (kind <> 'url' or canonical = $3) and tlp = 'TLP:CLEAR' and last_at >= $2
      order by last_at desc limit 1`,
    [host, since, canonical],
  )
  return found.rows[0]
}
