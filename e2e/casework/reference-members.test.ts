import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CaseworkDetail, CaseworkReply, StopApplicationReply } from '@wuzei/contract'
import { startReferenceBank, type ReferenceBank } from '@wuzei/reference-bank'
import {
  addClient,
  addOrganisation,
  addPerson,
  send,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

let hub: TestHub
let officer: TestPerson
let supervisor: TestPerson
const banks: ReferenceBank[] = []

beforeAll(async () => {
  hub = await startTestHub({ outbound: { allowLoopback: true }, limits: { decisionsPerMinute: 100_000 } })
  const city = await addOrganisation(hub, { kind: 'police', region: 'cn/44/03' })
  officer = await addPerson(hub, city.id, ['CTY_OFF'])
  supervisor = await addPerson(hub, city.id, ['CTY_SUP'])
})
afterAll(async () => {
  for (const bank of banks) await bank.stop()
  await hub.stop()
})

const victim = { accountNo: '6217001000000001', accountName: '何受害' }
const mule = { accountNo: '6222021000000001', accountName: '张三' }
const next = { accountNo: '6228481000000001', accountName: '李四' }
const company = { accountNo: '6228481000000002', accountName: '深圳市远大商贸有限公司' }
const paidAt = new Date(Date.now() - 600_000).toISOString()
const movedAt = new Date(Date.now() - 300_000).toISOString()

/** A member of the hub as its engineer sets it up: a system with a key, and an address for orders. */
async function startMember(
  name: string,
  organ: string,
  own: typeof mule,
  accountType: 'personal' | 'corporate' = 'personal',
) {
  const { id } = await addOrganisation(hub, { kind: 'bank', name: { zh: name, en: name } })
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const kid = `${name}-1`
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const jwk = { kty: 'OKP' as const, crv: 'Ed25519', x, kid }
  const system = await addClient(hub, id, ['orders', 'webhooks'], { jwks: { keys: [jwk] } })
  const setting = await addClient(hub, id, ['orders', 'webhooks'])
  const port = await freePort()
  const { secret } = await send<{ secret: string }>(hub, 'PUT', '/v1/orders/webhook', {
    headers: setting.headers,
    body: { url: `http://127.0.0.1:${port}/orders` },
  })
  const account = {
    ...own,
    accountType,
    currency: 'CNY',
    isProtected: false,
    isClosed: false,
    openedAt: '2024-01-01T00:00:00+08:00',
    idNoLast4: '0001',
  }
  const bank = await startReferenceBank({
    hub: hub.url,
    hasControl: true,
    member: id,
    organ,
    clientId: system.id,
    key: { ...privateKey.export({ format: 'jwk' }), kid },
    secret,
    port,
    books: {
      accounts: [account],
      formerFreezes: [],
      transfers: [
        { serialNo: 'T1', at: paidAt, from: victim, to: mule, amountFen: 5_000_000 },
        { serialNo: 'T2', at: movedAt, from: mule, to: own === mule ? next : own, amountFen: 5_000_000 },
      ],
    },
  })
  banks.push(bank)
  return { id, bank }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  await new Promise((resolve) => void server.close(resolve))
  return typeof address === 'object' && address ? address.port : 0
}

async function stop(partnerId: string, payee: typeof mule, payer: typeof mule, at: string): Promise<string> {
  const { order }: StopApplicationReply = await send(hub, 'POST', '/v1/casework/stop-applications', {
    headers: officer.headers,
    body: {
      key: crypto.randomUUID(),
      victim: {
        name: victim.accountName,
        idType: 'ID_CARD',
        idNo: '440301199001010001',
        phone: '13800001234',
      },
      payer: { bankName: '付款行', ...payer },
      payee: { bankName: '收款行', ...payee, partnerId },
      transfer: { amountFen: 5_000_000, currency: 'CNY', at },
      fraudType: 'F08.01',
      narrative: '对方自称公检法，要求把钱转到安全账户。',
      truthStatement: { accepted: true, textVersion: '2026-01' },
    },
  })
  await command(order, 'approve')
  return order.id
}

async function command({ id, version }: { id: string; version: number }, event: string, reason?: string) {
  await send<CaseworkReply>(hub, 'POST', `/v1/casework/stop-orders/${id}/commands`, {
    headers: supervisor.headers,
    body: {
      key: crypto.randomUUID(),
      event,
      expectedVersion: version,
      ...(reason === undefined ? {} : { reason }),
    },
  })
}

async function untilState(id: string, wanted: string): Promise<CaseworkDetail> {
  return await vi.waitFor(
    async () => {
      const detail: CaseworkDetail = await send(hub, 'GET', `/v1/casework/stop-orders/${id}?purpose=STOP`, {
        headers: officer.headers,
      })
      expect(detail.entity.state).toBe(wanted)
      return detail
    },
    { timeout: 20_000, interval: 50 },
  )
}

async function pay(bank: ReferenceBank, from: typeof mule): Promise<unknown> {
  return await control(bank, 'pay', { payment: { from, to: victim, amountFen: 1, exit: 'ACCOUNT' } })
}

async function control(bank: ReferenceBank, what: string, body: object): Promise<unknown> {
  const url = bank.url.replace('/orders', `/control/${what}`)
  return await (await fetch(url, { method: 'POST', body: JSON.stringify(body) })).json()
}

test('a bank that knows only the protocol stops, tells where the money went, and releases', async () => {
  const first = await startMember('first', '102100000042', mule)
  const second = await startMember('second', '103100000042', next)
  const moved = await untilState(await stop(first.id, mule, victim, paidAt), 'MOVED_ON')
  expect(moved.entity.facts).toMatchObject({ outcome: 'MOVED_ON', matchResult: 'MATCH' })
  expect(moved.entity.facts['nextAccounts']).toMatchObject([
    { accountNo: next.accountNo, amountFen: 5_000_000 },
  ])

  const id = await stop(second.id, next, mule, movedAt)
  const { entity } = await untilState(id, 'ACTIVE')
  expect(entity.facts).toMatchObject({ outcome: 'STOPPED_FULL', matchResult: 'MATCH', securedFen: 5_000_000 })
  expect(await pay(second.bank, next)).toMatchObject({ ok: false })

  await command(entity, 'releaseRequest', 'unfounded')
  await untilState(id, 'RELEASED')
  expect(await pay(second.bank, next)).toMatchObject({ ok: true })
})

test('what a clerk decides later comes by the member’s own call, with a token for its key', async () => {
  const { id: member, bank } = await startMember('third', '104100000042', company, 'corporate')
  const resembling = { ...company, accountName: '深圳市远大商贸有限责任公司' }
  const id = await stop(member, resembling, mule, movedAt)
  await untilState(id, 'ACKED')
  await control(bank, 'confirm', { orderSerial: bank.waiting()[0], isSame: true })
  const { entity } = await untilState(id, 'ACTIVE')
  expect(entity.facts).toMatchObject({ outcome: 'STOPPED_FULL', matchResult: 'MATCH_FUZZY' })
})
