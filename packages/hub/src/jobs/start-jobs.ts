import { forgetPaymentChecks, type Database } from '@wuzei/store'
import { Logger as WorkerLogger, run, runMigrations } from 'graphile-worker'
import type { Logger } from 'pino'
import { reviewOwnedSites } from '../exchange/listing/review-owned-sites.ts'
import { finishRemoval } from '../exchange/inbound/change-source.ts'
import { enqueueDueSources } from '../exchange/inbound/enqueue-due-sources.ts'
import { forgetSupersededObjects } from '../exchange/stix/forget-superseded-objects.ts'
import { pollSource } from '../exchange/inbound/poll-source.ts'
import { forgetSubmittedObjects } from '../exchange/taxii/forget-submitted.ts'
import { takeSubmission } from '../exchange/taxii/take-submission.ts'
import { takeFindingsOut } from '../detection/withdraw-findings.ts'
import type { HubContext } from '../hub-context.ts'
import { isRecord } from '../importers/read-element.ts'
import { gatherLabels } from '../labels/gather-labels.ts'
import { reweighSource } from '../library/reweigh-source.ts'
import { forgetOldPages } from '../pages/forget-old-pages.ts'
import { spreadCampaign, spreadJob } from '../pages/spread-campaign.ts'
import { sweepEvidenceFiles } from './sweep-evidence-files.ts'

/** Jobs worked on at once; they are rare and must not crowd out requests. */
const concurrency = 1

export interface Jobs {
  readonly stop: () => Promise<void>
}

/** Works on queued jobs: one file per task, named in the list below. */
export async function startJobs(hub: HubContext, log: Logger): Promise<Jobs> {
  const { database, files, clock } = hub
  const logger = new WorkerLogger(() => (level: string, message) => {
    if (level === 'error') log.error(message)
    else log.debug(message)
  })
  const runner = await run({
    pgPool: database.pool,
    concurrency,
    noHandleSignals: true,
    logger,
    crontab: [
      '17 * * * * sweep-evidence-files',
      '37 * * * * review-owned-sites',
      '47 2 * * * forget-superseded-objects',
      '27 3 * * * forget-payment-checks',
      '7 3 * * * forget-old-pages',
      '* * * * * poll-due-sources',
      '* * * * * gather-labels',
    ].join('\n'),
    taskList: {
      'reweigh-source': async (payload) => await reweighSource(database, named(payload, 'source')),
      'withdraw-findings': async (payload) => await takeFindingsOut(hub, named(payload, 'model')),
      'gather-labels': async () => await gatherLabels(hub),
      [spreadJob]: async (payload) => await spreadCampaign(hub, named(payload, 'campaign')),
      'forget-old-pages': async () => await forgetOldPages(hub),
      'take-submission': async (payload) => await takeSubmission(hub, named(payload, 'submission')),
      'poll-due-sources': async () => await enqueueDueSources(hub),
      'poll-source': async (payload) =>
        await pollSource(hub, named(payload, 'source'), { acceptGone: named(payload, 'gone') === 'accept' }),
      'remove-source': async (payload) => await finishRemoval(hub, named(payload, 'source')),
      'sweep-evidence-files': async () => await sweepEvidenceFiles(database, files, clock()),
      'forget-superseded-objects': async () => {
        await forgetSupersededObjects(database, clock())
        await forgetSubmittedObjects(database, clock())
      },
      'forget-payment-checks': async () => void (await forgetPaymentChecks(database.pool)),
      'review-owned-sites': async () => void (await reviewOwnedSites(database, clock())),
    },
  })
  return { stop: async () => await runner.stop() }
}

/** Brings the job queue's own tables up to date; also hubs that work on no jobs queue them. */
export async function migrateJobs(database: Database): Promise<void> {
  await runMigrations({ pgPool: database.pool, logger: new WorkerLogger(() => () => undefined) })
}

function named(payload: unknown, member: string): string {
  const value = isRecord(payload) ? payload[member] : undefined
  if (typeof value === 'string') return value
  throw new TypeError(`the job names no ${member}`)
}
