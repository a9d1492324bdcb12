import type {
  ConsoleRetractionDetails,
  FeedHealth,
  InboundRunList,
  InboundSource,
  InboundSourceList,
  RetractionPage,
  ShareList,
  WebhookDeliveryList,
  WebhookDeliveryReply,
  WebhookReply,
} from '@wuzei/contract'
import {
  addClient,
  addOrganisation,
  addPerson,
  send,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sending, startListServer, type ListServer } from './list-server.ts'
import { startReceiver } from './webhook-receiver.ts'

/** The machine may be busy with other tests. */
const soon = { timeout: 30_000, interval: 100 }

let aheadMs = 0
let hub: TestHub
let lists: ListServer
let operatorAdministrator: TestPerson
let desk: TestPerson
let otherDesk: TestPerson
let bankId: string
beforeAll(async () => {
  hub = await startTestHub({
    clock: () => Date.now() + aheadMs,
    outbound: { allowLoopback: true },
    limits: { decisionsPerMinute: 100_000, signInsPerMinute: 10_000 },
  })
  lists = await startListServer()
  const operator = await addOrganisation(hub, { kind: 'hub-operator', region: '' })
  operatorAdministrator = await addPerson(hub, operator.id, ['SYS_ADM'])
  bankId = (await addOrganisation(hub, { kind: 'bank', name: { zh: '示例银行', en: 'Example Bank' } })).id
  desk = await addPerson(hub, bankId, ['BNK_DSK'])
  otherDesk = await addPerson(hub, (await addOrganisation(hub, { kind: 'bank' })).id, ['BNK_DSK'])
})
afterAll(async () => {
  await hub.stop()
  await lists.stop()
})

const as = async <Reply = null>(
  person: Pick<TestPerson, 'headers'>,
  method: string,
  path: string,
  body?: unknown,
  status?: number,
): Promise<Reply> =>
  await send<Reply>(hub, method, path, {
    headers: person.headers,
    ...(body === undefined ? {} : { body }),
    ...(status === undefined ? {} : { status }),
  })
const pin = async (value: string, level: string) =>
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value, level, reason: 'seen it' },
  })

