import type { TaxiiEnvelope, TaxiiStatus } from '@wuzei/contract'
import { addClient, addOrganisation, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTaxiiClient, taxiiType, type TaxiiClient } from './taxii-client.ts'

/** The machine may be busy with other tests. */
const soon = { timeout: 20_000, interval: 300 }

let hub: TestHub
let member: { id: string; key: string }
let taxii: TaxiiClient
beforeAll(async () => {
  hub = await startTestHub()
  const bank = await addOrganisation(hub, { kind: 'bank' })
  member = await addClient(hub, bank.id, ['taxii', 'share'])
  taxii = createTaxiiClient(hub.url, `Bearer ${member.key}`)
})
afterAll(async () => await hub.stop())

const listed = '/taxii2/alliance/collections/listed'

async function pin(value: string, level: string): Promise<void> {
  const answer = await fetch(`${hub.url}/v1/admin/pins`, {
    method: 'PUT',
    headers: { ...hub.administrator, 'content-type': 'application/json' },
    body: JSON.stringify({ value, level, reason: 'seen it' }),
  })
  expect(answer.status).toBe(204)
}

/** The indicators of the collection, each in its last version, by what their patterns compare with. */
async function patterns(): Promise<Map<string, Record<string, unknown>>> {
  const objects = await taxii.objects('listed', '&match[type]=indicator', 3)
  return new Map(objects.map((object) => [String(object['pattern']), object]))
}

describe('discovery', () => {
  test('leads from the server to the collections', async () => {
    const discovery: { default: string; api_roots: string[] } = await taxii.read('/taxii2/')
    expect(discovery.api_roots).toContain(discovery.default)
    const root: { versions: string[]; max_content_length: number } = await taxii.read(discovery.default)
    expect(root.versions).toEqual([taxiiType])
    expect(root.max_content_length).toBeGreaterThan(1_000_000)
    const { collections } = await taxii.read<{ collections: Record<string, unknown>[] }>(
      `${discovery.default}collections/`,
    )
    expect(collections.map(({ alias, can_read, can_write }) => [alias, can_read, can_write])).toEqual([
      ['listed', true, false],
      ['submissions', true, true],
    ])
    for (const collection of collections) {
      expect(collection['media_types']).toEqual(['application/stix+json;version=2.1'])
      expect(await taxii.read(`${discovery.default}collections/${String(collection['id'])}/`)).toEqual(
        collection,
      )
    }
  })

  test('takes the key as a password of HTTP Basic, and nothing else that is none', async () => {
    const basic = (key: string) => `Basic ${Buffer.from(`taxii:${key}`).toString('base64')}`
    const status = async (authorization: string) =>
      (await createTaxiiClient(hub.url, authorization).ask('GET', '/taxii2/')).status
    expect(await status(basic(member.key))).toBe(200)
    expect(await status(basic(`${member.key}x`))).toBe(401)
    const unknown = await fetch(`${hub.url}/taxii2/`, { headers: { accept: taxiiType } })
    expect(unknown.status).toBe(401)
    expect(unknown.headers.get('www-authenticate')).toContain('Basic realm=')
    expect(unknown.headers.get('content-type')).toBe(taxiiType)
    expect(await unknown.json()).toMatchObject({ http_status: '401', error_id: 'UNAUTHENTICATED' })
    const other = await addClient(hub, (await addOrganisation(hub, { kind: 'bank' })).id, ['lists', 'feed'])
    expect(await status(`Bearer ${other.key}`)).toBe(403)
  })

  test('speaks TAXII 2.1 and nothing else', async () => {
    const accepting = async (accept: string) =>
      (await taxii.ask('GET', '/taxii2/', { headers: { accept } })).status
    for (const accept of [
      taxiiType,
      'application/taxii+json',
      'application/taxii+json; version="2.1"',
      '*/*',
    ])
      expect(await accepting(accept), accept).toBe(200)
    for (const accept of [
      'application/json',
      'application/taxii+json;version=2.0',
      `${taxiiType};q=0`,
      'text/html',
    ])
      expect(await accepting(accept), accept).toBe(406)
    const sending = async (type: string) =>
      (
        await taxii.ask('POST', '/taxii2/alliance/collections/submissions/objects/', {
          body: { objects: [] },
          headers: { 'content-type': type },
        })
      ).status
    expect(await sending('application/json')).toBe(415)
    expect(await sending('application/taxii+json;version=2.0')).toBe(415)
    expect(await sending(taxiiType)).toBe(422)
  })

  test('answers what is not there in its own form', async () => {
    for (const path of ['/taxii2/nothing/', listed, '/taxii2/alliance/collections/other/objects/']) {
      const answer = await taxii.ask('GET', path)
      expect(answer.status, path).toBe(404)
      expect(await answer.json(), path).toMatchObject({ http_status: '404', title: expect.any(String) })
    }
  })
})

