import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type IndicatorKind, indicatorKinds } from '../indicators/indicator.ts'
import { assess } from './assess.ts'
import { inputOf, start } from './evidence.fixture.ts'
import { halved, logOdds, naturalLog, probabilityOf } from './exact-math.ts'
import { readVerdict } from './read.ts'
import { type Evidence, sourceTiers, type VerdictLevel, verdictLevels } from './types.ts'

const yearS = 365 * 86_400
/** A step of the weight grid moves the score by at most a quarter of it, plus the rounding of the score itself. */
const roundingSlack = 0.0002

const kinds = fc.constantFrom<IndicatorKind>(...indicatorKinds)
const name = (prefix: string, most: number) =>
  fc.option(
    fc.integer({ min: 0, max: most }).map((n) => `${prefix}${n}`),
    { nil: null },
  )

const evidence: fc.Arbitrary<Evidence> = fc
  .record({
    tier: fc.constantFrom(...sourceTiers),
    sourceNumber: fc.integer({ min: 0, max: 5 }),
    reliability: fc.double({ min: 0, max: 1, noNaN: true }),
    reporter: name('r', 20),
    origin: name('o', 10),
    device: name('d', 10),
    text: name('t', 5),
    fraudType: fc.constantFrom(null, 'F01', 'F02', 'F08.01'),
    count: fc.integer({ min: 1, max: 500 }),
    firstAt: fc.integer({ min: start, max: start + yearS }),
    lasted: fc.integer({ min: 0, max: yearS }),
    echo: fc.constant(false),
    retracted: fc.constant(false),
  })
  .map(({ sourceNumber, lasted, ...rest }) => ({
    ...rest,
    source: rest.tier === 'citizen' ? 'public' : `${rest.tier}:${sourceNumber}`,
    lastAt: rest.firstAt + lasted,
  }))

const pile = fc.array(evidence, { maxLength: 40 })

test('the same evidence in any order gives the same JSON', () => {
  fc.assert(
    fc.property(
      kinds,
      pile.chain((items) =>
        fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length })),
      ),
      (kind, [items, shuffled]) => {
        expect(JSON.stringify(assess(inputOf(shuffled, kind)))).toBe(
          JSON.stringify(assess(inputOf(items, kind))),
        )
      },
    ),
  )
})

test('a state survives JSON, and its weight lies on the grid', () => {
  fc.assert(
    fc.property(kinds, pile, (kind, items) => {
      const state = assess(inputOf(items, kind))
      expect(JSON.parse(JSON.stringify(state))).toEqual(state)
      expect(Number.isInteger(state.weight * 4096)).toBe(true)
    }),
  )
})

test('a further statement never lowers the score from then on', () => {
  fc.assert(
    fc.property(kinds, pile, evidence, fc.nat(2 * yearS), (kind, items, further, laterS) => {
      const newest = items.reduce((last, item) => Math.max(last, item.lastAt), start)
      const added = { ...further, firstAt: newest, lastAt: newest }
      const before = assess(inputOf(items, kind))
      const after = assess(inputOf([...items, added], kind))
      const at = newest + laterS
      expect(readVerdict(after, at).score).toBeGreaterThanOrEqual(
        readVerdict(before, at).score - roundingSlack,
      )
    }),
    { numRuns: 500 },
  )
})

test('a verdict only fades as time passes, and scores stay within 0 and 1', () => {
  fc.assert(
    fc.property(kinds, pile, fc.nat(5 * yearS), fc.nat(yearS), (kind, items, ageS, laterS) => {
      const state = assess(inputOf(items, kind))
      const early = readVerdict(state, start + ageS).score
      const late = readVerdict(state, start + ageS + laterS).score
      expect(late).toBeLessThanOrEqual(early)
      for (const score of [early, late]) {
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
      }
    }),
  )
})

test('echoes and retracted statements weigh nothing', () => {
  fc.assert(
    fc.property(pile, pile, (items, others) => {
      const echoes = others.map((item, n) => ({ ...item, echo: n % 2 === 0, retracted: n % 2 === 1 }))
      expect(assess(inputOf([...items, ...echoes]))).toEqual(assess(inputOf(items)))
    }),
  )
})

test('evidence of a former holder leaves the weight of the new one alone', () => {
  fc.assert(
    fc.property(pile, fc.integer({ min: start, max: start + 2 * yearS }), (items, tenureFrom) => {
      const own = items.filter((item) => item.lastAt >= tenureFrom)
      const all = assess({ ...inputOf(items), tenureFrom })
      const clean = assess({ ...inputOf(own), tenureFrom })
      expect({ ...all, formerHolder: undefined }).toEqual({ ...clean, formerHolder: undefined })
    }),
  )
})

test('a pin stands whatever the evidence and the time', () => {
  fc.assert(
    fc.property(pile, fc.constantFrom<VerdictLevel>(...verdictLevels), fc.nat(), (items, level, at) => {
      const pin = { level, by: 'admin', at: start, reason: 'looked into' }
      expect(readVerdict(assess({ ...inputOf(items), pin }), at).level).toBe(level)
    }),
  )
})

test('citizens alone never confirm', () => {
  const citizens = fc.array(
    evidence.map((item) => ({ ...item, tier: 'citizen' as const, source: 'public' })),
    { maxLength: 200 },
  )
  fc.assert(
    fc.property(kinds, citizens, fc.nat(yearS), (kind, items, ageS) => {
      expect(readVerdict(assess(inputOf(items, kind)), start + ageS).level).not.toBe('confirmed')
    }),
  )
})

test('the portable logarithm and powers agree with the engine', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (value) => {
      expect(naturalLog(value)).toBeCloseTo(Math.log(value), 12)
    }),
  )
  fc.assert(
    fc.property(fc.double({ min: 0, max: 60, noNaN: true }), (value) => {
      expect(halved(value) / 2 ** -value).toBeCloseTo(1, 13)
    }),
  )
  fc.assert(
    fc.property(fc.double({ min: 0.001, max: 0.999, noNaN: true }), (value) => {
      expect(probabilityOf(logOdds(value))).toBeCloseTo(value, 12)
    }),
  )
  expect(halved(0)).toBe(1)
  expect(halved(5000)).toBe(0)
  for (const value of [0, -1, Number.NaN, Infinity]) expect(() => naturalLog(value)).toThrow(RangeError)
})
