import { expect, test } from 'vitest'
import { emptyDraft, parseYuan, toReportBody, withHandover } from './draft.ts'

test.each([
  ['12800.50', 1_280_050],
  ['12,800.5', 1_280_050],
  ['¥ 1 000', 100_000],
  ['１２８００元', 1_280_000],
  ['1.2万', 1_200_000],
  ['0.01', 1],
  ['1.0001万', 1_000_100],
])('reads %s yuan to the fen', (text, amountFen) => {
  expect(parseYuan(text)).toBe(amountFen)
})

test.each(['', 'abc', '1.234', '-5', '1e9', '99999999999999', '1.2.3'])('refuses %s as an amount', (text) => {
  expect(parseYuan(text)).toBeNull()
})

const phone = {
  key: 'phone:+8613800138000',
  kind: 'phone',
  canonical: '+8613800138000',
  display: '138 0013 8000',
  level: 'unknown',
} as const

test('sends what was recognised and what was added, without what was taken out', () => {
  const url = { ...phone, key: 'url:x.top', kind: 'url', canonical: 'x.top' } as const
  const draft = { ...emptyDraft, text: ' 骗子 ', added: ['QQ 12345'], removed: [url.key] }
  expect(toReportBody(draft, [phone, url], 'zh')).toMatchObject({
    text: '骗子',
    indicators: [{ value: '+8613800138000', kind: 'phone' }, { value: 'QQ 12345' }],
    locale: 'zh',
  })
})

test('sends a loss only when money was said to have gone', () => {
  const draft = { ...emptyDraft, text: 'x', amount: '100', paidAt: '2026-03-01T09:30' }
  expect(toReportBody({ ...draft, paid: 'no' }, [], 'zh')).not.toHaveProperty('loss')
  const { loss } = toReportBody({ ...draft, paid: 'yes' }, [], 'zh')
  expect(toReportBody({ ...emptyDraft, text: 'x', paid: 'yes' }, [], 'zh').loss).toEqual({ currency: 'CNY' })
  expect(loss).toEqual({ amountFen: 10_000, currency: 'CNY', at: new Date('2026-03-01T09:30').toISOString() })
})

test('leaves out the contact when none was given', () => {
  expect(toReportBody({ ...emptyDraft, text: 'x', contact: '  ' }, [], 'en')).not.toHaveProperty('contact')
})

test('takes over a checked value once, and a message as text', () => {
  const once = withHandover(emptyDraft, { value: '13800138000' })
  expect(withHandover(once, { value: '13800138000' }).added).toEqual(['13800138000'])
  const message = '您的账户异常，请登录 x.top。'
  const both = withHandover({ ...once, text: '已有的话' }, { value: message })
  expect(both.text).toBe(`已有的话\n\n${message}`)
  expect(withHandover(both, { value: message }).text).toBe(both.text)
})
