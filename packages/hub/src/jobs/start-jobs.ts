import type { Database } from '@wuzei/store'
import { Logger as WorkerLogger, run, runMigrations } from 'graphile-worker'
import type { Logger } from 'pino'
import type { EvidenceFileStore } from '../evidence-files/evidence-file-store.ts'
import { reweighSource } from '../library/reweigh-source.ts'
import { sweepEvidenceFiles } from './sweep-evidence-files.ts'

/** Jobs worked on at once; they are rare and must not crowd out requests. */
const concurrency = 1

export interface Jobs {
  readonly stop: () => Promise<void>
}

/** Works on queued jobs: one file per task, named in the list below. */
export async function startJobs(
  database: Database,
  options: { readonly logger: Logger; readonly files: EvidenceFileStore; readonly clock: () => number },
): Promise<Jobs> {
  const logger = new WorkerLogger(() => (level: string, message) => {
    if (level === 'error') options.logger.error(message)
    else options.logger.debug(message)
  })
  const runner = await run({
    pgPool: database.pool,
    concurrency,
    noHandleSignals: true,
    logger,
    crontab: '17 * * * * sweep-evidence-files',
    taskList: {
      'reweigh-source': async (payload) => await reweighSource(database, sourceNamed(payload)),
      'sweep-evidence-files': async () => await sweepEvidenceFiles(database, options.files, options.clock()),
    },
  })
  return { stop: async () => await runner.stop() }
}

/** Brings the job queue's own tables up to date; also hubs that work on no jobs queue them. */
export async function migrateJobs(database: Database): Promise<void> {
  await runMigrations({ pgPool: database.pool, logger: new WorkerLogger(() => () => undefined) })
}

function sourceNamed(payload: unknown): string {
  if (
    typeof payload === 'object' &&
    payload !== null &&
    'source' in payload &&
    typeof payload.source === 'string'
  )
    return payload.source
  throw new TypeError('the job names no source')
}
