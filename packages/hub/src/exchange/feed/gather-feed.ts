import type { Reader } from '@wuzei/domain'
import type { FeedPart } from './feed-part.ts'
import type { FeedTail } from './feed-tail.ts'

/** Parts looked at in one go: a reader with few rights far behind goes step by step, and is heard of in between. */
const maxLooks = 100

/** What one answer, one write or one delivery carries. */
export interface GatheredFeed {
  /** In the order of the feed, none of them empty. */
  readonly parts: readonly FeedPart[]
  readonly count: number
  /** Where the reader then stands; the place it asked from when there is nothing yet. */
  readonly upTo: number
}

/** Gathers what is there for a reader now, at most `limit` items. */
export async function gatherFeed(
  tail: Pick<FeedTail, 'next'>,
  reader: Reader,
  after: number,
  limit: number,
): Promise<GatheredFeed> {
  const parts: FeedPart[] = []
  let count = 0
  let upTo = after
  for (let look = 0; look < maxLooks && count < limit; look += 1) {
    const part = await tail.next(reader, upTo, limit - count)
    if (part.upTo === upTo) break
    upTo = part.upTo
    count += part.items.length
    if (part.items.length > 0) parts.push(part)
  }
  return { parts, count, upTo }
}
