import type { PageCheckReply } from '@wuzei/contract'
import { compareKits, isPlain, type ExaminedPage, type PageDetection } from '@wuzei/detect'
import {
  domainDefinition,
  isSharedByPath,
  readVerdict,
  sharedParent,
  splitUrlCanonical,
  type Indicator,
} from '@wuzei/domain'
import {
  campaignPages,
  commonMarks,
  confirmCampaign,
  enqueueJob,
  findCampaign,
  holdCampaigns,
  joinCampaign,
  openCampaign,
  pagesWithMarks,
  upsertPage,
  type PageRow,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import { recordFindings } from '../detection/record-finding.ts'
import type { HubContext } from '../hub-context.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { indexedState } from '../library/indexed-state.ts'
import { namedSubject } from '../library/subject.ts'
import { maskAddress } from './mask-address.ts'
import { isConfirmedByPeople } from './confirmed-by-people.ts'
import { spreadJob } from './spread-campaign.ts'

/** A judged page that is to be kept. */
export interface PageToKeep {
  readonly page: { readonly faviconSha256?: string | undefined }
  readonly address: Indicator
  readonly examined: ExaminedPage
  /** By the page and the library; kits come from here. */
  readonly detection: PageDetection
  readonly fetched: boolean
  readonly tlp: PageRow['tlp']
  readonly originId: string
  readonly givenBy: string
}

/** What a page became when it was kept. */
export interface KeptPage {
  readonly id: string
  /** As the sender may know it. */
  readonly campaign: PageCheckReply['campaign']
  /** A confirmed site of the same kit that the sender may know of, not the page's own. */
  readonly confirmedHost: string | null
}

/**
 * Keeps a page, puts it among the pages of its kit, and lets what was found on it become evidence where its label lets
 * the community act by it (docs/sharing.md); all together or not at all.
 */
export async function keepPage(hub: HubContext, kept: PageToKeep): Promise<KeptPage> {
  const nowMs = hub.clock()
  return await inChangeTransaction(hub.database, async (client) => {
    const row = await upsertPage(client, newPage(kept, new Date(nowMs)))
    const campaignId = await groupPage(client, row, nowMs)
    if (isOpenTo(kept.tlp) && (row.level === 'suspicious' || row.level === 'high'))
      await recordFindings(
        hub,
        client,
        [
          {
            model: kept.detection.model,
            kind: row.kind,
            canonical: row.canonical,
            level: row.level,
            score: row.score,
            fraudType: row.fraudType,
            seen: 'content',
          },
        ],
        `page:${row.id}`,
        nowMs,
      )
    if (campaignId === null) return { id: row.id, campaign: null, confirmedHost: null }
    const state = indexedState(hub.index, namedSubject(row.kind, row.canonical).key)
    if (state && isConfirmedByPeople(state, readVerdict(state, nowMs / 1000).level))
      await confirmCampaign(client, campaignId, row.host, new Date(nowMs))
    const campaign = await findCampaign(client, campaignId)
    if (campaign?.confirmedAt) await enqueueJob(client, spreadJob, { campaign: campaignId })
    const readable = await campaignPages(client, campaignId, kept.originId)
    const confirmed = readable.find(({ host }) => host === campaign?.confirmedHost)
    return {
      id: row.id,
      campaign: {
        id: campaignId,
        sites: new Set(readable.map(({ site }) => site)).size,
        confirmed: confirmed !== undefined,
      },
      confirmedHost: confirmed && confirmed.site !== row.site ? confirmed.host : null,
    }
  })
}

/** True where all members may read and block by it. */
export function isOpenTo(tlp: PageRow['tlp']): boolean {
  return tlp === 'TLP:CLEAR' || tlp === 'TLP:GREEN'
}

function newPage(
  { page, address, examined, detection, fetched, tlp, originId, givenBy }: PageToKeep,
  at: Date,
): Parameters<typeof upsertPage>[1] {
  const { fingerprint } = examined
  const { host } = splitUrlCanonical(address.canonical)
  const platform = sharedParent(host)
  return {
    originId,
    givenBy,
    tlp,
    url: maskAddress(address.canonical),
    host,
    site: platform === null ? (address.facts['registrableDomain'] ?? host) : host,
    ...subjectOfPage(address, host),
    level: detection.level === 'safe' || examined.owner ? 'safe' : levelOf(detection),
    score: detection.score,
    fraudType: detection.fraudType,
    signs: detection.signs.slice(0, maxSigns),
    fetched,
    at,
    owner: examined.owner,
    iconSha256: page.faviconSha256 === undefined ? null : Buffer.from(page.faviconSha256, 'hex'),
    skeleton: fingerprint.skeleton,
    simhash: fingerprint.simhash,
    elements: fingerprint.elements,
    runs: fingerprint.runs,
    marks: fingerprint.marks,
  }
}

/** There are some fifty signs, and values on record may repeat one. */
const maxSigns = 60

function levelOf({ level }: PageDetection): PageRow['level'] {
  return level
}

/** Whom findings about a page are about: its host, or just this address where many owners share the host. */
function subjectOfPage(address: Indicator, host: string): Pick<PageRow, 'kind' | 'canonical'> {
  const domain = isSharedByPath(host) ? undefined : domainDefinition.parse(host)
  if (domain?.ok) return { kind: 'domain', canonical: domain.indicator.canonical }
  return { kind: 'url', canonical: address.canonical }
}

/** Puts a page into the campaign of its kit, or opens one; gives the campaign. */
async function groupPage(client: ClientBase, row: PageRow, nowMs: number): Promise<string | null> {
  if (row.level === 'safe' || isPlain(row)) return row.campaignId
  await holdCampaigns(client)
  const common = await commonMarks(client, row.marks)
  const rare = row.marks.filter((mark) => !common.has(mark))
  const others = await pagesWithMarks(client, rare, row.site)
  const same = others.filter((other) => compareKits(row, other, (mark) => common.has(mark)).isSame)
  if (same.length === 0) return row.campaignId
  const known = row.campaignId ?? same.find(({ campaignId }) => campaignId !== null)?.campaignId ?? null
  // Pages that nothing speaks against are no campaign, however alike.
  if (known === null && ![row, ...same].some(({ level }) => level !== 'unknown')) return null
  const campaign = known ?? (await openCampaign(client, new Date(nowMs)))
  const joining = [row, ...same].filter(({ campaignId }) => campaignId === null)
  await joinCampaign(
    client,
    campaign,
    joining.map(({ id }) => id),
  )
  return campaign
}