describe('an inbound source', () => {
  const path = '/v1/alliance/sources'
  const source = async (id: string) =>
    (await as<InboundSourceList>(operatorAdministrator, 'GET', path)).sources.find((one) => one.id === id)
  const known = async (id: string): Promise<InboundSource> => {
    const found = await source(id)
    if (!found) throw new Error(`no source ${id}`)
    return found
  }
  const register = async (name: string, url: string, more: object = {}) =>
    (
      await as<{ id: string }>(operatorAdministrator, 'POST', path, {
        name,
        kind: 'txt',
        url,
        licence: 'for tests',
        ...more,
      })
    ).id
  const asked = async (id: string, ask: () => Promise<unknown>) => {
    aheadMs += 1000
    const before = (await known(id)).lastAttemptAt
    await ask()
    await expect.poll(async () => (await known(id)).lastAttemptAt, soon).not.toBe(before)
    await hub.settled()
    return await known(id)
  }
  const run = async (id: string) =>
    await asked(id, async () => await as(operatorAdministrator, 'POST', `${path}/${id}/runs`, {}))
  const stands = async (value: string) => (await hub.client.check(value)).evidence.length > 0
  const names = (count: number, word: string) =>
    Array.from({ length: count }, (_item, index) => `${word}-${index}.top`).join('\n')

  test('is changed: what is left out stays, and its secret goes to no other host', async () => {
    const secrets: (string | undefined)[] = []
    const noting =
      (text: string): Parameters<ListServer['answer']>[1] =>
      (request, response) => {
        secrets.push(request.headers.authorization)
        response.writeHead(200, { 'content-type': 'text/plain', etag: '"1"' }).end(text)
      }
    lists.answer('/changing', noting('changing-a.top\n'))
    lists.answer('/changed', noting('changed-b.top\n'))
    const id = await register('changing', `${lists.url}/changing`, { authorization: 'Bearer quiet' })
    await run(id)
    const change = async (body: object, status = 204) =>
      await as(operatorAdministrator, 'PATCH', `${path}/${id}`, body, status)
    await asked(id, async () => {
      await change({ url: `${lists.url}/changed`, licence: 'CC0' })
      await as(operatorAdministrator, 'POST', `${path}/${id}/runs`, {})
    })
    expect(await known(id)).toMatchObject({
      licence: 'CC0',
      everyS: 86_400,
      hasSecret: true,
      name: 'changing',
    })
    expect([await stands('changing-a.top'), await stands('changed-b.top')]).toEqual([false, true])
    // Another host: the same machine under another name.
    const { port } = new URL(lists.url)
    await asked(id, async () => {
      await change({ url: `http://localhost:${port}/changed` })
      await as(operatorAdministrator, 'POST', `${path}/${id}/runs`, {})
    })
    expect(await known(id)).toMatchObject({ hasSecret: false })
    expect(secrets.slice(0, 2)).toEqual(['Bearer quiet', 'Bearer quiet'])
    expect(secrets.at(-1)).toBeUndefined()
    await change({ url: 'https://192.168.1.1/list' }, 422)
    await change({ fraudType: 'F77' }, 400)
    await change({}, 400)
    await as(desk, 'PATCH', `${path}/${id}`, { licence: 'mine' }, 403)
    await as(desk, 'DELETE', `${path}/${id}`, { statements: 'keep' }, 403)
    await as(operatorAdministrator, 'PATCH', `${path}/${bankId}`, { licence: 'x' }, 404)
  })

  test('that shrank is decided about once: refused, it asks again only when more is gone', async () => {
    lists.answer('/shrank', sending(names(40, 'shrank')))
    const id = await register('shrank', `${lists.url}/shrank`)
    await run(id)
    await as(operatorAdministrator, 'POST', `${path}/${id}/held-decision`, { decision: 'refuse' }, 409)
    lists.answer('/shrank', sending(names(10, 'shrank')))
    expect(await run(id)).toMatchObject({ state: 'held', heldGone: 30, keptGone: null })
    await as(operatorAdministrator, 'POST', `${path}/${id}/held-decision`, { decision: 'refuse' })
    expect(await known(id)).toMatchObject({ state: 'good', heldGone: null, keptGone: 30 })
    expect(await run(id)).toMatchObject({ state: 'good', heldGone: null, keptGone: 30 })
    expect(await stands('shrank-39.top')).toBe(true)
    lists.answer('/shrank', sending(names(5, 'shrank')))
    expect(await run(id)).toMatchObject({ state: 'held', heldGone: 35, keptGone: null })
    await asked(
      id,
      async () =>
        await as(operatorAdministrator, 'POST', `${path}/${id}/held-decision`, { decision: 'accept' }),
    )
    expect(await known(id)).toMatchObject({ state: 'good', heldGone: null })
    expect([await stands('shrank-39.top'), await stands('shrank-4.top')]).toEqual([false, true])
    lists.answer('/shrank', sending('no', {}, 503))
    await run(id)
    const { runs } = await as<InboundRunList>(desk, 'GET', `${path}/${id}/runs`)
    expect(runs.map(({ outcome, code, gone }) => [outcome, code, gone])).toEqual([
      ['failed', 'OUTBOUND_FAILED', null],
      ['changed', null, null],
      ['held', null, 35],
      ['same', null, null],
      ['held', null, 30],
      ['changed', null, null],
    ])
  })

  test('is removed, and what it said stands or is taken back', async () => {
    lists.answer('/leaving', sending('leaving-a.top\nleaving-b.top\n'))
    const kept = await register('leaving-kept', `${lists.url}/leaving`)
    const taken = await register('leaving-taken', `${lists.url}/leaving`)
    await run(kept)
    await run(taken)
    await as(operatorAdministrator, 'DELETE', `${path}/${taken}`, { statements: 'withdraw' })
    await expect.poll(async () => await source(taken), soon).toBeUndefined()
    await hub.settled()
    const { evidence } = await hub.client.check('leaving-a.top')
    expect(evidence).toHaveLength(1)
    await as(operatorAdministrator, 'DELETE', `${path}/${kept}`, { statements: 'keep' })
    expect(await source(kept)).toBeUndefined()
    expect(await stands('leaving-a.top')).toBe(true)
    await as(operatorAdministrator, 'POST', `${path}/${kept}/runs`, {}, 404)
    // The name is free again, and goes on with what was said under it.
    lists.answer('/leaving', sending('leaving-b.top\n'))
    await run(await register('leaving-kept', `${lists.url}/leaving`))
    expect([await stands('leaving-a.top'), await stands('leaving-b.top')]).toEqual([false, true])
  })
})

