import { describe, expect, test } from 'vitest'
import { indicatorKinds } from '../indicators/indicator.ts'
import { assess, stateOfIdentity, unknownState } from './assess.ts'
import { evidenceOf, inputOf, people, start } from './evidence.fixture.ts'
import { explainVerdict, reasonCodes } from './explain.ts'
import { readVerdict, readWithMarks } from './read.ts'
import type { AssessmentInput, Identity, VerdictState } from './types.ts'
import { ago, countedAtStart, grouped, spaced } from './wording.ts'

const day = 86_400
const later = start + day

const bank: Identity = {
  id: 'icbc',
  name: { zh: '工商银行', en: 'ICBC' },
  category: 'bank',
  spoofed: true,
}
const police = evidenceOf({ tier: 'police', source: 'police:sz', reliability: 0.98, fraudType: 'F08.01' })

function explainState(state: VerdictState, at = later) {
  return explainVerdict(state, readVerdict(state, at), at)
}
const explain = (input: AssessmentInput, at = later) => explainState(assess(input), at)
const codes = (input: AssessmentInput, at = later) => explain(input, at).reasons.map(({ code }) => code)

describe('the answer comes first', () => {
  test('confirmed names the fraud, tells to hang up and whom to call', () => {
    const { answer, reasons, advice } = explain(inputOf([police]))
    expect(answer).toEqual({
      zh: '这个号码已确认用于诈骗（冒充公检法，“安全账户”）。',
      en: 'This number is confirmed to be used for fraud: false police and “safe accounts”.',
    })
    expect(reasons).toEqual([
      {
        code: 'POLICE_CONFIRMED',
        text: {
          zh: '经公安机关核查，确认它被用于诈骗，最近一次：1 天前。',
          en: 'The police looked into it and confirmed that it is used for fraud, most recently 1 day ago.',
        },
      },
    ])
    expect(advice.zh).toMatch(/^请立即挂断/)
    expect(advice.zh).toContain('没有“安全账户”')
    expect(advice.zh).toContain('110')
    expect(advice.en).toMatch(/^Hang up now/)
  })

  test('unknown never says safe, and gives three checks for every kind', () => {
    for (const kind of indicatorKinds) {
      const { answer, reasons, advice } = explainState(unknownState(kind))
      expect(reasons.map(({ code }) => code)).toEqual(['NOTHING_KNOWN'])
      const said = [answer, advice, ...reasons.map(({ text }) => text)]
      for (const { zh, en } of said) {
        expect(zh).not.toMatch(/安全(?!账户)/)
        expect(en).not.toMatch(/\bsafe\b/i)
      }
      for (const part of ['一、', '二、', '三、']) expect(advice.zh).toContain(part)
      for (const part of ['1.', '2.', '3.']) expect(advice.en).toContain(part)
    }
  })

  test('no scores or percentages anywhere', () => {
    const inputs = [inputOf([]), inputOf([police]), inputOf(people(5)), inputOf(people(1))]
    for (const input of inputs) expect(JSON.stringify(explain(input))).not.toMatch(/%|score|0\.\d/)
  })

  test('advice follows the kind and the fraud type', () => {
    const said = (kind: 'phone' | 'url' | 'wallet', fraudType: string) =>
      explain(inputOf([{ ...police, fraudType }], kind)).advice.zh
    const phone = said('phone', 'F01')
    expect(said('url', 'F01')).not.toBe(phone)
    expect(said('phone', 'F02')).not.toBe(phone)
    expect(said('wallet', 'F02.02')).toContain('不要向它转账')
  })
})

