import { isConnectionLoss, noteFeedTaken } from '@wuzei/store'
import type { Pool } from 'pg'

/** How exactly is known when a member last took the feed; a write per request would cost more than the feed. */
const resolutionMs = 15_000

/** Remembers which members take the feed. */
export interface FeedAttendance {
  /** Resolves at once, unless the member takes it for the first time in a while: then it is written first. */
  note(organisationId: string): Promise<void>
}

/** Keeps who took the feed and when, in one write per member and some seconds. */
export function createFeedAttendance(pool: Pool, clock: () => number): FeedAttendance {
  const noted = new Map<string, number>()
  return {
    async note(organisationId) {
      const nowMs = clock()
      const before = noted.get(organisationId)
      if (before !== undefined && nowMs - before < resolutionMs) return
      noted.set(organisationId, nowMs)
      try {
        await noteFeedTaken(pool, [organisationId], new Date(nowMs))
      } catch (error) {
        noted.delete(organisationId)
        if (!isConnectionLoss(error)) throw error
      }
    },
  }
}
