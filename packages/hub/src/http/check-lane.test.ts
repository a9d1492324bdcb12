import { request } from 'node:http'
import { startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test, vi, type MockInstance } from 'vitest'

/** So few that a test uses them up. */
const checksPerMinute = 200
const nowMs = Date.parse('2026-03-01T00:00:00Z')

let hub: TestHub
let lane: MockInstance<TestHub['hub']['server']['checkLane']['answer']>
beforeAll(async () => {
  hub = await startTestHub({ clock: () => nowMs, limits: { checksPerMinute }, trustProxy: '127.0.0.1' })
  lane = vi.spyOn(hub.hub.server.checkLane, 'answer')
})
afterAll(async () => await hub.stop())

/** Whether the last request was answered without the framework. */
const tookTheLane = () => lane.mock.results.at(-1)?.value === true

interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  readonly body: string
}

/** One request as written; each test is another client, so that none uses up what another needs. */
async function ask(
  target: string,
  client: string,
  options: { method?: string; body?: string } = {},
): Promise<Answer> {
  return await new Promise((resolve, reject) => {
    const sent = request(
      `${hub.url}${target}`,
      { method: options.method ?? 'GET', headers: { 'x-forwarded-for': client } },
      (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () => {
          const { date, ...headers } = response.headers
          expect(date).toBeTypeOf('string')
          resolve({ status: response.statusCode ?? 0, headers, body: Buffer.concat(parts).toString() })
        })
      },
    )
    sent.on('error', reject)
    sent.end(options.body)
  })
}

test('a plain check is answered with the same bytes as the framework would', async () => {
  const values = [
    '13800138000',
    '+86110',
    '工行.com',
    'https://例子.top/付款?a=1&b=2',
    'a@b-mail.cn',
    '6222020200112233',
    '1069 0000 1234',
  ]
  for (const value of values) {
    const plain = await ask(`/v1/check?value=${encodeURIComponent(value)}`, '203.0.113.1')
    expect(tookTheLane(), value).toBe(true)
    // A parameter nobody knows is ignored, but keeps the request out of the lane.
    const careful = await ask(`/v1/check?value=${encodeURIComponent(value)}&beside=1`, '203.0.113.1')
    expect(tookTheLane(), value).toBe(false)
    expect(plain).toEqual(careful)
    expect(JSON.parse(plain.body)).toMatchObject({ value })
  }
})

test('what is not quite plain is answered as carefully as ever', async () => {
  const client = '203.0.113.2'
  const spaced = await ask('/v1/check?value=138+0013+8000', client)
  expect(JSON.parse(spaced.body)).toMatchObject({ value: '138 0013 8000', canonical: '+8613800138000' })
  const twice = await ask('/v1/check?value=13800138000&value=110', client)
  expect(twice.status).toBe(400)
  for (const [target, code] of [
    ['/v1/check?value=', 'INDICATOR_EMPTY'],
    ['/v1/check?value=%20%20', 'INDICATOR_EMPTY'],
    ['/v1/check?value=what', 'INDICATOR_UNRECOGNISED'],
    ['/v1/check', 'INDICATOR_EMPTY'],
  ] as const) {
    const refused = await ask(target, client)
    expect([target, refused.status, JSON.parse(refused.body)]).toMatchObject([target, 400, { code }])
  }
  expect((await ask('/v1/check?value=%zz', client)).status).toBe(400)
  expect((await ask('/v1/check?value=13800138000', client, { method: 'POST' })).status).toBe(400)
  expect((await ask('/v1/check?value=13800138000', client, { method: 'DELETE' })).status).toBe(405)
  expect((await ask('/v1/check?value=13800138000', client, { method: 'HEAD' })).body).toBe('')
})

test('a client has one account for both ways, and another client its own', async () => {
  const client = '203.0.113.3'
  const statuses: number[] = []
  for (let sent = 0; sent < checksPerMinute + 2; sent += 1)
    statuses.push((await ask(`/v1/check?value=13800138000${sent % 2 ? '&beside=1' : ''}`, client)).status)
  expect(statuses.slice(0, checksPerMinute)).toEqual(Array.from({ length: checksPerMinute }, () => 200))
  const refused = await ask('/v1/check?value=13800138000', client)
  expect(refused.status).toBe(429)
  expect(JSON.parse(refused.body)).toMatchObject({ code: 'RATE_LIMITED' })
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await ask('/v1/check?value=13800138000', '203.0.113.4')).status).toBe(200)
})

test('checks of both ways are counted', async () => {
  const counted = async () => {
    const text = await (await fetch(`${hub.url}/metrics`)).text()
    return Number(/wuzei_http_requests_total\{route="\/v1\/check",status="200"\} (\d+)/.exec(text)?.[1] ?? 0)
  }
  const before = await counted()
  await ask('/v1/check?value=13800138000', '203.0.113.5')
  await ask('/v1/check?value=13800138000&beside=1', '203.0.113.5')
  await expect.poll(counted, { timeout: 20_000 }).toBe(before + 2)
})
