import type { FeedItem } from '@wuzei/contract'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStream } from './feed-stream.ts'

let hub: TestHub
let reader: { readonly headers: Readonly<Record<string, string>> }
beforeAll(async () => {
  hub = await startTestHub()
  const bank = await addOrganisation(hub, { kind: 'bank' })
  reader = await addClient(hub, bank.id, ['feed'])
})
afterAll(async () => await hub.stop())

const pin = async (value: string, level: string) =>
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value, level, reason: 'seen it' },
  })

async function pull(query: string, headers = reader.headers) {
  const response = await fetch(`${hub.url}/v1/feed?${query}`, { headers })
  const text = await response.text()
  expect(response.status, text).toBe(200)
  const items: FeedItem[] = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
  return { items, cursor: response.headers.get('wuzei-cursor') ?? '' }
}

/** Everything about one value, waiting until there is as much. */
async function itemsOf(canonical: string, count: number): Promise<FeedItem[]> {
  const found: FeedItem[] = []
  let after = ''
  await expect
    .poll(
      async () => {
        const part = await pull(after === '' ? '' : `after=${after}`)
        after = part.cursor
        found.push(...part.items.filter((item) => item.indicator?.canonical === canonical))
        return found.length
      },
      { timeout: 20_000 },
    )
    .toBeGreaterThanOrEqual(count)
  return found
}

test('what is listed, changes and leaves comes in order, and an un-listing brings a signed retraction', async () => {
  await pin('feed-one.top', 'high')
  await itemsOf('feed-one.top', 1)
  await pin('feed-one.top', 'confirmed')
  await itemsOf('feed-one.top', 2)
  await send(hub, 'DELETE', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value: 'feed-one.top', reason: 'wrong' },
  })
  const items = await itemsOf('feed-one.top', 4)
  expect(items.map(({ type, level, cause }) => ({ type, level, cause }))).toEqual([
    { type: 'listed', level: 'high', cause: 'pinned' },
    { type: 'changed', level: 'confirmed', cause: 'pinned' },
    { type: 'unlisted', level: null, cause: 'pinned' },
    { type: 'retraction', level: null, cause: 'decided' },
  ])
  expect(items[0]?.label).toEqual({ tlp: 'TLP:GREEN', pap: 'PAP:GREEN' })
  expect(items[0]?.eventSeq).toBeLessThan(items[1]?.eventSeq ?? 0)
})

test('from any cursor comes exactly what follows it', async () => {
  await pin('feed-two.top', 'high')
  await pin('feed-three.top', 'high')
  await itemsOf('feed-three.top', 1)
  const { items } = await pull('')
  expect(items.length).toBeGreaterThan(3)
  for (const [index, item] of items.entries()) {
    const rest = await pull(`after=${item.cursor}`)
    expect(rest.items.map(({ cursor }) => cursor)).toEqual(items.slice(index + 1).map(({ cursor }) => cursor))
    const next = await pull(`after=${item.cursor}&limit=1`)
    expect(next.items).toEqual(items.slice(index + 1, index + 2))
  }
  expect((await pull('after=now')).items).toEqual([])
})

test('a stream goes on where the last one ended, and carries what a pull carries', async () => {
  const { cursor } = await pull('after=now')
  const first = await openStream(`${hub.url}/v1/feed/stream?after=${cursor}`, reader.headers)
  await pin('streamed-one.top', 'high')
  const [listed] = await first.take(1)
  expect(listed).toMatchObject({ type: 'listed', indicator: { canonical: 'streamed-one.top' } })
  await first.close()
  await pin('streamed-two.top', 'high')
  const second = await openStream(`${hub.url}/v1/feed/stream?after=now`, {
    ...reader.headers,
    'last-event-id': listed?.cursor ?? '',
  })
  await pin('streamed-three.top', 'high')
  const resumed = await second.take(2)
  expect(resumed.map((item) => item.indicator?.canonical)).toEqual(['streamed-two.top', 'streamed-three.top'])
  await second.close()
  expect((await pull(`after=${cursor}`)).items).toEqual([listed, ...resumed])
})

test('a pull may wait for something new', async () => {
  const { cursor } = await pull('after=now')
  const waiting = pull(`after=${cursor}&waitS=20`)
  await pin('waited-for.top', 'high')
  expect((await waiting).items).toMatchObject([{ indicator: { canonical: 'waited-for.top' } }])
})

test('who is no member, or has no such scope, or sends a strange cursor, is told so', async () => {
  const platform = await addOrganisation(hub, { kind: 'platform' })
  const scopeless = await addClient(hub, platform.id, ['check'])
  const refused = async (query: string, headers: Readonly<Record<string, string>>) =>
    await fetch(`${hub.url}/v1/feed${query}`, { headers }).then(async (answer) => {
      const problem: { code: string } = JSON.parse(await answer.text())
      return `${answer.status} ${problem.code}`
    })
  expect(await refused('', {})).toBe('401 UNAUTHENTICATED')
  expect(await refused('/stream', {})).toBe('401 UNAUTHENTICATED')
  expect(await refused('', hub.administrator)).toBe('403 FORBIDDEN')
  expect(await refused('', scopeless.headers)).toBe('403 FORBIDDEN')
  expect(await refused('?after=17', reader.headers)).toBe('400 FEED_CURSOR_INVALID')
  const { cursor } = await pull('after=now')
  const forged = `${cursor.startsWith('A') ? 'B' : 'A'}${cursor.slice(1)}`
  expect(await refused(`?after=${forged}`, reader.headers)).toBe('400 FEED_CURSOR_INVALID')
  const ahead = hub.hub.context.feed.cursors.write(1_000_000)
  expect(await refused(`?after=${ahead}`, reader.headers)).toBe('400 FEED_CURSOR_INVALID')
})

test('a stream ends when its key does', async () => {
  const vendor = await addOrganisation(hub, { kind: 'vendor' })
  const client = await addClient(hub, vendor.id, ['feed'])
  const stream = await openStream(`${hub.url}/v1/feed/stream?after=now`, client.headers)
  await send(hub, 'DELETE', `/v1/alliance/clients/${client.id}`, { headers: hub.administrator })
  await stream.ended()
})
