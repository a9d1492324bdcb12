import { createPublicKey, generateKeyPairSync, verify, sign, type KeyObject } from 'node:crypto'
import type { FeedItem, OutstandingList, Retraction, RetractionState } from '@wuzei/contract'
import { addClient, addOrganisation, addPerson, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { importList } from './import-list.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

type Headers = Readonly<Record<string, string>>

let hub: TestHub
let aheadMs = 0
let bank: Headers
let vendor: Headers
beforeAll(async () => {
  hub = await startTestHub({ clock: () => Date.now() + aheadMs })
  const system = async (kind: 'bank' | 'vendor') => {
    const member = await addOrganisation(hub, { kind, name: { zh: `某${kind}`, en: `Some ${kind}` } })
    return (await addClient(hub, member.id, ['feed', 'retractions'])).headers
  }
  bank = await system('bank')
  vendor = await system('vendor')
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
const stateOf = async (value: string): Promise<RetractionState> =>
  await send(hub, 'GET', `/v1/retractions?value=${encodeURIComponent(value)}`)
const confirm = async (headers: Headers, id: string) =>
  await send(hub, 'POST', `/v1/retractions/${id}/receipts`, { headers, body: {} })
const outstanding = async (headers: Headers): Promise<OutstandingList> =>
  await send(hub, 'GET', '/v1/retractions/outstanding', { headers })

async function feedOf(headers: Headers): Promise<FeedItem[]> {
  const response = await fetch(`${hub.url}/v1/feed`, { headers })
  const lines = (await response.text()).split('\n').filter((line) => line !== '')
  return lines.map((line): FeedItem => JSON.parse(line))
}

/** Lists a value, has both members take the feed, takes it back; the retraction once the feed tells it. */
async function retracted(value: string): Promise<RetractionState['retractions'][number]> {
  await pin(value, 'high')
  await expect.poll(async () => (await stateOf(value)).listed, { timeout: 20_000 }).toBe(true)
  await feedOf(bank)
  await feedOf(vendor)
  await unpin(value)
  await expect.poll(async () => (await stateOf(value)).retractions.length, { timeout: 20_000 }).toBe(1)
  const [retraction] = (await stateOf(value)).retractions
  if (!retraction) throw new Error('there is none')
  return retraction
}

test('what is taken back is signed by the hub, and clean only when every member has confirmed', async () => {
  const value = '+86 138 0013 8001'
  const retraction = await retracted(value)
  const keys: { keys: { keyId: string; pem: string }[] } = await send(
    hub,
    'GET',
    '/.well-known/wuzei-lists.json',
  )
  const key = keys.keys.find(({ keyId }) => keyId === retraction.keyId)
  const signature = Buffer.from(retraction.signature, 'base64')
  expect(verify(null, Buffer.from(retraction.statement), createPublicKey(key?.pem ?? ''), signature)).toBe(
    true,
  )
  expect(JSON.parse(retraction.statement)).toMatchObject({
    type: 'wuzei-retraction-1',
    id: retraction.id,
    indicator: { kind: 'phone', canonical: '+8613800138001' },
    reason: 'decided',
  })
  expect(await stateOf(value)).toMatchObject({ listed: false, cleanEverywhere: false })
  const item = (await feedOf(bank)).find(({ objectId }) => objectId === retraction.id)
  expect(item).toMatchObject({
    type: 'retraction',
    detail: { statement: retraction.statement, signature: retraction.signature },
  })
  expect((await outstanding(bank)).retractions.map(({ id }) => id)).toContain(retraction.id)

  await confirm(bank, retraction.id)
  await confirm(bank, retraction.id)
  expect((await outstanding(bank)).retractions).toEqual([])
  expect(await stateOf(value)).toMatchObject({
    cleanEverywhere: false,
    retractions: [{ reachedAt: null, confirmations: { confirmed: 1, outstanding: 1 } }],
  })
  await confirm(vendor, retraction.id)
  const done = await stateOf(value)
  expect(done).toMatchObject({
    cleanEverywhere: true,
    retractions: [{ confirmations: { confirmed: 2, outstanding: 0 } }],
  })
  expect(done.retractions[0]?.reachedAfterMs).toBeGreaterThan(0)
  expect(done.retractions[0]?.completedAt).not.toBeNull()
})

test('the public sees kinds and counts, names where they agreed, and never the value', async () => {
  const value = '+8613800138002'
  const member = await addOrganisation(hub, { kind: 'police', name: { zh: '某市局', en: 'A city bureau' } })
  const supervisor = await addPerson(hub, member.id, ['CTY_SUP'])
  await feedOf(supervisor.headers)
  await send(hub, 'PUT', '/v1/retractions/public-name', {
    headers: supervisor.headers,
    body: { agreed: true },
  })
  await send(hub, 'PUT', '/v1/retractions/public-name', {
    headers: bank,
    body: { agreed: true },
    status: 403,
  })
  const { id } = await retracted(value)
  await confirm(supervisor.headers, id)
  await confirm(bank, id)
  const shown: Retraction = await send(hub, 'GET', `/v1/retractions/${id}`)
  expect(shown.confirmations).toMatchObject({
    confirmed: 2,
    outstanding: 1,
    named: [{ name: { zh: '某市局', en: 'A city bureau' }, kind: 'police', signed: false }],
  })
  expect(shown.confirmations.others).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'bank', confirmed: 1, outstanding: 0 }),
      expect.objectContaining({ kind: 'vendor', confirmed: 0, outstanding: 1, lastConfirmedAt: null }),
    ]),
  )
  const pages = await Promise.all(
    ['zh', 'en'].map(async (lang) => await fetch(`${hub.url}/retractions/${id}?lang=${lang}`)),
  )
  const [zh = '', en = ''] = await Promise.all(pages.map(async (page) => await page.text()))
  expect(zh).toContain('某市局')
  expect(en).toContain('A city bureau')
  expect(pages[0]?.headers.get('content-security-policy')).toContain("default-src 'none'")
  for (const text of [zh, en, JSON.stringify(shown)]) {
    expect(text).not.toContain(value)
    expect(text).not.toMatch(/some bank|some vendor|某bank/i)
    expect(text).not.toContain('signature')
  }
})

