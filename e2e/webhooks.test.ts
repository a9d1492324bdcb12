import type { FeedItem, WebhookLetterList, WebhookList, WebhookReply, WebhookSecret } from '@wuzei/contract'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
let hub: TestHub
/** Moved on over the real clock, which the reference library reads. */
let aheadMs = 0
let headers: Readonly<Record<string, string>>
let receiver: WebhookReceiver
let endpoint = ''

beforeAll(async () => {
  hub = await startTestHub({ clock: () => Date.now() + aheadMs, outbound: { allowLoopback: true } })
})
afterAll(async () => await hub.stop())

beforeEach(async () => {
  const operator = await addOrganisation(hub, { kind: 'operator' })
  headers = (await addClient(hub, operator.id, ['feed', 'webhooks'])).headers
  receiver = await startReceiver(() => Date.now() + aheadMs)
  const { webhook, secret } = await register(receiver.url)
  endpoint = webhook.id
  receiver.secrets = [secret]
})
afterEach(async () => {
  await send(hub, 'PUT', `/v1/webhooks/${endpoint}/state`, { headers, body: { state: 'removed' } })
  await receiver.close()
})

const register = async (url: string): Promise<WebhookReply> =>
  await send(hub, 'POST', '/v1/webhooks', { headers, body: { url } })
const pin = async (value: string, level: string) =>
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value, level, reason: 'seen it' },
  })
const shown = async () => {
  const list: WebhookList = await send(hub, 'GET', '/v1/webhooks', { headers })
  return list.webhooks.find(({ id }) => id === endpoint)
}
const letters = async (state: string): Promise<WebhookLetterList> =>
  await send(hub, 'GET', `/v1/webhooks/${endpoint}/letters?state=${state}`, { headers })
const names = (items: readonly FeedItem[]) => items.map((item) => item.indicator?.canonical)
const arrived = async (...expected: string[]) =>
  await expect.poll(() => names(receiver.items()), { timeout: 15_000 }).toEqual(expected)
const until = async (check: () => Promise<boolean>) =>
  await expect.poll(check, { timeout: 15_000 }).toBe(true)

test('what happens arrives signed and in order, verified by the reference library', async () => {
  await pin('hook-a.top', 'high')
  await arrived('hook-a.top')
  await pin('hook-a.top', 'confirmed')
  await pin('hook-b.top', 'high')
  await arrived('hook-a.top', 'hook-a.top', 'hook-b.top')
  expect(receiver.items().map(({ type }) => type)).toEqual(['listed', 'changed', 'listed'])
  expect(receiver.unverified()).toBe(0)
  await until(async () => (await shown())?.isUpToDate === true)
})

test('a new secret comes beside the old one, until the old one ends', async () => {
  const [old = ''] = receiver.secrets
  const rotated: WebhookSecret = await send(hub, 'POST', `/v1/webhooks/${endpoint}/secrets`, { headers })
  expect(rotated.secret).not.toBe(old)
  await pin('rotated-a.top', 'high')
  await arrived('rotated-a.top')
  receiver.secrets = [rotated.secret]
  await pin('rotated-b.top', 'high')
  await arrived('rotated-a.top', 'rotated-b.top')
  expect(receiver.unverified()).toBe(0)
})

test('a receiver that is away gets everything when it is back, each item once it has answered', async () => {
  receiver.answer = () => 503
  await pin('away-a.top', 'high')
  await until(async () => (await shown())?.failures === 1)
  expect(await shown()).toMatchObject({ state: 'active', lastError: expect.stringContaining('503') })
  await pin('away-b.top', 'high')
  receiver.answer = () => 204
  aheadMs += 6_000
  await arrived('away-a.top', 'away-b.top')
  await until(async () => (await shown())?.failures === 0)
})

test('one item that is refused stands aside with its indicator and holds nobody else up', async () => {
  const isRefused = (item: FeedItem) => item.indicator?.canonical === 'refused.top'
  receiver.answer = (items) => (items.some(isRefused) ? 422 : 204)
  await pin('refused.top', 'high')
  await pin('not-refused.top', 'high')
  await arrived('not-refused.top')
  await pin('refused.top', 'confirmed')
  await until(async () => (await shown())?.waitingLetters === 2)
  expect((await letters('waiting')).letters).toMatchObject([
    { attempts: 1, lastError: expect.stringContaining('422') },
    { attempts: 0 },
  ])
  receiver.answer = () => 204
  aheadMs += 6_000
  await arrived('not-refused.top', 'refused.top', 'refused.top')
  expect(receiver.items().map(({ level }) => level)).toEqual(['high', 'high', 'confirmed'])
  await until(async () => (await shown())?.waitingLetters === 0)
})

test('after three days of refusals a letter is dead, shown, and replayed when asked', async () => {
  receiver.answer = () => 400
  await pin('dead-letter.top', 'high')
  await until(async () => (await shown())?.waitingLetters === 1)
  const sinceMs = Date.now() + aheadMs
  while ((await shown())?.deadLetters === 0) {
    const [letter] = (await letters('waiting')).letters
    if (letter?.nextAttemptAt) aheadMs = Math.max(aheadMs, Date.parse(letter.nextAttemptAt) - Date.now() + 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  expect(Date.now() + aheadMs - sinceMs).toBeGreaterThan(2.8 * dayMs)
  expect(Date.now() + aheadMs - sinceMs).toBeLessThan(3.2 * dayMs)
  expect((await letters('dead')).letters).toHaveLength(1)
  expect((await shown())?.state).toBe('active')
  receiver.answer = () => 204
  expect(await send(hub, 'POST', `/v1/webhooks/${endpoint}/letters/replay`, { headers, body: {} })).toEqual({
    replayed: 1,
  })
  await arrived('dead-letter.top')
  await until(async () => (await shown())?.deadLetters === 0)
})

test('an endpoint that is gone is paused, its member is told, and it resumes where it stood', async () => {
  receiver.answer = () => 410
  await pin('gone-a.top', 'high')
  await until(async () => (await shown())?.state === 'paused')
  expect(await shown()).toMatchObject({ pausedReason: 'gone' })
  const told = async () =>
    await fetch(`${hub.url}/v1/feed`, { headers }).then(async (answer) => await answer.text())
  await until(async () => (await told()).includes('"webhook-paused"'))
  receiver.answer = () => 204
  await pin('gone-b.top', 'high')
  await send(hub, 'PUT', `/v1/webhooks/${endpoint}/state`, { headers, body: { state: 'active' } })
  await expect
    .poll(() => names(receiver.items().filter(({ type }) => type === 'listed')), { timeout: 20_000 })
    .toEqual(['gone-a.top', 'gone-b.top'])
})

test('endpoints belong to their member, and lie in the public internet unless told', async () => {
  const other = await addOrganisation(hub, { kind: 'platform' })
  const stranger = await addClient(hub, other.id, ['feed', 'webhooks'])
  const list: WebhookList = await send(hub, 'GET', '/v1/webhooks', { headers: stranger.headers })
  expect(list.webhooks).toEqual([])
  await send(hub, 'GET', `/v1/webhooks/${endpoint}/letters`, { headers: stranger.headers, status: 404 })
  await send(hub, 'PUT', `/v1/webhooks/${endpoint}/state`, {
    headers: stranger.headers,
    body: { state: 'removed' },
    status: 404,
  })
  for (const url of [
    'http://10.0.0.1/',
    'https://169.254.169.254/latest',
    'http://example.com/',
    'https://printer.local/x',
    'file:///etc/passwd',
  ])
    await send(hub, 'POST', '/v1/webhooks', { headers, body: { url }, status: 422 })
})
