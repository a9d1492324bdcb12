import type { ClientBase } from 'pg'
import { pageColumns, type PageOwner, type PageRow } from './page-row.ts'

/** A page to keep. */
export interface NewPage extends Omit<PageRow, 'id' | 'firstAt' | 'lastAt' | 'count' | 'campaignId'> {
  readonly givenBy: string
  readonly at: Date
  /** Verified owner of the site. */
  readonly owner: PageOwner | null
  readonly iconSha256: Buffer | null
}

/** Keeps a page; the same address of the same member is one row, with what was found last. */
export async function upsertPage(client: ClientBase, page: NewPage): Promise<PageRow> {
  const found = await client.query<PageRow>(
    `insert into pages (origin_id, given_by, tlp, url, host, site, kind, canonical, first_at, last_at, level, score,
                        fraud_type, signs, fetched, owner_id, owner_zh, owner_en, icon_sha256, skeleton, simhash, elements, runs,
                        marks)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22,
             $23)
     on conflict (origin_id, md5(url)) do update set
       given_by = excluded.given_by, tlp = excluded.tlp, last_at = greatest(pages.last_at, excluded.last_at),
       count = pages.count + 1, level = excluded.level, score = excluded.score, fraud_type = excluded.fraud_type,
       signs = excluded.signs, fetched = excluded.fetched, owner_id = excluded.owner_id,
       owner_zh = excluded.owner_zh, owner_en = excluded.owner_en,
       icon_sha256 = excluded.icon_sha256, skeleton = excluded.skeleton, simhash = excluded.simhash,
       elements = excluded.elements, runs = excluded.runs, marks = excluded.marks
     returning ${pageColumns}`,
    [
      page.originId,
      page.givenBy,
      page.tlp,
      page.url,
      page.host,
      page.site,
      page.kind,
      page.canonical,
      page.at,
      page.level,
      page.score,
      page.fraudType,
      JSON.stringify(page.signs),
      page.fetched,
      page.owner?.id ?? null,
      page.owner?.name.zh ?? null,
      page.owner?.name.en ?? null,
      page.iconSha256,
      page.skeleton,
      page.simhash,
      page.elements,
      page.runs,
      page.marks,
    ],
  )
  const [row] = found.rows
  if (!row) throw new Error('a page was kept and is not there')
  return row
}

/** Opens a campaign and puts pages into it. */
export async function openCampaign(client: ClientBase, at: Date): Promise<string> {
  const made = await client.query<{ id: string }>(
    'insert into campaigns (opened_at) values ($1) returning id',
    [at],
  )
  const [row] = made.rows
  if (!row) throw new Error('a campaign was opened and is not there')
  return row.id
}

/** Puts pages into a campaign. */
export async function joinCampaign(
  client: ClientBase,
  campaign: string,
  pages: readonly string[],
): Promise<void> {
  await client.query('update pages set campaign_id = $1 where id = any($2::uuid[])', [campaign, pages])
}

/** Notes that a person has confirmed a site of a campaign; false when that was known. */
export async function confirmCampaign(
  client: ClientBase,
  campaign: string,
  host: string,
  at: Date,
): Promise<boolean> {
  const done = await client.query(
    'update campaigns set confirmed_at = $3, confirmed_host = $2 where id = $1 and confirmed_at is null',
    [campaign, host, at],
  )
  return done.rowCount === 1
}

/** Advisory lock: any number, the same in all processes. */
const campaignsLock = 7_305_811_924_460

/** Held while pages are compared and put into campaigns, so that two at once do not open two. */
export async function holdCampaigns(client: ClientBase): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [campaignsLock])
}

/** Forgets pages that nobody has sent since, and that belong to no campaign; gives how many. */
export async function forgetPages(client: ClientBase, before: Date): Promise<number> {
  const gone = await client.query('delete from pages where last_at < $1 and campaign_id is null', [before])
  return gone.rowCount ?? 0
}
