import { connect } from 'node:net'
import { reportBody, solvedReport, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { send, wideLimits } from './acting-people.ts'

const running: TestHub[] = []
afterEach(async () => {
  for (const hub of running.splice(0)) await hub.stop()
})
async function start(options: Parameters<typeof startTestHub>[0]): Promise<TestHub> {
  const hub = await startTestHub(options)
  running.push(hub)
  return hub
}

/** Sends raw bytes and gives what comes back until the hub ends the connection. */
async function sendRaw(url: string, text: string): Promise<string> {
  const { hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  socket.write(text)
  let answer = ''
  socket.setEncoding('utf8')
  for await (const chunk of socket) answer += String(chunk)
  return answer
}

describe('a request that', () => {
  it('never ends is cut off with 408, and one that is no HTTP with 400', async () => {
    const hub = await start({ limits: { requestTimeoutMs: 300 } })
    const slow = await sendRaw(
      hub.url,
      'POST /v1/check HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"val',
    )
    expect(slow).toMatch(/^HTTP\/1\.1 408 /)
    expect(slow).toContain('"code":"REQUEST_TIMEOUT"')
    expect(slow).toContain('application/problem+json')
    const headers = await sendRaw(hub.url, 'GET /v1/check?value=1 HTTP/1.1\r\nHost: a\r\nX-Slow: ')
    expect(headers).toMatch(/^HTTP\/1\.1 408 /)
    const nonsense = await sendRaw(hub.url, 'this is no HTTP\r\n\r\n')
    expect(nonsense).toMatch(/^HTTP\/1\.1 400 /)
    expect(nonsense).toContain('"code":"BODY_INVALID"')
    const headline = await sendRaw(
      hub.url,
      `GET / HTTP/1.1\r\nHost: a\r\nX-Large: ${'x'.repeat(70_000)}\r\n\r\n`,
    )
    expect(headline).toMatch(/^HTTP\/1\.1 413 /)
    expect((await hub.client.check('95588')).kind).toBe('phone')
  })
})

describe('a rate limit', () => {
  it('answers 429 with Retry-After, for each address by itself', async () => {
    const hub = await start({
      limits: {
        checksPerMinute: 3,
        messagesPerMinute: 3,
        reportsPerMinute: 3,
        uploadsPerMinute: 3,
        receiptsPerMinute: 3,
        decisionsPerMinute: 3,
        proofsPerMinute: 3,
      },
      trustProxy: '127.0.0.1',
    })
    const routes = [
      ['GET', '/v1/check?value=110'],
      ['POST', '/v1/check', { values: ['110'] }],
      ['POST', '/v1/messages/check', { text: 'a' }],
      ['POST', '/v1/reports', { text: 'a' }],
      ['POST', '/v1/disputes', { value: '1', statement: 'a' }],
      ['GET', '/v1/reports/A'],
      ['GET', '/v1/disputes/A'],
      ['POST', '/v1/attachments', {}],
      ['GET', '/v1/admin/reports'],
      ['PUT', '/v1/admin/pins', {}],
      ['GET', '/v1/log/head'],
      ['GET', '/v1/log/export'],
    ] as const
    for (const [method, path, body] of routes) {
      // Both kinds of checks share a count; each route here is asked by a subscriber of its own.
      const network = `2001:db8:${routes.findIndex((route) => route[1] === path && route[0] === method) + 1}`
      const from = { 'x-forwarded-for': `${network}:2::1` }
      for (let index = 0; index < 3; index += 1)
        expect((await send(hub, method, path, body, from)).status, path).not.toBe(429)
      // Another address of the same subscriber.
      const limited = await send(hub, method, path, body, { 'x-forwarded-for': `${network}:2::2` })
      expect(limited, path).toMatchObject({ status: 429, json: { code: 'RATE_LIMITED', status: 429 } })
      expect(Number(limited.headers.get('retry-after')), path).toBeGreaterThan(0)
      expect((await send(hub, method, path, body, { 'x-forwarded-for': '192.0.2.1' })).status, path).not.toBe(
        429,
      )
    }
  })

  it('believes nobody who forges an address', async () => {
    const hub = await start({ limits: { checksPerMinute: 1 } })
    const check = async (address: string) =>
      (await send(hub, 'GET', '/v1/check?value=110', undefined, { 'x-forwarded-for': address })).status
    expect([await check('192.0.2.1'), await check('192.0.2.2')]).toEqual([200, 429])
  })
})

describe('a flood of reports', () => {
  it('is answered 503 with Retry-After beyond the limit, while every check is answered', async () => {
    const hub = await start({ limits: { ...wideLimits, heavyConcurrency: 2, heavyQueue: 4 } })
    const bodies = await Promise.all(
      Array.from(
        { length: 60 },
        async (_, index) =>
          await solvedReport(hub.client, reportBody(`https://flood${index}.top/a`, { device: `d${index}` })),
      ),
    )
    const { pool } = hub.hub.context.database
    const blocker = await pool.connect()
    await blocker.query('begin')
    await blocker.query('lock table reports in exclusive mode')
    const flood = Promise.all(bodies.map(async (body) => await send(hub, 'POST', '/v1/reports', body)))
    const checks = await Promise.all(
      Array.from(
        { length: 200 },
        async (_, index) => await send(hub, 'GET', `/v1/check?value=flood${index % 60}.top`),
      ),
    )
    expect(new Set(checks.map((check) => check.status))).toEqual(new Set([200]))
    expect((await send(hub, 'POST', '/v1/messages/check', { text: 'flood1.top' })).status).toBe(200)
    await blocker.query('rollback')
    blocker.release()
    const answers = await flood
    const refused = answers.filter((answer) => answer.status === 503)
    expect(answers.filter((answer) => answer.status === 201)).toHaveLength(6)
    expect(refused).toHaveLength(54)
    for (const answer of refused) {
      expect(answer.json).toMatchObject({ code: 'OVERLOADED' })
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    // Whoever comes again later, with the same work, is taken.
    const again = bodies[bodies.length - 1]
    expect([200, 201]).toContain((await send(hub, 'POST', '/v1/reports', again)).status)
  })
})
