import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClient, readFeed, readPages, verifyWebhook, type WuzeiError } from '@wuzei/sdk'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let hub: TestHub
let bankId: string
beforeAll(async () => {
  hub = await startTestHub()
  bankId = (await addOrganisation(hub, { kind: 'bank' })).id
})
afterAll(async () => await hub.stop())

const pin = async (value: string, level: string) =>
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value, level, reason: 'seen it' },
  })

const errorOf = async (promise: Promise<unknown>): Promise<WuzeiError> =>
  await promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: WuzeiError) => error,
  )

describe('credentials', () => {
  test('an API key opens what its scopes open', async () => {
    const { key } = await addClient(hub, bankId, ['feed'])
    const client = createClient({ baseUrl: hub.url, credentials: { apiKey: key } })
    const me = await client.routes.me()
    expect(me).toMatchObject({ organisation: { id: bankId } })
    expect(await errorOf(client.routes.shieldLists())).toMatchObject({ code: 'FORBIDDEN', status: 403 })
    const nobody = createClient({ baseUrl: hub.url, credentials: 'none' })
    expect(await errorOf(nobody.routes.me())).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
  })

  test.each([['ed25519'], ['ec']] as const)(
    'a private key (%s) brings tokens, renewed when refused',
    async (type) => {
      const pair =
        type === 'ec' ? generateKeyPairSync('ec', { namedCurve: 'P-256' }) : generateKeyPairSync('ed25519')
      const publicJwk = pair.publicKey.export({ format: 'jwk' })
      const { id } = await addClient(hub, bankId, ['feed'], { jwks: { keys: [publicJwk] } } as object)
      const asked: string[] = []
      const client = createClient({
        baseUrl: hub.url,
        credentials: {
          privateKeyJwt: { clientId: id, privateKey: pair.privateKey.export({ format: 'jwk' }) },
        },
        fetch: async (input, init) => {
          asked.push(new URL(input instanceof Request ? input.url : input).pathname)
          return await fetch(input, init)
        },
      })
      await Promise.all([client.routes.me(), client.routes.me()])
      await client.routes.me()
      expect(asked.filter((path) => path === '/oauth/token')).toHaveLength(1)
      await hub.hub.context.database.pool.query('delete from access_tokens')
      await client.routes.me()
      expect(asked.filter((path) => path === '/oauth/token')).toHaveLength(2)
    },
  )

  test('who gives up while a token is on its way takes it from nobody else', async () => {
    const pair = generateKeyPairSync('ed25519')
    const { id } = await addClient(hub, bankId, ['feed'], {
      jwks: { keys: [pair.publicKey.export({ format: 'jwk' })] },
    } as object)
    const first = new AbortController()
    const client = createClient({
      baseUrl: hub.url,
      credentials: {
        privateKeyJwt: { clientId: id, privateKey: pair.privateKey.export({ format: 'jwk' }) },
      },
      retries: 0,
      fetch: async (input, init) => {
        if (new Request(input).url.endsWith('/oauth/token')) first.abort()
        return await fetch(input, init)
      },
    })
    const [gaveUp, me] = await Promise.all([
      errorOf(client.routes.me({ signal: first.signal })),
      client.routes.me(),
    ])
    expect(gaveUp).toMatchObject({ code: 'ABORTED' })
    expect(me).toMatchObject({ organisation: { id: bankId } })
  })

  test('a clock that is wrong is corrected by that of the hub; a wrong key is not', async () => {
    const pair = generateKeyPairSync('ed25519')
    const { id } = await addClient(hub, bankId, ['feed'], {
      jwks: { keys: [pair.publicKey.export({ format: 'jwk' })] },
    } as object)
    const privateKey = pair.privateKey.export({ format: 'jwk' })
    const now = Date.now
    Date.now = () => now() - 3_600_000
    try {
      const late = createClient({
        baseUrl: hub.url,
        credentials: { privateKeyJwt: { clientId: id, privateKey } },
      })
      expect(await late.routes.me()).toMatchObject({ organisation: { id: bankId } })
    } finally {
      Date.now = now
    }
    const other = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
    const stranger = createClient({
      baseUrl: hub.url,
      credentials: { privateKeyJwt: { clientId: id, privateKey: other } },
    })
    expect(await errorOf(stranger.routes.me())).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
  })
})

