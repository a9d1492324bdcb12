import type { Reader } from '@wuzei/domain'
import type { FeedItem } from '@wuzei/store'
import type { FeedCursors } from './feed-cursor.ts'
import { feedItemJson } from './feed-item-json.ts'
import { feedEntry, feedPart, type FeedPart } from './feed-part.ts'
import { mayReadItem } from './may-read-item.ts'

/** A stretch of the feed in memory. */
export interface FeedSegment {
  /** Holds the positions after `from` up to `to`. */
  readonly from: number
  readonly to: number
  readonly size: number
  /** All of it that a reader may read: the same part for all who may read the same. */
  partFor(reader: Reader): FeedPart
  /** Lets go of what was written for readers; made again when one still comes. */
  forget(): void
}

type Rights = Pick<FeedItem, 'shared' | 'addressed'>

export function createFeedSegment(
  from: number,
  items: readonly FeedItem[],
  cursors: FeedCursors,
): FeedSegment {
  const entries = items.map((item) => feedEntry(item, feedItemJson(item, cursors)))
  const circles = circlesOf(items)
  const parts = new Map<string, FeedPart>()
  const to = items.at(-1)?.position ?? from
  return {
    from,
    to,
    size: items.length,
    partFor(reader) {
      const open = circles.rights.map((rights) => mayReadItem(reader, rights))
      const name = open.map(Number).join('')
      const before = parts.get(name)
      if (before) return before
      const readable = entries.filter((_, index) => open[circles.ofItem[index] ?? -1] === true)
      const part = feedPart(readable, to)
      parts.set(name, part)
      return part
    },
    forget: () => parts.clear(),
  }
}

/** Items with the same rights, asked about once: most of what comes together is labelled alike. */
function circlesOf(items: readonly FeedItem[]) {
  const rights: Rights[] = []
  const known = new Map<string, number>()
  const ofItem = items.map(({ shared, addressed }) => {
    const { label, originId, groupId, recipientIds } = shared
    const name = JSON.stringify([label.tlp, label.pap, originId, groupId, addressed, recipientIds])
    const before = known.get(name)
    if (before !== undefined) return before
    known.set(name, rights.length)
    rights.push({ shared, addressed })
    return rights.length - 1
  })
  return { rights, ofItem }
}
