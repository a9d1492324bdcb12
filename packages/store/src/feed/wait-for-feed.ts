import { LISTING_CHANNEL } from '../exchange/listing-channel.ts'
import { NUMBERED_CHANNEL } from '../log/channels.ts'
import { createWaker } from '../log/waker.ts'
import type { Database } from '../postgres/open-database.ts'
import { FEED_CHANNEL } from './feed-types.ts'

/** Ends a wait when something it listens to has moved. */
export interface WokenWait {
  /** Resolves when woken, after `limitMs`, or when the signal is aborted. What came in between counts. */
  wait(limitMs: number, signal: AbortSignal): Promise<void>
  end(): void
}

/** Woken by what the feed is made from. */
export function subscribeFeedSources(database: Database): WokenWait {
  return subscribe(database, [NUMBERED_CHANNEL, LISTING_CHANNEL])
}

/** Woken by new items of the feed. */
export function subscribeFeed(database: Database): WokenWait {
  return subscribe(database, [FEED_CHANNEL])
}

function subscribe(database: Database, channels: readonly string[]): WokenWait {
  const waker = createWaker()
  const ends = channels.map((channel) => database.notifications.subscribe(channel, () => waker.wake()))
  return {
    wait: async (limitMs, signal) => await waker.sleep(limitMs, signal),
    end() {
      for (const end of ends) end()
    },
  }
}
