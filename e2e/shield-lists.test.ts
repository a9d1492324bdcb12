import { createHash } from 'node:crypto'
import type { ConfirmReply, ShieldListEntry, ShieldManifest } from '@wuzei/contract'
import { indicatorKey } from '@wuzei/domain'
import { applyDelta, matchPrefixAnswer, openList, type ShieldList } from '@wuzei/shield'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The machine may be busy with other tests. */
const soon = { timeout: 30_000 }

let hub: TestHub
/** How far the hub's clock is ahead. */
const ahead = { ms: 0 }
let app: { readonly headers: Readonly<Record<string, string>> }
beforeAll(async () => {
  hub = await startTestHub({ shield: { intervalMs: 50 }, clock: () => Date.now() + ahead.ms })
  const operator = await addOrganisation(hub, { kind: 'operator' })
  app = await addClient(hub, operator.id, ['shield'])
})
afterAll(async () => await hub.stop())

const pin = async (value: string, level: string) =>
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value, level, reason: 'seen it' },
  })
const unpin = async (value: string) =>
  await send(hub, 'DELETE', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value, reason: 'wrong' },
  })

async function entryOf(name: string): Promise<ShieldListEntry | undefined> {
  const { lists } = await send<ShieldManifest>(hub, 'GET', '/v1/shield/lists', { headers: app.headers })
  return lists.find((list) => list.name === name)
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const answer = await fetch(hub.url + path, { headers: app.headers })
  expect(answer.status, path).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

/** The hub's key as a device has it beforehand. */
const publicKey = () => Uint8Array.from(hub.hub.context.exchangeKey.publicKey)

async function open(name: string): Promise<ShieldList> {
  const bytes = await bytesOf(`/v1/shield/lists/${name}`)
  return openList(bytes, { publicKey: publicKey(), name, minimumVersion: 1, nowMs: Date.now() })
}

/** Waits until the newest list contains the value, or no longer does. */
async function listed(name: string, kind: 'phone' | 'domain', canonical: string, expected: boolean) {
  let list: ShieldList | undefined
  await expect
    .poll(async () => {
      if (!(await entryOf(name))) return undefined
      list = await open(name)
      return list.mayContain(kind, canonical)
    }, soon)
    .toBe(expected)
  if (!list) throw new Error('no list')
  return list
}

test('what is listed is in the next version, and what was taken back is not in the one after', async () => {
  await pin('+8613812340001', 'high')
  await pin('shield-trap.top', 'confirmed')
  const first = await listed('suspects', 'domain', 'shield-trap.top', true)
  expect(first.header).toMatchObject({ purpose: 'suspect', name: 'suspects' })
  expect(first.header.validUntilMs - first.header.createdAtMs).toBe(7 * 86_400_000)
  expect(first.mayContain('phone', '+8613812340001')).toBe(true)
  await unpin('+8613812340001')
  const second = await listed('suspects', 'phone', '+8613812340001', false)
  expect(second.header.version).toBeGreaterThan(first.header.version)
  expect(second.mayContain('domain', 'shield-trap.top')).toBe(true)
  // By deltas from the first one comes the same file.
  let held = first
  while (held.header.version < second.header.version) {
    const delta = await bytesOf(`/v1/shield/lists/suspects/deltas/${held.header.version}`)
    held = applyDelta(held, delta, { publicKey: publicKey(), nowMs: Date.now() })
  }
  expect(Buffer.from(held.bytes).equals(second.bytes)).toBe(true)
})

test('the manifest tells version, size, digest and how long it is good', async () => {
  const list = await open('suspects')
  const entry = await entryOf('suspects')
  expect(entry).toMatchObject({
    version: list.header.version,
    entries: list.header.count,
    bytes: list.bytes.length,
    sha256: createHash('sha256').update(list.bytes).digest('hex'),
    validUntil: new Date(list.header.validUntilMs).toISOString(),
    purpose: 'suspect',
  })
  const { etag, version } = await fetch(`${hub.url}/v1/shield/lists/suspects`, { headers: app.headers }).then(
    ({ headers }) => ({ etag: headers.get('etag') ?? '', version: headers.get('wuzei-version') }),
  )
  expect(version).toBe(String(list.header.version))
  const again = await fetch(`${hub.url}/v1/shield/lists/suspects`, {
    headers: { ...app.headers, 'if-none-match': etag },
  })
  expect(again.status).toBe(304)
})

test('known-good holds what owners and people vouch for, but no number that callers forge', async () => {
  await pin('+8613812340002', 'safe')
  const list = await listed('known-good', 'phone', '+8613812340002', true)
  expect(list.header.purpose).toBe('known-good')
  // A bank's site, by the yellow pages; its hotline is forged.
  expect(list.mayContain('domain', 'icbc.com.cn')).toBe(true)
  expect(list.mayContain('phone', '95588')).toBe(false)
  await pin('+8613812340002', 'high')
  await listed('known-good', 'phone', '+8613812340002', false)
})

test('a prefix is answered with everything that decides below it, and nothing else', async () => {
  await pin('+8613812340003', 'high')
  await pin('merely-odd.top', 'suspicious')
  await hub.settled()
  const ask = async (query: string) => await send<ConfirmReply>(hub, 'GET', `/v1/shield/confirm?${query}`)
  const { entries, ttlS } = await ask('prefix=0&bits=0')
  expect(ttlS).toBeGreaterThan(0)
  const hit = matchPrefixAnswer({ prefix: 0, bits: 0 }, 'phone', '+8613812340003', entries)
  expect(hit).toMatchObject({ level: 'high', decidedBy: 'pin', identity: null })
  expect(matchPrefixAnswer({ prefix: 0, bits: 0 }, 'domain', 'merely-odd.top', entries)).toMatchObject({
    level: 'suspicious',
  })
  const key = indicatorKey('phone', '+8613812340003')
  const narrow = await ask(`prefix=${key >> 52n}&bits=12`)
  expect(narrow.entries.map((entry) => entry.key)).toContain(key.toString(16).padStart(16, '0'))
  for (const entry of narrow.entries) expect(BigInt(`0x${entry.key}`) >> 52n).toBe(key >> 52n)
  for (const wrong of [
    'prefix=1&bits=0',
    'prefix=2&bits=1',
    'prefix=1&bits=21',
    'prefix=-1&bits=4',
    'bits=4',
  ])
    await send(hub, 'GET', `/v1/shield/confirm?${wrong}`, { status: 400 })
})

test('lists are for members and systems with that scope; the question is for everybody', async () => {
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const other = await addClient(hub, bank.id, ['lists', 'check'])
  for (const path of [
    '/v1/shield/lists',
    '/v1/shield/lists/suspects',
    '/v1/shield/lists/suspects/deltas/1',
  ]) {
    const status = async (headers: object) =>
      (await fetch(hub.url + path, { headers: { ...headers } })).status
    expect(await status({})).toBe(401)
    expect(await status(other.headers)).toBe(403)
    expect(await status(app.headers)).not.toBe(403)
  }
  await send(hub, 'GET', '/v1/shield/lists/nothing', { headers: app.headers, status: 404 })
  await send(hub, 'GET', '/v1/shield/lists/suspects/deltas/999999', { headers: app.headers, status: 410 })
})

test('another process goes on with the versions where the first one ended', async () => {
  const before = (await entryOf('suspects'))?.version ?? 0
  const second = await startTestHub({ ...hub.options, shield: { intervalMs: 50 } })
  try {
    await pin('+8613812340004', 'high')
    const list = await listed('suspects', 'phone', '+8613812340004', true)
    expect(list.header.version).toBeGreaterThan(before)
    const rows = await hub.hub.context.database.pool.query<{ version: string }>(
      "select version from shield_lists where name = 'suspects' order by version",
    )
    const versions = rows.rows.map((row) => Number(row.version))
    expect(versions).toEqual(versions.map((_, index) => (versions[0] ?? 0) + index))
  } finally {
    await second.stop()
  }
})

test('a list is signed anew each day, and each month under a new salt', async () => {
  const before = await entryOf('suspects')
  if (!before) throw new Error('no list')
  const hourMs = 3_600_000
  ahead.ms = 25 * hourMs
  await expect.poll(async () => (await entryOf('suspects'))?.version, soon).toBeGreaterThan(before.version)
  const renewed = await entryOf('suspects')
  expect(renewed?.entries).toBe(before.entries)
  expect(renewed?.deltasFrom).toBeLessThanOrEqual(before.version)
  expect(Date.parse(renewed?.validUntil ?? '') - Date.parse(before.validUntil)).toBeGreaterThan(24 * hourMs)
  ahead.ms = 32 * 24 * hourMs
  await expect.poll(async () => (await entryOf('suspects'))?.deltasFrom, soon).toBeGreaterThan(before.version)
  const fresh = await open('suspects')
  expect((await entryOf('suspects'))?.deltasFrom).toBeLessThanOrEqual(fresh.header.version)
  // Nothing leads over from the old salt.
  await send(hub, 'GET', `/v1/shield/lists/suspects/deltas/${before.version}`, {
    headers: app.headers,
    status: 410,
  })
})
