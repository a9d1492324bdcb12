import type { FeedItem } from '@wuzei/contract'
import { retryDelayMs } from '../call.ts'
import type { WuzeiClient } from '../client.ts'
import { WuzeiError } from '../failure.ts'
import { sleep } from '../sleep.ts'

/** From where, and until when. */
export interface ReadFeedOptions {
  /** Cursor of the last item that was dealt with; `now` for what comes from now on; left out, all that is kept. */
  readonly after?: string | undefined
  /** Ends the reading: the loop over the items ends. */
  readonly signal?: AbortSignal
  /** Most items of one pull, up to 2,000. */
  readonly limit?: number
  /** Seconds that the hub holds the line while there is nothing new, up to 30; 25 unless told. */
  readonly waitS?: number
  /** Told of every failure that is waited out: no connection, a hub that is busy. */
  readonly onFailure?: (error: WuzeiError) => void
  /** Told of the place reached after each pull, also where nothing came: a place to begin again from. */
  readonly onCursor?: (cursor: string) => void
}

/**
 * Everything the member is told, in order, as it comes, for as long as the loop runs. Store `item.cursor` once an item
 * is dealt with and give it as `after` the next time: nothing is lost, though the last item may come twice. Failures of
 * the line are waited out, longer each time, up to a minute.
 *
 * @throws WuzeiError where waiting would not help: `UNAUTHENTICATED`, `FORBIDDEN`, `FEED_CURSOR_INVALID`, and
 * `FEED_COMPACTED`, after which the lists are taken and the feed from `now`.
 */
export async function* readFeed(
  client: Pick<WuzeiClient, 'request'>,
  options: ReadFeedOptions = {},
): AsyncGenerator<FeedItem, void, undefined> {
  const { signal, waitS = 25, limit } = options
  let after = options.after
  let failures = 0
  for (;;) {
    if (signal?.aborted) return
    try {
      const part = await pull(client, { after, limit, waitS, signal })
      failures = 0
      for (const item of part.items) {
        yield item
        if (signal?.aborted) return
      }
      after = part.cursor
      options.onCursor?.(after)
    } catch (error) {
      if (!(error instanceof WuzeiError)) throw error
      if (error.code === 'ABORTED') return
      const waitMs = retryDelayMs(error, failures, longestWaitMs)
      if (waitMs === undefined) throw error
      options.onFailure?.(error)
      failures++
      await sleep(waitMs, signal).catch(endOfReading)
    }
  }
}

const longestWaitMs = 60_000

/** The loop looks at the signal itself. */
function endOfReading(error: unknown): void {
  if (!(error instanceof WuzeiError && error.code === 'ABORTED')) throw error
}

async function pull(
  client: Pick<WuzeiClient, 'request'>,
  asked: {
    readonly after: string | undefined
    readonly limit: number | undefined
    readonly waitS: number
    readonly signal: AbortSignal | undefined
  },
): Promise<{ readonly items: FeedItem[]; readonly cursor: string }> {
  const { signal, ...query } = asked
  return await client.request(
    'GET /v1/feed',
    { query, signal, timeoutMs: asked.waitS * 1000 + answerMs },
    async (response) => {
      const text = await response.text()
      const cursor = response.headers.get('wuzei-cursor')
      if (cursor === null || (text !== '' && !text.endsWith('\n'))) throw broken(response.status)
      const lines = text.split('\n').filter((line) => line !== '')
      return { items: lines.map((line) => readItem(line, response.status)), cursor }
    },
  )
}

/** Beyond the waiting itself. */
const answerMs = 15_000

function readItem(line: string, status: number): FeedItem {
  try {
    const item: FeedItem = JSON.parse(line)
    return item
  } catch (cause) {
    throw broken(status, cause)
  }
}

function broken(status: number, cause?: unknown): WuzeiError {
  return new WuzeiError('UNEXPECTED_ANSWER', 'The answer is not a part of the feed', { status, cause })
}