test('the page speaks to citizens: the time of China, no syntax, and words where there is no retraction', async () => {
  const { id } = await retracted('shown-to-all.top')
  const shown: Retraction = await send(hub, 'GET', `/v1/retractions/${id}`)
  const zh = await (await fetch(`${hub.url}/retractions/${id}?lang=zh`)).text()
  const local = new Date(Date.parse(shown.since) + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  expect(zh).toContain(`${local} (北京时间)`)
  expect(zh).not.toMatch(/GET |\/v1\/|申诉/)
  expect(zh).toContain('<a href="/check">')
  for (const unknown of ['abc', '00000000-0000-4000-8000-000000000000']) {
    const page = await fetch(`${hub.url}/retractions/${unknown}?lang=zh`)
    expect(page.status).toBe(404)
    expect(page.headers.get('content-type')).toContain('text/html')
    expect(await page.text()).toContain('没有找到这条撤回公示')
  }
})

test('those who have not confirmed are reminded, and nobody else', async () => {
  const { id } = await retracted('reminded.top')
  await confirm(vendor, id)
  const reminders = async (headers: Headers) =>
    (await feedOf(headers)).filter((item) => item.type === 'retraction-reminder' && item.objectId === id)
      .length
  expect(await reminders(bank)).toBe(0)
  aheadMs += 31_000
  await expect.poll(async () => await reminders(bank), { timeout: 20_000 }).toBe(1)
  aheadMs += 90_000
  await expect.poll(async () => await reminders(bank), { timeout: 20_000 }).toBe(2)
  expect(await reminders(vendor)).toBe(0)
  await confirm(bank, id)
  aheadMs += 3_600_000
  await pin('after-reminders.top', 'high')
  await expect.poll(async () => (await stateOf('after-reminders.top')).listed, { timeout: 20_000 }).toBe(true)
  expect(await reminders(bank)).toBe(2)
})

test('who is suspended is waited for no longer; who came later never had to confirm', async () => {
  const leaving = await addOrganisation(hub, { kind: 'platform' })
  const leaver = await addClient(hub, leaving.id, ['feed', 'retractions'])
  await feedOf(leaver.headers)
  const { id } = await retracted('left-over.top')
  const late = await addOrganisation(hub, { kind: 'media' })
  const latecomer = await addClient(hub, late.id, ['feed', 'retractions'])
  await feedOf(latecomer.headers)
  expect((await outstanding(latecomer.headers)).retractions).toEqual([])
  await send(hub, 'PUT', `/v1/alliance/organisations/${leaving.id}/state`, {
    headers: hub.administrator,
    body: { state: 'suspended', reason: 'left the alliance' },
  })
  for (const headers of [bank, vendor]) await confirm(headers, id)
  const { others } = (await send<Retraction>(hub, 'GET', `/v1/retractions/${id}`)).confirmations
  expect(others.map(({ kind }) => kind)).not.toContain('platform')
  expect(others.map(({ kind }) => kind)).not.toContain('media')
})

test('whoever is no member, or sends a strange signature, confirms nothing', async () => {
  const { id } = await retracted('stranger.top')
  await send(hub, 'POST', `/v1/retractions/${id}/receipts`, { body: {}, status: 401 })
  await send(hub, 'POST', `/v1/retractions/${id}/receipts`, {
    headers: hub.administrator,
    body: {},
    status: 403,
  })
  await send(hub, 'POST', `/v1/retractions/${crypto.randomUUID()}/receipts`, {
    headers: bank,
    body: {},
    status: 404,
  })
  await send(hub, 'POST', `/v1/retractions/${id}/receipts`, {
    headers: bank,
    body: { jws: 'a.b.c' },
    status: 400,
  })
  await send(hub, 'GET', `/v1/retractions/${crypto.randomUUID()}`, { status: 404 })
  await send(hub, 'GET', '/v1/retractions', { status: 400 })
})

test('a retraction by hand is one retraction, whether the indicator was listed or not', async () => {
  await importList(hub, 'listed-source', ['by-hand-strong.top'], { atMs: Date.now() + aheadMs, count: 50 })
  await importList(hub, 'weak-source', ['by-hand-weak.top'], {
    atMs: Date.now() + aheadMs - 400 * 86_400_000,
  })
  await hub.settled()
  expect((await stateOf('by-hand-weak.top')).listed).toBe(false)
  for (const value of ['by-hand-strong.top', 'by-hand-weak.top']) {
    await send(hub, 'POST', '/v1/admin/retractions', {
      headers: hub.administrator,
      body: { value, reason: 'mixed up' },
    })
    await expect.poll(async () => (await stateOf(value)).retractions.length, { timeout: 20_000 }).toBe(1)
    expect((await stateOf(value)).retractions).toMatchObject([{ reason: 'retracted' }])
  }
  await pin('comes-after.top', 'high')
  await expect.poll(async () => (await stateOf('comes-after.top')).listed, { timeout: 20_000 }).toBe(true)
  const told = (await feedOf(bank)).filter((item) => item.indicator?.canonical.startsWith('by-hand'))
  expect(told.filter(({ type }) => type === 'retraction')).toHaveLength(2)
})

test('a system with keys of its own signs what it confirms', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const member = await addOrganisation(hub, { kind: 'operator' })
  const system = await addClient(hub, member.id, ['feed', 'retractions'], {
    jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'ES256' } as never] },
  })
  const headers = { authorization: `Bearer ${await tokenFor(system.id, privateKey)}` }
  await feedOf(headers)
  const { id } = await retracted('signed-receipt.top')
  const attempt = async (jws: string | undefined, status: number) =>
    await send(hub, 'POST', `/v1/retractions/${id}/receipts`, { headers, body: { jws }, status })
  await attempt(undefined, 400)
  await attempt(compactJws({ retractions: [crypto.randomUUID()] }, privateKey), 400)
  await attempt(
    compactJws({ retractions: [id] }, generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey),
    400,
  )
  await attempt(compactJws({ retractions: [id] }, privateKey), 200)
  const stored = await hub.hub.context.database.pool.query<{ jws: string | null }>(
    'select jws from retraction_receipts where retraction_id = $1 and organisation_id = $2',
    [id, member.id],
  )
  expect(stored.rows[0]?.jws).toContain('.')
})

/** By hand, so that what the hub verifies was not made with its own library. */
function compactJws(payload: object, key: KeyObject): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const head = `${part({ alg: 'ES256', kid: 'one' })}.${part(payload)}`
  return `${head}.${sign('sha256', Buffer.from(head), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
}

async function tokenFor(clientId: string, key: KeyObject): Promise<string> {
  const iat = Math.floor((Date.now() + aheadMs) / 1000)
  const assertion = compactJws(
    { iss: clientId, sub: clientId, aud: hub.url, iat, exp: iat + 60, jti: crypto.randomUUID() },
    key,
  )
  const response = await fetch(`${hub.url}/oauth/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }),
  })
  const body: { access_token: string } = JSON.parse(await response.text())
  return body.access_token
}
