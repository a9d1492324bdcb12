import { findCampaign, openCampaignPages } from '@wuzei/store'
import { recordFindings, type Finding } from '../detection/record-finding.ts'
import type { HubContext } from '../hub-context.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'

/** Name of the job. */
export const spreadJob = 'spread-campaign'

/** Version of the rule by which pages are one kit; evidence names it. */
const kitModel = 'kit@1.0.0'
/** Of pages that shared marks and shape with a confirmed one, the fixtures show none that was honest. */
const kitScore = 0.95

/**
 * The job: once a person has confirmed a site of a campaign, every other site of its kit that the community may know of
 * is found to be dangerous. One statement a site, however often it runs; people's decisions stand above it.
 */
export async function spreadCampaign(hub: HubContext, campaignId: string): Promise<void> {
  const nowMs = hub.clock()
  await inChangeTransaction(hub.database, async (client) => {
    const campaign = await findCampaign(client, campaignId)
    if (!campaign?.confirmedAt) return
    const pages = await openCampaignPages(client, campaignId)
    const findings = pages
      .filter(({ host, level }) => host !== campaign.confirmedHost && level !== 'safe')
      .map(({ kind, canonical, fraudType }): Finding => {
        return {
          model: kitModel,
          kind,
          canonical,
          level: 'high',
          score: kitScore,
          fraudType,
          seen: 'content',
        }
      })
    const [first] = pages
    if (first && findings.length > 0) await recordFindings(hub, client, findings, `page:${first.id}`, nowMs)
  })
}
