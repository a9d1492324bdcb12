import { createHash, createPublicKey, verify } from 'node:crypto'
import type {
  DisputeQueue,
  FeedItem,
  OutstandingList,
  Retraction,
  RetractionState,
  ShieldManifest,
} from '@wuzei/contract'
import { openList } from '@wuzei/shield'
import {
  addClient,
  addOfficer,
  addOrganisation,
  send,
  solvedReport,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { readFound, readMatches, writeFullHashesRequest } from '@wuzei/testkit/safe-browsing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTaxiiClient } from './taxii-client.ts'

/*
 * Somebody honest is accused, disputes it and is heard: then no output may go on accusing them, every member that may have
 * acted on it has to say that it no longer does, and whoever was accused can see when all of them have.
 */

/** The machine may be busy with other tests. */
const soon = { timeout: 60_000, interval: 4_000 }
const site = 'honest-parcels.top'
const phone = '+8613800138071'

type Headers = Readonly<Record<string, string>>

let hub: TestHub
let officer: TestPerson
let bank: { readonly key: string; readonly headers: Headers }
let vendor: { readonly headers: Headers }
let zonePath: string
beforeAll(async () => {
  hub = await startTestHub({
    shield: { intervalMs: 50 },
    limits: { receiptsPerMinute: 10_000, decisionsPerMinute: 10_000 },
  })
  officer = await addOfficer(hub)
  const everything = ['lists', 'feed', 'taxii', 'misp', 'shield', 'retractions'] as const
  bank = await addClient(hub, (await addOrganisation(hub, { kind: 'bank' })).id, [...everything])
  vendor = await addClient(hub, (await addOrganisation(hub, { kind: 'vendor' })).id, ['feed', 'retractions'])
  const zoneKey: { name: string; token: string } = await send(hub, 'POST', '/v1/admin/rpz-keys', {
    headers: hub.administrator,
    body: { name: 'resolver.test', notify: [] },
    status: 201,
  })
  zonePath = `/v1/rpz/zone?key=${zoneKey.name}&token=${zoneKey.token}`
})
afterAll(async () => await hub.stop())

const text = async (path: string, headers: Headers = bank.headers) => {
  const answer = await fetch(hub.url + path, { headers })
  expect([path, answer.status]).toEqual([path, 200])
  return await answer.text()
}

/** What each output says of the site and of the number now: true where it accuses. */
async function accusers(): Promise<Record<string, boolean>> {
  const level = async (value: string) => (await hub.client.check(value)).level
  const isAccused = (said: string) => said === 'suspicious' || said === 'high' || said === 'confirmed'
  const [suspects, indicators, misp] = [await shield(), await stixIndicators(), await mispValues()]
  const lists = await Promise.all(
    ['domains.txt', 'domains.csv', 'hosts.txt', 'adblock.txt', 'dnsmasq.txt', 'phones.txt'].map(
      async (file): Promise<[string, boolean]> => {
        const body = await text(`/v1/lists/${file}`)
        return [file, file === 'phones.txt' ? body.includes(phone) : body.includes(site)]
      },
    ),
  )
  const gateway = await fetch(`${hub.url}/v1/gateways/nginx?value=${site}`)
  return {
    'check of the site': isAccused(await level(site)),
    'check of the number': isAccused(await level(phone)),
    ...Object.fromEntries(lists),
    'policy zone': (await text(zonePath)).includes(site),
    'Safe Browsing 5': await isFoundByVersion5(),
    'Safe Browsing 4': await isFoundByVersion4(),
    'TAXII site': indicators.some(({ pattern, revoked }) => pattern.includes(site) && !revoked),
    'TAXII number': indicators.some(({ pattern, revoked }) => pattern.includes(phone) && !revoked),
    'MISP site': misp.has(site),
    'MISP number': misp.has(phone),
    'shield site': suspects.mayContain('domain', site),
    'shield number': suspects.mayContain('phone', phone),
    gateway: gateway.status === 403,
  }
}

const prefixOf = (expression: string) => createHash('sha256').update(expression).digest().subarray(0, 4)

async function isFoundByVersion5(): Promise<boolean> {
  const prefix = encodeURIComponent(prefixOf(`${site}/`).toString('base64'))
  const answer = await fetch(`${hub.url}/v5/hashes:search?key=${bank.key}&hashPrefixes=${prefix}`)
  return readFound(new Uint8Array(await answer.arrayBuffer())).fullHashes.length > 0
}

async function isFoundByVersion4(): Promise<boolean> {
  const kinds = { threatTypes: [2], platformTypes: [6], threatEntryTypes: [1] }
  const answer = await fetch(`${hub.url}/v4/fullHashes:find?key=${bank.key}`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf' },
    body: writeFullHashesRequest({
      threatInfo: { ...kinds, threatEntries: [{ hash: prefixOf(`${site}/`) }] },
    }),
  })
  return readMatches(new Uint8Array(await answer.arrayBuffer())).matches.length > 0
}

