import { describe, expect, test } from 'vitest'
import { assess, stateOfIdentity, unknownState } from './assess.ts'
import { evidenceOf, inputOf, people, start } from './evidence.fixture.ts'
import { kindParameters, tierCeiling, weightMaximum } from './parameters.ts'
import { readVerdict, readWithMarks } from './read.ts'
import { indicatorKinds } from '../indicators/indicator.ts'
import { type AssessmentInput, type Identity, sourceTiers } from './types.ts'

const day = 86_400
const read = (input: AssessmentInput, at: number) => readVerdict(assess(input), at)

const bank: Identity = { id: 'icbc', name: { zh: '工商银行', en: 'ICBC' }, category: 'bank', spoofed: true }

describe('levels', () => {
  test('nothing known is unknown for every kind, at the prior', () => {
    for (const kind of indicatorKinds) {
      expect(readVerdict(unknownState(kind), start)).toEqual({
        level: 'unknown',
        score: kindParameters[kind].prior,
      })
      expect(assess(inputOf([], kind))).toEqual(unknownState(kind))
    }
  })

  test('one or two citizens change no level, however reliable; the third makes it suspicious', () => {
    for (const reliability of [0.7, 0.99]) {
      expect(read(inputOf(people(1, { reliability })), start + day).level).toBe('unknown')
      expect(read(inputOf(people(2, { reliability })), start + day).level).toBe('unknown')
      expect(read(inputOf(people(3, { reliability })), start + day).level).toBe('suspicious')
    }
    expect(assess(inputOf(people(1))).tiers).toHaveLength(1)
  })

  test('five independent reporters make every kind suspicious', () => {
    for (const kind of indicatorKinds) {
      expect(read(inputOf(people(5, {}, 3600), kind), start + 3600).level, kind).toBe('suspicious')
    }
  })

  test('one member makes every kind suspicious, two high, four confirmed', () => {
    const members = (count: number) =>
      Array.from({ length: count }, (_, n) =>
        evidenceOf({ tier: 'member', source: `member:${n}`, reliability: 0.9 }),
      )
    for (const kind of indicatorKinds) {
      expect(read(inputOf(members(1), kind), start).level, kind).toBe('suspicious')
      expect(read(inputOf(members(2), kind), start).level, kind).toMatch(/suspicious|high/)
    }
    expect(read(inputOf(members(2)), start).level).toBe('high')
    expect(read(inputOf(members(3)), start)).toEqual({ level: 'high', score: 0.97 })
    expect(read(inputOf(members(4)), start).level).toBe('confirmed')
  })

  test('the police confirm every kind, and keep doing so for half a half-life', () => {
    for (const kind of indicatorKinds) {
      const input = inputOf([evidenceOf({ tier: 'police', source: 'police:sz', reliability: 0.98 })], kind)
      const halfLifeS = kindParameters[kind].halfLifeDays * day
      expect(read(input, start).level, kind).toBe('confirmed')
      expect(read(input, start + halfLifeS * 10).level, kind).toBe('unknown')
    }
    const input = inputOf([evidenceOf({ tier: 'police', source: 'police:sz', reliability: 0.98 })])
    expect(read(input, start + 45 * day).level).toBe('confirmed')
  })

  test('a feed: high for a site at 0.9, suspicious for a phone at 0.7, never confirmed', () => {
    const feed = (reliability: number, source = 'import:a', count = 1) =>
      evidenceOf({ tier: 'feed', source, reliability, count })
    expect(read(inputOf([feed(0.9)], 'domain'), start).level).toBe('high')
    expect(read(inputOf([feed(0.9)], 'url'), start).level).toBe('high')
    expect(read(inputOf([feed(0.7)], 'phone'), start).level).toBe('suspicious')
    const many = Array.from({ length: 50 }, (_, n) => feed(0.99, `import:${n}`, 1000))
    expect(read(inputOf(many), start).level).toBe('high')
  })

  test('complaint counts of a feed add a little and saturate', () => {
    const weightOf = (count: number) =>
      assess(inputOf([evidenceOf({ tier: 'feed', source: 'import:a', reliability: 0.7, count })])).weight
    expect(weightOf(37)).toBeGreaterThan(weightOf(1))
    expect(weightOf(1_000_000)).toBeLessThan(weightOf(1) * 1.16)
  })

  test('detectors alone never confirm, and reliability at or below one half weighs nothing', () => {
    const detector = (n: number, reliability = 0.995) =>
      evidenceOf({ tier: 'detector', source: `detector:${n}`, reliability })
    expect(read(inputOf([detector(0, 0.8)]), start).level).toBe('suspicious')
    expect(read(inputOf([0, 1, 2, 3, 4].map((n) => detector(n))), start).level).toBe('high')
    expect(assess(inputOf([detector(0, 0.5), detector(1, 0.2)]))).toEqual(unknownState('phone'))
  })

  test('a weak detector does not lift what a few citizens say above suspicious', () => {
    const weak = evidenceOf({ tier: 'detector', source: 'detector:weak', reliability: 0.6 })
    expect(read(inputOf([weak, ...people(20, {}, day)]), start + 20 * day).level).toBe('suspicious')
  })
})

