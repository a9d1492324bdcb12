import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrderMessage } from '@wuzei/contract/orders'
import { startReferenceBank, type ReferenceBankOptions } from '@wuzei/reference-bank'
import { startReferenceOperator } from '@wuzei/reference-operator'
import { answerOrder, importSigningKey, newSerial } from '@wuzei/sdk/orders'
import { afterEach, expect, test, vi } from 'vitest'
import { checksFor, conform } from '../services/hub/src/commands/conform.ts'
import { runChecks, type CheckResult } from '../services/hub/src/conform/check.ts'
import { startConformanceHub } from '../services/hub/src/conform/conformance-hub.ts'

const folder = join(import.meta.dirname, '../vectors/orders')
const stops: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop()
})

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const key = { ...privateKey.export({ format: 'jwk' }), kid: 'member-1' }
const memberKeys = { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'member-1' }] }
const secret = `whsec_${randomBytes(32).toString('base64')}`
const common = {
  member: 'member-of-the-test',
  organ: '102100000042',
  clientId: 'client',
  key,
  secret,
  hasControl: true,
}

/** A port for the member first, since kit and member have to know each other's address. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

async function startKit(port: number) {
  const hub = await startConformanceHub({
    memberUrl: `http://127.0.0.1:${port}/orders`,
    member: common.member,
    memberKeys,
    secret,
    host: '127.0.0.1',
    port: 0,
    answerWaitMs: 2_000,
  })
  stops.push(async () => await hub.stop())
  return hub
}

async function startBank(change: Partial<ReferenceBankOptions> = {}) {
  const port = await freePort()
  const kit = await startKit(port)
  const books = JSON.parse(readFileSync(join(folder, 'bank-books.json'), 'utf8'))
  const bank = await startReferenceBank({ ...common, hub: kit.url, books, port, ...change })
  stops.push(async () => await bank.stop())
  return { kit, bank }
}

function failures(results: readonly CheckResult[]): string[] {
  return results.filter(({ passed }) => !passed).map(({ name, why }) => `${name}: ${why}`)
}

function failed(results: readonly CheckResult[]): string[] {
  return results.filter(({ passed }) => !passed).map(({ name }) => name)
}

test('the reference bank passes every check', async () => {
  const { kit } = await startBank()
  const checks = await checksFor('bank')
  expect(failures(await runChecks(checks, kit))).toEqual([])
  expect(checks.length).toBeGreaterThan(60)
})

test('the reference operator passes every check', async () => {
  const port = await freePort()
  const kit = await startKit(port)
  const subscribers = JSON.parse(readFileSync(join(folder, 'operator-subscribers.json'), 'utf8'))
  const operator = await startReferenceOperator({ ...common, hub: kit.url, subscribers, port })
  stops.push(async () => await operator.stop())
  expect(failures(await runChecks(await checksFor('operator'), kit))).toEqual([])
})

test('a bank with wrong books, and one with a wrong clock, fail the checks about it and no others', async () => {
  const books = JSON.parse(readFileSync(join(folder, 'bank-books.json'), 'utf8'))
  const unprotected = {
    ...books,
    accounts: books.accounts.map((account: object) => ({ ...account, isProtected: false })),
  }
  const checks = await checksFor('bank')
  const forgetful = await startBank({ books: unprotected })
  const ofBanks = checks.filter(({ name }) => !name.startsWith('protocol/'))
  expect(failed(await runChecks(ofBanks, forgetful.kit))).toEqual([
    'stop/matrix-8-clearing-account',
    'freeze/clearing-account',
  ])
  const late = await startBank({ now: () => Date.now() - 90_000 })
  const clockChecks = checks.filter(({ name }) => /clock|expired|ack/.test(name))
  // 90 s behind, what is 60 s ahead seems 150 s ahead, and what expired 180 s ago seems to have 90 s less.
  expect(failed(await runChecks(clockChecks, late.kit))).toEqual(['protocol/clock-ahead'])
})

test('a member that believes everything fails each check of signature, time, replay and form', async () => {
  const signing = await importSigningKey(key)
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      believe(Buffer.concat(chunks).toString())
        .then((messages) => response.end(JSON.stringify({ messages, refused: [] })))
        .catch(() => response.writeHead(500).end())
    })
  })
  async function believe(text: string): Promise<string[]> {
    const { messages }: { messages: string[] } = JSON.parse(text).data
    const said = messages.map(async (jws) => {
      const order: OrderMessage = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString())
      const { orderId } = order.body
      const at = new Date().toISOString()
      const signer = () => ({ key: signing, serial: newSerial('1'), nowMs: Date.now() })
      const answeredBy = { desk: 'nobody', isAutomatic: true }
      const status = {
        orderId,
        decidedAt: at,
        flags: [],
        answeredBy,
        securedFen: null,
        expiresAt: null,
        answerSerial: null,
        orderSerial: order.serial,
        state: 'UNKNOWN' as const,
      }
      return [
        await answerOrder(order, 'ack', { orderId, receivedAt: at, isDuplicate: false, flags: [] }, signer()),
        await answerOrder(order, 'status.result', status, signer()),
      ]
    })
    return (await Promise.all(said)).flat()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stops.push(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const address: AddressInfo | string | null = server.address()
  const kit = await startKit(typeof address === 'object' && address ? address.port : 0)
  const checks = (await checksFor('bank')).filter(({ name }) => name.startsWith('protocol/'))
  const passed = (await runChecks(checks, kit)).filter((one) => one.passed).map(({ name }) => name)
  expect(passed).toEqual([
    'protocol/ack',
    'protocol/status-unknown',
    'protocol/unknown-fields',
    'protocol/expired-shortly',
  ])
})

test('the command says by its exit status whether all passed, some did not, or it could not run', async () => {
  const written: string[] = []
  const write = (text: string | Uint8Array) => written.push(String(text)) > 0
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(write),
  )
  const scratch = mkdtempSync(join(tmpdir(), 'wuzei-conform-'))
  stops.push(async () => {
    for (const spy of spies) spy.mockRestore()
    rmSync(scratch, { recursive: true })
    await Promise.resolve()
  })
  const keyFile = join(scratch, 'keys.json')
  writeFileSync(keyFile, JSON.stringify(memberKeys))
  const [kitPort, port] = [await freePort(), await freePort()]
  const listen = `127.0.0.1:${kitPort}`
  const subscribers = JSON.parse(readFileSync(join(folder, 'operator-subscribers.json'), 'utf8'))
  const operator = await startReferenceOperator({ ...common, hub: `http://${listen}`, subscribers, port })
  stops.push(async () => await operator.stop())
  const usual = ['--url', operator.url, '--key', keyFile, '--secret', secret, '--member', common.member]
  const where = ['--listen', listen, '--wait-s', '2', '--json']
  const run = async (...more: string[]) => await conform.run(['operator', ...usual, ...where, ...more])
  expect(await run('--only', 'number/one')).toBe(0)
  expect(written.map((line) => line.trim())).toContain('{"passed":2,"failed":0}')
  expect(await run('--only', 'number/one-way', '--member', 'somebody-else')).toBe(1)
  expect(await run('--only', 'no such check')).toBe(2)
  expect(await run('--key', join(scratch, 'missing.json'))).toBe(2)
  expect(await conform.run(['shop'])).toBe(2)
})
