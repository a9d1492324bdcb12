import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { OrderMessages } from '@wuzei/contract/orders'
import { beforeEach, expect, test } from 'vitest'
import { balanceFen, freeFen, openBooks, type Books } from './books.ts'
import { decideFreeze } from './decisions/decide-freeze.ts'
import { decideArm, decideHold, decideRelease } from './decisions/decide-others.ts'
import { decideStop } from './decisions/decide-stop.ts'
import { endDue } from './end-due.ts'
import { addMonths } from './months.ts'
import { pay } from './move-money.ts'

const file = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../vectors/orders/bank-books.json'), 'utf8'),
)
const nowMs = Date.parse('2026-03-02T12:00:00+08:00')
const hourMs = 3_600_000
const accountNo = (role: string): string => file.roles[role].accountNo
let books: Books
beforeEach(() => {
  books = openBooks(file)
})

const envelope = {
  v: 1 as const,
  id: 'i',
  serial: 's-1',
  from: 'h',
  to: 'b',
  issuedAt: '',
  expiresAt: '',
  inReplyTo: null,
}
const common = {
  reason: '',
  approval: {
    organ: 'o',
    createdBy: 'a',
    approvedBy: 'b',
    approvedAt: '2026-03-02T11:00:00+08:00',
    documentNo: '1',
  },
}
const victim = { accountNo: '6217001000000001', accountName: '何受害' }

function named(role: string) {
  const account = books.accounts.get(accountNo(role))
  return { accountNo: accountNo(role), accountName: account?.accountName ?? '' }
}

function stop(
  role: string,
  more: Partial<OrderMessages['stop.request']['body']> = {},
): OrderMessages['stop.request'] {
  const transfer = file.transfers.find(
    ({ serialNo }: { serialNo: string }) => serialNo === file.roles[role].serialNo,
  )
  return {
    ...envelope,
    type: 'stop.request',
    body: {
      ...common,
      orderId: `order-${role}`,
      reportId: 'r',
      caseId: null,
      account: named(role),
      transfer: { amountFen: transfer.amountFen, currency: 'CNY', at: transfer.at, from: victim },
      claimedFen: transfer.amountFen,
      mode: 'ACCOUNT',
      limitFen: null,
      tier: 1,
      parentOrderId: null,
      stopNo: 1,
      hours: 48,
      isUrgent: true,
      fraudType: 'F01',
      ...more,
    },
  }
}

const elsewhere = { accountNo: '6228480000000077', accountName: '别处' }
const out = (role: string, amountFen: number) =>
  pay(books, { from: named(role), to: elsewhere, amountFen, exit: 'ACCOUNT' }, nowMs)
const into = (role: string, from: typeof victim, amountFen: number) =>
  pay(books, { from, to: named(role), amountFen, exit: 'ACCOUNT' }, nowMs)

test('a stopped account lets nothing out and everything in, until it ends by itself and says so', () => {
  decideStop(books, stop('full'), nowMs)
  expect(out('full', 1)).toEqual({ ok: false, why: 'STOPPED' })
  expect(into('full', victim, 5)).toMatchObject({ ok: true })
  expect(endDue(books, nowMs + 48 * hourMs - 1)).toEqual([])
  expect(endDue(books, nowMs + 48 * hourMs).map(({ event }) => event)).toEqual(['EXPIRED'])
  expect(out('full', 1)).toMatchObject({ ok: true })
})

test('a stop of an amount leaves the rest free', () => {
  decideStop(books, stop('limited', { mode: 'AMOUNT', limitFen: 2_500_000 }), nowMs)
  expect(freeFen(books, accountNo('limited'))).toBe(5_500_000)
  expect(out('limited', 5_500_001)).toEqual({ ok: false, why: 'INSUFFICIENT' })
  expect(out('limited', 5_500_000)).toMatchObject({ ok: true })
})

test('what comes in later makes good what is missing only when the same victim sent it', () => {
  decideStop(books, stop('partial'), nowMs)
  const [measure] = books.measures.filter(({ orderId }) => orderId === 'order-partial')
  expect(measure?.heldFen).toBe(1_200_000)
  const other = into('partial', { accountNo: '6217001000000002', accountName: '旁人' }, 700)
  expect(other).toMatchObject({ happenings: [{ event: 'INFLOW', isFromSameVictim: false }] })
  expect(measure?.heldFen).toBe(1_200_000)
  expect(into('partial', victim, 500)).toMatchObject({
    happenings: [{ event: 'INFLOW', isFromSameVictim: true }],
  })
  // The 700 of somebody else stay theirs.
  expect(measure?.heldFen).toBe(1_200_500)
})

test('a name that only resembles waits for a clerk, who decides', () => {
  const order = stop('company')
  const resembling = { ...named('company'), accountName: '深圳市远大商贸有限责任公司' }
  const asked = { ...order, body: { ...order.body, account: resembling } }
  expect(decideStop(books, asked, nowMs)).toEqual({ is: 'later' })
  expect(books.measures.filter(({ orderId }) => orderId === 'order-company')).toEqual([])
  expect(decideStop(books, asked, nowMs, false)).toMatchObject({
    answer: { body: { outcome: 'REJECTED_MISMATCH', matchResult: 'MISMATCH_NAME', startAt: null } },
  })
  expect(decideStop(books, asked, nowMs, true)).toMatchObject({
    answer: {
      body: { outcome: 'STOPPED_FULL', matchResult: 'MATCH_FUZZY', flags: ['NAME_CHECKED_BY_PERSON'] },
    },
  })
})