describe('how much a statement can weigh', () => {
  const weigh = (said: Parameters<typeof inputOf>[0]) => assess(inputOf(said)).weight

  test('one citizen never more than at r = 0.8, however good their record', () => {
    const perfect = weigh(people(1, { reliability: 0.99 }))
    expect(perfect).toBe(weigh(people(1, { reliability: 0.85 })))
    expect(perfect).toBeGreaterThan(weigh(people(1, { reliability: 0.75 })))
  })

  test('a second list adds half of the first, a second member all of it', () => {
    const from = (tier: 'feed' | 'member', count: number) =>
      weigh(
        Array.from({ length: count }, (_, n) =>
          evidenceOf({ tier, source: `${tier}:${n}`, reliability: 0.8 }),
        ),
      )
    expect(from('feed', 2)).toBeCloseTo(from('feed', 1) * 1.5, 2)
    expect(from('member', 2)).toBeCloseTo(from('member', 1) * 2, 2)
  })

  test('the sum has an end, so that everything fades', () => {
    const police = Array.from({ length: 100 }, (_, n) =>
      evidenceOf({ tier: 'police', source: `police:${n}`, reliability: 0.99 }),
    )
    expect(weigh(police)).toBe(weightMaximum)
    expect(read(inputOf(police), start + 4 * 90 * day).level).toBe('unknown')
  })
})

test('each tier alone reaches its ceiling and nothing above', () => {
  for (const tier of sourceTiers) {
    const said = people(300, { tier, reliability: 0.995 }, 1200).map((item, n) => ({
      ...item,
      source: tier === 'citizen' ? 'public' : `${tier}:${n}`,
    }))
    expect(read(inputOf(said), start + 300 * 1200).level, tier).toBe(tierCeiling[tier])
  }
})

