import { CodedError } from '@wuzei/domain'
import { feedHead, type Database } from '@wuzei/store'
import type { ExchangeKey } from '../signing-key.ts'
import { createFeedAttendance, type FeedAttendance } from './feed-attendance.ts'
import { createFeedCursors, type FeedCursors } from './feed-cursor.ts'
import { createFeedTail, type FeedTail } from './feed-tail.ts'

/** The feed as one process gives it out. */
export interface HubFeed {
  readonly tail: FeedTail
  readonly cursors: FeedCursors
  readonly attendance: FeedAttendance
  /**
   * The position a cursor stands for; the oldest kept without one, the end for `now`.
   *
   * @throws CodedError FEED_CURSOR_INVALID or FEED_COMPACTED
   */
  place(cursor: string | undefined): Promise<number>
}

/** Made once per process; ends with `tail.stop`. */
export function openHubFeed(database: Database, key: ExchangeKey, clock: () => number): HubFeed {
  const cursors = createFeedCursors(key.secretFor('feed-cursor', Buffer.alloc(0)))
  const tail = createFeedTail(database, cursors)
  return {
    cursors,
    tail,
    attendance: createFeedAttendance(database.pool, clock),
    async place(cursor) {
      const asked = cursor === undefined || cursor === 'now' ? undefined : cursors.read(cursor)
      // What is still in memory is kept and exists: whoever keeps up asks the database nothing.
      if (asked !== undefined && tail.isAtHand(asked)) return asked
      const head = await feedHead(database.pool)
      if (asked === undefined) return cursor === 'now' ? head.position : head.compactedTo
      // A cursor of a database that was put back to an older state: what it stood for is not there.
      if (asked > head.position) throw new CodedError('FEED_CURSOR_INVALID', 'the feed is not that far')
      if (asked < head.compactedTo)
        throw new CodedError('FEED_COMPACTED', 'ask with after=now, take the lists, then go on from there')
      return asked
    },
  }
}
