import {
  applyListing,
  lockListing,
  stageTouched,
  unreadStates,
  webCandidates,
  writeListingStates,
  type TouchedIndicator,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import { judgeSites } from './judge-sites.ts'
import { settleExceptions } from './settle-exceptions.ts'
import { readSpans } from './state-spans.ts'

/** Keys of one statement: some megabytes of parameters, about a second of work. */
const chunkKeys = 50_000

/**
 * Brings the listing to what the library says of these indicators now, inside the caller's transaction. Gives back
 * the number of changes.
 */
export async function applyTouched(
  client: ClientBase,
  touched: readonly TouchedIndicator[],
  nowMs: number,
): Promise<number> {
  if (touched.length === 0) return 0
  const nowS = Math.floor(nowMs / 1000)
  // Before anything is read: what another one judged meanwhile must not be undone by what was read before it.
  await lockListing(client)
  let changes = 0
  for (let at = 0; at < touched.length; at += chunkKeys) {
    const chunk = touched.slice(at, at + chunkKeys)
    await stageTouched(client, chunk)
    const unread = await unreadStates(client)
    if (unread.length > 0)
      await writeListingStates(
        client,
        unread.map(({ stateId, relative }) => readSpans(stateId, relative)),
      )
    const withheld = await judgeSites(client, await webCandidates(client, nowS), nowS)
    changes += await applyListing(client, withheld, nowMs)
    changes += await settleExceptions(client, nowMs)
  }
  return changes
}
