import type { CaseworkDetail, CaseworkReply, StopApplicationReply } from '@wuzei/contract'
import { addOrganisation, addPerson, send, startTestHub, type TestHub, type TestPerson } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startBank, type TestBank } from './test-bank.ts'

const clock = { nowMs: Date.parse('2026-11-23T02:00:00Z') }
const now = () => clock.nowMs
let hub: TestHub
let city: string
let officer: TestPerson
let supervisor: TestPerson
let bankA: TestBank
let bankB: TestBank

beforeAll(async () => {
  hub = await startTestHub({
    clock: now,
    outbound: { allowLoopback: true },
    limits: { decisionsPerMinute: 100_000 },
  })
  city = (await addOrganisation(hub, { kind: 'police', region: 'cn/44/03' })).id
  officer = await addPerson(hub, city, ['CTY_OFF'])
  supervisor = await addPerson(hub, city, ['CTY_SUP'])
  bankA = await startBank(hub, now, 'a')
  bankB = await startBank(hub, now, 'b')
})
afterAll(async () => {
  await Promise.all([bankA.close(), bankB.close()])
  await hub.stop()
})

const state = { number: 0 }
/** An application about an account that nothing else is about. */
function application(bank: TestBank, more: object = {}) {
  state.number += 1
  const number = String(state.number).padStart(4, '0')
  return {
    key: `application-${number}`,
    victim: { name: '王小明', idType: 'ID_CARD', idNo: '440301199001011234', phone: '13800001234' },
    payer: { bankName: '付款行', accountName: '王小明', accountNo: `62220000000${number}` },
    payee: {
      bankName: '收款行',
      accountName: '李四',
      accountNo: `62170000000${number}`,
      partnerId: bank.organisationId,
    },
    transfer: { amountFen: 5_000_000, currency: 'CNY', at: new Date(clock.nowMs - 600_000).toISOString() },
    fraudType: 'F08.01',
    narrative: '对方自称公检法，要求把钱转到安全账户。',
    truthStatement: { accepted: true, textVersion: '2026-01' },
    ...more,
  }
}

async function apply(bank: TestBank, more: object = {}): Promise<StopApplicationReply> {
  return await send(hub, 'POST', '/v1/casework/stop-applications', {
    headers: officer.headers,
    body: application(bank, more),
  })
}

async function command(
  who: { headers: Readonly<Record<string, string>> },
  path: string,
  { id, version }: { id: string; version: number },
  event: string,
  more: { facts?: object; reason?: string; key?: string; status?: number; version?: number } = {},
): Promise<CaseworkReply & { code?: string }> {
  const { status, key, version: seen, ...rest } = more
  return await send(hub, 'POST', `/v1/casework/${path}/${id}/commands`, {
    headers: who.headers,
    body: { key: key ?? crypto.randomUUID(), event, expectedVersion: seen ?? version, ...rest },
    ...(status === undefined ? {} : { status }),
  })
}

async function read(path: string, id: string, who = officer, query = ''): Promise<CaseworkDetail> {
  return await send(hub, 'GET', `/v1/casework/${path}/${id}${query}`, { headers: who.headers })
}

async function untilState(path: string, id: string, wanted: string): Promise<CaseworkDetail> {
  return await vi.waitFor(
    async () => {
      const detail = await read(path, id)
      expect(detail.entity.state).toBe(wanted)
      return detail
    },
    { timeout: 20_000, interval: 50 },
  )
}

test('an order goes from the application to the bank’s system and back, each step by who may', async () => {
  bankA.decide = async (order) => [await bankA.stopResult(order, {})]
  const { order, report } = await apply(bankA)
  expect([report.state, order.state]).toEqual(['URGENT_ACTION', 'PENDING_APPROVAL'])
  // Nobody approves their own: not even with the role, and this officer has not even that.
  await command(officer, 'stop-orders', order, 'approve', { status: 403 })
  await command(supervisor, 'stop-orders', order, 'approve')
  const { entity, timers, history } = await untilState('stop-orders', order.id, 'ACTIVE')
  expect(entity.facts).toMatchObject({
    securedFen: 5_000_000,
    stopNo: 1,
    expireAtMs: clock.nowMs + 48 * 3_600_000,
  })
  expect(timers.map(({ name }) => name)).toContain('expiry')
  expect(history.map(({ event, result }) => `${event} ${result}`)).toEqual([
    'create applied',
    'submit applied',
    'approve refused',
    'approve applied',
    'send applied',
    'ack applied',
    'result applied',
  ])
  expect(bankA.refused).toEqual([])
  // Whoever reads sees no account, unless for a purpose that is written down.
  expect(entity).toMatchObject({ isMasked: true, facts: { accountName: '李**', payerName: '王**' } })
  const opened = await read('stop-orders', order.id, officer, '?purpose=STOP')
  expect(opened.entity.facts['accountName']).toBe('李四')
})