describe('reports of the public', () => {
  test('one person: unknown, but said', () => {
    const { answer, reasons } = explain(inputOf(people(1)))
    expect(answer.en).toBe('We cannot say yet whether this number is used for fraud.')
    expect(reasons.map(({ text }) => text)).toEqual([
      {
        zh: '有 1 人举报过（1 天前），还没有核实。',
        en: 'One person reported it (1 day ago); not yet checked.',
      },
    ])
  })

  test('one person whose word the police confirmed is not called unchecked', () => {
    const { reasons } = explain(inputOf([...people(1), police]))
    const said = reasons.find(({ code }) => code === 'CITIZEN_REPORTS')
    expect(said?.text).toEqual({ zh: '有 1 人举报过（1 天前）。', en: 'One person reported it (1 day ago).' })
  })

  test('several people this week, and over a longer time', () => {
    expect(explain(inputOf(people(5))).reasons[0]?.text).toEqual({
      zh: '最近 7 天有 5 人各自举报了它。',
      en: 'Five people reported it this week, each on their own.',
    })
    expect(explain(inputOf(people(12, {}, day)), start + 20 * day).reasons[0]?.text.en).toBe(
      '12 people reported it, each on their own, most recently 9 days ago.',
    )
  })

  test('a crowd in one hour is counted as the people it is, even where the weight is damped', () => {
    const crowd = assess(inputOf(people(200, {}, 18)))
    expect(crowd.tiers[0]?.groups).toBe(200)
    expect(explainState(crowd).reasons[0]?.text.en).toMatch(/^200 people/)
    expect(assess(inputOf(people(9, { text: 'copied' }))).tiers[0]?.groups).toBe(4)
  })

  test('many copies from few places are not counted as people', () => {
    const copies = people(300, { origin: 'one network' }, 60)
    expect(codes(inputOf(copies))).toEqual(['CITIZEN_REPORTS', 'REPORTS_CORRELATED'])
    expect(explain(inputOf(copies)).reasons[0]?.text.en).toMatch(/^One person/)
  })
})

describe('every circumstance is said', () => {
  const feed = evidenceOf({ tier: 'feed', source: 'import:a', reliability: 0.9, count: 37 })

  test('sources, most weighty first', () => {
    const members = ['member:a', 'member:b', 'member:c'].map((source) =>
      evidenceOf({ tier: 'member', source, reliability: 0.9 }),
    )
    const detector = evidenceOf({ tier: 'detector', source: 'detector:x', reliability: 0.8 })
    const input = inputOf([...people(3), feed, detector, ...members, police])
    expect(codes(input)).toEqual([
      'POLICE_CONFIRMED',
      'MEMBER_CONFIRMED',
      'FEED_LISTED',
      'DETECTOR_FINDING',
      'CITIZEN_REPORTS',
    ])
    expect(explain(input).reasons[1]?.text.en).toMatch(/^Three member institutions confirmed/)
    expect(explain(input).reasons[2]?.text.en).toBe(
      'It is on 1 list of frauds with 37 entries in all, most recently 1 day ago.',
    )
  })

  test('dispute, retraction, former holder, old news', () => {
    const input = inputOf([police])
    expect(codes({ ...input, dispute: { state: 'open', at: later } })).toContain('DISPUTED')
    expect(codes({ ...input, retractedAt: later })).toEqual(['RETRACTED'])
    const withdrawn = explain({ ...input, dispute: { state: 'upheld', at: later } })
    expect(withdrawn.reasons.map(({ code }) => code)).toEqual(['RETRACTED'])
    expect(withdrawn.answer.zh).toContain('已经撤销')
    expect(JSON.stringify(withdrawn)).not.toMatch(/暂无记录|没有人举报过|[Nn]othing is known|[Nn]obody has/)
    expect(codes({ ...input, tenureFrom: later })).toEqual(['NEW_HOLDER'])
    expect(codes(inputOf([feed]), start + 200 * day)).toEqual(['FEED_LISTED', 'FADED'])
  })

  test('a pin says that a person decided', () => {
    const pin = { level: 'high' as const, by: 'admin', at: start, reason: 'internal note 42' }
    const { reasons } = explain({ ...inputOf(people(1)), pin })
    expect(reasons[0]?.code).toBe('PINNED')
    expect(JSON.stringify(reasons)).not.toContain('internal note')
  })

  test('found in order by a person: what was said before is not repeated, what came after is', () => {
    const pin = { level: 'safe' as const, by: 'admin', at: start + day, reason: 'our own name' }
    const before = explain({ ...inputOf(people(3)), pin })
    expect(before.reasons.map(({ code }) => code)).toEqual(['PINNED', 'OVERRULED'])
    const after = explain({ ...inputOf(people(3)), pin: { ...pin, at: start - day } })
    expect(after.reasons.map(({ code }) => code)).toEqual(['PINNED', 'CITIZEN_REPORTS'])
  })

  test('a verified number with a spoof warning; evidence of members against it is not swallowed', () => {
    const clean = explainState(stateOfIdentity('phone', bank))
    expect(clean.answer).toEqual({
      zh: '这是工商银行的官方号码。',
      en: 'This is the official number of ICBC.',
    })
    expect(clean.reasons.map(({ code }) => code)).toEqual(['IDENTITY_SPOOFED'])
    expect(clean.reasons[0]?.text.zh).toBe(
      '这是工商银行的官方号码，但骗子常伪造来电显示，冒充它打电话、发短信。',
    )
    expect(clean.advice.zh).toContain('先挂断')
    const site = explainState(stateOfIdentity('domain', bank))
    expect(site.reasons[0]?.text.zh).toBe('这是工商银行的官方网站，但骗子常做一个很像的来冒充。')
    const contested = { ...inputOf([police]), identity: { ...bank, spoofed: false } }
    expect(codes(contested)).toEqual(['IDENTITY_VERIFIED', 'IDENTITY_CONTESTED', 'POLICE_CONFIRMED'])
  })

  test('a sender’s name proves nothing, whoever it belongs to', () => {
    for (const spoofed of [true, false]) {
      const { reasons } = explainState(stateOfIdentity('sms-sender', { ...bank, spoofed }))
      expect(reasons.map(({ code }) => code)).toEqual(['IDENTITY_SPOOFED'])
      expect(reasons[0]?.text.zh).toContain('谁都可以随便写')
      expect(reasons[0]?.text.en).toContain('anybody can write any name')
    }
  })

  test('a forged number', () => {
    const state = unknownState('phone')
    const { answer, reasons, advice } = explainVerdict(
      state,
      readWithMarks(state, ['forged'], later),
      later,
      ['forged'],
    )
    expect(answer.en).toBe('This number is dangerous and very likely used for fraud.')
    expect(reasons.map(({ code }) => code)).toEqual(['FORGED_NUMBER'])
    expect(advice.en).toMatch(/^Hang up now\. Press no key/)
  })

  test('codes are unique', () => {
    expect(new Set(reasonCodes).size).toBe(reasonCodes.length)
  })
})

