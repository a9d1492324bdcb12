import { expect, it } from 'vitest'
import { textClassifier } from './text-classifier.ts'

it('judges a line by its text and sender, and says what a bad line lacks', async () => {
  const judge = await textClassifier.open()
  const text = '【工商银行】您的账户已被冻结，请登录 http://icb-vip.top 验证身份'
  const codes = (line: object) => JSON.stringify(judge({ ...line }))
  expect(judge({ text })).toMatchObject({ label: 'fraud', level: 'high', model: 'text@1.0.0' })
  expect(codes({ text, from: '13912345678' })).toContain('SENDER_IS_PRIVATE')
  expect(codes({ text, from: '95588' })).not.toContain('SENDER_IS_PRIVATE')
  expect(judge({ text: '今晚几点到家？' })).toMatchObject({ label: 'normal', level: 'unknown' })
  expect(judge({ id: 1 })).toBe('the line has no "text"')
})