test('the feed’s health: everybody sees their own, the operator all, and nobody what they may not read', async () => {
  const { headers } = await addClient(hub, bankId, ['feed', 'webhooks', 'share'])
  const health = async (person: TestPerson) => await as<FeedHealth>(person, 'GET', '/v1/console/feed-health')
  const own = async () => (await health(desk)).members[0]
  expect(await health(desk)).toMatchObject({ isWhole: false, members: [{ lastTakenAt: null, streams: 0 }] })
  await pin('health-a.top', 'high')
  const operatorSees = async () =>
    (await health(operatorAdministrator)).members.find(({ organisationId }) => organisationId === bankId)
  const pull = async () => await (await fetch(`${hub.url}/v1/feed`, { headers })).text()
  await expect.poll(pull, soon).toContain('health-a.top')
  await hub.settled()
  await expect
    .poll(async () => {
      await pull()
      return (await operatorSees())?.behindSince
    }, soon)
    .toBeNull()
  expect(await own()).toMatchObject({ behindSince: null, webhooks: 0 })
  expect((await own())?.lastTakenAt).not.toBeNull()

  const third = await addOrganisation(hub, { kind: 'bank' })
  // What another member shares with a third alone moves the feed on, and tells this one nothing.
  await as(otherDesk, 'POST', '/v1/alliance/shares', {
    shares: [
      {
        value: 'health-hidden.top',
        seen: 'site',
        label: { tlp: 'TLP:RED', pap: 'PAP:RED' },
        recipientIds: [third.id],
      },
    ],
  })
  await expect.poll(async () => (await operatorSees())?.behindSince ?? null, soon).not.toBeNull()
  expect((await own())?.behindSince).toBeNull()
  await pin('health-b.top', 'high')
  await expect.poll(async () => (await own())?.behindSince ?? null, soon).not.toBeNull()

  const gone = new AbortController()
  await fetch(`${hub.url}/v1/feed/stream`, { headers, signal: gone.signal })
  expect(await own()).toMatchObject({ streams: 1 })
  // It begins where the feed does, and has been given all of it.
  await expect.poll(async () => (await own())?.behindSince, soon).toBeNull()
  gone.abort()
  await expect.poll(async () => (await own())?.streams, soon).toBe(0)
  expect((await health(operatorAdministrator)).isWhole).toBe(true)
})

test('a webhook is tried without anything happening, and its deliveries are told', async () => {
  const { headers } = await addClient(hub, bankId, ['feed', 'webhooks'])
  const receiver = await startReceiver(() => Date.now() + aheadMs)
  const { webhook, secret }: WebhookReply = await send(hub, 'POST', '/v1/webhooks', {
    headers,
    body: { url: receiver.url },
  })
  const { id } = webhook
  const trial = async () => await as<WebhookDeliveryReply>(desk, 'POST', `/v1/webhooks/${id}/tests`)
  expect(await trial()).toMatchObject({ items: 0, result: 'unavailable', error: 'it answered 401' })
  receiver.secrets = [secret]
  expect(await trial()).toMatchObject({ items: 0, result: 'taken', error: null })
  await pin('delivered.top', 'high')
  await expect.poll(() => receiver.items().length, soon).toBe(1)
  const results = async () => {
    const list = await as<WebhookDeliveryList>(desk, 'GET', `/v1/webhooks/${id}/deliveries`)
    return list.deliveries.map(({ items, result }) => `${items} ${result}`)
  }
  await expect.poll(results, soon).toEqual(['1 taken', '0 taken', '0 unavailable'])
  await as(desk, 'PUT', `/v1/webhooks/${id}/state`, { state: 'paused' })
  expect((await trial()).result).toBe('taken')
  await as(otherDesk, 'POST', `/v1/webhooks/${id}/tests`, undefined, 404)
  await as(otherDesk, 'GET', `/v1/webhooks/${id}/deliveries`, undefined, 404)
  for (let index = 0; index < 32; index += 1) await trial()
  expect(await results()).toHaveLength(30)
  await as(desk, 'PUT', `/v1/webhooks/${id}/state`, { state: 'removed' })
  await receiver.close()
})

