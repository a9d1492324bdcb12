import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'

/** A worker of a member's page: makes a shield on what the browser stored, and answers. */
const workerCode = `
import { createClient, createShield, indexedDbStorage } from '@wuzei/sdk'
onmessage = ({ data }) => answer(data).then(postMessage, (error) => postMessage({ error: String(error) }))
async function answer(data) {
  const shield = await createShield({
    client: createClient({ baseUrl: data.baseUrl, credentials: { apiKey: data.apiKey }, retries: 0 }),
    publicKey: data.publicKey,
    storage: indexedDbStorage(),
    updateEveryMs: 0,
  })
  const failed = await shield.update().then(() => null, (error) => error.code)
  const answers = []
  for (const value of data.values) answers.push((await shield.check(value)).outcome)
  return { failed, answers, version: shield.state().suspects?.version ?? null }
}
`

let hub: TestHub
let folder: string
let apiKey: string
let site: { readonly url: string; readonly close: () => void }

describeWithBrowser('the client in a worker of a browser', () => {
  beforeAll(async () => {
    hub = await startTestHub({ shield: { intervalMs: 50 } })
    folder = await mkdtemp(join(tmpdir(), 'wuzei-worker-'))
    const bank = await addOrganisation(hub, { kind: 'bank' })
    apiKey = (await addClient(hub, bank.id, ['shield'])).key
    await send(hub, 'PUT', '/v1/admin/pins', {
      headers: hub.administrator,
      body: { value: 'browser-trap.top', level: 'high', reason: 'seen it' },
    })
    await vi.waitFor(
      async () => {
        const { lists } = await send<{ lists: { entries: number }[] }>(hub, 'GET', '/v1/shield/lists', {
          headers: hub.administrator,
        })
        if (lists[0]?.entries !== 1) throw new Error('no lists yet')
      },
      { timeout: 60_000, interval: 200 },
    )
    site = await serveWorker()
  })
  afterAll(async () => {
    site.close()
    await hub.stop()
    await rm(folder, { recursive: true, force: true })
  })

  test('keeps its lists in the browser, and answers from them off the net', async () => {
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(site.url)
      const ask = async (baseUrl: string) =>
        await page.evaluate(
          async (data) =>
            await new Promise<unknown>((resolve, reject) => {
              const worker = new Worker('/worker.js', { type: 'module' })
              worker.addEventListener('message', (event) => resolve(event.data))
              worker.addEventListener('error', (event) => reject(new Error(event.message)))
              worker.postMessage(data, [])
            }),
          {
            baseUrl,
            apiKey,
            publicKey: hub.hub.context.exchangeKey.publicKey.toString('base64'),
            values: ['https://pay.browser-trap.top/', '+8613912349999'],
          },
        )
      const online = (await ask('')) as { version: number }
      expect(online).toMatchObject({ failed: null, answers: ['listed', 'not-listed'] })
      await page.reload()
      expect(await ask('http://127.0.0.1:9')).toEqual({
        failed: 'UNREACHABLE',
        answers: ['unconfirmed', 'not-listed'],
        version: online.version,
      })
    } finally {
      await browser.close()
    }
  })
})

/** A page, the worker as a bundler makes it, and the hub behind the same origin. */
async function serveWorker() {
  const source = join(folder, 'worker-source.ts')
  await writeFile(source, workerCode)
  await build({
    configFile: false,
    logLevel: 'error',
    root: folder,
    resolve: {
      alias: { '@wuzei/sdk': join(import.meta.dirname, '..', 'packages', 'sdk', 'src', 'index.ts') },
    },
    build: {
      outDir: join(folder, 'site'),
      lib: { entry: source, formats: ['es'], fileName: () => 'worker.js' },
    },
  })
  const worker = await readFile(join(folder, 'site', 'worker.js'))
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    if (path === '/worker.js') response.writeHead(200, { 'content-type': 'text/javascript' }).end(worker)
    else if (!path.startsWith('/v1/'))
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>page</title>')
    else
      void passOn(path, request.headers.authorization ?? '').then((reply) =>
        response.writeHead(reply.status, { 'content-type': reply.type }).end(reply.bytes),
      )
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() }
}

async function passOn(path: string, authorization: string) {
  const reply = await fetch(hub.url + path, { headers: { authorization } })
  const type = reply.headers.get('content-type') ?? ''
  return { status: reply.status, type, bytes: Buffer.from(await reply.arrayBuffer()) }
}