test('armed: money of the named account is held as it arrives, up to the limit, and told', () => {
  const arm: OrderMessages['stop.arm'] = {
    ...envelope,
    type: 'stop.arm',
    body: {
      ...common,
      orderId: 'order-arm',
      reportId: 'r',
      caseId: null,
      account: named('armed'),
      fromAccounts: [victim.accountNo],
      limitFen: 50_000,
      currency: 'CNY',
      until: '2026-03-02T14:00:00+08:00',
      hours: 48,
    },
  }
  decideArm(books, arm, nowMs)
  expect(into('armed', { accountNo: '6217001000000002', accountName: '旁人' }, 10)).toMatchObject({
    happenings: [],
  })
  expect(into('armed', victim, 80_000)).toMatchObject({
    happenings: [{ event: 'ARMED_HELD', amountFen: 50_000 }],
  })
  // Its own 100,000 and the 30,010 beyond the limit are free.
  expect(freeFen(books, accountNo('armed'))).toBe(130_010)
  expect(endDue(books, nowMs + 47 * hourMs)).toEqual([])
  expect(endDue(books, nowMs + 48 * hourMs).map(({ event }) => event)).toEqual(['EXPIRED'])
})

test('armed for nothing: it ends by itself and touches nothing', () => {
  const body = {
    ...common,
    orderId: 'order-arm',
    reportId: 'r',
    caseId: null,
    account: named('armed'),
    fromAccounts: [victim.accountNo],
    limitFen: 50_000,
    currency: 'CNY',
    until: '2026-03-02T14:00:00+08:00',
    hours: 48,
  }
  decideArm(books, { ...envelope, type: 'stop.arm', body }, nowMs)
  expect(endDue(books, nowMs + 2 * hourMs).map(({ event }) => event)).toEqual(['EXPIRED'])
  expect(into('armed', victim, 80_000)).toMatchObject({ happenings: [] })
})

test('a queued freeze moves up when the one before it ends, and a freeze that is not renewed lapses', () => {
  const freeze: OrderMessages['freeze.request'] = {
    ...envelope,
    type: 'freeze.request',
    body: {
      ...common,
      orderId: 'order-freeze',
      caseId: 'A1',
      caseFiledAt: '2026-03-02T11:00:00+08:00',
      stopOrderId: null,
      account: named('queue'),
      mode: 'AMOUNT',
      amountFen: 3_500_000,
      currency: 'CNY',
      includesInterest: true,
      months: 6,
    },
  }
  expect(decideFreeze(books, freeze, nowMs)).toMatchObject({
    answer: { body: { outcome: 'QUEUED', frozenFen: 0 } },
  })
  const courtEndsMs = Date.parse('2099-06-01T00:00:00+08:00')
  expect(endDue(books, courtEndsMs)).toMatchObject([
    { event: 'FREEZE_ACTIVATED', measure: { orderId: 'order-freeze', heldFen: 3_500_000, state: 'ACTIVE' } },
  ])
  expect(endDue(books, addMonths(courtEndsMs, 6)).map(({ event }) => event)).toEqual(['LAPSED'])
})

test('a protective hold lets living costs and named payees through, and nothing else', () => {
  const body = {
    ...common,
    orderId: 'order-hold',
    taskId: 't',
    account: named('victim'),
    hours: 24,
    livingCostFen: 50_000,
    currency: 'CNY',
    exceptions: ['6217000000000001'],
  }
  decideHold(books, { ...envelope, type: 'hold.request', body }, nowMs)
  const payee = { accountNo: '6217000000000001', accountName: '房东' }
  expect(out('victim', 50_001)).toEqual({ ok: false, why: 'STOPPED' })
  expect(out('victim', 50_000)).toMatchObject({ ok: true })
  expect(out('victim', 1)).toEqual({ ok: false, why: 'STOPPED' })
  const rent = { from: named('victim'), to: payee, amountFen: 300_000, exit: 'ACCOUNT' as const }
  expect(pay(books, rent, nowMs)).toMatchObject({ ok: true })
  // Both transfers that waited were called back, so nothing leaves when they would have been due.
  endDue(books, Date.parse('2100-01-01T00:00:00+08:00'))
  expect(balanceFen(books, accountNo('victim'))).toBe(8_000_000 - 350_000)
})

test('a release of one order leaves the money of another where it is', () => {
  decideStop(books, stop('double'), nowMs)
  decideStop(books, { ...stop('double', { orderId: 'order-second', reportId: 'r2' }), serial: 's-2' }, nowMs)
  const release = (orderId: string) =>
    decideRelease(
      books,
      {
        ...envelope,
        type: 'stop.release',
        body: { ...common, orderId, accountNo: accountNo('double'), cause: 'UNFOUNDED' },
      },
      nowMs,
    )
  expect(release('order-double').decision).toMatchObject({ answer: { body: { outcome: 'KEPT_BY_OTHER' } } })
  expect(out('double', 1)).toEqual({ ok: false, why: 'STOPPED' })
  expect(release('order-second').decision).toMatchObject({ answer: { body: { outcome: 'RELEASED' } } })
  expect(out('double', 1)).toMatchObject({ ok: true })
})

test.each([
  ['2026-08-31T10:00:00+08:00', 6, '2027-02-28T10:00:00+08:00'],
  ['2027-08-31T10:00:00+08:00', 6, '2028-02-29T10:00:00+08:00'],
  // 07:30 in Shanghai is still the day before in UTC.
  ['2026-03-31T07:30:00+08:00', 1, '2026-04-30T07:30:00+08:00'],
  ['2026-03-01T00:00:00+08:00', 12, '2027-03-01T00:00:00+08:00'],
])('%s and %i months is %s', (from, months, to) => {
  expect(new Date(addMonths(Date.parse(from), months))).toEqual(new Date(to))
})
