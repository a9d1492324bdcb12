import { expect, it } from 'vitest'
import { matchHolderName, matchPayment, type PaymentDetails } from './match-payment.ts'

it.each([
  ['王小明', ' 王小明 ', 'MATCH'],
  ['买买提·艾力', '买买提•艾力', 'MATCH'],
  ['买买提．艾力', '买买提艾力', 'MATCH'],
  ['ＺＨＡＮＧ　ＳＡＮ', 'Zhang San', 'MATCH'],
  ['王小明', '王小敏', 'MISMATCH_NAME'],
  ['王小明', '王小', 'MISMATCH_NAME'],
  ['', '', 'MISMATCH_NAME'],
  ['深圳市某某(集团)有限公司', '深圳市某某（集团）有限公司', 'MATCH'],
  ['深圳市某某(集团)有限公司', '深圳市某某集团有限责任公司', 'MATCH_FUZZY'],
  ['深圳市某某有限公司', '深圳市某某股份有限公司', 'MISMATCH_NAME'],
  ['深圳市某某有限公司', '深圳市另一有限公司', 'MISMATCH_NAME'],
  ['王(小明)', '王小明', 'MISMATCH_NAME'],
] as const)('%s and %s: %s', (applied, booked, expected) => {
  expect(matchHolderName(applied, booked)).toBe(expected)
  expect(matchHolderName(booked, applied)).toBe(expected)
})

it('compares account, name, amount and time in this order', () => {
  const applied: PaymentDetails = {
    accountNo: '6222 0000-1',
    accountName: '王小明',
    amountFen: 100n,
    at: { atMs: Date.parse('2026-03-02T10:00:00+08:00') },
  }
  const booked = { ...applied, accountNo: '622200001' }
  const later = (minutes: number) => ({ atMs: Date.parse('2026-03-02T10:00:00+08:00') + minutes * 60_000 })
  expect(matchPayment(applied, booked, 10)).toBe('MATCH')
  expect(matchPayment(applied, null, 10)).toBe('NOT_FOUND')
  expect(matchPayment(applied, { ...booked, accountNo: '622200002', accountName: 'x' }, 10)).toBe(
    'MISMATCH_ACCOUNT',
  )
  expect(matchPayment(applied, { ...booked, accountName: 'x', amountFen: 1n }, 10)).toBe('MISMATCH_NAME')
  expect(matchPayment(applied, { ...booked, amountFen: 101n }, 10)).toBe('MISMATCH_AMOUNT')
  expect(matchPayment(applied, { ...booked, at: later(10) }, 10)).toBe('MATCH')
  expect(matchPayment(applied, { ...booked, at: later(10.01) }, 10)).toBe('MISMATCH_TIME')
  expect(matchPayment(applied, { ...booked, at: { day: '2026-03-02' } }, 10)).toBe('MATCH')
  expect(matchPayment(applied, { ...booked, at: { day: '2026-03-03' } }, 10)).toBe('MISMATCH_TIME')
})
