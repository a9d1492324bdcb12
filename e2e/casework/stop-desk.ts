import type { CaseworkDetail, CaseworkReply, StopApplicationReply } from '@wuzei/contract'
import { solveProofOfWork } from '@wuzei/sdk'
import { send, type TestHub, type TestPerson } from '@wuzei/testkit'
import { expect, vi } from 'vitest'
import type { TestBank } from './test-bank.ts'

/** What an officer does at the desk where losses are reported, through the routes. */
export function stopDesk(hub: TestHub, officer: TestPerson, clock: { readonly nowMs: number }) {
  const made = { count: 0 }
  /** An application about an account that nothing else is about. */
  function application(bank: TestBank, more: object = {}) {
    made.count += 1
    const number = String(made.count).padStart(4, '0')
    return {
      key: `application-${number}`,
      victim: { name: '王小明', idType: 'ID_CARD', idNo: `44030119900101${number}`, phone: '13800001234' },
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

  async function untilState(
    path: string,
    id: string,
    wanted: string,
    who = officer,
  ): Promise<CaseworkDetail> {
    return await vi.waitFor(
      async () => {
        const detail = await read(path, id, who)
        expect(detail.entity.state).toBe(wanted)
        return detail
      },
      { timeout: 20_000, interval: 50 },
    )
  }

  async function work(): Promise<string> {
    return await solveProofOfWork(await send(hub, 'GET', '/v1/proof-of-work'))
  }
  return { application, apply, command, read, untilState, work, made }
}
