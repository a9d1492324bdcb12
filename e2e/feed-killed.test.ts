import type { FeedItem } from '@wuzei/contract'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStream } from './feed-stream.ts'
import { importList } from './import-list.ts'
import { serve, type ServeProcess } from './serve-process.ts'

let hub: TestHub
let worker: ServeProcess | undefined
let headers: Readonly<Record<string, string>>
beforeAll(async () => {
  hub = await startTestHub({ role: 'api' })
  const bank = await addOrganisation(hub, { kind: 'bank' })
  headers = (await addClient(hub, bank.id, ['feed'])).headers
})
afterAll(async () => {
  await worker?.kill()
  await hub.stop()
})

const startWorker = async () =>
  await serve(hub.options.dataDirectory, {
    role: 'worker',
    environment: { DATABASE_URL: hub.options.databaseUrl ?? '' },
  })

async function pullAll(): Promise<FeedItem[]> {
  const items: FeedItem[] = []
  let after = ''
  for (;;) {
    const response = await fetch(`${hub.url}/v1/feed?limit=300${after === '' ? '' : `&after=${after}`}`, {
      headers,
    })
    const lines = (await response.text()).split('\n').filter((line) => line !== '')
    items.push(...lines.map((line): FeedItem => JSON.parse(line)))
    if (lines.length === 0) return items
    after = response.headers.get('wuzei-cursor') ?? ''
  }
}

const lists = 2
const sites = 300

test('kill -9 of the process that writes the feed: nothing is missing, nothing is there twice, the order is kept', async () => {
  const stream = await openStream(`${hub.url}/v1/feed/stream`, headers)
  const streamed: FeedItem[] = []
  const reading = (async () => {
    for (;;) streamed.push(...(await stream.take(1)))
  })().catch(() => undefined)
  for (let list = 0; list < lists; list += 1) {
    worker = await startWorker()
    const names = Array.from({ length: sites }, (_, site) => `killed-${list}-${site}.top`)
    await importList(hub, `killed-source-${list}`, names, { atMs: Date.now(), count: 50 })
    for (const level of ['high', 'confirmed'])
      await send(hub, 'PUT', '/v1/admin/pins', {
        headers: hub.administrator,
        body: { value: `killed-pin-${list}.top`, level, reason: 'seen it' },
      })
    // In the middle of whatever it is doing.
    await expect
      .poll(async () => (await pullAll()).length, { timeout: 60_000 })
      .toBeGreaterThan(list * sites + 100)
    await worker.kill()
  }
  worker = await startWorker()
  const { pool } = hub.hub.context.database
  await expect
    .poll(
      async () => {
        const seen = await pool.query<{ done: boolean }>(
          `select not exists (select from events where seq is null) and c.seq = (select max(seq) from events)
                  and h.listing_version = l.version as done
             from feed_head h, listing_head l, event_cursors c where c.name = 'listing'`,
        )
        return seen.rows[0]?.done
      },
      { timeout: 60_000 },
    )
    .toBe(true)
  const journal = await pool.query<{ canonical: string; change: string }>(
    'select canonical, change from listing_changes order by version',
  )
  expect(journal.rows.length).toBeGreaterThanOrEqual(lists * (sites + 2))
  const pulled = await pullAll()
  expect(pulled.map((item) => `${item.indicator?.canonical} ${item.type}`)).toEqual(
    journal.rows.map(({ canonical, change }) => `${canonical} ${change === 'added' ? 'listed' : change}`),
  )
  await expect.poll(() => streamed.length, { timeout: 60_000 }).toBe(pulled.length)
  expect(streamed).toEqual(pulled)
  await stream.close()
  await reading
}, 240_000)
