import { startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'

/** Answers to checks go around the framework: what it usually sees to is tested here. */
let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(async () => {
  await hub.stop()
})

const path = `/v1/check?value=${encodeURIComponent('13800138000')}`

it('a check is UTF-8 of the length that its head says, with the usual headers', async () => {
  const response = await fetch(hub.url + path)
  const body = Buffer.from(await response.arrayBuffer())
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  expect(response.headers.get('content-length')).toBe(String(body.length))
  const verdict: { value: string; facts: unknown; answer: unknown } = JSON.parse(body.toString('utf8'))
  expect(verdict.facts).toEqual({ country: 'CN', carrier: '中国移动', line: 'mobile' })
  expect(verdict.answer).toEqual({ zh: '这个号码暂无记录。', en: 'Nothing is known about this number.' })
})

it('what a person wrote comes back as written, whatever its letters', async () => {
  const value = '“中國\u{20000}.com”'
  const response = await fetch(`${hub.url}/v1/check?value=${encodeURIComponent(value)}`)
  expect(((await response.json()) as { value: string }).value).toBe(value)
})

it('HEAD tells the length and sends no body, and the connection goes on', async () => {
  const head = await fetch(hub.url + path, { method: 'HEAD' })
  const get = await fetch(hub.url + path)
  expect(await head.text()).toBe('')
  expect(head.headers.get('content-length')).toBe(get.headers.get('content-length'))
  await get.text()
})

it('checks are counted in the metrics', async () => {
  const counted = async (): Promise<number> =>
    Number(
      /wuzei_http_requests_total\{route="\/v1\/check",status="200"\} (\d+)/.exec(
        await (await fetch(`${hub.url}/metrics`)).text(),
      )?.[1] ?? 0,
    )
  const before = await counted()
  await (await fetch(hub.url + path)).text()
  await expect.poll(counted).toBe(before + 1)
})
