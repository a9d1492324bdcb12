import { assess, indicatorKey, type AssessmentInput, type IndicatorKind } from '@wuzei/domain'
import { expect, it } from 'vitest'
import { createChecker } from '../library/checker.ts'
import { createVerdictIndex } from '../verdict-index/verdict-index.ts'
import type { AskAboutLink } from './link-opinion.ts'

const nowS = 1_772_323_200
const link = 'https://icbc-refund.top/login'
const lookAlike = {
  code: 'BRAND_IN_DOMAIN',
  text: { zh: '网址里有工商银行的名字', en: 'It uses the name of ICBC' },
}

const report = {
  source: 'public',
  tier: 'citizen',
  reliability: 0.7,
  reporter: 'a',
  origin: 'b',
  device: null,
  text: null,
  fraudType: null,
  count: 1,
  firstAt: nowS - 60,
  lastAt: nowS - 60,
  echo: false,
  retracted: false,
} as const
const police = { ...report, source: 'police:sz', tier: 'police', reliability: 0.98 } as const

const dangerous: AskAboutLink = () => ({
  level: 'high',
  score: 0.97,
  fraudType: 'F08',
  reasons: [lookAlike],
  model: 'url@9.9.9',
})

function checkerWith(entries: readonly [IndicatorKind, string, Partial<AssessmentInput>][], ask = dangerous) {
  const index = createVerdictIndex()
  for (const [kind, canonical, input] of entries) {
    const key = indicatorKey(kind, canonical)
    const state = assess({
      kind,
      evidence: [],
      tenureFrom: null,
      pin: null,
      identity: null,
      dispute: null,
      retractedAt: null,
      ...input,
    })
    index.upsert(Number(key >> 32n), Number(key & 0xffffffffn), state)
  }
  return createChecker(index, () => nowS * 1000, ask)
}

const verdictOf = (checker: ReturnType<typeof checkerWith>, value: string) =>
  JSON.parse(checker.check(value).toString())

it('gives what the library does not know the opinion of the model, its reasons and its version', () => {
  const verdict = verdictOf(checkerWith([]), link)
  expect(verdict).toMatchObject({ level: 'high', score: 0.97, fraudTypes: ['F08'], ttlS: 60, identity: null })
  expect(verdict.reasons).toEqual([lookAlike])
  expect(verdict.evidence).toEqual([
    {
      source: 'model',
      count: 1,
      independent: 1,
      firstAt: '2026-03-01T00:00:00.000Z',
      lastAt: '2026-03-01T00:00:00.000Z',
      model: 'url@9.9.9',
    },
  ])
  expect(verdict.answer.zh).not.toContain('暂无记录')
  expect(verdict.advice.zh).toContain('关掉这个页面')
})

it('tells what there is to know about an unknown link without making anything of it', () => {
  const hidden = {
    code: 'SHORT_LINK',
    text: { zh: '短链接看不出去向', en: 'A short link hides where it leads' },
  }
  const shortened: AskAboutLink = () => ({
    level: 'unknown',
    score: 0.4,
    fraudType: null,
    reasons: [hidden],
    model: 'url@9.9.9',
  })
  const plain = verdictOf(
    checkerWith([], () => undefined),
    'https://t.cn/A6x',
  )
  const verdict = verdictOf(checkerWith([], shortened), 'https://t.cn/A6x')
  expect(verdict).toEqual({ ...plain, reasons: [hidden, ...plain.reasons] })
})

it('says the same in a batch', () => {
  const checker = checkerWith([])
  const batch = JSON.parse(checker.checkBatch([link, '95588']).json.toString())
  expect(batch.results[0]).toEqual(verdictOf(checker, link))
  expect(batch.results[1].level).toBe('unknown')
})

it('never asks about what a person or a verified owner has decided, nor about what is no link', () => {
  const asked: string[] = []
  const ask: AskAboutLink = (indicator, value) => {
    asked.push(value)
    return dangerous(indicator, value)
  }
  const identity = {
    id: 'icbc',
    name: { zh: '工商银行', en: 'ICBC' },
    category: 'bank',
    spoofed: false,
    coversSubdomains: true,
  } as const
  const pin = { level: 'unknown', by: 'admin', at: nowS, reason: 'looked at' } as const
  const checker = checkerWith(
    [
      ['domain', 'icbc.com.cn', { identity }],
      ['domain', 'pinned-pay.top', { pin }],
      ['domain', 'withdrawn-pay.top', { evidence: [police], dispute: { state: 'upheld', at: nowS } }],
    ],
    ask,
  )
  expect(verdictOf(checker, 'https://mybank.icbc.com.cn/login').level).toBe('safe')
  expect(verdictOf(checker, 'pinned-pay.top').level).toBe('unknown')
  expect(verdictOf(checker, 'withdrawn-pay.top').level).toBe('unknown')
  expect(verdictOf(checker, '13900001111').level).toBe('unknown')
  expect(asked).toEqual([])
  expect(verdictOf(checker, 'other-pay.top').level).toBe('high')
  expect(asked).toEqual(['other-pay.top'])
})

it('adds to what one person reported, and leaves alone what is known', () => {
  const checker = checkerWith([
    ['domain', 'reported-pay.top', { evidence: [report] }],
    ['domain', 'known-pay.top', { evidence: [police] }],
  ])
  const reported = verdictOf(checker, 'reported-pay.top')
  expect(reported.reasons.map(({ code }: { code: string }) => code)).toEqual([
    'BRAND_IN_DOMAIN',
    'CITIZEN_REPORTS',
  ])
  expect(reported.evidence.map(({ source }: { source: string }) => source)).toEqual(['citizen', 'model'])
  expect(verdictOf(checker, 'known-pay.top').evidence).toHaveLength(1)
})
