import { gzipSync } from 'node:zlib'
import type { InboundSource, InboundSourceList } from '@wuzei/contract'
import { rebuildVerdicts } from '@wuzei/hub'
import { addClient, addOrganisation, addPerson, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sending, startListServer, tagged, type ListServer } from './list-server.ts'

/** The machine may be busy with other tests. */
const soon = { timeout: 30_000, interval: 100 }
const hourMs = 3_600_000

let nowMs = Date.now()
let hub: TestHub
let lists: ListServer
beforeAll(async () => {
  hub = await startTestHub({ clock: () => nowMs, outbound: { allowLoopback: true } })
  lists = await startListServer()
})
afterAll(async () => {
  await hub.stop()
  await lists.stop()
})

const path = '/v1/alliance/sources'
const administer = async <Reply>(
  method: string,
  to: string,
  body?: unknown,
  status?: number,
): Promise<Reply> =>
  await send<Reply>(hub, method, to, {
    headers: hub.administrator,
    ...(body === undefined ? {} : { body }),
    ...(status === undefined ? {} : { status }),
  })

async function register(name: string, more: object): Promise<string> {
  const { id } = await administer<{ id: string }>('POST', path, {
    name,
    licence: 'for tests',
    everyS: 3600,
    ...more,
  })
  return id
}

async function source(id: string): Promise<InboundSource> {
  const { sources } = await administer<InboundSourceList>('GET', path)
  const found = sources.find((candidate) => candidate.id === id)
  if (!found) throw new Error(`no source ${id}`)
  return found
}

/** Has a source asked and waits until that is over. */
async function run(id: string, body: object = {}): Promise<InboundSource> {
  // Attempts are told apart by their instant.
  nowMs += 1000
  const before = await source(id)
  await administer('POST', `${path}/${id}/runs`, body)
  await expect.poll(async () => (await source(id)).lastAttemptAt, soon).not.toBe(before.lastAttemptAt)
  await hub.settled()
  return await source(id)
}

/** Whether a list's word about a value counts. */
async function stands(value: string): Promise<boolean> {
  const verdict = await (await fetch(`${hub.url}/v1/check?value=${encodeURIComponent(value)}`)).json()
  return verdict.evidence.length > 0
}

const names = (count: number, word: string) =>
  Array.from({ length: count }, (_item, index) => `${word}-${index}.top`)

