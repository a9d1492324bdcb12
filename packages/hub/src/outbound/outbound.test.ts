import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOutbound } from './outbound.ts'

let server: Server
let port = 0
const asked: string[] = []
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/redirect') response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end()
    else if (request.url === '/long') response.end(Buffer.alloc(100_000))
    else if (request.url === '/silent') response.writeHead(200).write('…')
    else request.pipe(response)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address: AddressInfo | string | null = server.address()
  port = typeof address === 'object' ? (address?.port ?? 0) : 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const get = { method: 'GET', headers: {}, timeoutMs: 2_000, maxBytes: 1_000 } as const
const strict = createOutbound()
const local = createOutbound({ allowLoopback: true })

test('a name that is no public one is refused as soon as it is given, not only when it is called', () => {
  for (const host of [
    'localhost',
    'LOCALHOST.',
    'a.localhost',
    'printer.local',
    'hub.internal',
    'x.home.arpa',
  ])
    expect(() => strict.admit(`https://${host}/x`), host).toThrow('public internet')
  for (const host of ['notlocalhost.com', 'local.example.com', 'internal.net', 'mylocal'])
    expect(strict.admit(`https://${host}/x`).protocol).toBe('https:')
  expect(local.admit('http://hub.localhost/').hostname).toBe('hub.localhost')
  expect(() => local.admit('https://printer.local/')).toThrow('public internet')
})

test('private, link-local, loopback and metadata addresses are never called, by number or by name', async () => {
  const before = asked.length
  for (const url of [
    `https://127.0.0.1:${port}/`,
    `https://localhost:${port}/`,
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://10.0.0.1/',
    `http://127.0.0.1:${port}/`,
    'http://example.com/',
    'https://user:secret@example.com/',
    'ftp://example.com/',
    'no address',
  ])
    await expect(strict.call({ ...get, url }), url).rejects.toMatchObject({ code: 'OUTBOUND_REFUSED' })
  expect(asked.length).toBe(before)
})

test('tests may call this machine and still nothing else that is private', async () => {
  const answer = await local.call({
    ...get,
    url: `http://localhost:${port}/`,
    method: 'POST',
    body: Buffer.from('hello'),
  })
  expect(answer).toMatchObject({ status: 200, body: Buffer.from('hello') })
  await expect(local.call({ ...get, url: 'http://10.0.0.1/' })).rejects.toMatchObject({
    code: 'OUTBOUND_REFUSED',
  })
})

test('redirects are not followed, long and silent answers are given up', async () => {
  expect(await local.call({ ...get, url: `http://127.0.0.1:${port}/redirect` })).toMatchObject({
    status: 302,
  })
  await expect(local.call({ ...get, url: `http://127.0.0.1:${port}/long` })).rejects.toMatchObject({
    code: 'OUTBOUND_FAILED',
    message: expect.stringContaining('too long'),
  })
  await expect(
    local.call({ ...get, url: `http://127.0.0.1:${port}/silent`, timeoutMs: 100 }),
  ).rejects.toMatchObject({ code: 'OUTBOUND_FAILED', message: expect.stringContaining('in time') })
  await expect(local.call({ ...get, url: 'http://127.0.0.1:1/' })).rejects.toMatchObject({
    code: 'OUTBOUND_FAILED',
  })
})