describe('what weighs nothing', () => {
  test('echoes and retracted statements leave the state as it was', () => {
    const base = people(4)
    const expected = assess(inputOf(base))
    const echo = evidenceOf({ tier: 'member', source: 'member:x', reliability: 0.95, echo: true })
    const retracted = evidenceOf({ tier: 'police', source: 'police:x', reliability: 0.98, retracted: true })
    expect(assess(inputOf([...base, echo, retracted]))).toEqual(expected)
  })

  test('one reporter has one weight', () => {
    const one = people(1)
    const twice = [
      ...one,
      evidenceOf({ ...one[0], origin: 'elsewhere', device: 'other', text: 'other', lastAt: start + 60 }),
    ]
    expect(assess(inputOf(twice)).weight).toBeCloseTo(assess(inputOf(one)).weight, 2)
    expect(assess(inputOf(twice)).tiers[0]?.groups).toBe(1)
  })

  test('statements of unknown origin count as one network', () => {
    const hidden = people(50, { origin: null }, 7200)
    expect(read(inputOf(hidden), start + 50 * 7200).level).toBe('unknown')
  })

  test('a former holder: before tenure nothing, from that very second everything', () => {
    const police = evidenceOf({ tier: 'police', source: 'police:sz', reliability: 0.98 })
    const at = (tenureFrom: number) => assess({ ...inputOf([police]), tenureFrom })
    expect(readVerdict(at(start + 1), start + 2).level).toBe('unknown')
    expect(at(start + 1).formerHolder).toBe(true)
    expect(readVerdict(at(start), start + 2).level).toBe('confirmed')
    expect(at(start)).not.toHaveProperty('formerHolder')
  })

  test('an upheld dispute and a retraction clear everything up to that second, later evidence counts', () => {
    const before = evidenceOf({ tier: 'police', source: 'police:sz', reliability: 0.98 })
    const after = evidenceOf({
      tier: 'member',
      source: 'member:a',
      reliability: 0.9,
      lastAt: start + 11,
      firstAt: start + 11,
    })
    for (const cut of [
      { dispute: { state: 'upheld' as const, at: start + 10 } },
      { retractedAt: start + 10 },
      { retractedAt: start },
    ]) {
      const cleared = assess({ ...inputOf([before]), ...cut })
      expect(cleared.retracted).toBe(true)
      expect(readVerdict(cleared, start + 20).level).toBe('unknown')
      const renewed = assess({ ...inputOf([before, after]), ...cut })
      expect(renewed.retracted).toBe(false)
      expect(readVerdict(renewed, start + 20).level).toBe('suspicious')
    }
  })

  test('an open or rejected dispute takes nothing away', () => {
    const police = inputOf([evidenceOf({ tier: 'police', source: 'police:sz', reliability: 0.98 })])
    const open = assess({ ...police, dispute: { state: 'open', at: start + 5 } })
    expect(open.disputed).toBe(true)
    expect(readVerdict(open, start + 9).level).toBe('confirmed')
    expect(assess({ ...police, dispute: { state: 'rejected', at: start + 5 } }).disputed).toBe(false)
  })
})

describe('above the sum', () => {
  const police = evidenceOf({ tier: 'police', source: 'police:sz', reliability: 0.98 })

  test('a verified identity is safe whatever is reported', () => {
    expect(readVerdict(stateOfIdentity('phone', bank), start)).toEqual({ level: 'safe', score: 0.01 })
    const state = assess({ ...inputOf([police, ...people(50)]), identity: bank })
    expect(readVerdict(state, start).level).toBe('safe')
    expect(state.tiers.map((tier) => tier.tier)).toEqual(['citizen', 'police'])
  })

  test('a pin beats evidence and identity, at any time', () => {
    for (const level of ['safe', 'unknown', 'suspicious', 'high', 'confirmed'] as const) {
      const pin = { level, by: 'admin', at: start, reason: 'checked' }
      const state = assess({ ...inputOf([police]), identity: bank, pin })
      for (const at of [0, start, start + 3650 * day]) expect(readVerdict(state, at).level).toBe(level)
    }
  })

  test('a forged number is high until a human says otherwise', () => {
    expect(readWithMarks(unknownState('phone'), ['forged'], start).level).toBe('high')
    expect(readWithMarks(unknownState('phone'), ['short-code'], start).level).toBe('unknown')
    expect(readWithMarks(assess(inputOf([police])), ['forged'], start).level).toBe('confirmed')
    const pin = { level: 'safe' as const, by: 'admin', at: start, reason: 'test line' }
    expect(readWithMarks({ ...unknownState('phone'), pin }, ['forged'], start).level).toBe('safe')
  })
})

describe('time', () => {
  test('a new sighting revives a faded statement', () => {
    const seen = evidenceOf({ tier: 'feed', source: 'import:a', reliability: 0.9 })
    const again = { ...seen, lastAt: start + 365 * day }
    expect(read(inputOf([seen], 'domain'), start + 365 * day).level).toBe('unknown')
    expect(read(inputOf([again], 'domain'), start + 365 * day).level).toBe('high')
  })

  test('the strongest fraud types come first, three at most', () => {
    const types = ['F01', 'F02', 'F02', 'F03', 'F03', 'F03', 'F04']
    const said = people(7).map((item, n) => ({ ...item, fraudType: types[n] ?? null }))
    expect(assess(inputOf(said)).fraudTypes).toEqual(['F03', 'F02', 'F01'])
  })
})
