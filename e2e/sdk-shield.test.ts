import { mkdtemp, readdir, rm } from 'node:fs/promises'
import * as fileSystem from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createClient,
  createShield,
  fileStorage,
  memoryStorage,
  type Shield,
  type ShieldStorage,
} from '@wuzei/sdk'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

/** The machine may be busy with other tests. */
const soon = { timeout: 30_000 }

let hub: TestHub
let apiKey: string
let folder: string
beforeAll(async () => {
  hub = await startTestHub({ shield: { intervalMs: 50 } })
  const operator = await addOrganisation(hub, { kind: 'operator' })
  apiKey = (await addClient(hub, operator.id, ['shield'])).key
  folder = await mkdtemp(join(tmpdir(), 'wuzei-shield-'))
  await pin('+8613812340001', 'high')
  await pin('sdk-trap.top', 'confirmed')
  await pin('+8613812340002', 'safe')
  const shield = await shieldOf({})
  await until(shield, async () => await Promise.resolve(shield.state().suspects?.entries === 2))
  await until(shield, async () => (await shield.check('+8613812340002')).outcome === 'known-good')
})
afterAll(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

const pin = async (value: string, level: string) =>
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value, level, reason: 'seen it' },
  })

/** What stands between the device and the hub: counts, breaks, changes. */
interface Line {
  readonly asked: string[]
  broken: boolean
  change?: (path: string, response: Response) => Promise<Response>
}
const freshLine = (): Line => ({ asked: [], broken: false })

function clientOn(line: Line) {
  const through: typeof fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : input.toString()
    const path = url.slice(hub.url.length)
    line.asked.push(path)
    if (line.broken) throw new TypeError('no network')
    const response = await fetch(input, init)
    return line.change ? await line.change(path, response) : response
  }
  return createClient({ baseUrl: hub.url, credentials: { apiKey }, fetch: through, retries: 0 })
}

async function shieldOf(options: {
  line?: Line
  storage?: ShieldStorage
  publicKey?: Uint8Array | readonly Uint8Array[]
  mode?: 'ask-on-hit' | 'ask-by-default'
}): Promise<Shield> {
  return await createShield({
    client: clientOn(options.line ?? freshLine()),
    publicKey: options.publicKey ?? Uint8Array.from(hub.hub.context.exchangeKey.publicKey),
    storage: options.storage ?? memoryStorage(),
    updateEveryMs: 0,
    ...(options.mode ? { mode: options.mode } : {}),
  })
}

/** Updates until it is so. */
async function until(shield: Shield, isSo: () => Promise<boolean>): Promise<void> {
  await vi.waitFor(
    async () => {
      await shield.update()
      if (!(await isSo())) throw new Error('it is not so yet')
    },
    { ...soon, interval: 100 },
  )
}

const flip = (at: number) => async (response: Response) => {
  const bytes = new Uint8Array(await response.arrayBuffer())
  bytes[bytes.length + at] = (bytes[bytes.length + at] ?? 0) ^ 1
  return new Response(bytes, { headers: response.headers })
}

test('a hit is confirmed by prefix, a stranger and a good one need no question, and the hub never sees the value', async () => {
  const line = freshLine()
  const shield = await shieldOf({ line })
  await shield.update()
  expect(shield.state().suspects?.entries).toBeGreaterThan(0)
  line.asked.length = 0
  expect(await shield.check('138 1234 0002')).toMatchObject({ outcome: 'known-good', lists: 'current' })
  expect(await shield.check('+8613912349999')).toMatchObject({ outcome: 'not-listed' })
  expect(line.asked).toEqual([])
  const hit = await shield.check('https://pay.sdk-trap.top/now')
  expect(hit).toMatchObject({ outcome: 'listed', level: 'confirmed', kind: 'url' })
  expect(line.asked.every((path) => path.startsWith('/v1/shield/confirm?'))).toBe(true)
  expect(line.asked.join()).not.toContain('trap')
})