describe('a hub that fails', () => {
  /** A server that answers one after the other as told, and again as the last. */
  async function answering(...answers: ((response: ServerResponse, request: IncomingMessage) => void)[]) {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`)
      answers[Math.min(asked.length, answers.length) - 1]?.(response, request)
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    const close = () => {
      server.closeAllConnections()
      server.close()
    }
    return { url: `http://127.0.0.1:${port}`, asked, close }
  }
  const busy = (seconds: number) => (response: ServerResponse) =>
    response
      .writeHead(503, { 'retry-after': String(seconds), 'content-type': 'application/problem+json' })
      .end(JSON.stringify({ type: 't', title: 'Busy', status: 503, code: 'OVERLOADED' }))
  const fine = (response: ServerResponse) => response.writeHead(200).end('{"fraudTypes":[]}')

  test('a question is asked again after as long as the hub says; a change is not', async () => {
    const server = await answering(busy(1), fine)
    const client = createClient({ baseUrl: server.url })
    const began = performance.now()
    await client.routes.fraudTypes()
    expect(performance.now() - began).toBeGreaterThan(950)
    expect(server.asked).toHaveLength(2)
    server.close()
    const other = await answering(busy(0), fine)
    const changing = createClient({ baseUrl: other.url, credentials: { apiKey: 'wzc_x' } })
    expect(
      await errorOf(changing.routes.setWebhookState({ params: { id: 'x' }, body: { state: 'paused' } })),
    ).toMatchObject({
      code: 'OVERLOADED',
      retryAfterS: 0,
    })
    expect(other.asked).toEqual(['PUT /v1/webhooks/x/state'])
    other.close()
  })

  test('it is given up when it asks for more patience than there is, or never recovers', async () => {
    const server = await answering(busy(60))
    expect(await errorOf(createClient({ baseUrl: server.url }).check('1'))).toMatchObject({
      code: 'OVERLOADED',
      retryAfterS: 60,
    })
    expect(server.asked).toHaveLength(1)
    server.close()
    const down = createClient({ baseUrl: server.url, retries: 1 })
    expect(await errorOf(down.check('1'))).toMatchObject({ code: 'UNREACHABLE', status: 0 })
  })

  test('an answer cut off in the middle, broken JSON and silence are told apart', async () => {
    const cut = await answering((response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"fraud')
      setTimeout(() => response.destroy(), 20)
    }, fine)
    await createClient({ baseUrl: cut.url }).routes.fraudTypes()
    expect(cut.asked).toHaveLength(2)
    cut.close()
    const broken = await answering((response) => response.writeHead(200).end('{"fraud'))
    expect(await errorOf(createClient({ baseUrl: broken.url }).fraudTypes())).toMatchObject({
      code: 'UNEXPECTED_ANSWER',
      status: 200,
    })
    broken.close()
    const silent = await answering(() => undefined)
    const client = createClient({ baseUrl: silent.url, timeoutMs: 50, retries: 0 })
    expect(await errorOf(client.fraudTypes())).toMatchObject({ code: 'TIMEOUT' })
    silent.close()
  })

  test('who gives up in the middle hears so at once, also while it waits to ask again', async () => {
    const slow = await answering((response) => {
      response.writeHead(200)
      response.write('{')
    })
    const inBody = new AbortController()
    const reading = errorOf(createClient({ baseUrl: slow.url }).routes.fraudTypes({ signal: inBody.signal }))
    setTimeout(() => inBody.abort(), 50)
    expect(await reading).toMatchObject({ code: 'ABORTED' })
    slow.close()
    const waits = await answering(busy(5))
    const inWait = new AbortController()
    const waiting = errorOf(createClient({ baseUrl: waits.url }).routes.fraudTypes({ signal: inWait.signal }))
    setTimeout(() => inWait.abort(), 100)
    expect(await waiting).toMatchObject({ code: 'ABORTED' })
    expect(waits.asked).toHaveLength(1)
    waits.close()
  })
})

