import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'

const nginx = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find((path) => existsSync(path))
const logged: string[] = []

/** The machine may be busy with other tests. */
const soon = { timeout: 20_000 }

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
  await pin('gateway-trap.top', 'confirmed')
  await pin('https://half-bad.top/pay', 'high')
  await pin('+8613912345678', 'high')
  await hub.settled()
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

const ask = async (address: string) =>
  await fetch(`${hub.url}/v1/gateways/nginx`, { headers: { 'x-original-url': address } })

test('a listed address is stopped with its reasons, everything else passes', async () => {
  const stopped = await ask('https://gateway-trap.top/any?page=1')
  expect([stopped.status, stopped.headers.get('x-wuzei-level')]).toEqual([403, 'confirmed'])
  expect((await ask('https://half-bad.top/pay')).status).toBe(403)
  const passed = await ask('https://half-bad.top/about')
  expect([passed.status, passed.headers.get('x-wuzei-level')]).toEqual([204, 'unknown'])
  expect((await ask('no address at all')).status).toBe(204)
  expect((await fetch(`${hub.url}/v1/gateways/nginx`)).status).toBe(400)
  expect((await fetch(`${hub.url}/v1/gateways/nginx?value=gateway-trap.top`)).status).toBe(403)
})

const filter = async (sender: string, text: string) =>
  await fetch(`${hub.url}/v1/gateways/ios-message-filter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ _version: 1, query: { sender, message: { text } }, app: { version: '1.1' } }),
  })

test('a message is junk for what is in it or for who sent it, and nothing of it is kept', async () => {
  const byContent = await filter('10690000', '您的包裹有问题：https://gateway-trap.top/x 请处理')
  expect(await byContent.json()).toMatchObject({ action: 'junk', level: 'confirmed' })
  expect(await (await filter('8613912345678', '你好')).json()).toMatchObject({
    action: 'junk',
    level: 'high',
  })
  const harmless = 'Dinner at eight, bring the blue folder'
  expect(await (await filter('+8613800000000', harmless)).json()).toMatchObject({
    action: 'none',
    level: 'unknown',
    text: { zh: expect.stringMatching(/./), en: expect.stringMatching(/./) },
  })
  const tables = await hub.hub.context.database.pool.query<{ text: string }>(
    `select coalesce(string_agg(payload::text, ''), '') as text from events`,
  )
  expect(tables.rows[0]?.text).not.toContain('blue folder')
  expect((await filter('x'.repeat(400), 'hello')).status).toBe(400)
})

test('the call directory gives ascending numbers, then what changed', async () => {
  await expect
    .poll(async () => await directory(), soon)
    .toMatchObject({ whole: true, from: 0n, added: [8613912345678n], removed: [] })
  const whole = await directory()
  await pin('+14085550001', 'confirmed')
  await pin('+8613712345678', 'high')
  await pin('95588', 'high')
  await pin('+8613912345678', 'safe')
  await expect
    .poll(async () => await directory(whole.to), soon)
    .toMatchObject({
      whole: false,
      from: whole.to,
      added: [14085550001n, 8613712345678n],
      removed: [8613912345678n],
    })
  const now = await directory()
  expect(now.added).toEqual([14085550001n, 8613712345678n])
  expect(await directory(now.to)).toMatchObject({ whole: false, added: [], removed: [] })
  expect(await directory(now.to + 1_000n)).toMatchObject({ whole: true })
  expect((await fetch(`${hub.url}/v1/lists/call-directory`)).status).toBe(401)
})

async function directory(since?: bigint) {
  const query = since === undefined ? '' : `?since=${since}`
  const answer = await fetch(`${hub.url}/v1/lists/call-directory${query}`, { headers: hub.administrator })
  expect(answer.status).toBe(200)
  const bytes = Buffer.from(await answer.arrayBuffer())
  expect(bytes.toString('latin1', 0, 4)).toBe('WZCD')
  const [adds, removes] = [bytes.readUInt32LE(24), bytes.readUInt32LE(28)]
  const numbers = Array.from({ length: adds + removes }, (_item, index) =>
    bytes.readBigInt64LE(32 + index * 8),
  )
  return {
    whole: (bytes.readUInt8(5) & 1) === 1,
    from: bytes.readBigUInt64LE(8),
    to: bytes.readBigUInt64LE(16),
    added: numbers.slice(0, adds),
    removed: numbers.slice(adds),
  }
}

test('nginx lets pass and stops as the hub says', async (context) => {
  context.skip(nginx === undefined, 'nginx is not installed')
  const folder = await mkdtemp(join(tmpdir(), 'wuzei-nginx-'))
  const port = await freePort()
  const child = await startNginx(folder, port)
  try {
    const open = async (host: string) =>
      await fetch(`http://127.0.0.1:${port}/page`, { headers: { 'x-site': host } })
    await expect
      .poll(
        async () =>
          await open('honest.top').then(
            (answer) => answer.status,
            () => 0,
          ),
        soon,
      )
      .toBe(200)
    expect(await (await open('honest.top')).text()).toBe('the page')
    const stopped = await open('gateway-trap.top')
    expect([stopped.status, stopped.headers.get('x-why')]).toEqual([403, 'confirmed'])
  } finally {
    const ended = once(child, 'exit')
    child.kill('SIGTERM')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  expect(logged).toEqual([])
})

async function startNginx(folder: string, port: number): Promise<ChildProcess> {
  await mkdir(join(folder, 'pages'))
  await writeFile(join(folder, 'pages', 'page'), 'the page')
  const config = join(folder, 'nginx.conf')
  await writeFile(
    config,
    `daemon off;
    worker_processes 1;
    ${process.getuid?.() === 0 ? 'user root;' : ''}
    pid ${folder}/nginx.pid;
    error_log stderr crit;
    events {}
    http {
      access_log off;
      client_body_temp_path ${folder}/body;
      proxy_temp_path ${folder}/proxy;
      fastcgi_temp_path ${folder}/fastcgi;
      uwsgi_temp_path ${folder}/uwsgi;
      scgi_temp_path ${folder}/scgi;
      server {
        listen 127.0.0.1:${port};
        location / {
          auth_request /wuzei;
          auth_request_set $why $upstream_http_x_wuzei_level;
          add_header X-Why $why always;
          root ${folder}/pages;
        }
        location = /wuzei {
          internal;
          proxy_pass ${hub.url}/v1/gateways/nginx;
          proxy_pass_request_body off;
          proxy_set_header Content-Length "";
          proxy_set_header X-Original-URL https://$http_x_site$request_uri;
        }
      }
    }`,
  )
  const child = spawn(nginx ?? '', ['-p', folder, '-c', config, '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  child.stderr?.on('data', (piece: Buffer) => logged.push(piece.toString()))
  return child
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}