test('what was taken back an instant ago is not accused, though the list still has it', async () => {
  await pin('sdk-appeal.top', 'high')
  const storage = memoryStorage()
  const shield = await shieldOf({ storage })
  await until(shield, async () => (await shield.check('sdk-appeal.top')).outcome === 'listed')
  await send(hub, 'DELETE', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value: 'sdk-appeal.top', reason: 'wrong' },
  })
  await hub.settled()
  // The list of before, on a device that has not looked for a newer one.
  const line = freshLine()
  const stale = await shieldOf({ storage, line })
  expect(stale.state().suspects).toEqual(shield.state().suspects)
  expect(await stale.check('sdk-appeal.top')).toMatchObject({ outcome: 'not-listed', lists: 'current' })
  expect(line.asked.filter((path) => path.startsWith('/v1/shield/confirm?'))).toHaveLength(1)
})

test('off the net it answers from what it stored, and accuses nobody', async () => {
  const storage = fileStorage(fileSystem, join(folder, 'offline'))
  await (await shieldOf({ storage })).update()
  expect((await readdir(join(folder, 'offline'))).toSorted()).toEqual(['known-good.wzsh', 'suspects.wzsh'])
  const line = { ...freshLine(), broken: true }
  const shield = await shieldOf({ line, storage })
  await expect(shield.update()).rejects.toMatchObject({ code: 'UNREACHABLE' })
  expect(shield.state().failure).toMatchObject({ code: 'UNREACHABLE' })
  expect(await shield.check('sdk-trap.top')).toMatchObject({ outcome: 'unconfirmed', lists: 'current' })
  expect(await shield.check('+8613812340002')).toMatchObject({ outcome: 'known-good' })
  expect(await shield.check('+8613912349999')).toMatchObject({ outcome: 'not-listed' })
  const none = await shieldOf({ line })
  expect(await none.check('+8613912349999')).toMatchObject({ outcome: 'unconfirmed', lists: 'none' })
})

test('without lists, and where it asks by default, the hub answers by prefix as well', async () => {
  const empty = await shieldOf({})
  expect(await empty.check('sdk-trap.top')).toMatchObject({ outcome: 'listed', lists: 'none' })
  const careful = await shieldOf({ mode: 'ask-by-default' })
  await careful.update()
  expect(await careful.check('+8613912349999')).toMatchObject({ outcome: 'not-listed' })
})

test('a list that somebody changed on the way or in the storage is not used', async () => {
  const storage = memoryStorage()
  const line = freshLine()
  const shield = await shieldOf({ line, storage })
  line.change = async (path, response) =>
    path === '/v1/shield/lists/suspects' ? await flip(-2)(response) : response
  await expect(shield.update()).rejects.toMatchObject({ code: 'SHIELD_TAMPERED' })
  expect(shield.state().suspects).toBeUndefined()
  delete line.change
  await shield.update()
  const stored = await storage.read('suspects')
  if (!stored) throw new Error('nothing was stored')
  await storage.write('suspects', stored.slice(0, -1))
  const next = await shieldOf({ storage })
  expect(next.state().suspects).toBeUndefined()
  await next.update()
  expect(next.state().suspects).toEqual(shield.state().suspects)
})

test('deltas bring it up to date; where one is missing or broken it takes the whole list', async () => {
  const line = freshLine()
  const shield = await shieldOf({ line })
  await shield.update()
  const before = shield.state().suspects?.version ?? 0
  line.asked.length = 0
  await pin('sdk-second.top', 'high')
  await until(shield, async () => (await shield.check('sdk-second.top')).outcome === 'listed')
  expect(shield.state().suspects?.version).toBeGreaterThan(before)
  expect(line.asked).toContain(`/v1/shield/lists/suspects/deltas/${before}`)
  expect(line.asked).not.toContain('/v1/shield/lists/suspects')
  for (const breaks of [flip(-3), async () => await Promise.resolve(goneAnswer())]) {
    const held = shield.state().suspects?.version ?? 0
    line.asked.length = 0
    line.change = async (path, response) => (path.includes('/deltas/') ? await breaks(response) : response)
    await pin(`sdk-${held}-third.top`, 'high')
    await until(shield, async () => (shield.state().suspects?.version ?? 0) > held)
    expect(line.asked).toContain('/v1/shield/lists/suspects')
    delete line.change
  }
})

