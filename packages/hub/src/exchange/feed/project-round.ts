import { shareEvents } from '@wuzei/domain'
import {
  advanceFeed,
  appendListingItems,
  appendNoticeItems,
  appendReminders,
  appendRetractions,
  appendShareItems,
  decisionsIn,
  inTransaction,
  lockFeed,
  removalsIn,
  type Database,
  type TakenBack,
} from '@wuzei/store'
import { reminderScheduleS, connectedForMs } from '../retraction/deadlines.ts'
import { signRetraction } from '../retraction/sign-retraction.ts'
import type { ExchangeKey } from '../signing-key.ts'

/** Items of one transaction: some ten milliseconds, so that a bulk import holds nobody up and wakes readers early. */
const listingPage = 2_000
const eventPage = 2_000
const reminderPage = 1_000

const shareTypes = Object.values(shareEvents)
const decisionTypes = ['indicator.retracted', 'indicator.disputed']

/**
 * Puts the next stretch of the listing's journal and of the log into the feed, together with the marks of how far both are in it: each is in the feed exactly once, whatever happens. Gives back whether there may be more.
 */
export async function projectRound(
  database: Database,
  key: ExchangeKey,
  nowMs: number,
  remind: boolean,
): Promise<{ readonly more: boolean }> {
  return await inTransaction(database, async (client) => {
    const from = await lockFeed(client, eventPage)
    const at = new Date(nowMs)
    const takenBack = {
      at,
      connectedSince: new Date(nowMs - connectedForMs),
      remindAt: new Date(nowMs + (reminderScheduleS[0] ?? 0) * 1_000),
    }
    const announce = async (said: readonly TakenBack[], position: number) =>
      await appendRetractions(
        client,
        said.map((one) => signRetraction(one, key)),
        { ...takenBack, position },
      )
    let { position } = from

    const changes = {
      after: from.listingVersion,
      upTo: Math.min(from.listingEnd, from.listingVersion + listingPage),
    }
    if (changes.upTo > changes.after) {
      position += await appendListingItems(client, changes, position)
      position += await announce(await removalsIn(client, changes), position)
    }
    const shares = { after: from.shareSeq, upTo: Math.min(from.lastSeq, from.shareSeq + eventPage) }
    if (shareTypes.some((type) => from.types.has(type)))
      position += await appendShareItems(client, shares, position)
    if (from.types.has('webhook-paused')) position += await appendNoticeItems(client, shares, position)

    // Only once the listing says the same: whoever reads of a retraction must not find the indicator listed.
    const settled = changes.upTo === from.listingEnd
    const decisions = {
      after: from.decisionSeq,
      upTo: settled ? Math.min(from.listedSeq, from.decisionSeq + eventPage) : from.decisionSeq,
    }
    if (decisions.upTo > decisions.after && decisionTypes.some((type) => from.types.has(type)))
      position += await announce(await decisionsIn(client, decisions), position)
    if (remind)
      position += await appendReminders(client, {
        position,
        at,
        scheduleS: reminderScheduleS,
        limit: reminderPage,
      })

    const to = {
      position,
      listingVersion: changes.upTo,
      shareSeq: shares.upTo,
      decisionSeq: decisions.upTo,
    }
    const moved =
      position > from.position ||
      to.listingVersion > changes.after ||
      to.shareSeq > from.shareSeq ||
      to.decisionSeq > from.decisionSeq
    if (moved) await advanceFeed(client, to, at)
    return { more: !settled || shares.upTo < from.lastSeq || decisions.upTo < from.listedSeq }
  })
}
