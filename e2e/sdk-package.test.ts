import { execFile } from 'node:child_process'
import { createHmac, generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findOlderNode } from './older-node.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '..')

/** A program of somebody who installed the package. */
const program = `
import { createClient, createShield, memoryStorage, verifyWebhook, readFeed, WuzeiError } from '@wuzei/sdk'
import type { RouteInput, RouteReply, ShieldAnswer } from '@wuzei/sdk'
import { solveProofOfWork } from '@wuzei/sdk/solve-proof-of-work'

declare const process: { readonly argv: readonly string[] }
const client = createClient({ baseUrl: process.argv[2] ?? '', credentials: 'none', retries: 0 })
const verdict = await client.check('95588')
const level: 'safe' | 'unknown' | 'suspicious' | 'high' | 'confirmed' = verdict.level
const input: RouteInput<'GET /v1/check'> = { query: { value: '95588' } }
const again: RouteReply<'GET /v1/check'> = await client.routes.check(input)
const organisations = async (): Promise<readonly { readonly id: string }[]> =>
  (await client.routes.organisations({ query: { after: 'x' } })).organisations
// @ts-expect-error: there is no such field
const wrong: unknown = async () => await client.routes.check({ query: { velue: '95588' } })
const shield = await createShield({ client, publicKey: new Uint8Array(32), storage: memoryStorage(), updateEveryMs: 0 })
const answer: ShieldAnswer = await shield.check('95588')
const failed: unknown = await shield.update().catch((error: unknown) => error)
const code = failed instanceof WuzeiError ? failed.code : 'none'
const functions = [organisations, wrong, verifyWebhook, readFeed, solveProofOfWork].map((one) => typeof one)
console.log(JSON.stringify({ level, again: again.level, outcome: answer.outcome, code, functions: [...new Set(functions)] }))
`

/** What members do with it, in plain JavaScript; prints what came of each. */
const memberProgram = `
import * as fileSystem from 'node:fs/promises'
import {
  createClient, createShield, fileStorage, readFeed, readPages, solveProofOfWork, verifyWebhook,
} from '@wuzei/sdk'

const { baseUrl, apiKey, publicKey, clientId, privateKey, webhook, trap, folder } = JSON.parse(process.argv[2])
const client = createClient({ baseUrl, credentials: { apiKey } })
const print = (what, value) => console.log(JSON.stringify([what, value]))

print('check', (await client.check(trap)).level)
print('error', await client.check('??').catch(({ name, code, status }) => ({ name, code, status })))
print('proof', typeof await solveProofOfWork(await client.proofOfWork()))
const signing = createClient({ baseUrl, credentials: { privateKeyJwt: { clientId, privateKey } } })
print('signed', (await signing.routes.me()).type)
for await (const { members } of readPages(client.routes.members, {})) print('members', Array.isArray(members))

const storage = fileStorage(fileSystem, folder)
const options = { client, publicKey, storage, updateEveryMs: 0 }
const shield = await createShield(options)
for (let tries = 0; tries < 300; tries++) {
  await shield.update()
  if ((await shield.check(trap)).outcome === 'listed') break
  await new Promise((resolve) => setTimeout(resolve, 100))
}
print('shield', (await shield.check(trap)).outcome)
const away = createClient({ baseUrl: 'http://127.0.0.1:1', retries: 0 })
const offline = await createShield({ ...options, client: away })
print('offline', [(await offline.check(trap)).outcome, (await offline.check('nobody-said.top')).outcome])

for await (const { type, indicator } of readFeed(client, {})) {
  if (indicator?.canonical !== trap) continue
  print('feed', type)
  break
}
print('webhook', verifyWebhook(webhook.body, webhook.headers, { secret: webhook.secret }).type)
print('forged', await (async () => verifyWebhook(webhook.body + ' ', webhook.headers, { secret: webhook.secret }))()
  .catch(({ code }) => code))
const controller = new AbortController()
setTimeout(() => controller.abort(), 20)
print('given up', await client.routes.feed({ query: { after: 'now', waitS: 20 }, signal: controller.signal })
  .catch(({ code }) => code))
`

const options = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023', 'dom', 'dom.asynciterable'],
    module: 'nodenext',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    verbatimModuleSyntax: true,
    // The package's own types are checked too.
    skipLibCheck: false,
    types: [],
  },
  files: ['program.ts'],
}