function goneAnswer(): Response {
  return Response.json({ code: 'SHIELD_NO_DELTA', title: 'gone', status: 410, type: 't' }, { status: 410 })
}

test('an older list than the one held is refused, and so is one of another key or name', async () => {
  const shield = await shieldOf({})
  await shield.update()
  const held = shield.state().suspects?.version ?? 0
  const line = freshLine()
  line.change = async (path, response) => {
    if (path !== '/v1/shield/lists') return response
    const manifest = (await response.json()) as { lists: { version: number; deltasFrom: number }[] }
    return Response.json({ lists: manifest.lists.map((list) => ({ ...list, version: 0 })) })
  }
  const storage = memoryStorage()
  await (await shieldOf({ storage })).update()
  const rolledBack = await shieldOf({ line, storage })
  await expect(rolledBack.update()).rejects.toMatchObject({ code: 'SHIELD_ROLLBACK' })
  expect(rolledBack.state().suspects?.version).toBe(held)
  const stranger = await shieldOf({ publicKey: new Uint8Array(32).fill(9) })
  await expect(stranger.update()).rejects.toMatchObject({ code: 'SHIELD_SIGNATURE' })
  // Around a change of keys either may have signed.
  const key = Uint8Array.from(hub.hub.context.exchangeKey.publicKey)
  const both = await shieldOf({ publicKey: [new Uint8Array(32).fill(9), key] })
  await both.update()
  expect(both.state().suspects?.version).toBe(held)
  const swapped = freshLine()
  const path = '/v1/shield/lists/known-good'
  swapped.change = async (asked, response) =>
    asked === '/v1/shield/lists/suspects'
      ? await fetch(hub.url + path, { headers: { authorization: `Bearer ${apiKey}` } })
      : response
  await expect((await shieldOf({ line: swapped })).update()).rejects.toMatchObject({
    code: 'SHIELD_OTHER_LIST',
  })
})

test('a device whose clock is wrong goes by the clock of the hub', async () => {
  const line = freshLine()
  const monthMs = 30 * 86_400_000
  line.change = async (path, response) => {
    if (path !== '/v1/shield/lists') return response
    const headers = new Headers(response.headers)
    headers.set('date', new Date(Date.now() + monthMs).toUTCString())
    return new Response(await response.arrayBuffer(), { headers })
  }
  const shield = await shieldOf({ line })
  await shield.update()
  // By the hub's clock a month has passed: the list is out of date, old all-clears count no more.
  expect(shield.state().suspects?.expired).toBe(true)
  expect(await shield.check('+8613812340002')).toMatchObject({ outcome: 'not-listed', lists: 'expired' })
  delete line.change
  await shield.update()
  expect(shield.state().suspects?.expired).toBe(false)
})

test('by itself it keeps up to date until it is stopped, and tells what failed', async () => {
  const line = { ...freshLine(), broken: true }
  const failures: string[] = []
  const shield = await createShield({
    client: clientOn(line),
    publicKey: Uint8Array.from(hub.hub.context.exchangeKey.publicKey),
    storage: memoryStorage(),
    updateEveryMs: 20,
    onFailure: ({ code }) => failures.push(code),
  })
  await expect.poll(() => failures.length, soon).toBeGreaterThan(1)
  line.broken = false
  await expect.poll(() => shield.state().suspects?.version, soon).toBeGreaterThan(0)
  await expect.poll(() => shield.state().failure, soon).toBeUndefined()
  shield.stop()
  expect(new Set(failures)).toEqual(new Set(['UNREACHABLE']))
})

