import { mayRead, type Reader } from '@wuzei/domain'
import type { FeedItem } from '@wuzei/store'

/** True when an item is for this reader: the rule of `readFeedPage`, without a database. */
export function mayReadItem(
  reader: Reader,
  { shared, addressed }: Pick<FeedItem, 'shared' | 'addressed'>,
): boolean {
  if (!mayRead(reader, shared)) return false
  return (
    !addressed || shared.recipientIds.some((id) => id === reader.organisationId || id === reader.personId)
  )
}
