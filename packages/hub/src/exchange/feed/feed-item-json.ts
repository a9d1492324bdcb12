import type { FeedItem } from '@wuzei/store'
import type { FeedCursors } from './feed-cursor.ts'

/** An item as it is sent, in the order of reading: `FeedItemSchema` of the contract. No line breaks. */
export function feedItemJson(item: FeedItem, cursors: FeedCursors): string {
  return JSON.stringify({
    cursor: cursors.write(item.position),
    type: item.type,
    at: item.at.toISOString(),
    eventSeq: item.eventSeq,
    indicator: item.kind === null ? null : { kind: item.kind, canonical: item.canonical },
    level: item.level,
    fraudTypes: item.fraudTypes,
    cause: item.cause,
    label: item.shared.label,
    originId: item.shared.originId,
    objectId: item.objectId,
    detail: item.detail,
  })
}