describe('a list', () => {
  test('is taken over; what it no longer has is taken back, and comes again', async () => {
    lists.answer('/plain.txt', sending('# traps\none-trap.top\n+8613812345678 # a number\ntwo-trap.top\n'))
    const id = await register('plain', { kind: 'txt', url: `${lists.url}/plain.txt` })
    expect((await source(id)).state).toBe('new')
    expect(await run(id)).toMatchObject({ state: 'good', failures: 0, lastError: null, heldGone: null })
    expect(await Promise.all(['one-trap.top', 'two-trap.top', '+8613812345678'].map(stands))).toEqual([
      true,
      true,
      true,
    ])
    lists.answer('/plain.txt', sending('one-trap.top\n+8613812345678\n'))
    const changedAt = (await source(id)).lastChangeAt
    expect((await run(id)).lastChangeAt).not.toBe(changedAt)
    expect(await stands('two-trap.top')).toBe(false)
    lists.answer('/plain.txt', sending('one-trap.top\ntwo-trap.top\n+8613812345678\n'))
    await run(id)
    expect(await stands('two-trap.top')).toBe(true)
    // Nothing new: no change, and no event.
    const { lastChangeAt } = await source(id)
    expect((await run(id)).lastChangeAt).toBe(lastChangeAt)
    // What was taken back and said again is what the log leads to.
    expect((await rebuildVerdicts(hub.hub.context.database)).mismatches).toEqual([])
  })

  test('may come packed, as table or as JSON, with a type of fraud and a licence', async () => {
    lists.answer(
      '/packed',
      sending(gzipSync('site,seen\npacked-trap.top,2026-11-01\n'), { 'content-encoding': 'gzip' }),
    )
    lists.answer(
      '/file.gz',
      sending(gzipSync('{"rows":[{"v":"json-trap.top","t":"F08.01"},{"v":"also-trap.top"}]}')),
    )
    const table = await register('table', {
      kind: 'csv',
      url: `${lists.url}/packed`,
      map: 'site=value,seen=lastAt',
      fraudType: 'F13.03',
    })
    const json = await register('json', {
      kind: 'json',
      url: `${lists.url}/file.gz`,
      map: 'v=value,t=fraudType',
    })
    expect((await run(table)).lastError).toBeNull()
    expect((await run(json)).lastError).toBeNull()
    expect(await Promise.all(['packed-trap.top', 'json-trap.top', 'also-trap.top'].map(stands))).toEqual([
      true,
      true,
      true,
    ])
    const row = await hub.hub.context.database.pool.query<{ licence: string }>(
      `select licence from sources where id = 'import:table'`,
    )
    expect(row.rows).toEqual([{ licence: 'for tests' }])
    expect((await source(table)).reliability).toBeCloseTo(0.75)
  })

  test('that has not changed is not sent again', async () => {
    lists.answer('/tagged', tagged('tagged-trap.top\n', '"v1"'))
    const id = await register('tagged', { kind: 'txt', url: `${lists.url}/tagged` })
    const first = await run(id)
    const second = await run(id)
    expect(second).toMatchObject({ state: 'good', lastChangeAt: first.lastChangeAt })
    expect(second.lastSuccessAt).not.toBe(first.lastSuccessAt)
    expect(lists.requests.findLast(({ line }) => line.endsWith('/tagged'))?.headers['if-none-match']).toBe(
      '"v1"',
    )
    expect(await stands('tagged-trap.top')).toBe(true)
  })

  test('that loses most of itself at once is held until a person has looked', async () => {
    const many = names(40, 'held')
    lists.answer('/shrinking', sending(many.join('\n')))
    const id = await register('shrinking', { kind: 'txt', url: `${lists.url}/shrinking` })
    await run(id)
    for (const body of ['', many.slice(0, 5).join('\n')]) {
      lists.answer('/shrinking', sending(body))
      expect(await run(id)).toMatchObject({ state: 'held', failures: 0 })
      expect(await stands('held-39.top'), body).toBe(true)
    }
    expect((await source(id)).heldGone).toBe(35)
    const events = await hub.hub.context.database.pool.query(
      `select 1 from events where type = 'source.held' and subject = 'source:import:shrinking'`,
    )
    expect(events.rowCount).toBe(1)
    lists.answer('/shrinking', sending(many.slice(0, 30).join('\n')))
    expect(await run(id)).toMatchObject({ state: 'good', heldGone: null })
    expect([await stands('held-39.top'), await stands('held-29.top')]).toEqual([false, true])
    lists.answer('/shrinking', sending(''))
    expect((await run(id)).state).toBe('held')
    expect(await run(id, { acceptGone: true })).toMatchObject({ state: 'good', heldGone: null })
    expect(await stands('held-29.top')).toBe(false)
  })

  test('whose entries fade keeps them when they leave', async () => {
    lists.answer('/pages', sending('https://fading.top/a\nhttps://fading.top/b\n'))
    const id = await register('pages', { kind: 'openphish', url: `${lists.url}/pages` })
    await run(id)
    lists.answer('/pages', sending('https://fading.top/b\n'))
    expect(await run(id)).toMatchObject({ state: 'good', gone: 'fade' })
    expect(await stands('https://fading.top/a')).toBe(true)
    lists.answer('/pages', sending(''))
    expect((await run(id)).state).toBe('held')
  })
})

