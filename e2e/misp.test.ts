import { createHash } from 'node:crypto'
import { addClient, addOrganisation, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The machine may be busy with other tests. */
const soon = { timeout: 20_000, interval: 200 }

interface Attribute {
  readonly uuid: string
  readonly type: string
  readonly category: string
  readonly value: string
  readonly to_ids: boolean
  readonly deleted: boolean
  readonly timestamp: string
  readonly object_relation?: string
  readonly Tag: readonly { readonly name: string }[]
}
interface Event {
  readonly uuid: string
  readonly timestamp: string
  readonly threat_level_id: string
  readonly Attribute: readonly Attribute[]
  readonly Object: readonly {
    name: string
    template_uuid: string
    deleted: boolean
    Attribute: Attribute[]
  }[]
}

let hub: TestHub
let headers: Record<string, string>
beforeAll(async () => {
  hub = await startTestHub()
  const vendor = await addOrganisation(hub, { kind: 'vendor' })
  headers = (await addClient(hub, vendor.id, ['misp'])).headers
})
afterAll(async () => await hub.stop())

async function pin(value: string, level: string): Promise<void> {
  const answer = await fetch(`${hub.url}/v1/admin/pins`, {
    method: 'PUT',
    headers: { ...hub.administrator, 'content-type': 'application/json' },
    body: JSON.stringify({ value, level, reason: 'seen it' }),
  })
  expect(answer.status).toBe(204)
}

const get = async (path: string, more: Record<string, string> = {}) =>
  await fetch(`${hub.url}/v1/misp/${path}`, { headers: { ...headers, ...more } })

async function events(): Promise<Event[]> {
  const manifest: Record<string, object> = await (await get('manifest.json')).json()
  return await Promise.all(
    Object.keys(manifest).map(async (uuid) => {
      const { Event: event }: { Event: Event } = await (await get(`${uuid}.json`)).json()
      expect(event).toMatchObject({ uuid, ...manifest[uuid] })
      return event
    }),
  )
}

const entries = async (): Promise<Attribute[]> =>
  (await events()).flatMap((event) => [
    ...event.Attribute,
    ...event.Object.flatMap((object) => object.Attribute),
  ])

test('holds what is listed with the types, objects and tags of MISP', async () => {
  await pin('misp-trap.top', 'confirmed')
  await pin('https://pages.misp-trap.top/pay', 'high')
  await pin('+8613812345678', 'high')
  await pin('6222021234567890128', 'high')
  await pin('DE89370400440532013000', 'high')
  await pin('微信:abcde', 'high')
  await expect.poll(async () => (await entries()).length, soon).toBe(6)
  const [event] = await events()
  expect(event).toMatchObject({
    threat_level_id: '2',
    analysis: '2',
    date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
  })
  expect(event?.timestamp).toMatch(/^\d{10}$/)
  const said = (await entries()).map(({ type, category, value, to_ids }) =>
    [type, category, value, to_ids].join(' '),
  )
  expect(said.toSorted()).toEqual([
    'bank-account-nr Financial fraud 6222021234567890128 true',
    'domain Network activity misp-trap.top true',
    'iban Financial fraud DE89370400440532013000 true',
    'other Financial fraud wechat:abcde true',
    'phone-number Financial fraud +8613812345678 true',
    'url Network activity https://pages.misp-trap.top/pay true',
  ])
  expect(event?.Object.map(({ name, Attribute: inside }) => [name, inside[0]?.object_relation])).toEqual([
    ['bank-account', 'account'],
    ['bank-account', 'iban'],
  ])
  const manifest = await (await get('manifest.json')).json()
  const [entry] = Object.values<{ Tag: { name: string }[] }>(manifest)
  expect(entry?.Tag.map(({ name }) => name)).toEqual(['tlp:green', 'PAP:GREEN'])
})

test('types of fraud become tags', async () => {
  const answer = await fetch(`${hub.url}/v1/admin/imports?format=csv&source=police&fraudType=F13.01`, {
    method: 'POST',
    headers: { ...hub.administrator },
    body: 'value,count\ntagged-trap.top,50\n',
  })
  expect(answer.status).toBe(200)
  await pin('tagged-trap.top', 'confirmed')
  const tags = async () =>
    (await entries()).find(({ value }) => value === 'tagged-trap.top')?.Tag.map(({ name }) => name)
  await expect
    .poll(tags, soon)
    .toEqual(['gsma-fraud:technical="false-base-station-attack"', 'wuzei:fraud-type="F13.01"'])
})

test('the digests find every listed value and the event it is in', async () => {
  const lines = (await (await get('hashes.csv')).text()).trim().split('\n')
  const uuids = new Set((await events()).map(({ uuid }) => uuid))
  const digest = (value: string) => createHash('md5').update(value).digest('hex')
  for (const value of [
    'misp-trap.top',
    '+8613812345678',
    'http://pages.misp-trap.top/pay',
    'https://pages.misp-trap.top/pay',
  ]) {
    const line = lines.find((candidate) => candidate.startsWith(digest(value)))
    expect(uuids, value).toContain(line?.split(',')[1])
  }
  expect(lines).toHaveLength(8)
})

test('what is withdrawn is deleted in the event it was in, under the same name', async () => {
  const find = async () => (await entries()).find(({ value }) => value === 'misp-trap.top')
  const [before, [event]] = [await find(), await events()]
  await pin('misp-trap.top', 'safe')
  await expect.poll(async () => (await find())?.deleted, soon).toBe(true)
  const after = await find()
  expect(after).toMatchObject({ uuid: before?.uuid, to_ids: false })
  expect(Number(after?.timestamp)).toBeGreaterThanOrEqual(Number(before?.timestamp))
  expect((await events())[0]?.uuid).toBe(event?.uuid)
  const digest = createHash('md5').update('misp-trap.top').digest('hex')
  expect(await (await get('hashes.csv')).text()).not.toContain(digest)
})

test('who has the newest version is told so', async () => {
  const [event] = await events()
  for (const path of ['manifest.json', 'hashes.csv', `${event?.uuid}.json`]) {
    const first = await get(path)
    const etag = first.headers.get('etag') ?? ''
    expect((await get(path, { 'if-none-match': etag })).status, path).toBe(304)
    expect((await get(path, { 'if-none-match': '"other"' })).status, path).toBe(200)
    expect((await get(path, { 'if-modified-since': first.headers.get('last-modified') ?? '' })).status).toBe(
      304,
    )
  }
  const etag = (await get('manifest.json')).headers.get('etag') ?? ''
  await pin('newer-trap.top', 'high')
  await expect
    .poll(async () => (await get('manifest.json', { 'if-none-match': etag })).status, soon)
    .toBe(200)
})

test('a key of the member is needed, with the scope for it', async () => {
  expect((await fetch(`${hub.url}/v1/misp/manifest.json`)).status).toBe(401)
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const other = await addClient(hub, bank.id, ['lists', 'taxii'])
  const status = async (path: string) =>
    (await fetch(`${hub.url}${path}`, { headers: { ...other.headers } })).status
  expect(await status('/v1/misp/manifest.json')).toBe(403)
  expect(await status('/v1/stix/bundle')).toBe(200)
  expect((await get('nothing.json')).status).toBe(404)
  expect((await get('6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90.json')).status).toBe(404)
})

test('another hub takes over the event and the bundle as they are', async () => {
  const other = await startTestHub()
  try {
    const [event] = await events()
    const file = await (await get(`${event?.uuid}.json`)).text()
    const bundle = await (
      await fetch(`${hub.url}/v1/stix/bundle`, { headers: { ...hub.administrator } })
    ).text()
    for (const [format, body] of [
      ['misp', file],
      ['stix', bundle],
    ] as const) {
      const answer = await fetch(`${other.url}/v1/admin/imports?format=${format}`, {
        method: 'POST',
        headers: { ...other.administrator },
        body,
      })
      const summary = await answer.json()
      expect(summary, format).toMatchObject({ rejected: 0 })
      expect(summary.added + summary.unchanged, format).toBeGreaterThanOrEqual(format === 'misp' ? 6 : 1)
    }
    await other.settled()
    const check = await (await fetch(`${other.url}/v1/check?value=6222021234567890128`)).json()
    expect(check.evidence).not.toEqual([])
  } finally {
    await other.stop()
  }
})
