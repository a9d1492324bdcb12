import type { Reader } from '@wuzei/domain'
import {
  feedHead,
  isConnectionLoss,
  readFeedPage,
  readFeedTail,
  subscribeFeed,
  type Database,
} from '@wuzei/store'
import { setTimeout as pause } from 'node:timers/promises'
import type { FeedCursors } from './feed-cursor.ts'
import { feedItemJson } from './feed-item-json.ts'
import { feedEntry, feedPart, type FeedPart } from './feed-part.ts'
import { createFeedSegment } from './feed-segment.ts'
import { createFeedWindow, type FeedWindow } from './feed-window.ts'

/** Items read from the database at once. */
const pageItems = 500

/** Positions that one page of a reader looks over: one with few rights must not scan the whole feed in one query. */
const stretchPositions = 10_000

/** How often is looked without a notification, should one be lost. */
const lookMs = 500

/** Nobody has asked for this long: then what comes is not read at all, a bulk import least of all. */
const idleMs = 30_000
const reconnectMs = 200

/** The end of the feed, read once per process for all its readers. */
export interface FeedTail {
  /** Last position known here. */
  position(): Promise<number>
  /** True when what follows a position is kept here, or is yet to come. */
  isAtHand(after: number): boolean
  /** What is next for a reader, at most `limit` items; `upTo` is `after` when there is nothing yet. */
  next(reader: Reader, after: number, limit: number): Promise<FeedPart>
  /** Resolves when there may be something after a position, after `limitMs`, or when the signal is aborted. */
  changed(after: number, limitMs: number, signal: AbortSignal): Promise<void>
  /** Settles when it ends; rejects when it cannot go on. */
  readonly done: Promise<void>
  stop(): Promise<void>
}

/**
 * Follows the end of the feed. What many readers with the same rights take is written as bytes once; who falls behind
 * what is kept here pages through the database at its own pace.
 */
export function createFeedTail(database: Database, cursors: FeedCursors): FeedTail {
  const window = createFeedWindow()
  const stopping = new AbortController()
  let askedAt = Number.NEGATIVE_INFINITY
  const position = async () =>
    window.position() < 0 ? (await feedHead(database.pool)).position : window.position()
  const done = followEnd({ database, cursors, window, askedAt: () => askedAt }, stopping.signal)
  return {
    position,
    isAtHand: (after) => after === window.position() || window.segmentAfter(after) !== undefined,
    async next(reader, after, limit) {
      askedAt = performance.now()
      const end = await position()
      if (after >= end) return feedPart([], after)
      const segment = window.segmentAfter(after)
      if (!segment) return await readPart(database, cursors, { reader, after, end, limit })
      const part = segment.partFor(reader)
      return segment.from === after && part.items.length <= limit ? part : pieceOf(part, after, limit)
    },
    changed: async (after, limitMs, signal) => {
      askedAt = performance.now()
      if (window.position() > after || signal.aborted) return
      await window.changed(limitMs, signal)
    },
    done,
    async stop() {
      stopping.abort()
      window.wakeAll()
      await done
    },
  }
}

/** What of a part follows a position, at most `limit` items. */
function pieceOf(part: FeedPart, after: number, limit: number): FeedPart {
  const rest = part.items.filter(({ position }) => position > after)
  const given = rest.slice(0, limit)
  return feedPart(given, given.length < rest.length ? (given.at(-1)?.position ?? after) : part.upTo)
}

/** A part for a reader that is behind what is kept in memory. */
async function readPart(
  database: Database,
  cursors: FeedCursors,
  asked: { readonly reader: Reader; readonly after: number; readonly end: number; readonly limit: number },
): Promise<FeedPart> {
  const { reader, after } = asked
  const upTo = Math.min(asked.end, after + stretchPositions)
  const limit = Math.min(asked.limit, pageItems)
  const page = await readFeedPage(database.pool, reader, { after, upTo, limit })
  return feedPart(
    page.map((item) => feedEntry(item, feedItemJson(item, cursors))),
    page.length === limit ? (page.at(-1)?.position ?? upTo) : upTo,
  )
}

interface Following {
  readonly database: Database
  readonly cursors: FeedCursors
  readonly window: FeedWindow
  /** When a reader last asked for anything. */
  readonly askedAt: () => number
}

/** Fills the window until the signal. */
async function followEnd(following: Following, signal: AbortSignal): Promise<void> {
  const source = subscribeFeed(following.database)
  try {
    while (!signal.aborted) {
      const full = await readOn(following)
      if (!full) await source.wait(lookMs, signal)
    }
  } finally {
    source.end()
  }
}

/** Reads what has come; true when there may be more. */
async function readOn({ database, cursors, window, askedAt }: Following): Promise<boolean> {
  try {
    if (window.position() < 0 || performance.now() - askedAt() > idleMs) {
      const end = (await feedHead(database.pool)).position
      if (end !== window.position()) window.skipTo(end)
      return false
    }
    const page = await readFeedTail(database.pool, window.position(), pageItems)
    if (page.length === 0) return false
    // What was read before may carry labels that are closed now.
    if (page.some(({ type }) => type === 'share-relabelled')) window.clear()
    window.add(createFeedSegment(window.position(), page, cursors))
    return page.length === pageItems
  } catch (error) {
    if (!isConnectionLoss(error)) throw error
    await pause(reconnectMs)
    return false
  }
}
