import { createPublicKey, verify } from 'node:crypto'
import { request } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { addClient, addOrganisation, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The machine may be busy with other tests. */
const soon = { timeout: 20_000 }

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
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

const get = async (file: string, headers: Record<string, string> = {}) =>
  await fetch(`${hub.url}/v1/lists/${file}`, { headers: { ...hub.administrator, ...headers } })

/** The lines of a list that are no comment. */
async function lines(file: string): Promise<string[]> {
  const text = await (await get(file)).text()
  return text.split('\n').filter((line) => line !== '' && !/^[#!]/.test(line))
}

test('every list holds what is listed, in the form of its reader', async () => {
  await pin('list-trap.top', 'confirmed')
  await pin('https://pages.list-trap.top/pay?id=1,2', 'high')
  await pin('+8613812345678', 'high')
  await pin('weebly.com', 'confirmed')
  await pin('only-suspicious.top', 'suspicious')
  await expect.poll(async () => await lines('phones.txt'), soon).toEqual(['+8613812345678'])
  expect(await lines('domains.txt')).toEqual(['list-trap.top'])
  expect(await lines('hosts.txt')).toEqual(['0.0.0.0 list-trap.top'])
  expect(await lines('adblock.txt')).toEqual(['||list-trap.top^'])
  expect(await lines('dnsmasq.txt')).toEqual(['address=/list-trap.top/'])
  expect(await lines('urls.txt')).toEqual(['pages.list-trap.top/pay?id=1,2'])
  expect((await lines('urls.csv'))[1]).toMatch(/^url,"pages\.list-trap\.top\/pay\?id=1,2",high,,\d{4}-/)
  expect(await lines('accounts.txt')).toEqual([])
  expect((await get('nothing.txt')).status).toBe(404)
})

test('lists that cover subdomains let pass whom a person or an owner vouches for, below a listed site', async () => {
  const etag = (await get('adblock.txt')).headers.get('etag') ?? ''
  await pin('honest.list-trap.top', 'safe')
  await pin('trap.honest.list-trap.top', 'confirmed')
  await pin('exempt.trap.honest.list-trap.top', 'safe')
  await pin('not-below-anything.top', 'safe')
  await pin('https://page.list-trap.top/', 'safe')
  await expect.poll(async () => (await lines('adblock.txt')).length, soon).toBe(5)
  expect((await lines('adblock.txt')).toSorted()).toEqual(
    [
      '||list-trap.top^',
      '||trap.honest.list-trap.top^$important',
      '@@||honest.list-trap.top^',
      '@@||exempt.trap.honest.list-trap.top^$important',
      // The pin of a page speaks for its host alone.
      '@@://page.list-trap.top^',
    ].toSorted(),
  )
  expect((await lines('dnsmasq.txt')).toSorted()).toEqual(
    [
      'address=/list-trap.top/',
      'address=/trap.honest.list-trap.top/',
      'server=/honest.list-trap.top/#',
      'server=/exempt.trap.honest.list-trap.top/#',
      'server=/page.list-trap.top/#',
    ].toSorted(),
  )
  expect(await (await get('adblock.txt')).text()).toContain('! Exceptions: 3\n')
  expect((await get('adblock.txt', { 'if-none-match': etag })).status).toBe(200)
  // Exact names only: nothing to except.
  expect((await lines('domains.txt')).toSorted()).toEqual(['list-trap.top', 'trap.honest.list-trap.top'])
  const unpin = async (value: string) =>
    await fetch(`${hub.url}/v1/admin/pins`, {
      method: 'DELETE',
      headers: { ...hub.administrator, 'content-type': 'application/json' },
      body: JSON.stringify({ value, reason: 'was wrong' }),
    })
  for (const value of ['honest.list-trap.top', 'https://page.list-trap.top/', 'trap.honest.list-trap.top'])
    await unpin(value)
  await expect
    .poll(async () => await lines('adblock.txt'), soon)
    .toEqual(['||list-trap.top^', '@@||exempt.trap.honest.list-trap.top^'])
})

test('lists are for members and their systems with that scope', async () => {
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const reader = await addClient(hub, bank.id, ['lists'])
  const other = await addClient(hub, bank.id, ['check', 'feed'])
  for (const path of ['domains.txt', 'domains.txt.sig', 'call-directory']) {
    const status = async (headers: object) =>
      (await fetch(`${hub.url}/v1/lists/${path}`, { headers: { ...headers } })).status
    expect(await status({})).toBe(401)
    expect(await status(reader.headers)).toBe(200)
    expect(await status(other.headers)).toBe(403)
  }
  expect((await fetch(`${hub.url}/v1/rpz/zone`, { headers: { ...reader.headers } })).status).toBe(200)
  expect((await fetch(`${hub.url}/v1/rpz/zone`, { headers: { ...other.headers } })).status).toBe(403)
})

test('who has the newest version is told so, and a change makes it another one', async () => {
  const first = await get('domains.txt')
  const etag = first.headers.get('etag') ?? ''
  const modified = first.headers.get('last-modified') ?? ''
  expect((await get('domains.txt', { 'if-none-match': etag })).status).toBe(304)
  expect((await get('domains.txt', { 'if-none-match': `"other", ${etag}` })).status).toBe(304)
  expect((await get('domains.txt', { 'if-none-match': '"other"' })).status).toBe(200)
  expect((await get('domains.txt', { 'if-modified-since': modified })).status).toBe(304)
  // Numbers are another list: its readers have nothing new.
  await pin('+8613812345679', 'high')
  await expect.poll(async () => (await lines('phones.txt')).length, soon).toBe(2)
  expect((await get('domains.txt', { 'if-none-match': etag })).status).toBe(304)
  await pin('list-trap.top', 'safe')
  await expect
    .poll(async () => (await get('domains.txt', { 'if-none-match': etag })).status, { timeout: 10_000 })
    .toBe(200)
  expect(await lines('domains.txt')).toEqual([])
})

test('packed and plain are the same bytes, and the signature is of them', async () => {
  const plain = await bytesOf('phones.csv', 'identity')
  expect(gunzipSync(await bytesOf('phones.csv', 'gzip')).equals(plain)).toBe(true)
  const signature = Buffer.from(await (await get('phones.csv.sig')).arrayBuffer())
  const { keys } = await (await fetch(`${hub.url}/.well-known/wuzei-lists.json`)).json()
  const key = createPublicKey(keys[0].pem)
  expect(verify(null, plain, key, signature)).toBe(true)
  expect(verify(null, Buffer.concat([plain, Buffer.from(' ')]), key, signature)).toBe(false)
})

/** The body as it comes over the wire. */
async function bytesOf(file: string, encoding: string): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    request(
      `${hub.url}/v1/lists/${file}`,
      { headers: { ...hub.administrator, 'accept-encoding': encoding } },
      (response) => {
        const pieces: Buffer[] = []
        response.on('data', (piece: Buffer) => pieces.push(piece))
        response.on('end', () => resolve(Buffer.concat(pieces)))
      },
    )
      .on('error', reject)
      .end()
  })
}
