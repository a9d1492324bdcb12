import { readVerdict } from '@wuzei/domain'
import { campaignsOf, confirmCampaign, consumeEvents, enqueueJob, type Database } from '@wuzei/store'
import { followAsLeader, type Following } from '../exchange/follow-as-leader.ts'
import { hostOfLink } from '../exchange/listing/touched-by-events.ts'
import { verdictsOf } from '../library/logged-verdicts.ts'
import { isConfirmedByPeople } from './confirmed-by-people.ts'
import { spreadJob } from './spread-campaign.ts'

/** The cursor's name in the event log. */
const consumerName = 'campaigns'
/** Advisory lock of the process that follows: any number, the same in all. */
const leaderLock = 7_305_811_924_461
/** Events of one transaction. */
const eventsPerBatch = 200

/** Events by which people speak; lists and detectors confirm nobody. */
const spokenByPeople: ReadonlySet<string> = new Set(['indicator.pinned', 'report.decided', 'share-given'])

/**
 * Notices when a person has confirmed a site that a campaign has a page of, and has the kit's other sites looked at.
 * One process of all does.
 */
export function followCampaigns(database: Database, options: { readonly clock: () => number }): Following {
  return followAsLeader(database, leaderLock, async ({ signal }) => {
    await consumeEvents(database, {
      from: 'stored',
      name: consumerName,
      batchSize: eventsPerBatch,
      signal,
      onBatch: async (events, client) => {
        const nowMs = options.clock()
        const confirmed = events
          .filter(({ type }) => spokenByPeople.has(type))
          .flatMap(verdictsOf)
          .filter(({ kind }) => kind === 'domain' || kind === 'url')
          .filter(({ state }) => isConfirmedByPeople(state, readVerdict(state, nowMs / 1000).level))
        const canonicals = [...new Set(confirmed.map(({ canonical }) => canonical))]
        const campaigns = await campaignsOf(client, canonicals, canonicals.map(hostOfLink))
        for (const { id, host } of campaigns) {
          await confirmCampaign(client, id, host, new Date(nowMs))
          await enqueueJob(client, spreadJob, { campaign: id })
        }
      },
    })
  })
}
