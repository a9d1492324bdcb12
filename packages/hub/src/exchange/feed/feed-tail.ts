import { comparePap, compareTlp, mayShare, type Clearance, type Reader } from '@wuzei/domain'
import {
  feedHead,
  isConnectionLoss,
  readFeedPage,
  readFeedTail,
  subscribeFeed,
  type Database,
  type FeedItem,
} from '@wuzei/store'
import { setTimeout as pause } from 'node:timers/promises'
import type { FeedCursors } from './feed-cursor.ts'
import { feedItemJson } from './feed-item-json.ts'
import { mayReadItem } from './may-read-item.ts'

/** Items read from the database at once. */
const pageItems = 500

/** Positions that one page of a reader looks over: one with few rights must not scan the whole feed in one query. */
const stretchPositions = 10_000

/** Items kept in memory, some 20 MB: at 1,000 a second a reader may be 20 seconds behind and still share the work. */
const keptItems = 20_000

/** How often is looked without a notification, should one be lost. */
const lookMs = 500

/** Nobody has asked for this long: then what comes is not read at all, a bulk import least of all. */
const idleMs = 30_000
const reconnectMs = 200

/** One item, as it is sent. */
export interface FeedEntry {
  readonly position: number
  /** Of its indicator. */
  readonly key: bigint | null
  readonly json: string
}

/** What a reader gets next. */
export interface FeedPart {
  readonly items: readonly FeedEntry[]
  /** Where the reader then stands, whether or not there was anything for it. */
  readonly upTo: number
}

/** The end of the feed, read once per process for all its readers. */
export interface FeedTail {
  /** Last position known here. */
  position(): Promise<number>
  /** True when what follows a position is kept here, or is yet to come. */
  isAtHand(after: number): boolean
  /** What is next for a reader as server-sent events; `upTo` is `after` when there is nothing yet. */
  events(reader: Reader, after: number): Promise<{ readonly bytes: Buffer; readonly upTo: number }>
  /** What is next for a reader, at most `limit` items. */
  items(reader: Reader, after: number, limit: number): Promise<FeedPart>
  /** Resolves when there may be something after a position, after `limitMs`, or when the signal is aborted. */
  changed(after: number, limitMs: number, signal: AbortSignal): Promise<void>
  /** Settles when it ends; rejects when it cannot go on. */
  readonly done: Promise<void>
  stop(): Promise<void>
}

interface Segment {
  /** Holds the positions after `from` up to `to`. */
  readonly from: number
  readonly to: number
  readonly items: readonly FeedItem[]
  readonly json: readonly string[]
  /** Everybody in the community may read all of it. */
  readonly isOpen: boolean
  /** Server-sent events by what a reader may read, written once for all who may read the same. */
  readonly events: Map<string, Buffer>
}

/**
 * Follows the end of the feed. What many readers with the same rights take is written as bytes once; who falls behind
 * what is kept here pages through the database at its own pace.
 */