test('times and figures in words', () => {
  expect(ago(-5).en).toBe('just now')
  expect(ago(3600)).toEqual({ zh: '1 小时前', en: '1 hour ago' })
  expect(ago(13 * day)).toEqual({ zh: '13 天前', en: '13 days ago' })
  expect(ago(14 * day)).toEqual({ zh: '2 周前', en: '2 weeks ago' })
  expect(ago(61 * day)).toEqual({ zh: '2 个月前', en: '2 months ago' })
  expect(ago(800 * day)).toEqual({ zh: '2 年前', en: '2 years ago' })
  expect(grouped(1234567)).toBe('1,234,567')
  expect(['工商银行', '反诈专线 96110', '12306 铁路'].map((name) => `是${spaced(name)}的`)).toEqual([
    '是工商银行的',
    '是反诈专线 96110 的',
    '是 12306 铁路的',
  ])
  expect(countedAtStart(1, 'list')).toBe('One list')
  expect(countedAtStart(1200, 'list')).toBe('1,200 lists')
})

describe('a name in look-alike letters', () => {
  const state = unknownState('domain')
  const at = 1_772_323_200

  test('is suspicious as it stands, and says why', () => {
    const reading = readWithMarks(state, ['idn', 'homoglyph'], at)
    expect(reading.level).toBe('suspicious')
    const { reasons } = explainVerdict(state, reading, at, ['idn', 'homoglyph'])
    expect(reasons.map(({ code }) => code)).toContain('LOOK_ALIKE')
    expect(readWithMarks(state, ['idn'], at).level).toBe('unknown')
  })

  test('is what a human says it is', () => {
    const pinned = { ...state, pin: { level: 'safe' as const, by: 'a', at, reason: 'our own name' } }
    expect(readWithMarks(pinned, ['homoglyph'], at).level).toBe('safe')
  })
})
