import type { FeedSegment } from './feed-segment.ts'

/** Items kept in memory, some 20 MB: at 1,000 a second a reader may be 20 seconds behind and still share the work. */
const keptItems = 20_000

/** Items whose bytes are kept as well: who is further behind has them written for itself. */
const writtenItems = 2_000

/** The end of the feed as it is kept in memory, and who waits for more. */
export interface FeedWindow {
  /** Last position known; -1 before the first look. */
  position(): number
  /** The segment that holds what follows a position. */
  segmentAfter(after: number): FeedSegment | undefined
  /** Puts a segment at the end and wakes who waits. */
  add(segment: FeedSegment): void
  /** Lets go of all segments; what follows them is then read from the database. */
  clear(): void
  /** Goes on from a position without what lies before it. */
  skipTo(position: number): void
  /** Resolves when the position changes, after `limitMs`, or when the signal is aborted. */
  changed(limitMs: number, signal: AbortSignal): Promise<void>
  /** Wakes who waits, though nothing came. */
  wakeAll(): void
}

export function createFeedWindow(): FeedWindow {
  const segments: FeedSegment[] = []
  const waiting = new Set<() => void>()
  let position = -1
  let kept = 0
  const wakeAll = () => {
    for (const wake of waiting) wake()
  }
  const clear = () => {
    segments.length = 0
    kept = 0
  }
  return {
    position: () => position,
    segmentAfter: (after) => segments.findLast(({ from, to }) => from <= after && after < to),
    add(segment) {
      segments.push(segment)
      position = segment.to
      kept += segment.size
      while (kept > keptItems) kept -= segments.shift()?.size ?? kept
      forgetOld(segments, segment.size)
      wakeAll()
    },
    clear,
    skipTo(to) {
      clear()
      position = to
      wakeAll()
    },
    changed: async (limitMs, signal) => await woken(waiting, limitMs, signal),
    wakeAll,
  }
}

/** Forgets what was written in segments that have just fallen behind `writtenItems`. */
function forgetOld(segments: readonly FeedSegment[], addedItems: number): void {
  let items = 0
  for (const segment of segments.toReversed()) {
    if (items >= writtenItems) segment.forget()
    items += segment.size
    // Those before were forgotten when the last one was added.
    if (items >= writtenItems + addedItems + segment.size) return
  }
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