describe('what is listed', () => {
  test('comes as indicators, with what they refer to', async () => {
    await pin('first-trap.top', 'high')
    await pin('https://first-trap.top/pay?it=now', 'confirmed')
    await pin('+8613812345678', 'high')
    await pin('6222021234567890128', 'confirmed')
    await pin('203.0.113.9', 'high')
    await expect.poll(async () => (await patterns()).size, soon).toBe(5)
    expect([...(await patterns()).keys()].toSorted()).toEqual([
      "[domain-name:value = 'first-trap.top']",
      "[ipv4-addr:value = '203.0.113.9']",
      "[url:value = 'https://first-trap.top/pay?it=now' OR url:value = 'http://first-trap.top/pay?it=now']",
      "[wuzei-account:value = '6222021234567890128']",
      "[wuzei-phone:value = '+8613812345678']",
    ])
    const all = await taxii.objects('listed', '', 1000)
    const ids = new Set(all.map(({ id }) => id))
    const references = all.flatMap((object) => [
      ...[object['created_by_ref']].filter((id) => id !== undefined),
      ...(Array.isArray(object['object_marking_refs']) ? object['object_marking_refs'] : []),
      ...Object.keys(object['type'] === 'indicator' ? Object(object['extensions']) : {}),
    ])
    expect(references.filter((id) => !ids.has(id))).toEqual([])
  })

  test('is read by pages of any size, and by what was added later than an instant', async () => {
    const whole = await taxii.objects('listed', '', 1000)
    for (const limit of [1, 2, 4]) expect(await taxii.objects('listed', '', limit)).toEqual(whole)
    const first: TaxiiEnvelope = await taxii.read(`${listed}/objects/?limit=2`)
    const rest: TaxiiEnvelope = await taxii.read(`${listed}/objects/?limit=500&next=${first.next}`)
    expect([...(first.objects ?? []), ...(rest.objects ?? [])]).toEqual(whole)
    const { objects: manifest } = await taxii.read<{ objects: { id: string; date_added: string }[] }>(
      `${listed}/manifest/`,
    )
    expect(manifest.map(({ id }) => id)).toEqual(whole.map(({ id }) => id))
    const dates = manifest.map(({ date_added }) => date_added)
    expect(dates).toEqual([...new Set(dates)].toSorted())
    for (const [index, date] of dates.entries()) {
      const answer = await taxii.ask('GET', `${listed}/objects/?added_after=${date}`)
      const { objects = [] }: TaxiiEnvelope = await answer.json()
      expect(objects).toEqual(whole.slice(index + 1))
      expect(answer.headers.get('x-taxii-date-added-first')).toBe(dates[index + 1] ?? null)
      expect(answer.headers.get('x-taxii-date-added-last')).toBe(objects.length > 0 ? dates.at(-1) : null)
    }
    expect(await taxii.read(`${listed}/objects/?added_after=${dates.at(-1)}`)).toEqual({})
  })

  test('is narrowed by name, type and version', async () => {
    const [first] = [...(await patterns()).values()]
    const id = String(first?.['id'])
    const path = `${listed}/objects/`
    expect(await taxii.read(`${path}?match[id]=${id}`)).toEqual({ objects: [first] })
    expect(await taxii.read(`${path}${id}/`)).toEqual({ objects: [first] })
    expect(await taxii.read(`${path}?match[type]=malware`)).toEqual({})
    expect(await taxii.read(`${path}?match[spec_version]=2.0`)).toEqual({})
    const types: TaxiiEnvelope = await taxii.read(`${path}?match[type]=identity,marking-definition`)
    expect(types.objects?.map(({ type }) => type)).toEqual([
      'identity',
      'marking-definition',
      'marking-definition',
    ])
    const unknown = 'indicator--6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90'
    expect((await taxii.ask('GET', `${path}${unknown}/`)).status).toBe(404)
    for (const bad of ['limit=0', 'limit=x', 'added_after=yesterday', 'next=x', 'match[version]=newest'])
      expect((await taxii.ask('GET', `${path}?${bad}`)).status, bad).toBe(400)
  })

  test('changes as a new version, and leaves as a revoked one, once and for all', async () => {
    await pin('short-lived.top', 'high')
    const pattern = "[domain-name:value = 'short-lived.top']"
    await expect.poll(async () => (await patterns()).has(pattern), soon).toBe(true)
    const before = (await patterns()).get(pattern)
    await pin('short-lived.top', 'confirmed')
    await expect.poll(async () => (await patterns()).get(pattern)?.['labels'], soon).toContain('confirmed')
    await pin('short-lived.top', 'safe')
    await expect.poll(async () => (await patterns()).get(pattern)?.['revoked'], soon).toBe(true)
    const after = (await patterns()).get(pattern)
    expect(after).toMatchObject({ id: before?.['id'], created: before?.['created'] })
    const id = String(before?.['id'])
    const { versions } = await taxii.read<{ versions: string[] }>(`${listed}/objects/${id}/versions/`)
    expect(versions).toHaveLength(3)
    expect(versions.toSorted()).toEqual(versions)
    expect(versions.at(-1)).toBe(after?.['modified'])
    const of = async (version: string) =>
      (await taxii.read<TaxiiEnvelope>(`${listed}/objects/${id}/?match[version]=${version}`)).objects
    expect(await of('first')).toEqual([before])
    expect(await of('all')).toHaveLength(3)
    expect(await of(versions[1] ?? '')).toHaveLength(1)
    expect(await of(`first,${versions[1]}`)).toHaveLength(2)
    // STIX: what was revoked stays revoked. Listed again it is another object.
    await pin('short-lived.top', 'high')
    await expect.poll(async () => (await patterns()).get(pattern)?.['revoked'], soon).toBeUndefined()
    expect((await patterns()).get(pattern)?.['id']).not.toBe(id)
    expect(await of('last')).toEqual([after])
  })

  test('nobody who reads on misses anything, whatever is written meanwhile', async () => {
    const taken = new Map<string, unknown>()
    let last = '1970-01-01T00:00:00Z'
    const readOn = async () => {
      const answer = await taxii.ask('GET', `${listed}/objects/?limit=7&added_after=${last}`)
      const { objects = [] }: TaxiiEnvelope = await answer.json()
      for (const object of objects) taken.set(String(object['id']), object)
      last = answer.headers.get('x-taxii-date-added-last') ?? last
      return objects.length
    }
    const writing = Promise.all(
      [0, 1, 2].map(async (writer) => {
        for (let index = 0; index < 12; index += 1) await pin(`many-${writer}-${index}.top`, 'high')
      }),
    )
    const ended = new AbortController()
    void writing.finally(() => ended.abort())
    while (!ended.signal.aborted) await readOn()
    await writing
    await expect
      .poll(async () => {
        while ((await readOn()) > 0);
        return [...taken.values()].filter((object) => /many-\d/.test(JSON.stringify(object))).length
      }, soon)
      .toBe(36)
    const whole = await taxii.objects('listed', '', 1000)
    expect([...taken.values()].map((object) => JSON.stringify(object)).toSorted()).toEqual(
      whole.map((object) => JSON.stringify(object)).toSorted(),
    )
  })
})

