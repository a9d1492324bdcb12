import fc from 'fast-check'
import { expect, it } from 'vitest'
import { stopOrder } from '../definitions/stop-order.ts'
import { duplicateKeyText, naturalKeyText } from './duplicate-key.ts'
import { formatReportNumber, parseReportNumber } from './report-number.ts'

const number = formatReportNumber('2026-03-02', '440305', 123)

it('a report number tells its day, region and serial', () => {
  expect(number).toMatch(/^R20260302440305000123\d$/)
  expect(parseReportNumber(` ${number.toLowerCase().replace('440305', ' 440305-')} `)).toEqual({
    day: '2026-03-02',
    divisionCode: '440305',
    serial: 123,
  })
  expect(() => formatReportNumber('2026-3-2', '440305', 1)).toThrow(RangeError)
  expect(() => formatReportNumber('2026-03-02', '440305', 1_000_000)).toThrow(RangeError)
})

it('a wrong digit is found, wherever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 21 }), fc.integer({ min: 1, max: 9 }), (place, shift) => {
      const digit = (Number(number[place]) + shift) % 10
      expect(parseReportNumber(`${number.slice(0, place)}${digit}${number.slice(place + 1)}`)).toBeUndefined()
    }),
  )
})

it('two reports of one payment share a key, of two payments not', () => {
  const payment = { reporterKey: 'k', payeeAccountNo: '6222 0000 1', amountFen: 100n, transferAtMs: 60_000 }
  const key = duplicateKeyText(payment)
  expect(duplicateKeyText({ ...payment, payeeAccountNo: '6222-00001', transferAtMs: 119_999 })).toBe(key)
  for (const other of [
    { amountFen: 101n },
    { transferAtMs: 120_000 },
    { reporterKey: 'l' },
    { payeeAccountNo: '6' },
  ])
    expect(duplicateKeyText({ ...payment, ...other })).not.toBe(key)
})

it('the second stop of one account for one report has a key of its own', () => {
  const order = (facts: object) => ({
    kind: 'stop-order' as const,
    id: 'x',
    version: 1,
    state: 'ACTIVE',
    ruleSetId: 'CN-2024' as const,
    organisationId: 'o',
    region: '',
    createdAtMs: 0,
    createdBy: 'p',
    facts: { partnerId: 'b', accountNo: '1', reportId: 'r', stopNo: 1, ...facts },
    hands: {},
  })
  const key = naturalKeyText(stopOrder, order({}))
  expect(naturalKeyText(stopOrder, order({ narrative: 'other words' }))).toBe(key)
  expect(naturalKeyText(stopOrder, order({ stopNo: 2 }))).not.toBe(key)
  expect(naturalKeyText(stopOrder, order({ reportId: undefined, caseId: 'r' }))).not.toBe(key)
  expect(naturalKeyText(stopOrder, { ...order({}), facts: {} })).toBeUndefined()
})
