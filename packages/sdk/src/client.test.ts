import { expect, test } from 'vitest'
import { createClient } from './client.ts'
import { WuzeiError } from './failure.ts'
import type { CallOptions } from './public-client.ts'

function clientAnswering(answer: () => Promise<Response>, timeoutMs = 1000) {
  const asked: { url: string; init: RequestInit | undefined }[] = []
  const fetch: typeof globalThis.fetch = (input, init) => {
    asked.push({ url: input instanceof Request ? input.url : input.toString(), init })
    return answer()
  }
  return { asked, client: createClient({ baseUrl: 'https://hub.example/', fetch, timeoutMs }) }
}

async function failureOf(promise: Promise<unknown>): Promise<WuzeiError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(outcome).toBeInstanceOf(WuzeiError)
  return outcome as WuzeiError
}

test('asks with the value encoded and gives the answer back', async () => {
  const { client, asked } = clientAnswering(async () => Response.json({ level: 'safe' }))
  expect(await client.check('https://x.top/?a=1&b=中', { kind: 'url' })).toEqual({ level: 'safe' })
  const url = new URL(asked[0]?.url ?? '')
  expect(url.origin + url.pathname).toBe('https://hub.example/v1/check')
  expect(Object.fromEntries(url.searchParams)).toEqual({ value: 'https://x.top/?a=1&b=中', kind: 'url' })
})

test('receipt numbers cannot leave their place in the path', async () => {
  const { client, asked } = clientAnswering(async () => Response.json({}))
  await client.receipt('../check?value=1')
  expect(asked[0]?.url).toBe('https://hub.example/v1/reports/..%2Fcheck%3Fvalue%3D1')
})

test('uploads the bytes as they are, with type and name', async () => {
  const { client, asked } = clientAnswering(async () => Response.json({ attachment: 'a' }))
  const file = new Blob(['x'], { type: 'image/png' })
  await client.upload(file, '截图 1.png')
  expect(new URL(asked[0]?.url ?? '').searchParams.get('name')).toBe('截图 1.png')
  expect(asked[0]?.init).toMatchObject({
    method: 'POST',
    body: file,
    headers: { 'content-type': 'image/png' },
  })
})

test('an error of the hub keeps its code, status and time to wait', async () => {
  const problem = { type: 't', title: 'Busy', status: 503, code: 'OVERLOADED', detail: 'later' }
  const { client } = clientAnswering(async () =>
    Response.json(problem, { status: 503, headers: { 'retry-after': '7' } }),
  )
  const failure = await failureOf(client.fraudTypes())
  expect(failure).toMatchObject({ code: 'OVERLOADED', status: 503, retryAfterS: 7, message: 'later' })
})

test('a page of some proxy in between is told from an answer of the hub', async () => {
  const page = async () => new Response('<h1>Bad gateway</h1>', { status: 502 })
  expect(await failureOf(clientAnswering(page).client.check('1'))).toMatchObject({
    code: 'UNEXPECTED_ANSWER',
    status: 502,
  })
  const login = async () => new Response('<h1>Sign in to this Wi-Fi</h1>', { status: 200 })
  expect(await failureOf(clientAnswering(login).client.check('1'))).toMatchObject({
    code: 'UNEXPECTED_ANSWER',
  })
})

test('no network, no answer in time, and a caller who gave up are three different things', async () => {
  const unreachable = clientAnswering(() => Promise.reject(new TypeError('fetch failed')))
  expect(await failureOf(unreachable.client.check('1'))).toMatchObject({ code: 'UNREACHABLE', status: 0 })
  const hanging = (_input: unknown, init?: RequestInit) =>
    new Promise<Response>((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')))
    })
  const slow = createClient({ baseUrl: '', fetch: hanging, timeoutMs: 20 })
  expect(await failureOf(slow.check('1'))).toMatchObject({ code: 'TIMEOUT' })
  const controller = new AbortController()
  const patient = createClient({ baseUrl: '', fetch: hanging, timeoutMs: 60_000 })
  const asked = failureOf(patient.checkMessage('x', { signal: controller.signal }))
  controller.abort()
  expect(await asked).toMatchObject({ code: 'ABORTED' })
})

test('every public call can be given up, and can have a time of its own', async () => {
  const hanging = (_input: unknown, init?: RequestInit) =>
    new Promise<Response>((_resolve, reject) => {
      const giveUp = () => reject(new DOMException('gone', 'AbortError'))
      if (init?.signal?.aborted) giveUp()
      init?.signal?.addEventListener('abort', giveUp)
    })
  const client = createClient({ baseUrl: '', fetch: hanging, timeoutMs: 60_000, retries: 0 })
  const proofOfWork = 'x'
  const calls: ((options: CallOptions) => Promise<unknown>)[] = [
    (options) => client.check('1', options),
    (options) => client.checkBatch(['1'], options),
    (options) => client.checkMessage('1', options),
    (options) => client.report({ text: '1', proofOfWork }, options),
    (options) => client.receipt('1', options),
    (options) => client.dispute({ value: '1', statement: '1', proofOfWork }, options),
    (options) => client.disputeStatus('1', options),
    (options) => client.fraudTypes(options),
    (options) => client.verdictModel(options),
    (options) => client.upload(new Blob([]), '1', options),
    (options) => client.proofOfWork(options),
  ]
  for (const call of calls) {
    const signal = AbortSignal.abort()
    expect(await failureOf(call({ signal }))).toMatchObject({ code: 'ABORTED' })
    expect(await failureOf(call({ timeoutMs: 1 }))).toMatchObject({ code: 'TIMEOUT' })
  }
})
