import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PaymentChecksPage } from '@wuzei/contract'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describeWithBrowser, launchBrowser } from './browser.ts'

const examples = join(import.meta.dirname, '..', 'examples')

let hub: TestHub
let folder: string
let bankKey: string
let operatorKey: string
beforeAll(async () => {
  hub = await startTestHub({ shield: { intervalMs: 50 } })
  folder = await mkdtemp(join(tmpdir(), 'wuzei-examples-'))
  const bank = await addOrganisation(hub, { kind: 'bank' })
  bankKey = (await addClient(hub, bank.id, ['payments'])).key
  const operator = await addOrganisation(hub, { kind: 'operator' })
  operatorKey = (await addClient(hub, operator.id, ['shield'])).key
  for (const [value, level] of [
    ['6222021234567890128', 'confirmed'],
    ['4111111111111111', 'high'],
    ['+8613812340001', 'high'],
    ['parcel-example.top', 'confirmed'],
  ])
    await send(hub, 'PUT', '/v1/admin/pins', {
      headers: hub.administrator,
      body: { value, level, reason: 'seen it' },
    })
  await hub.settled()
})
afterAll(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

/** Runs an example as its user does. */
async function run(
  name: string,
  options: { args?: string[]; input?: string; environment?: Record<string, string> },
): Promise<string> {
  const child = spawn(process.execPath, [join(examples, name), ...(options.args ?? [])], {
    env: { ...process.env, WUZEI_URL: hub.url, ...options.environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const printed = { out: '', error: '' }
  child.stdout.on('data', (part: Buffer) => (printed.out += part.toString()))
  child.stderr.on('data', (part: Buffer) => (printed.error += part.toString()))
  child.stdin.end(options.input ?? '')
  await new Promise((resolve) => {
    child.once('close', resolve)
  })
  if (printed.error !== '') throw new Error(printed.error)
  return printed.out
}

test('each is shorter than 30 lines', async () => {
  for (const name of ['payee-check.ts', 'number-check.ts', 'sms-filter.ts', 'web-page.html'])
    expect((await readFile(join(examples, name), 'utf8')).trimEnd().split('\n').length, name).toBeLessThan(30)
})

describe("a bank's payee check", () => {
  const payee = async (account: string, environment: Record<string, string> = {}) =>
    await run('payee-check.ts', { args: [account], environment: { WUZEI_KEY: bankKey, ...environment } })

  test('holds what is known for fraud and says so, pays the rest, and tells what came of it', async () => {
    expect(await payee('6222021234567890128')).toMatch(/^hold payee-confirmed .*这笔钱先放一放\n$/)
    expect(await payee('4111111111111111')).toMatch(/^hold payee-high .*这笔钱先放一放\n$/)
    expect(await payee('6222020200011111116')).toBe('pay\n')
    expect(await payee('nobody')).toBe('ask-the-customer\n')
    const { checks }: PaymentChecksPage = await send(hub, 'GET', '/v1/payments/checks', {
      headers: { authorization: `Bearer ${bankKey}` },
    })
    expect(checks.map(({ outcome }) => outcome)).toEqual(['paid', 'cancelled', 'cancelled'])
  })

  test('pays and has it reviewed when the hub is down or the key has ended', async () => {
    expect(await payee('4111111111111111', { WUZEI_URL: 'http://127.0.0.1:9' })).toBe(
      'pay-and-review UNREACHABLE\n',
    )
    expect(await payee('4111111111111111', { WUZEI_KEY: 'wzc_no' })).toBe('pay-and-review UNAUTHENTICATED\n')
  })
})

test("an operator's number check marks what the hub confirms, and goes on without the hub", async () => {
  await expect
    .poll(
      async () => {
        const reply = await fetch(`${hub.url}/v1/shield/lists`, {
          headers: { authorization: `Bearer ${operatorKey}` },
        })
        const { lists } = (await reply.json()) as { lists: { name: string; entries: number }[] }
        return lists.find(({ name }) => name === 'suspects')?.entries
      },
      { timeout: 40_000 },
    )
    .toBe(4)
  const { keys } = await (await fetch(`${hub.url}/.well-known/wuzei-lists.json`)).json()
  const environment = { WUZEI_KEY: operatorKey, WUZEI_PUBLIC_KEY: keys[0].publicKey, WUZEI_FOLDER: folder }
  const input = '13812340001\n+8613912349999\n'
  expect(await run('number-check.ts', { input, environment })).toBe(
    '13812340001 mark-as-fraud high\n+8613912349999 connect\n',
  )
  const offline = { ...environment, WUZEI_URL: 'http://127.0.0.1:9' }
  expect(await run('number-check.ts', { input, environment: offline })).toBe(
    '13812340001 ask-later\n+8613912349999 connect\n',
  )
})

test('an SMS filter sorts by sender and text, and delivers what it cannot judge', async () => {
  const filter = async (sender: string, input: string, environment = {}) =>
    await run('sms-filter.ts', { args: [sender], input, environment })
  expect(await filter('+8613912349999', '您的包裹：https://parcel-example.top/a')).toBe('junk\n')
  expect(await filter('13812340001', '你好')).toMatch(/^warn ./)
  expect(await filter('+8613912349999', '晚上一起吃饭吗')).toBe('deliver\n')
  expect(await filter('13812340001', '你好', { WUZEI_URL: 'http://127.0.0.1:9' })).toBe(
    'deliver UNREACHABLE\n',
  )
})

describeWithBrowser('a web page', () => {
  test('says what the hub says', async () => {
    const site = await serveWebPage()
    const browser = await launchBrowser()
    try {
      const page = await browser.newPage()
      await page.goto(site.url)
      await page.getByRole('textbox').fill('parcel-example.top')
      await page.getByRole('button').click()
      await page.locator('output[data-level="confirmed"]').waitFor()
      const verdict = await hub.client.check('parcel-example.top')
      expect(await page.locator('output').textContent()).toContain(verdict.answer.zh)
    } finally {
      await browser.close()
      site.close()
    }
  })

  /** The page as a bundler makes it, on the origin under which the hub is reached. */
  async function serveWebPage() {
    const outDir = join(folder, 'site')
    await build({
      configFile: false,
      logLevel: 'error',
      root: examples,
      build: { outDir, rolldownOptions: { input: join(examples, 'web-page.html') } },
    })
    const server = createServer((request, response) => {
      const path = request.url ?? '/'
      const answer = path.startsWith('/v1/')
        ? fetch(hub.url + path).then(async (reply) => ({
            type: 'application/json',
            text: await reply.text(),
          }))
        : readFile(join(outDir, path), 'utf8').then((text) => ({
            type: path.endsWith('.html') ? 'text/html' : 'text/javascript',
            text,
          }))
      answer.then(
        ({ type, text }) => response.writeHead(200, { 'content-type': type }).end(text),
        () => response.writeHead(404).end(),
      )
    })
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve)
    })
    const { port } = server.address() as AddressInfo
    return { url: `http://127.0.0.1:${port}/web-page.html`, close: () => server.close() }
  }
})

test('the examples are told of where they are', async () => {
  const readme = await readFile(join(import.meta.dirname, '..', 'packages', 'sdk', 'README.md'), 'utf8')
  for (const name of ['payee-check.ts', 'number-check.ts', 'sms-filter.ts', 'web-page.html'])
    expect(readme).toContain(`examples/${name}`)
})