let hub: TestHub
let folder: string
let figures: { path: string; packedBytes: number; gzippedJavaScriptBytes: number }
let notInstalled = ''
beforeAll(async () => {
  hub = await startTestHub({ shield: { intervalMs: 50 } })
  folder = await mkdtemp(join(tmpdir(), 'wuzei-sdk-'))
  await run(
    process.execPath,
    [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--build', 'packages/sdk'],
    {
      cwd: root,
    },
  )
  const packed = await run(process.execPath, [join(root, 'scripts', 'pack-sdk.ts'), folder], { cwd: root })
  figures = JSON.parse(packed.stdout)
  console.log(`The package: ${packed.stdout.trim()}`)
  await writeFile(join(folder, 'package.json'), '{"name":"scratch","private":true,"type":"module"}')
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(options))
  await writeFile(join(folder, 'program.ts'), program)
  await run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', '--silent', figures.path], {
    cwd: folder,
    timeout: 90_000,
  }).catch((error: unknown) => {
    notInstalled = String(error).split('\n')[0] ?? 'it could not be installed'
  })
}, 240_000)
afterAll(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('the package as it is published', () => {
  test('installs in an empty project, is type-checked there strictly, and runs', async (context) => {
    if (notInstalled !== '') context.skip(`the packages it depends on are out of reach: ${notInstalled}`)
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
    const checked = await run(process.execPath, [tsc, '-p', '.'], { cwd: folder }).catch(
      (error: { stdout?: string }) => ({ stdout: error.stdout ?? 'tsc did not run' }),
    )
    expect(checked.stdout).toBe('')
    const { stdout } = await run(process.execPath, ['program.js', hub.url], { cwd: folder })
    expect(JSON.parse(stdout)).toEqual({
      level: 'safe',
      again: 'safe',
      outcome: 'not-listed',
      code: 'UNAUTHENTICATED',
      functions: ['function'],
    })
  })

  test('does on an older Node what it does on ours', async (context) => {
    if (notInstalled !== '') context.skip(`the packages it depends on are out of reach: ${notInstalled}`)
    const older = await findOlderNode()
    if (!older) context.skip('no older Node from 20 on is installed beside ours')
    console.log(`The package runs on Node ${older?.version}`)
    await writeFile(join(folder, 'member.js'), memberProgram)
    const given = JSON.stringify(await whatMembersHave())
    const { stdout } = await run(older?.path ?? '', ['member.js', given], { cwd: folder, timeout: 90_000 })
    const printed: [string, unknown][] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(Object.fromEntries(printed)).toEqual({
      check: 'high',
      error: { name: 'WuzeiError', code: 'INDICATOR_UNRECOGNISED', status: 400 },
      proof: 'string',
      signed: 'client',
      members: true,
      shield: 'listed',
      offline: ['unconfirmed', 'not-listed'],
      feed: 'listed',
      webhook: 'feed.items',
      forged: 'WEBHOOK_SIGNATURE',
      'given up': 'ABORTED',
    })
  }, 120_000)

  test('names nothing private, and stays small', async () => {
    const manifest = await readFile(join(folder, 'package', 'package.json'), 'utf8')
    expect(manifest).not.toContain('"private"')
    expect(
      Object.keys(JSON.parse(manifest).dependencies).filter((name) => name.startsWith('@wuzei/')),
    ).toEqual([])
    const code = await readFile(join(folder, 'package', 'dist', 'index.js'), 'utf8')
    expect(code).not.toMatch(/^import .*["'](@wuzei|node:)/m)
    expect(figures.gzippedJavaScriptBytes).toBeLessThan(120_000)
  })
})

/** A listed site, a member's keys, and a delivery signed as the standard says, without the package. */
async function whatMembersHave() {
  const trap = 'older-node-trap.top'
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value: trap, level: 'high', reason: 'seen it' },
  })
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const pair = generateKeyPairSync('ed25519')
  const jwks = { keys: [pair.publicKey.export({ format: 'jwk' })] }
  const { id: clientId } = await addClient(hub, bank.id, ['feed'], { jwks } as object)
  const { key: apiKey } = await addClient(hub, bank.id, ['check', 'feed', 'shield'])
  const secret = Buffer.alloc(24, 7)
  const body = JSON.stringify({
    type: 'feed.items',
    timestamp: new Date().toISOString(),
    data: { items: [] },
  })
  const seconds = String(Math.floor(Date.now() / 1000))
  const signature = createHmac('sha256', secret).update(`msg_1.${seconds}.${body}`).digest('base64')
  return {
    baseUrl: hub.url,
    apiKey,
    publicKey: hub.hub.context.exchangeKey.publicKey.toString('base64'),
    clientId,
    privateKey: pair.privateKey.export({ format: 'jwk' }),
    webhook: {
      body,
      secret: `whsec_${secret.toString('base64')}`,
      headers: {
        'webhook-id': 'msg_1',
        'webhook-timestamp': seconds,
        'webhook-signature': `v1,${signature}`,
      },
    },
    trap,
    folder: join(folder, 'lists'),
  }
}
