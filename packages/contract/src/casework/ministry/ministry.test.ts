import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AnswerMessages, OrderMessages } from '../orders.ts'
import { stopAnswerOutcomes } from '../orders-answers.ts'
import { meaningOfReturnCode, ministryMessages } from './codes.ts'
import {
  ministryChangeOf,
  ministryFreezeOf,
  ministryResultOf,
  ministryStopOf,
  readMinistry,
  resultOfMinistry,
  stopOfMinistry,
  writeMinistry,
} from './orders.ts'
import { instantOfMinistryTime, ministryTime, wholeYuanOf } from './values.ts'

const serial = '1021000000429990000000000000000000000000000000000017'
const head = { mode: '0001', to: '102100000042' }
const approval = {
  organ: '某市反诈中心',
  createdBy: '甲',
  approvedBy: '乙',
  approvedAt: '2026-11-23T09:59:00+08:00',
  documentNo: '1号',
}
const envelope = {
  v: 1 as const,
  id: 'message-0000000001',
  serial,
  from: 'h',
  to: 'b',
  issuedAt: '',
  expiresAt: '',
  inReplyTo: null,
}
const stop: OrderMessages['stop.request'] = {
  ...envelope,
  type: 'stop.request',
  body: {
    orderId: 'order-000017',
    reportId: 'R1',
    caseId: null,
    account: {
      bankId: '102100000042',
      bankName: '某银行',
      accountNo: '6222021000000001',
      accountName: '张三',
      accountType: 'personal',
    },
    transfer: {
      amountFen: 1_234_567,
      currency: 'CNY',
      at: '2026-11-23T09:30:00+08:00',
      from: { accountNo: '6217001000000001', accountName: '何受害' },
    },
    claimedFen: 1_234_567,
    mode: 'ACCOUNT',
    limitFen: null,
    tier: 1,
    parentOrderId: null,
    stopNo: 1,
    hours: 48,
    isUrgent: true,
    fraudType: 'F01',
    reason: '冒充客服 <紧急>',
    approval,
  },
}

test('a stop goes through 100101 and comes back with all that it can say', () => {
  const xml = writeMinistry(ministryStopOf(stop, head))
  expect(xml).toContain('<TxCode>100101</TxCode>')
  expect(xml).toContain('<TransferAmount>12345.67</TransferAmount>')
  expect(xml).toContain('<TransferTime>20261123093000</TransferTime>')
  const read = readMinistry(xml)
  expect(read?.head).toEqual({ ...head, serial })
  const { orderId, account, transfer, reason } = stop.body
  expect(read && stopOfMinistry(read)).toEqual({
    orderId,
    account,
    transfer,
    reason,
    matter: 'R1',
    isUrgent: true,
    organ: approval.organ,
  })
})

test.each(stopAnswerOutcomes)('%s goes through 100102 and comes back', (outcome) => {
  const answer: AnswerMessages['stop.result'] = {
    ...envelope,
    type: 'stop.result',
    body: {
      orderId: 'order-000017',
      decidedAt: '',
      flags: [],
      answeredBy: { desk: '某银行', isAutomatic: true },
      outcome,
      matchResult: 'MATCH',
      startAt: '2026-11-23T10:00:01+08:00',
      expiresAt: null,
      balanceAtStopFen: 5,
      securedFen: 5,
      currency: 'CNY',
      savedBy: null,
      isStillControlled: true,
      next: [],
    },
  }
  const read = readMinistry(writeMinistry(ministryResultOf(answer, head, { accountNo: '6222021000000001' })))
  expect(read && resultOfMinistry(read)).toMatchObject({
    outcome,
    balanceAtStopFen: 5,
    startAt: '2026-11-23T10:00:01+08:00',
    expiresAt: null,
  })
})

test('a result code that the table does not have is left to a person', () => {
  const message = {
    head: { ...head, serial },
    txCode: '100102' as const,
    fields: { ApplicationID: 'x', Result: '7777' },
  }
  expect(resultOfMinistry(message)).toMatchObject({ outcome: null, result: '7777' })
})

test('the limit of a freeze is whole yuan, never more than the document says', () => {
  const { message, leftOutFen } = ministryFreezeOf(
    {
      ...envelope,
      type: 'freeze.request',
      body: {
        orderId: 'order-000018',
        caseId: 'A1',
        caseFiledAt: '',
        stopOrderId: null,
        account: stop.body.account,
        mode: 'AMOUNT',
        amountFen: 1_234_567,
        currency: 'CNY',
        includesInterest: true,
        months: 6,
        reason: '',
        approval,
      },
    },
    head,
  )
  expect([message.fields['Balance'], message.fields['FreezeType'], leftOutFen]).toEqual(['12345', '52', 67])
  fc.assert(
    fc.property(fc.nat(), (fen) => {
      const { yuan, leftOutFen: left } = wholeYuanOf(fen)
      expect(Number(yuan) * 100 + left).toBe(fen)
    }),
  )
})

test.each([
  ['stop.release', '100103'],
  ['freeze.release', '100203'],
] as const)('%s is %s and names the order it ends', (type, txCode) => {
  const body = {
    orderId: 'order-000017',
    accountNo: '6222021000000001',
    cause: 'UNFOUNDED' as const,
    reason: '',
    approval,
  }
  const message = ministryChangeOf({ ...envelope, type, body }, head)
  expect(message.txCode).toBe(txCode)
  expect(message.fields['OriginalApplicationID']).toBe('order-000017')
})

test('times come back to the second, and days that do not exist are none', () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2016-01-01'), max: new Date('2099-01-01'), noInvalidDate: true }),
      (date) => {
        const whole = Math.floor(date.getTime() / 1000) * 1000
        const text = ministryTime(new Date(whole).toISOString())
        expect(Date.parse(instantOfMinistryTime(text) ?? '')).toBe(whole)
      },
    ),
  )
  for (const text of ['20260231000000', '20261301000000', '20261123240000', '2026112310000', undefined])
    expect(instantOfMinistryTime(text)).toBeUndefined()
})

test('a serial of another form, an unknown number and a wrong amount are refused', () => {
  expect(() => ministryStopOf({ ...stop, serial: 'short' }, head)).toThrow(RangeError)
  const xml = writeMinistry(ministryStopOf(stop, head))
  expect(readMinistry(xml.replace('100101', '100999'))).toBeUndefined()
  for (const amount of ['-1.00', '1e3', '1.001', '１２', '']) {
    const read = readMinistry(xml.replace('12345.67', amount))
    expect(read && stopOfMinistry(read)).toBeUndefined()
  }
})

test('every number answers with a number that is known, and a duplicate counts as an ack', () => {
  for (const { answer } of Object.values(ministryMessages))
    if (answer !== null) expect(Object.keys(ministryMessages)).toContain(answer)
  expect(['100000', '200003', '200010', '200002', '200001', '5'].map(meaningOfReturnCode)).toEqual([
    'taken',
    'duplicate',
    'account-unknown',
    'later',
    'refused',
    'unknown',
  ])
})