async function stixIndicators(): Promise<{ pattern: string; revoked: boolean }[]> {
  const taxii = createTaxiiClient(hub.url, `Bearer ${bank.key}`)
  const objects = await taxii.objects('listed', '&match[type]=indicator', 100)
  return objects.map((object) => ({
    pattern: String(object['pattern']),
    revoked: object['revoked'] === true,
  }))
}

/** Values of attributes that are not deleted, their objects' too. */
async function mispValues(): Promise<Set<string>> {
  interface Attributes {
    readonly deleted: boolean
    readonly Attribute: readonly { readonly value: string; readonly deleted: boolean }[]
  }
  const manifest: Record<string, object> = JSON.parse(await text('/v1/misp/manifest.json'))
  const values = new Set<string>()
  for (const uuid of Object.keys(manifest)) {
    const { Event: event }: { Event: Attributes & { Object: readonly Attributes[] } } = JSON.parse(
      await text(`/v1/misp/${uuid}.json`),
    )
    const whole = [event, ...event.Object.filter(({ deleted }) => !deleted)]
    for (const { Attribute } of whole)
      for (const { value, deleted } of Attribute) if (!deleted) values.add(value)
  }
  return values
}

async function shield() {
  const { lists } = await send<ShieldManifest>(hub, 'GET', '/v1/shield/lists', { headers: bank.headers })
  expect(lists.map(({ name }) => name)).toContain('suspects')
  const answer = await fetch(`${hub.url}/v1/shield/lists/suspects`, { headers: bank.headers })
  const publicKey = Uint8Array.from(hub.hub.context.exchangeKey.publicKey)
  const bytes = new Uint8Array(await answer.arrayBuffer())
  return openList(bytes, { publicKey, name: 'suspects', minimumVersion: 1, nowMs: Date.now() })
}

async function feedOf(headers: Headers): Promise<FeedItem[]> {
  const lines = (await text('/v1/feed', headers)).split('\n').filter((line) => line !== '')
  return lines.map((line): FeedItem => JSON.parse(line))
}

const stateOf = async (value: string): Promise<RetractionState> =>
  await send(hub, 'GET', `/v1/retractions?value=${encodeURIComponent(value)}`)

/** An officer confirms what somebody wrongly reports. */
async function accuse(): Promise<void> {
  const body = { indicators: [{ value: site }, { value: phone }], text: 'They took my money.' }
  await hub.client.report(await solvedReport(hub.client, body))
  const { reports }: { reports: { id: string }[] } = await send(hub, 'GET', '/v1/admin/reports', {
    headers: officer.headers,
  })
  await send(hub, 'POST', `/v1/admin/reports/${reports.at(-1)?.id}/decision`, {
    headers: officer.headers,
    body: { status: 'confirmed', reason: 'looked like it' },
    status: 204,
  })
}