export function createFeedTail(database: Database, cursors: FeedCursors): FeedTail {
  const segments: Segment[] = []
  const waiting = new Set<() => void>()
  const stopping = new AbortController()
  const state = { position: -1, kept: 0, askedAt: Number.NEGATIVE_INFINITY }

  const position = async () => {
    if (state.position < 0) return (await feedHead(database.pool)).position
    return state.position
  }

  function add(added: readonly FeedItem[]): void {
    // What was read before may carry labels that are closed now.
    if (added.some(({ type }) => type === 'share-relabelled')) {
      segments.length = 0
      state.kept = 0
    }
    const to = added.at(-1)?.position ?? state.position
    segments.push({
      from: state.position,
      to,
      items: added,
      json: added.map((item) => feedItemJson(item, cursors)),
      isOpen: added.every(isOpen),
      events: new Map(),
    })
    state.position = to
    state.kept += added.length
    while (state.kept > keptItems) state.kept -= segments.shift()?.items.length ?? keptItems
    for (const wake of waiting) wake()
  }

  async function follow(): Promise<void> {
    const source = subscribeFeed(database)
    try {
      while (!stopping.signal.aborted) {
        const full = await readOn()
        if (!full) await source.wait(lookMs, stopping.signal)
      }
    } finally {
      source.end()
    }
  }

  async function readOn(): Promise<boolean> {
    try {
      if (state.position < 0 || performance.now() - state.askedAt > idleMs) {
        await skipToEnd()
        return false
      }
      const page = await readFeedTail(database.pool, state.position, pageItems)
      if (page.length > 0) add(page)
      return page.length === pageItems
    } catch (error) {
      if (!isConnectionLoss(error)) throw error
      await pause(reconnectMs)
      return false
    }
  }

  async function skipToEnd(): Promise<void> {
    const end = (await feedHead(database.pool)).position
    if (end === state.position) return
    segments.length = 0
    state.kept = 0
    state.position = end
    for (const wake of waiting) wake()
  }

  const segmentAfter = (after: number) =>
    segments.findLast((segment) => segment.from <= after && after < segment.to)

  async function items(reader: Reader, after: number, limit: number): Promise<FeedPart> {
    state.askedAt = performance.now()
    const end = await position()
    if (after >= end) return { items: [], upTo: after }
    const segment = segmentAfter(after)
    if (!segment) {
      const upTo = Math.min(end, after + stretchPositions)
      const most = Math.min(limit, pageItems)
      const page = await readFeedPage(database.pool, reader, { after, upTo, limit: most })
      return {
        items: page.map((item) => entryOf(item, feedItemJson(item, cursors))),
        upTo: page.length === most ? (page.at(-1)?.position ?? upTo) : upTo,
      }
    }
    const given: FeedEntry[] = []
    for (const [index, item] of segment.items.entries()) {
      if (item.position <= after || !mayReadItem(reader, item)) continue
      given.push(entryOf(item, segment.json[index] ?? ''))
      if (given.length === limit) return { items: given, upTo: item.position }
    }
    return { items: given, upTo: segment.to }
  }

  async function events(reader: Reader, after: number) {
    const segment = segmentAfter(after)
    if (segment?.from !== after) {
      const part = await items(reader, after, pageItems)
      return { bytes: Buffer.from(part.items.map(({ json }) => eventOf(json)).join('')), upTo: part.upTo }
    }
    const rights = segment.isOpen && mayShare(communityLabel, reader.clearance) ? '' : rightsOf(reader)
    const written = segment.events.get(rights)
    if (written) return { bytes: written, upTo: segment.to }
    const part = await items(reader, after, segment.items.length)
    const bytes = Buffer.from(part.items.map(({ json }) => eventOf(json)).join(''))
    segment.events.set(rights, bytes)
    return { bytes, upTo: segment.to }
  }

  const done = follow()
  return {
    position,
    isAtHand: (after) => after === state.position || segmentAfter(after) !== undefined,
    items,
    events,
    changed: async (after, limitMs, signal) => {
      state.askedAt = performance.now()
      if (state.position > after || signal.aborted) return
      await woken(waiting, limitMs, signal)
    },
    done,
    async stop() {
      stopping.abort()
      for (const wake of waiting) wake()
      await done
    },
  }
}

const communityLabel: Clearance = { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' }

function isOpen({ addressed, shared: { label } }: FeedItem): boolean {
  return (
    !addressed &&
    compareTlp(label.tlp, communityLabel.tlp) <= 0 &&
    comparePap(label.pap, communityLabel.pap) <= 0
  )
}

function entryOf({ position, key }: FeedItem, json: string): FeedEntry {
  return { position, key, json }
}

/** Equal for readers who may read the same. */
function rightsOf({ organisationId, personId, clearance, groups }: Reader): string {
  return JSON.stringify([organisationId, personId, clearance.tlp, clearance.pap, ...groups.toSorted()])
}

/** One server-sent event. The cursor is the first thing in the JSON, so that it is found without parsing. */
function eventOf(json: string): string {
  const start = '{"cursor":"'.length
  return `id: ${json.slice(start, json.indexOf('"', start))}\ndata: ${json}\n\n`
}

async function woken(waiting: Set<() => void>, limitMs: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      waiting.delete(wake)
      resolve()
    }
    const timer = setTimeout(wake, limitMs)
    signal.addEventListener('abort', wake, { once: true })
    waiting.add(wake)
  })
}