describe('what members hand in', () => {
  const path = '/taxii2/alliance/collections/submissions/objects/'
  const now = '2026-11-20T08:00:00.000Z'
  const green = 'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb'
  const indicator = (id: string, pattern: string, more: object = {}) => ({
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${id}`,
    created: now,
    modified: now,
    pattern,
    pattern_type: 'stix',
    valid_from: now,
    ...more,
  })
  const uuid = () => crypto.randomUUID()

  async function handIn(objects: object[], client = taxii): Promise<TaxiiStatus> {
    const answer = await client.ask('POST', path, { body: { objects } })
    expect(answer.status, await answer.clone().text()).toBe(202)
    const status: TaxiiStatus = await answer.json()
    expect(status).toMatchObject({
      status: 'pending',
      total_count: objects.length,
      pending_count: objects.length,
    })
    return await client.decided(status)
  }

  async function shares(value: string, headers: Record<string, string>): Promise<Record<string, unknown>[]> {
    const answer = await fetch(`${hub.url}/v1/alliance/shares?value=${encodeURIComponent(value)}`, {
      headers,
    })
    const reply: { shares: Record<string, unknown>[] } = await answer.json()
    return reply.shares
  }
  const own = () => ({ authorization: `Bearer ${member.key}` })

  test('becomes shares under its marking, and is read by their own organisation', async () => {
    const id = uuid()
    const given = indicator(id, "[domain-name:value = 'handed-in.top']", {
      object_marking_refs: [green],
      labels: ['fraud-type:F13.03'],
    })
    const identity = {
      type: 'identity',
      spec_version: '2.1',
      id: `identity--${uuid()}`,
      created: now,
      modified: now,
      name: 'A bank',
    }
    const status = await handIn([given, identity, indicator(uuid(), "[process:pid = '1']")])
    expect(status).toMatchObject({ status: 'complete', success_count: 2, failure_count: 1, pending_count: 0 })
    expect(status.failures[0]?.message).toContain('INDICATOR_UNRECOGNISED')
    const [share] = await shares('handed-in.top', own())
    expect(share).toMatchObject({
      label: { tlp: 'TLP:GREEN' },
      fraudType: 'F13.03',
      isPublicEvidence: true,
    })
    const { objects }: TaxiiEnvelope = await taxii.read(path)
    expect(objects).toEqual([given, identity])
    const other = await addClient(hub, (await addOrganisation(hub, { kind: 'operator' })).id, ['taxii'])
    const stranger = createTaxiiClient(hub.url, `Bearer ${other.key}`)
    expect(await stranger.read(path)).toEqual({})
    expect((await stranger.ask('GET', `/taxii2/alliance/status/${status.id}/`)).status).toBe(404)
    expect((await stranger.ask('DELETE', `${path}indicator--${id}/`)).status).toBe(404)
  })

  test('without a marking it stays closed', async () => {
    await handIn([indicator(uuid(), "[wuzei-account:value = '6228480402564890018']")])
    const [share] = await shares('6228480402564890018', own())
    expect(share).toMatchObject({ label: { tlp: 'TLP:AMBER+STRICT' }, isPublicEvidence: false })
  })

  test('a newer version takes back what it no longer says, a revoked one and a deletion take back all', async () => {
    const id = uuid()
    const state = async (value: string) =>
      (await shares(value, own())).map(({ withdrawnAt }) => withdrawnAt !== null)
    await handIn([indicator(id, "[domain-name:value = 'one.top' OR domain-name:value = 'two.top']")])
    expect([await state('one.top'), await state('two.top')]).toEqual([[false], [false]])
    const later = { modified: '2026-11-21T08:00:00.000Z' }
    await handIn([indicator(id, "[domain-name:value = 'two.top']", later)])
    expect([await state('one.top'), await state('two.top')]).toEqual([[true], [false]])
    await handIn([
      indicator(id, "[domain-name:value = 'two.top']", {
        modified: '2026-11-22T08:00:00.000Z',
        revoked: true,
      }),
    ])
    expect(await state('two.top')).toEqual([true])
    const gone = uuid()
    await handIn([indicator(gone, "[domain-name:value = 'three.top']")])
    expect((await taxii.ask('DELETE', `${path}indicator--${gone}/`)).status).toBe(200)
    expect(await state('three.top')).toEqual([true])
    expect((await taxii.ask('GET', `${path}indicator--${gone}/`)).status).toBe(404)
    expect((await taxii.ask('DELETE', `${path}indicator--${gone}/`)).status).toBe(404)
  })

  test('is refused where it may not go or is not STIX', async () => {
    const sent = async (name: string, body: unknown) =>
      (await taxii.ask('POST', `/taxii2/alliance/collections/${name}/objects/`, { body })).status
    const good = indicator(uuid(), "[domain-name:value = 'x.top']")
    expect(await sent('listed', { objects: [good] })).toBe(403)
    expect(await sent('submissions', { objects: [{ ...good, id: 'indicator--x' }] })).toBe(422)
    expect(await sent('submissions', { objects: [{ ...good, type: 'malware' }] })).toBe(422)
    expect(await sent('submissions', { objects: [{ ...good, spec_version: '2.0' }] })).toBe(422)
    expect(await sent('submissions', [good])).toBe(422)
    expect(await sent('submissions', { objects: Array.from({ length: 1_001 }, () => good) })).toBe(413)
    expect((await taxii.ask('DELETE', `${listed}/objects/${good.id}/`)).status).toBe(403)
  })
})
