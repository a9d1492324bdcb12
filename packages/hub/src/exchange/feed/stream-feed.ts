import type { ServerResponse } from 'node:http'
import type { Reader } from '@wuzei/domain'
import type { FeedCursors } from './feed-cursor.ts'
import type { FeedTail } from './feed-tail.ts'
import { gatherFeed } from './gather-feed.ts'

/** A reader hears something at least this often, so that proxies and it know the connection lives. */
export const heartbeatMs = 15_000

/** Rights are looked up anew this often: whoever is suspended hears no more. */
const rightsMs = 5_000

/** Items of one write: some 200 kB. */
const writeItems = 500

/** A reader that takes nothing for this long is let go; it resumes from its cursor. */
const stuckMs = 60_000

export interface StreamOptions {
  readonly tail: FeedTail
  readonly cursors: FeedCursors
  readonly after: number
  /** The reader now; undefined when it may read no longer. */
  readonly reader: () => Promise<Reader | undefined>
  /** The socket has taken everything up to here. */
  readonly onTaken: (position: number) => void
  readonly signal: AbortSignal
}

/**
 * Sends the feed as server-sent events until the connection, the reader's rights or the signal end. Writes one part,
 * waits until the socket took it, then the next: what a slow reader has not taken stays in the database.
 */
export async function streamFeed(response: ServerResponse, options: StreamOptions): Promise<void> {
  const { tail, cursors } = options
  const closed = new AbortController()
  response.once('close', () => closed.abort())
  const signal = AbortSignal.any([options.signal, closed.signal])
  let reader = await options.reader()
  let readAt = performance.now()
  let writtenAt = performance.now()
  let position = options.after
  while (!signal.aborted && reader) {
    if (performance.now() - readAt >= rightsMs) {
      reader = await options.reader()
      readAt = performance.now()
      continue
    }
    const { parts, count, upTo } = await gatherFeed(tail, reader, position, writeItems)
    const moved = upTo > position
    position = upTo
    const isSilent = performance.now() - writtenAt >= heartbeatMs
    if (count > 0 || isSilent) {
      // A heartbeat carries the cursor: whoever may read little need not page over the rest again.
      const bytes =
        count > 0
          ? Buffer.concat(parts.map((part) => part.bytes('events')))
          : `id: ${cursors.write(position)}\n: still here\n\n`
      if (!(await write(response, bytes, signal))) break
      writtenAt = performance.now()
      options.onTaken(position)
    }
    if (!moved) await tail.changed(position, Math.min(rightsMs, heartbeatMs), signal)
  }
  if (!response.destroyed) response.end()
}

/** Writes and waits until it was taken; false when the reader is gone or takes nothing. */
async function write(
  response: ServerResponse,
  bytes: Buffer | string,
  signal: AbortSignal,
): Promise<boolean> {
  if (response.destroyed) return false
  if (response.write(bytes)) return true
  return await new Promise<boolean>((resolve) => {
    const finish = (taken: boolean) => {
      clearTimeout(timer)
      response.off('drain', drained)
      signal.removeEventListener('abort', ended)
      if (!taken) response.destroy()
      resolve(taken)
    }
    const drained = () => finish(true)
    const ended = () => finish(false)
    const timer = setTimeout(ended, stuckMs)
    response.once('drain', drained)
    signal.addEventListener('abort', ended, { once: true })
  })
}
