import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pbkdf2Sync } from 'node:crypto'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'

const sdk = join(import.meta.dirname, '..', 'packages', 'sdk')

let hub: TestHub
let folder: string
let apiKey: string
beforeAll(async () => {
  hub = await startTestHub({ shield: { intervalMs: 50 } })
  const bank = await addOrganisation(hub, { kind: 'bank', name: { zh: '示例银行', en: 'A bank' } })
  apiKey = (await addClient(hub, bank.id, ['check', 'feed', 'shield'])).key
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value: 'readme-trap.top', level: 'high', reason: 'seen it' },
  })
  await vi.waitFor(
    async () => {
      const { lists } = await send<{ lists: unknown[] }>(hub, 'GET', '/v1/shield/lists', {
        headers: hub.administrator,
      })
      if (lists.length < 2) throw new Error('no lists yet')
    },
    { timeout: 60_000, interval: 200 },
  )
  // Inside the package, so that it finds itself by its own name, as its users do.
  folder = await mkdtemp(join(sdk, 'readme-'))
})
afterAll(async () => {
  await hub.stop()
  await rm(folder, { recursive: true, force: true })
})

describe('the examples of the README', () => {
  it('run as they stand, and do what they say', async () => {
    const readme = await readFile(join(sdk, 'README.md'), 'utf8')
    const examples = [...readme.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code)
    expect(examples).toHaveLength(5)
    const printed: string[] = []
    for (const [index, code] of examples.entries()) {
      const file = join(folder, `example-${index}.ts`)
      const given = {
        baseUrl: hub.url,
        apiKey,
        publicKey: hub.hub.context.exchangeKey.publicKey.toString('base64'),
      }
      await writeFile(file, `const { baseUrl, apiKey, publicKey } = ${JSON.stringify(given)}\n${code}`)
      printed.push((await promisify(execFile)(process.execPath, [file])).stdout)
    }
    expect(printed[0]).toBe('safe 这是工商银行的官方号码。\nINDICATOR_UNRECOGNISED\n')
    expect(printed[1]).toMatch(/100 %\nreceived\n$/)
    expect(printed[2]).toBe('A bank\n1 answered\n')
    expect(printed[3]).toBe('listed readme-trap.top\n')
    expect(printed[4]).toBe('not-listed current\n')
    const reports = await hub.hub.context.database.pool.query('select 1 from reports')
    expect(reports.rowCount).toBe(1)
  })
})

describe('proof of work by the steps in /docs, without the client', () => {
  it('is taken', async () => {
    const page = await (await fetch(`${hub.url}/docs`)).text()
    expect(page).toContain('four bytes, big-endian')
    const { parameters, signature } = (await (await fetch(`${hub.url}/v1/proof-of-work`)).json()) as {
      parameters: { nonce: string; salt: string; cost: number; keyLength: number; keyPrefix: string }
      signature: string
    }
    const password = Buffer.concat([Buffer.from(parameters.nonce, 'hex'), Buffer.alloc(4)])
    let counter = -1
    let derivedKey = ''
    while (counter < 0 || !derivedKey.startsWith(parameters.keyPrefix)) {
      counter += 1
      password.writeUInt32BE(counter, password.length - 4)
      derivedKey = pbkdf2Sync(
        password,
        Buffer.from(parameters.salt, 'hex'),
        parameters.cost,
        parameters.keyLength,
        'sha256',
      ).toString('hex')
    }
    const payload = { challenge: { parameters, signature }, solution: { counter, derivedKey } }
    const report = async () =>
      await fetch(`${hub.url}/v1/reports`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          text: 'They sent me to by-hand-solved.top',
          proofOfWork: Buffer.from(JSON.stringify(payload)).toString('base64'),
        }),
      })
    expect((await report()).status).toBe(201)
  })
})
