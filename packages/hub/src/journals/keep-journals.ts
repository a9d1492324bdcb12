import { openLogKey, startSequencer, type Database } from '@wuzei/store'
import { followFeed } from '../exchange/feed/follow-feed.ts'
import { followListing } from '../exchange/listing/follow-listing.ts'
import { exchangeKeyOf } from '../exchange/signing-key.ts'
import { deriveSecret, loadDataKeys } from '../personal-data/data-keys.ts'

/** Where the keys are that sign the log's heads and the retractions. */
export interface JournalKeys {
  readonly dataDirectory: string
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
}

export interface RunningJournals {
  /** Settles when they end; rejects when one cannot go on. */
  readonly done: Promise<void>
  stop(): Promise<void>
}

/** Numbers the log, and keeps the two journals that everything outgoing is made from: the listing and the feed. */
export async function keepJournals(
  database: Database,
  { dataDirectory, environment = {} }: JournalKeys,
  clock: () => number,
): Promise<RunningJournals> {
  const key = await openLogKey({ dataDirectory, environmentKey: environment['WUZEI_LOG_KEY'] })
  const exchangeKey = exchangeKeyOf(
    deriveSecret(await loadDataKeys(dataDirectory, environment), 'exchange-signing'),
  )
  const sequencer = startSequencer(database, { key })
  const listing = followListing(database, { clock })
  const feed = followFeed(database, { key: exchangeKey, clock })
  return {
    done: Promise.race([sequencer.done, listing.done, feed.done]),
    async stop() {
      await Promise.all([feed.stop(), listing.stop(), sequencer.stop()])
    },
  }
}
