import { memberPageRows, type CampaignDetails, type CampaignList, type SeenPageReply } from '@wuzei/contract'
import { reasonsOfSigns } from '@wuzei/detect'
import { CodedError, parseIndicator, readerOf, splitUrlCanonical, type Actor } from '@wuzei/domain'
import {
  campaignPages,
  findCampaign,
  listCampaigns,
  publicPageOf,
  type CampaignPlace,
  type PageRow,
  type ReadableCampaign,
} from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import type { Checker } from '../library/checker.ts'

const pageDays = 30
const dayMs = 86_400_000

/** One page of the campaigns of which the caller may know a site, the one seen last first. */
export async function readCampaigns(
  hub: HubContext,
  actor: Actor,
  after: string | undefined,
): Promise<CampaignList> {
  const rows = await listCampaigns(hub.database.pool, readerOf(actor).organisationId, {
    after: placeOf(after),
    limit: memberPageRows + 1,
  })
  const shown = rows.slice(0, memberPageRows)
  const last = rows.length > memberPageRows ? shown.at(-1) : undefined
  return {
    campaigns: shown.map(summaryOf),
    next: last ? `${last.lastAt.getTime()}.${last.id}` : null,
  }
}

/**
 * One campaign with the pages of it that the caller may know of.
 *
 * @throws CodedError NOT_FOUND, also where the caller may know of none
 */
export async function readCampaign(
  hub: HubContext,
  library: Checker,
  actor: Actor,
  id: string,
): Promise<CampaignDetails> {
  const { organisationId } = readerOf(actor)
  const campaign = await findCampaign(hub.database.pool, id)
  const pages = campaign ? await campaignPages(hub.database.pool, id, organisationId) : []
  const [newest] = pages
  if (!campaign || !newest) throw new CodedError('NOT_FOUND', 'there is no such campaign')
  const times = pages.map(({ firstAt }) => firstAt.getTime())
  const hosts = [...new Set(pages.map(({ host }) => host))]
  return {
    ...summaryOf({
      ...campaign,
      firstAt: new Date(Math.min(...times)),
      lastAt: newest.lastAt,
      sites: new Set(pages.map(({ site }) => site)).size,
      hosts: hosts.slice(0, 5),
      fraudTypes: [...new Set(pages.flatMap(({ fraudType }) => fraudType ?? []))],
    }),
    // Whoever may not know of the confirmed site is not told that there is one.
    confirmedAt:
      campaign.confirmedHost !== null && hosts.includes(campaign.confirmedHost)
        ? (campaign.confirmedAt?.toISOString() ?? null)
        : null,
    marks: marksOf(pages),
    pages: pages.map((page) => ({
      id: page.id,
      url: page.url,
      host: page.host,
      tlp: page.tlp,
      own: page.originId === organisationId,
      firstAt: page.firstAt.toISOString(),
      lastAt: page.lastAt.toISOString(),
      count: page.count,
      level: page.level,
      libraryLevel: levelOf(library, page),
      reasons: reasonsOfSigns(page.signs).map(({ code, text }) => ({ code, text })),
    })),
  }
}

function summaryOf(row: ReadableCampaign): CampaignList['campaigns'][number] {
  return {
    id: row.id,
    firstAt: row.firstAt.toISOString(),
    lastAt: row.lastAt.toISOString(),
    sites: row.sites,
    hosts: [...row.hosts],
    fraudTypes: [...row.fraudTypes],
    confirmedAt: row.confirmedAt?.toISOString() ?? null,
  }
}

/** Marks shown of a campaign. */
const maxMarks = 40

function marksOf(pages: readonly PageRow[]): CampaignDetails['marks'] {
  const sites = new Map<string, Set<string>>()
  for (const { marks, site } of pages)
    for (const mark of marks) sites.set(mark, (sites.get(mark) ?? new Set()).add(site))
  return [...sites]
    .map(([mark, on]) => ({ mark, sites: on.size }))
    .filter((seen) => seen.sites > 1)
    .toSorted((a, b) => b.sites - a.sites || a.mark.localeCompare(b.mark))
    .slice(0, maxMarks)
}

function levelOf(library: Checker, { kind, canonical }: PageRow): CampaignDetails['pages'][number]['level'] {
  const verdict: { level?: CampaignDetails['pages'][number]['level'] } = JSON.parse(
    library.check(canonical, { kind }).toString(),
  )
  return verdict.level ?? 'unknown'
}

function placeOf(after: string | undefined): CampaignPlace | null {
  if (after === undefined) return null
  const dot = after.indexOf('.')
  return { at: new Date(Number(after.slice(0, dot))), id: after.slice(dot + 1) }
}

/** What was found lately on a page of this address's host, where its label tells it to everybody. */
export async function readSeenPage(hub: HubContext, url: string): Promise<SeenPageReply> {
  const parsed = parseIndicator(url, { kind: 'url' })
  if (!parsed.ok) throw new CodedError(parsed.error.code, parsed.error.message)
  const { canonical } = parsed.indicator
  const { host } = splitUrlCanonical(canonical)
  const since = new Date(hub.clock() - pageDays * dayMs)
  const page = await publicPageOf(hub.database.pool, { host, canonical }, since)
  if (!page) return { seen: null }
  return {
    seen: {
      at: page.lastAt.toISOString(),
      level: page.level,
      reasons: reasonsOfSigns(page.signs).map(({ code, text }) => ({ code, text })),
    },
  }
}