describe('what goes wrong', () => {
  test('is shown with its reason, counted, tried again sooner, and takes nothing back', async () => {
    lists.answer('/faulty', sending('faulty-trap.top\n'))
    const id = await register('faulty', { kind: 'txt', url: `${lists.url}/faulty` })
    const good = await run(id)
    const cases: [string, Parameters<ListServer['answer']>[1]][] = [
      ['OUTBOUND_FAILED', sending('busy', {}, 503)],
      [
        'SOURCE_UNFIT',
        sending('<html>Please sign in</html>', { 'content-type': 'text/html; charset=utf-8' }),
      ],
      ['SOURCE_UNFIT', sending('<!DOCTYPE html>\n<title>gone</title>')],
      ['SOURCE_UNFIT', sending('no value at all !!!\n')],
      [
        'OUTBOUND_FAILED',
        sending(gzipSync(names(500, 'cut').join('\n')).subarray(0, 200), { 'content-encoding': 'gzip' }),
      ],
      [
        'OUTBOUND_FAILED',
        (_request, response) => {
          response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '1000' })
          response.write('cut-trap.top\n', () => response.destroy())
        },
      ],
      ['OUTBOUND_REFUSED', sending('', { location: 'https://10.1.2.3/list' }, 302)],
      ['OUTBOUND_REFUSED', sending('', { location: 'file:///etc/passwd' }, 302)],
      ['OUTBOUND_FAILED', sending('', { location: `${lists.url}/faulty` }, 301)],
    ]
    for (const [index, [code, handler]] of cases.entries()) {
      lists.answer('/faulty', handler)
      const after = await run(id)
      expect(after, `${index} ${JSON.stringify(after.lastError)}`).toMatchObject({
        state: 'failing',
        failures: index + 1,
        lastError: { code },
        lastSuccessAt: good.lastSuccessAt,
      })
      expect(Date.parse(after.nextRunAt ?? '') - nowMs).toBeLessThanOrEqual(hourMs)
    }
    expect([await stands('faulty-trap.top'), await stands('cut-trap.top')]).toEqual([true, false])
    lists.answer('/moved', sending('moved-trap.top\nfaulty-trap.top\n'))
    lists.answer('/faulty', sending('', { location: '/moved' }, 301))
    expect(await run(id)).toMatchObject({ state: 'good', failures: 0, lastError: null })
    expect(await stands('moved-trap.top')).toBe(true)
  })

  test('grows stale for everybody to see, in the list and in the metrics', async () => {
    lists.answer('/stale', sending('stale-trap.top\n'))
    const id = await register('stale', { kind: 'txt', url: `${lists.url}/stale` })
    await run(id)
    await administer('PUT', `${path}/${id}/state`, { state: 'paused' })
    expect(await source(id)).toMatchObject({ state: 'paused', nextRunAt: null })
    lists.answer('/stale', sending('', {}, 500))
    await administer('PUT', `${path}/${id}/state`, { state: 'active' })
    nowMs += 4 * hourMs
    expect((await source(id)).state).toBe('stale')
    const metrics = await (await fetch(`${hub.url}/metrics`)).text()
    const [, stale = ''] = /wuzei_source_staleness_seconds\{source="stale"\} (\S+)/.exec(metrics) ?? []
    expect(Number(stale)).toBeGreaterThanOrEqual(4 * 3600)
    await run(id)
    expect(await (await fetch(`${hub.url}/metrics`)).text()).toMatch(
      /wuzei_source_failures\{source="stale"\} [1-9]/,
    )
  })

  test('is refused before anything is sent, where it can be', async () => {
    const refused = async (more: object, status: number) =>
      await administer(
        'POST',
        path,
        { name: 'bad', licence: 'x', kind: 'txt', url: 'https://lists.example/a', ...more },
        status,
      )
    await refused({ url: 'https://192.168.1.1/list' }, 422)
    await refused({ url: 'ftp://lists.example/a' }, 422)
    await refused({ fraudType: 'F77' }, 400)
    await refused({ tlp: 'TLP:AMBER' }, 400)
    await refused({ kind: 'xml' }, 400)
    await refused({ name: 'plain' }, 409)
    await administer('POST', `${path}/6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90/runs`, {}, 404)
    const bank = await addOrganisation(hub, { kind: 'bank' })
    const person = await addPerson(hub, bank.id, ['BNK_DSK'])
    const reply: InboundSourceList = await send(hub, 'GET', path, { headers: person.headers })
    expect(reply.sources.length).toBeGreaterThan(3)
    await send(hub, 'POST', path, { headers: person.headers, body: {}, status: 403 })
  })
})

describe('another hub', () => {
  let other: TestHub
  const pin = async (value: string, level: string) =>
    await send(other, 'PUT', '/v1/admin/pins', {
      headers: other.administrator,
      body: { value, level, reason: 'seen it' },
    })
  let key = ''
  beforeAll(async () => {
    other = await startTestHub()
    const vendor = await addOrganisation(other, { kind: 'vendor' })
    key = (await addClient(other, vendor.id, ['taxii', 'misp'])).key
  })
  afterAll(async () => await other.stop())

  test.each([
    ['taxii', '/taxii2/alliance/collections/listed/', '6222021234567890128'],
    ['misp', '/v1/misp/', 'DE89370400440532013000'],
  ])('is followed by %s: what it lists, changes and takes back', async (kind, at, account) => {
    const [first, later] = [`first-${kind}.top`, `later-${kind}.top`]
    await pin(first, 'high')
    await pin(account, 'confirmed')
    const id = await register(`hub-${kind}`, { kind, url: other.url + at, authorization: `Bearer ${key}` })
    // The other hub needs a moment to list.
    const until = async (value: string, expected: boolean) =>
      await expect
        .poll(async () => {
          expect((await run(id)).lastError).toBeNull()
          return await stands(value)
        }, soon)
        .toBe(expected)
    await until(account, true)
    expect(await stands(first)).toBe(true)
    await pin(later, 'high')
    await until(later, true)
    await pin(first, 'safe')
    await until(first, false)
    expect(await stands(later)).toBe(true)
    expect(await source(id)).toMatchObject({ state: 'good' })
    expect(JSON.stringify(await administer('GET', path))).not.toContain(key)
  })

  test('that does not know the key is shown as failing', async () => {
    const id = await register('hub-locked', {
      kind: 'taxii',
      url: `${other.url}/taxii2/alliance/collections/listed/`,
      authorization: 'Bearer wrong',
    })
    expect(await run(id)).toMatchObject({
      state: 'failing',
      lastError: { code: 'OUTBOUND_FAILED', detail: 'it answered with status 401' },
    })
    const page = await register('hub-page', { kind: 'taxii', url: `${other.url}/docs` })
    expect((await run(page)).failures).toBe(1)
  })
})