test('what it says of a value is what a check at the hub says', async () => {
  const cases: [value: string, level: string][] = [
    ['inside.sdk-mixed.top', 'high'],
    ['https://inside.sdk-mixed.top/good', 'safe'],
    ['sdk-mixed.top', 'safe'],
    ['https://icbc.com.cn/sdk-bad', 'high'],
  ]
  for (const [value, level] of cases) await pin(value, level)
  await hub.settled()
  const shield = await shieldOf({ mode: 'ask-by-default' })
  const values = [
    'https://inside.sdk-mixed.top/good',
    'https://inside.sdk-mixed.top/bad',
    'other.sdk-mixed.top',
  ]
  for (const value of [...values, 'https://icbc.com.cn/sdk-bad', 'https://icbc.com.cn/', '+8613812340001']) {
    const { level } = await hub.client.check(value)
    const { outcome } = await shield.check(value)
    expect(outcome === 'listed', value).toBe(level === 'high' || level === 'confirmed')
  }
})

test('no value, and who gives up, are told apart from a shield that cannot ask', async () => {
  const shield = await shieldOf({})
  await expect(shield.check('??')).rejects.toMatchObject({ code: 'INDICATOR_UNRECOGNISED' })
  const controller = new AbortController()
  controller.abort()
  await expect(shield.check('sdk-trap.top', { signal: controller.signal })).rejects.toMatchObject({
    code: 'ABORTED',
  })
})

test('where nothing can be stored it works from memory, and says so', async () => {
  const full = async () => await Promise.reject(new Error('no space left'))
  const told: string[] = []
  const shield = await createShield({
    client: clientOn(freshLine()),
    publicKey: Uint8Array.from(hub.hub.context.exchangeKey.publicKey),
    storage: { read: full, write: full, remove: full },
    updateEveryMs: 0,
    onFailure: ({ code }) => told.push(code),
  })
  await shield.update()
  expect(await shield.check('sdk-trap.top')).toMatchObject({ outcome: 'listed', lists: 'current' })
  expect(shield.state().failure).toMatchObject({ code: 'SHIELD_STORAGE' })
  // Both lists, when they were looked for and when they were to be stored.
  expect(told).toEqual(Array.from({ length: 4 }, () => 'SHIELD_STORAGE'))
})

test('updates asked for at once come one after the other', async () => {
  const line = freshLine()
  const shield = await shieldOf({ line })
  const gate: { open?: () => void } = {}
  const opened = new Promise<void>((resolve) => {
    gate.open = resolve
  })
  line.change = async (path, response) => {
    if (path === '/v1/shield/lists/suspects') await opened
    return response
  }
  const both = [shield.update(), shield.update()]
  await vi.waitFor(() => expect(line.asked).toContain('/v1/shield/lists/suspects'), soon)
  expect(line.asked.filter((path) => path === '/v1/shield/lists')).toHaveLength(1)
  gate.open?.()
  await Promise.all(both)
  expect(line.asked.filter((path) => path === '/v1/shield/lists')).toHaveLength(2)
})

test('off the net with its clock a year ahead it takes its lists for old: it warns, and clears nobody', async () => {
  const storage = memoryStorage()
  await (await shieldOf({ storage })).update()
  const yearMs = 365 * 86_400_000
  const now = Date.now
  Date.now = () => now() + yearMs
  try {
    const shield = await shieldOf({ line: { ...freshLine(), broken: true }, storage })
    expect(shield.state()).toMatchObject({ suspects: { expired: true }, knownGood: { expired: true } })
    expect(await shield.check('sdk-trap.top')).toMatchObject({ outcome: 'unconfirmed', lists: 'expired' })
    expect(await shield.check('+8613812340002')).toMatchObject({ outcome: 'not-listed', lists: 'expired' })
  } finally {
    Date.now = now
  }
})