/** Whoever is accused says so, and another officer agrees. Gives the receipts. */
async function appeal(): Promise<string[]> {
  const receipts: string[] = []
  for (const value of [site, phone]) {
    const { proofOfWork = '' } = await solvedReport(hub.client, {})
    const statement = `We deliver parcels, ${value} is ours.`
    receipts.push((await hub.client.dispute({ value, statement, proofOfWork })).receipt)
  }
  await hub.settled()
  for (const value of [site, phone]) expect((await hub.client.check(value)).disputed).toBe(true)
  const judge = await addOfficer(hub)
  const { disputes } = await send<DisputeQueue>(hub, 'GET', '/v1/console/disputes', {
    headers: judge.headers,
  })
  expect(disputes).toHaveLength(2)
  for (const { id } of disputes)
    await send(hub, 'POST', `/v1/admin/disputes/${id}/decision`, {
      headers: judge.headers,
      body: { state: 'upheld', explanation: 'a registered parcel service' },
      status: 204,
    })
  return receipts
}

/** The signed retraction of a value, as the feed tells it to a member. */
async function signedRetraction(value: string): Promise<string> {
  await expect.poll(async () => (await stateOf(value)).retractions.length, soon).toBe(1)
  const state = await stateOf(value)
  expect(state).toMatchObject({
    listed: false,
    cleanEverywhere: false,
    retractions: [{ reason: 'appeal-upheld' }],
  })
  const [{ id, statement, signature, keyId }] = state.retractions as [RetractionState['retractions'][number]]
  const { keys }: { keys: { keyId: string; pem: string }[] } = JSON.parse(
    await text('/.well-known/wuzei-lists.json'),
  )
  const key = createPublicKey(keys.find((one) => one.keyId === keyId)?.pem ?? '')
  expect(verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64'))).toBe(true)
  const told = (await feedOf(bank.headers)).filter(({ objectId }) => objectId === id)
  expect(told).toMatchObject([{ type: 'retraction', detail: { statement, signature } }])
  return id
}

test('what an upheld dispute takes back leaves every output, and is clean everywhere once members say so', {
  timeout: 180_000,
}, async () => {
  await accuse()
  const silent = async () =>
    Object.entries(await accusers()).flatMap(([output, accuses]) => (accuses ? [] : [output]))
  await expect.poll(silent, soon).toEqual([])
  for (const { headers } of [bank, vendor])
    expect((await feedOf(headers)).some(({ indicator }) => indicator?.canonical === site)).toBe(true)

  const receipts = await appeal()
  for (const receipt of receipts)
    expect(await hub.client.disputeStatus(receipt)).toMatchObject({
      state: 'upheld',
      explanation: 'a registered parcel service',
    })
  const remaining = async () =>
    Object.entries(await accusers()).flatMap(([output, accuses]) => (accuses ? [output] : []))
  await expect.poll(remaining, soon).toEqual([])
  const revoked = (await stixIndicators()).filter(({ revoked: isRevoked }) => isRevoked)
  expect(revoked.map(({ pattern }) => pattern).toSorted()).toEqual([
    expect.stringContaining(site),
    expect.stringContaining(phone),
  ])

  for (const value of [site, phone]) {
    const id = await signedRetraction(value)
    for (const [index, { headers }] of [bank, vendor].entries()) {
      const waiting: OutstandingList = await send(hub, 'GET', '/v1/retractions/outstanding', { headers })
      expect(waiting.retractions.map((one) => one.id)).toContain(id)
      await send(hub, 'POST', `/v1/retractions/${id}/receipts`, { headers, body: {} })
      const shown: Retraction = await send(hub, 'GET', `/v1/retractions/${id}`)
      expect(shown.confirmations).toMatchObject({ confirmed: index + 1, outstanding: 1 - index })
    }
    // The answer to “is my number clean everywhere?”, and the page that anybody may read.
    expect(await stateOf(value)).toMatchObject({ listed: false, cleanEverywhere: true })
    const page = await text(`/retractions/${id}?lang=en`, {})
    expect(page).toMatch(/<dt>Confirmed<\/dt><dd>2<\/dd>\s*<dt>Not yet confirmed<\/dt><dd>0<\/dd>/)
    expect(page).toContain('The objection was upheld')
    expect(page).not.toContain(phone)
  }
})
