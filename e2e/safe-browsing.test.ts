import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { addClient, addOrganisation, startTestHub, type TestHub } from '@wuzei/testkit'
import {
  applyHashList,
  applyListUpdate,
  readFound,
  readHashLists,
  readListUpdates,
  readMatches,
  writeFullHashesRequest,
  writeUpdatesRequest,
} from '@wuzei/testkit/safe-browsing'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

/** The machine may be busy with other tests. */
const soon = { timeout: 30_000, interval: 200 }
const protobuf = 'application/x-protobuf'

let hub: TestHub
let key: string
beforeAll(async () => {
  hub = await startTestHub()
  const bank = await addOrganisation(hub, { kind: 'bank' })
  key = (await addClient(hub, bank.id, ['lists'])).key
  await pin('browser-trap.top', 'confirmed')
  await pin('https://half-bad.top/pay?id=1', 'high')
  await pin('https://half-bad.top/bank.apk', 'high')
  await pin('only-suspicious.top', 'suspicious')
  await pin('+8613812345678', 'high')
  await vi.waitFor(async () => {
    expect((await hashList('se-4b')).additionsFourBytes?.entriesCount).toBe(1)
    expect((await hashList('mw-4b')).additionsFourBytes?.entriesCount).toBe(0)
  }, soon)
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

const get = async (path: string, query = '') => await fetch(`${hub.url}${path}?key=${key}${query}`)
const post = async (path: string, body: string | Uint8Array<ArrayBuffer>, type = protobuf) =>
  await fetch(`${hub.url}${path}?key=${key}`, { method: 'POST', headers: { 'content-type': type }, body })

async function bytesOf(answer: Response): Promise<Uint8Array> {
  expect(answer.status).toBe(200)
  return new Uint8Array(await answer.arrayBuffer())
}

async function hashList(name: string) {
  const [found] = readHashLists(await bytesOf(await get('/v5/hashLists:batchGet', `&names=${name}`)))
  if (!found) throw new Error('no list')
  return found
}

const hashOf = (expression: string) => createHash('sha256').update(expression).digest()
const prefix = (expression: string) => hashOf(expression).subarray(0, 4)
const prefixesOf = (...expressions: string[]) =>
  expressions.map((one) => prefix(one).toString('hex')).toSorted()

test('a list goes to the holder of a key that reads lists, wherever they send it, and to nobody else', async () => {
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const other = await addClient(hub, bank.id, ['check', 'feed'])
  const paths = [
    '/v5/hashLists',
    '/v5/hashLists:batchGet',
    '/v5/hashList/se-4b',
    '/v5/hashes:search',
    '/v4/threatLists',
  ]
  const query = { '/v5/hashLists:batchGet': 'names=se-4b', '/v5/hashes:search': 'hashPrefixes=AAAAAA' }
  for (const path of paths) {
    const status = async (key_: string, headers: Record<string, string> = {}) => {
      const more = Object.entries(query).find(([of]) => of === path)?.[1] ?? ''
      return (await fetch(`${hub.url}${path}?${key_}&${more}`, { headers })).status
    }
    expect(await status('')).toBe(401)
    expect(await status('key=')).toBe(401)
    expect(await status('key=wzc_made-up')).toBe(401)
    expect(await status(`key=${other.key}`)).toBe(403)
    expect(await status(`key=${key}`)).toBe(200)
    expect(await status('', { authorization: `Bearer ${key}` })).toBe(200)
  }
  for (const path of ['/v4/threatListUpdates:fetch', '/v4/fullHashes:find']) {
    const answer = await fetch(`${hub.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': protobuf },
      body: new Uint8Array(),
    })
    expect(answer.status).toBe(401)
  }
})

test('lists come in the order in which they are named, unknown ones empty, and a copy follows by deltas', async () => {
  const answer = await get('/v5/hashLists:batchGet', '&names=mw-4b&names=never-heard-4b&names=se-4b')
  expect(answer.headers.get('content-type')).toBe(protobuf)
  const lists = readHashLists(await bytesOf(answer))
  expect(lists.map(({ name }) => name)).toEqual(['mw-4b', 'never-heard-4b', 'se-4b'])
  const copies = lists.map((list) => applyHashList(undefined, list))
  expect(copies.map(({ prefixes }) => prefixes)).toEqual([
    prefixesOf('half-bad.top/bank.apk'),
    [],
    prefixesOf('browser-trap.top/', 'half-bad.top/pay?id=1'),
  ])
  for (const { minimumWaitDuration } of lists) expect(minimumWaitDuration?.seconds).toBe(60)

  await pin('browser-trap.top', 'safe')
  await pin('later-trap.top', 'high')
  const [apps, , sites] = copies
  const version = (copy = sites) => encodeURIComponent(Buffer.from(copy?.version ?? []).toString('base64'))
  // Versions in another order than names, as clients may.
  const query = `&names=se-4b&names=mw-4b&version=${version(apps)}&version=${version(sites)}`
  const follow = async () => readHashLists(await bytesOf(await get('/v5/hashLists:batchGet', query)))
  const wanted = prefixesOf('half-bad.top/pay?id=1', 'later-trap.top/')
  await expect
    .poll(async () => {
      const [update] = await follow()
      return update && applyHashList(sites, update).prefixes
    }, soon)
    .toEqual(wanted)
  const [partial, unchanged] = await follow()
  expect([partial?.partialUpdate, unchanged?.partialUpdate]).toEqual([true, true])
  expect(unchanged?.sha256Checksum).toHaveLength(0)
  const one = await (await get('/v5/hashList/se-4b', '&alt=json')).json()
  expect(one).toMatchObject({ name: 'se-4b', minimumWaitDuration: '60s' })
  const all = await (await get('/v5/hashLists', '&alt=json')).json()
  expect(all.hashLists.map(({ name, metadata }: never) => [name, metadata])).toMatchObject([
    ['se-4b', { threatTypes: ['SOCIAL_ENGINEERING'], hashLength: 'FOUR_BYTES' }],
    ['mw-4b', { threatTypes: ['MALWARE'], hashLength: 'FOUR_BYTES' }],
  ])
})

test('full hashes are found by prefix, and nothing found is no error', async () => {
  const search = async (...prefixes: Buffer[]) => {
    const query = prefixes.map((one) => `&hashPrefixes=${encodeURIComponent(one.toString('base64'))}`)
    return readFound(await bytesOf(await get('/v5/hashes:search', query.join(''))))
  }
  const found = await search(prefix('half-bad.top/pay?id=1'), prefix('unlisted.top/'))
  expect(found.fullHashes.map(({ fullHash }) => Buffer.from(fullHash).toString('hex'))).toEqual([
    hashOf('half-bad.top/pay?id=1').toString('hex'),
  ])
  expect(found.fullHashes[0]?.fullHashDetails).toMatchObject([{ threatType: 2 }])
  expect(found.cacheDuration?.seconds).toBe(60)
  const none = await search(prefix('unlisted.top/'), prefix('half-bad.top/'), prefix('only-suspicious.top/'))
  expect(none.fullHashes).toEqual([])
  expect(none.cacheDuration?.seconds).toBe(60)
})

test('no list of either version blocks a site that somebody vouches for, whatever is listed above it', async () => {
  const expressions = (copy: { prefixes: readonly string[] }) =>
    [
      'host.wide.top/',
      'www.host.wide.top/',
      'bad.host.wide.top/',
      'wide.top/login',
      'www.wide.top/login',
    ].filter((one) => copy.prefixes.includes(prefix(one).toString('hex')))
  const byV5 = async () => expressions(applyHashList(undefined, await hashList('se-4b')))
  const byV4 = async () => {
    const asked = { threatType: 2, platformType: 6, threatEntryType: 1 }
    const answer = await post(
      '/v4/threatListUpdates:fetch',
      writeUpdatesRequest({ listUpdateRequests: [asked] }),
    )
    const [update] = readListUpdates(await bytesOf(answer))
    if (!update) throw new Error('no list')
    return expressions(applyListUpdate(undefined, update))
  }
  const becomes = async (wanted: readonly string[]) => {
    await expect.poll(byV5, soon).toEqual(wanted)
    expect(await byV4()).toEqual(wanted)
  }
  await pin('host.wide.top', 'high')
  await pin('bad.host.wide.top', 'high')
  await pin('https://wide.top/login', 'high')
  await becomes(['host.wide.top/', 'bad.host.wide.top/', 'wide.top/login'])
  // Only `www.` is left of the hosts above, and what is listed beside it stays.
  await pin('good.host.wide.top', 'safe')
  await becomes(['www.host.wide.top/', 'bad.host.wide.top/', 'www.wide.top/login'])
  // Listed itself, it is no longer vouched for.
  await pin('good.host.wide.top', 'high')
  await becomes(['host.wide.top/', 'bad.host.wide.top/', 'wide.top/login'])
  // A vouched site without a listed host above it narrows links above it as well.
  await pin('shop.wide.top', 'safe')
  await becomes(['host.wide.top/', 'bad.host.wide.top/', 'www.wide.top/login'])
  for (const value of ['host.wide.top', 'bad.host.wide.top', 'good.host.wide.top', 'https://wide.top/login'])
    await pin(value, 'suspicious')
  await becomes([])
})

test('version 4 gets the same lists, as protobuf and as JSON', async () => {
  const lists = [
    { threatType: 1, platformType: 3, threatEntryType: 1, constraints: { supportedCompressions: [1, 2] } },
    { threatType: 3, platformType: 6, threatEntryType: 1 },
    { threatType: 2, platformType: 6, threatEntryType: 2 },
    { threatType: 2, platformType: 6, threatEntryType: 1 },
  ]
  const answer = await post('/v4/threatListUpdates:fetch', writeUpdatesRequest({ listUpdateRequests: lists }))
  expect(answer.headers.get('content-type')).toBe(protobuf)
  const updates = readListUpdates(await bytesOf(answer))
  const named = ({ threatType, platformType, threatEntryType }: (typeof lists)[number]) => [
    threatType,
    platformType,
    threatEntryType,
  ]
  expect(updates.map((one) => [one.threatType, one.platformType, one.threatEntryType])).toEqual(
    lists.map(named),
  )
  const sites = (await hashList('se-4b')).sha256Checksum
  expect(updates.map((update) => applyListUpdate(undefined, update).prefixes.length)).toEqual([1, 0, 0, 2])
  expect(updates[3]?.checksum?.sha256).toEqual(sites)

  const json = await post(
    '/v4/threatListUpdates:fetch',
    JSON.stringify({
      client: { clientId: 'test', clientVersion: '1' },
      listUpdateRequests: [
        {
          threatType: 'SOCIAL_ENGINEERING',
          platformType: 'ANY_PLATFORM',
          threatEntryType: 'URL',
          state: Buffer.from(updates[3]?.newClientState ?? []).toString('base64'),
          constraints: { supportedCompressions: ['RAW'] },
        },
      ],
    }),
    'application/json',
  )
  expect(await json.json()).toMatchObject({
    listUpdateResponses: [{ threatType: 'SOCIAL_ENGINEERING', responseType: 'PARTIAL_UPDATE' }],
    minimumWaitDuration: '60s',
  })
  const body = {
    threatInfo: {
      threatTypes: [2],
      platformTypes: [6],
      threatEntryTypes: [1],
      threatEntries: [{ hash: prefix('half-bad.top/pay?id=1') }, { hash: prefix('unlisted.top/') }],
    },
  }
  const found = readMatches(await bytesOf(await post('/v4/fullHashes:find', writeFullHashesRequest(body))))
  expect(found.matches.map(({ threat }) => Buffer.from(threat.hash).toString('hex'))).toEqual([
    hashOf('half-bad.top/pay?id=1').toString('hex'),
  ])
  expect(found.negativeCacheDuration?.seconds).toBe(60)
  const threatLists = await (await get('/v4/threatLists')).json()
  expect(threatLists.threatLists).toHaveLength(2)
})

test('what does not fit is refused in words, whatever it is', async () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_item, index) => index.toString().padStart(4, 'A'))
  const prefixes = (count: number) =>
    many(count).map((one) => `&hashPrefixes=${Buffer.from(one).toString('base64url')}`)
  expect((await get('/v5/hashes:search', prefixes(1_000).join(''))).status).toBe(200)
  const threatEntries = many(1_001).map((one) => ({ hash: Buffer.from(one) }))
  const info = { threatTypes: [2], platformTypes: [6], threatEntryTypes: [1] }
  const entries = (entry: Buffer) =>
    writeFullHashesRequest({ threatInfo: { ...info, threatEntries: [{ hash: entry }] } })
  const refused: [Promise<Response>, number, string][] = [
    [get('/v5/hashes:search'), 400, 'BODY_INVALID'],
    [get('/v5/hashes:search', prefixes(1_001).join('')), 400, 'BODY_INVALID'],
    [get('/v5/hashes:search', '&hashPrefixes=***'), 400, 'BODY_INVALID'],
    [get('/v5/hashes:search', '&hashPrefixes=AAAAA'), 400, 'BODY_INVALID'],
    [get('/v5/hashes:search', '&hashPrefixes='), 400, 'BODY_INVALID'],
    [get('/v5/hashes:search', '&hashPrefixes=AAAA'), 400, 'BODY_INVALID'],
    [get('/v5/hashes:search', '&hashPrefixes=AAAAAAAA'), 400, 'BODY_INVALID'],
    [get('/v5/hashLists:batchGet'), 400, 'BODY_INVALID'],
    [get('/v5/hashLists:batchGet', '&names=se-4b&names=se-4b'), 400, 'BODY_INVALID'],
    [get('/v5/hashLists:batchGet', '&names=se-4b&version=%00'), 400, 'BODY_INVALID'],
    [get('/v5/hashLists:batchGet', '&names=se-4b&alt=xml'), 400, 'BODY_INVALID'],
    [get('/v5/hashLists:nothing'), 404, 'NOT_FOUND'],
    [post('/v5/hashLists:batchGet', new Uint8Array()), 405, 'METHOD_NOT_ALLOWED'],
    [post('/v4/threatListUpdates:fetch', Buffer.from('no protobuf')), 400, 'BODY_INVALID'],
    [
      post('/v4/threatListUpdates:fetch', '{"listUpdateRequests":"all"}', 'application/json'),
      400,
      'BODY_INVALID',
    ],
    [post('/v4/threatListUpdates:fetch', '{', 'application/json'), 400, 'BODY_INVALID'],
    [post('/v4/threatListUpdates:fetch', 'x', 'text/plain'), 415, 'MEDIA_TYPE_UNSUPPORTED'],
    [post('/v4/fullHashes:find', new Uint8Array(1024 * 1024)), 413, 'BODY_TOO_LARGE'],
    [post('/v4/fullHashes:find', entries(Buffer.from('abc'))), 400, 'BODY_INVALID'],
    [post('/v4/fullHashes:find', entries(Buffer.alloc(33))), 400, 'BODY_INVALID'],
    [
      post('/v4/fullHashes:find', writeFullHashesRequest({ threatInfo: { ...info, threatEntries } })),
      400,
      'BODY_INVALID',
    ],
  ]
  for (const [index, [asking, status, code]] of refused.entries()) {
    const answer = await asking
    expect([index, answer.status, answer.headers.get('content-type')]).toEqual([
      index,
      status,
      'application/problem+json; charset=utf-8',
    ])
    expect(await answer.json()).toMatchObject({ code, status })
  }
})

test('an answer is packed where that makes it shorter and is accepted', async () => {
  await Promise.all(
    Array.from({ length: 150 }, async (_item, index) => await pin(`packed-${index}.top`, 'high')),
  )
  const path = `/v5/hashList/se-4b?alt=json&key=${key}`
  await expect
    .poll(async () => {
      const plain = JSON.parse((await raw(path, 'identity')).body.toString())
      return plain.additionsFourBytes.entriesCount
    }, soon)
    .toBe(151)
  const [plain, packed] = [await raw(path, 'identity'), await raw(path, 'gzip')]
  expect(plain.encoding).toBeUndefined()
  if (packed.encoding === undefined) expect(packed.body.equals(plain.body)).toBe(true)
  else expect(gunzipSync(packed.body).equals(plain.body)).toBe(true)
})

/** The body as it comes over the wire. */
async function raw(path: string, encoding: string): Promise<{ encoding: string | undefined; body: Buffer }> {
  return await new Promise((resolve, reject) => {
    request(`${hub.url}${path}`, { headers: { 'accept-encoding': encoding } }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () =>
        resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(pieces) }),
      )
    })
      .on('error', reject)
      .end()
  })
}