describe('lists', () => {
  test('are read page by page, each when it is needed', async () => {
    for (let index = 0; index < 55; index++) await addOrganisation(hub, { kind: 'vendor' })
    const asked: string[] = []
    const client = createClient({
      baseUrl: hub.url,
      credentials: { apiKey: hub.administrator.authorization.slice('Bearer '.length) },
      fetch: async (input, init) => {
        asked.push(new Request(input).url)
        return await fetch(input, init)
      },
    })
    const ids: string[] = []
    for await (const { organisations } of readPages(client.routes.organisations, {})) {
      expect(asked).toHaveLength(ids.length === 0 ? 1 : 2)
      ids.push(...organisations.map(({ id }) => id))
    }
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.length).toBeGreaterThan(55)
    expect(ids).toContain(bankId)
  })

  test('that lead in a circle end with an error', async () => {
    const page = async () => await Promise.resolve({ next: 'a' })
    const pages = readPages(page, {})
    await pages.next()
    await pages.next()
    expect(await errorOf(pages.next())).toMatchObject({ code: 'UNEXPECTED_ANSWER' })
  })
})

describe('the feed', () => {
  test('goes on where it ended, through a line that breaks', async () => {
    const { key } = await addClient(hub, bankId, ['feed'])
    let breaks = 2
    const failures: string[] = []
    const client = createClient({
      baseUrl: hub.url,
      credentials: { apiKey: key },
      retries: 0,
      fetch: async (input, init) => {
        if (breaks-- > 0) throw new TypeError('no network')
        return await fetch(input, init)
      },
    })
    await pin('sdk-feed-one.top', 'high')
    await pin('sdk-feed-two.top', 'high')
    const first = await take('sdk-feed-one.top')
    expect(failures).toEqual(['UNREACHABLE', 'UNREACHABLE'])
    breaks = 1
    const second = await take('sdk-feed-two.top', first.cursor)
    expect(second.seen).not.toContain('sdk-feed-one.top')

    async function take(canonical: string, after?: string) {
      const stop = new AbortController()
      const seen: (string | undefined)[] = []
      for await (const item of readFeed(client, {
        after,
        signal: stop.signal,
        onFailure: ({ code }) => failures.push(code),
      })) {
        seen.push(item.indicator?.canonical)
        if (item.indicator?.canonical === canonical) return { cursor: item.cursor, seen }
      }
      throw new Error('the feed ended')
    }
  })

  test('ends with its signal, and throws where waiting would not help', async () => {
    const { key } = await addClient(hub, bankId, ['feed'])
    const client = createClient({ baseUrl: hub.url, credentials: { apiKey: key } })
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 100)
    for await (const item of readFeed(client, { after: 'now', signal: stop.signal }))
      expect(item).toBeUndefined()
    const wrong = readFeed(client, { after: 'no-cursor' })
    expect(await errorOf(wrong.next())).toMatchObject({ code: 'FEED_CURSOR_INVALID' })
    const stranger = readFeed(createClient({ baseUrl: hub.url }))
    expect(await errorOf(stranger.next())).toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('a delivery to a webhook', () => {
  // From the tests of the standard's own library: https://github.com/standard-webhooks/standard-webhooks
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  const headers = {
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  }
  const body = '{"test": 2432232314}'
  const nowMs = 1_614_265_330_000

  test('is taken when the hub signed it, with either secret while one is rotated', () => {
    expect(verifyWebhook(body, headers, { secret, nowMs })).toEqual({ test: 2432232314 })
    expect(
      verifyWebhook(new TextEncoder().encode(body), new Headers(headers), {
        secret: ['whsec_AAAA', secret],
        nowMs,
      }),
    ).toEqual({ test: 2432232314 })
    const two = { ...headers, 'webhook-signature': `v1,AAAA ${headers['webhook-signature']}` }
    expect(verifyWebhook(body, two, { secret, nowMs })).toBeDefined()
  })

  test.each([
    ['WEBHOOK_SIGNATURE', `${body} `, headers, secret, nowMs],
    ['WEBHOOK_SIGNATURE', body, { ...headers, 'webhook-id': 'msg_other' }, secret, nowMs],
    ['WEBHOOK_SIGNATURE', body, headers, 'whsec_AAAA', nowMs],
    ['WEBHOOK_SIGNATURE', body, headers, 'no secret at all!', nowMs],
    ['WEBHOOK_SIGNATURE', body, {}, secret, nowMs],
    ['WEBHOOK_TIME', body, headers, secret, nowMs + 301_000],
    ['WEBHOOK_TIME', body, headers, secret, nowMs - 301_000],
  ])('else is refused: %s', (code, content, given, key, atMs) => {
    expect(() => verifyWebhook(content, given, { secret: key, nowMs: atMs })).toThrow(
      expect.objectContaining({ code }),
    )
  })
})