test('retractions are listed with who has confirmed, by name only for those who follow it up', async () => {
  const { headers } = await addClient(hub, bankId, ['feed', 'retractions'])
  await (await fetch(`${hub.url}/v1/feed?after=now`, { headers })).text()
  await pin('taken-back.top', 'high')
  // What was never listed is not taken back.
  await expect
    .poll(
      async () => (await hub.client.routes.retractions({ query: { value: 'taken-back.top' } })).listed,
      soon,
    )
    .toBe(true)
  await pin('taken-back.top', 'safe')
  const page = async (person: TestPerson, query = '') =>
    (await as<RetractionPage>(person, 'GET', `/v1/console/retractions${query}`)).retractions
  const find = async (person: TestPerson, query = '') =>
    (await page(person, query)).find(({ masked }) => masked.includes('taken-back'))
  await expect.poll(async () => await find(desk, '?own=outstanding'), soon).toBeDefined()
  const listed = await find(desk)
  const id = listed?.id ?? ''
  expect(listed).toMatchObject({ own: 'outstanding', ownConfirmedAt: null, completedAt: null })
  expect(await find(otherDesk)).toMatchObject({ own: 'not-asked' })
  expect(await find(desk, '?state=complete')).toBeUndefined()
  const outstanding = listed?.outstanding ?? 0
  expect(outstanding).toBeGreaterThanOrEqual(1)
  const details = async (person: TestPerson) =>
    await as<ConsoleRetractionDetails>(person, 'GET', `/v1/console/retractions/${id}`)
  const nameOf = async (person: TestPerson) =>
    (await details(person)).confirmations.named.map(({ name }) => name.en)
  expect(await nameOf(desk)).toEqual(['Example Bank'])
  expect(await nameOf(otherDesk)).toEqual([])
  expect(await nameOf(operatorAdministrator)).toContain('Example Bank')
  await as(desk, 'POST', `/v1/retractions/${id}/receipts`, {})
  expect(await find(desk)).toMatchObject({ own: 'confirmed', outstanding: outstanding - 1 })
  expect(await find(desk, '?own=outstanding')).toBeUndefined()
  expect(await details(otherDesk)).toMatchObject({
    own: 'not-asked',
    confirmations: { named: [], confirmed: 1 },
  })
  await as(desk, 'GET', `/v1/console/retractions/${bankId}`, undefined, 404)
})

test('a share whose label waits to be opened is found by its own organisation alone', async () => {
  const { shares } = await as<{ shares: { id: string }[] }>(desk, 'POST', '/v1/alliance/shares', {
    shares: [{ value: 'opening.top', seen: 'site', label: { tlp: 'TLP:AMBER', pap: 'PAP:AMBER' } }],
  })
  const id = shares[0]?.id ?? ''
  await as(desk, 'POST', `/v1/alliance/shares/${id}/relabellings`, {
    label: { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' },
  })
  const waiting = async (person: TestPerson, more = '') =>
    (await as<ShareList>(person, 'GET', `/v1/alliance/shares?opening=proposed${more}`)).shares.map(
      (share) => share.id,
    )
  expect(await waiting(desk)).toEqual([id])
  expect(await waiting(otherDesk)).toEqual([])
  expect(await waiting(otherDesk, `&originId=${bankId}`)).toEqual([])
  const isPublic = async (value: string) =>
    (await as<ShareList>(desk, 'GET', `/v1/alliance/shares?direction=given&isPublic=${value}`)).shares.some(
      (share) => share.id === id,
    )
  expect([await isPublic('true'), await isPublic('false')]).toEqual([false, true])
})
