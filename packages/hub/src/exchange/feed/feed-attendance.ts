import { isConnectionLoss, noteFeedTaken } from '@wuzei/store'
import type { Pool } from 'pg'

/** How exactly is known when a member last took the feed; a write per request would cost more than the feed. */
const resolutionMs = 15_000

/** Remembers which members take the feed, how far they are, and which streams are open. */
export interface FeedAttendance {
  /** Resolves at once, unless the member takes it for the first time in a while: then it is written first. */
  note(organisationId: string): Promise<void>
  /** A member was given everything up to here; written with its next note. */
  given(organisationId: string, position: number): void
  /** How far a member was given the feed by this process; undefined when it was not. */
  givenTo(organisationId: string): number | undefined
  /** A stream of a member opened (1) or closed (-1); gives how many are open now, in this process. */
  countStream(organisationId: string, by: 0 | 1 | -1): number
}

/** Keeps who took the feed and when, in one write per member and some seconds. */
export function createFeedAttendance(pool: Pool, clock: () => number): FeedAttendance {
  const noted = new Map<string, number>()
  const places = new Map<string, number>()
  const streams = new Map<string, number>()
  return {
    async note(organisationId) {
      const nowMs = clock()
      const before = noted.get(organisationId)
      if (before !== undefined && nowMs - before < resolutionMs) return
      noted.set(organisationId, nowMs)
      try {
        await noteFeedTaken(pool, organisationId, {
          at: new Date(nowMs),
          position: places.get(organisationId) ?? null,
        })
      } catch (error) {
        noted.delete(organisationId)
        if (!isConnectionLoss(error)) throw error
      }
    },
    given(organisationId, position) {
      places.set(organisationId, Math.max(position, places.get(organisationId) ?? 0))
    },
    givenTo: (organisationId) => places.get(organisationId),
    countStream(organisationId, by) {
      const open = (streams.get(organisationId) ?? 0) + by
      if (open > 0) streams.set(organisationId, open)
      else streams.delete(organisationId)
      return open
    },
  }
}
