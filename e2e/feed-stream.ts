import type { FeedItem } from '@wuzei/contract'

/** A stream of server-sent events under test. */
export interface OpenStream {
  /** The next items, waiting for them. */
  take(count: number): Promise<FeedItem[]>
  /** Resolves when the server has ended it. */
  ended(): Promise<void>
  close(): Promise<void>
}

/** Opens a stream of the feed. Parses by the standard's own words, not by the client that is under test elsewhere. */
export async function openStream(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<OpenStream> {
  const stop = new AbortController()
  const response = await fetch(url, { headers, signal: stop.signal })
  if (!response.ok || !response.body) throw new Error(`${response.status} ${await response.text()}`)
  const items = itemsIn(response.body)
  return {
    async take(count) {
      const taken: FeedItem[] = []
      while (taken.length < count) {
        const next = await items.next()
        if (next.done) throw new Error('the stream ended')
        taken.push(next.value)
      }
      return taken
    },
    async ended() {
      for (;;) if ((await items.next()).done) return
    },
    async close() {
      stop.abort()
      await items.return(undefined).catch(() => undefined)
    },
  }
}

async function* itemsIn(body: ReadableStream<Uint8Array>): AsyncGenerator<FeedItem, undefined> {
  let rest = ''
  const decoder = new TextDecoder()
  for await (const bytes of body) {
    rest += decoder.decode(bytes, { stream: true })
    for (;;) {
      const end = rest.indexOf('\n\n')
      if (end < 0) break
      const fields = new Map(
        rest
          .slice(0, end)
          .split('\n')
          .map((line): [string, string] => [
            line.slice(0, line.indexOf(':')),
            line.slice(line.indexOf(':') + 2),
          ]),
      )
      rest = rest.slice(end + 2)
      const data = fields.get('data')
      if (data === undefined) continue
      const item: FeedItem = JSON.parse(data)
      if (item.cursor !== fields.get('id')) throw new Error('the id of the event is not its cursor')
      yield item
    }
  }
  return undefined
}
