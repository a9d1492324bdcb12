import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { FeedItem, WebhookReply } from '@wuzei/contract'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { importList } from './import-list.ts'
import { startReceiver, type WebhookReceiver } from './webhook-receiver.ts'

const kills = 3
const sites = 400
const minuteMs = 60_000

/** The hub of the test only answers; what sends is a process of its own on the same database, to be killed. */
let hub: TestHub
let sender: ChildProcess | undefined
let aheadMs = 0
let headers: Readonly<Record<string, string>>
let receivers: WebhookReceiver[]
beforeAll(async () => {
  hub = await startTestHub({ role: 'api', outbound: { allowLoopback: true } })
  const bank = await addOrganisation(hub, { kind: 'bank' })
  headers = (await addClient(hub, bank.id, ['feed', 'webhooks'])).headers
  receivers = [await register(), await register(), await register()]
})
afterAll(async () => {
  await killSender()
  await Promise.all(receivers.map(async (receiver) => await receiver.close()))
  await hub.stop()
})

async function register(): Promise<WebhookReceiver> {
  const receiver = await startReceiver(() => Date.now() + aheadMs)
  const made: WebhookReply = await send(hub, 'POST', '/v1/webhooks', { headers, body: { url: receiver.url } })
  receiver.secrets = [made.secret]
  return receiver
}

function startSender(): void {
  const { dataDirectory, databaseUrl = '' } = hub.options
  const program = join(import.meta.dirname, 'webhook-sender.ts')
  sender = spawn(process.execPath, [program, dataDirectory, databaseUrl, String(aheadMs)], {
    stdio: 'inherit',
  })
}

async function killSender(): Promise<void> {
  if (!sender || sender.exitCode !== null || sender.signalCode !== null) return
  const exited = once(sender, 'exit')
  sender.kill('SIGKILL')
  await exited
}

async function pullAll(): Promise<FeedItem[]> {
  const response = await fetch(`${hub.url}/v1/feed`, { headers })
  const lines = (await response.text()).split('\n').filter((line) => line !== '')
  return lines.map((line): FeedItem => JSON.parse(line))
}

const cursors = (items: readonly FeedItem[]) => items.map(({ cursor }) => cursor)

/** Each item where it first came. */
const firsts = (receiver: WebhookReceiver) => [...new Set(cursors(receiver.items()))]

test('kill -9 of the process that sends: every item arrives, in order, whatever was on its way', async () => {
  let killedWithinDelivery = 0
  for (let turn = 0; turn < kills; turn += 1) {
    const before = receivers.map((receiver) => firsts(receiver).length)
    startSender()
    const names = Array.from({ length: sites }, (_, site) => `webhook-killed-${turn}-${site}.top`)
    await importList(hub, `webhook-killed-${turn}`, names, { atMs: Date.now() + aheadMs, count: 50 })
    const [first] = receivers
    if (!first) throw new Error('there is no receiver')
    await expect
      .poll(() => firsts(first).length, { timeout: 60_000, interval: 5 })
      .toBeGreaterThan((before[0] ?? 0) + 1)
    await killSender()
    const all = (await pullAll()).length
    if (receivers.some((receiver) => firsts(receiver).length < all)) killedWithinDelivery += 1
    aheadMs += minuteMs
  }
  startSender()
  await expect.poll(async () => (await pullAll()).length, { timeout: 60_000 }).toBe(kills * sites)
  const all = cursors(await pullAll())
  for (const receiver of receivers) {
    await expect.poll(() => firsts(receiver).length, { timeout: 60_000 }).toBe(all.length)
    expect(firsts(receiver)).toEqual(all)
    expect(receiver.unverified()).toBe(0)
  }
  // The proof of the test: it was killed while something was still to be sent.
  expect(killedWithinDelivery).toBeGreaterThan(0)
}, 240_000)
