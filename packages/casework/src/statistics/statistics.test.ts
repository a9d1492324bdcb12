import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseFacts, DissuasionFact, StopFact } from './case-facts.ts'
import { countFigures } from './count-figures.ts'
import { kpiDefinitions } from './kpi-definitions.ts'
import { lossAvoidedOf, publishedSeries } from './published-series.ts'
import { revise } from './revise.ts'
import { roundAmountFen, suppressSmall, type PublishedCount } from './suppress-small.ts'

const fromMs = Date.parse('2026-03-01T00:00:00+08:00')
const period = { fromMs, toMs: Date.parse('2026-04-01T00:00:00+08:00') }
const day = (count: number) => fromMs + count * 86_400_000

const none: CaseFacts = {
  dissuasions: [],
  stops: [],
  freezes: [],
  returns: [],
  reports: [],
  cases: [],
  shutdowns: [],
  listings: [],
  blocks: [],
  warnings: [],
  appeals: [],
  education: [],
}
const dissuasion = (personKey: string, more: Partial<DissuasionFact> = {}): DissuasionFact => ({
  personKey,
  eventKey: 'e1',
  outcome: 'D01',
  atMs: day(2),
  amountAtStakeFen: 1_000n,
  paymentKey: null,
  reversedAtMs: null,
  ...more,
})
const stop = (orderKey: string, more: Partial<StopFact> = {}): StopFact => ({
  orderKey,
  reportKey: 'r1',
  victimKey: 'v1',
  accountKey: orderKey,
  paymentKey: 'p1',
  tier: 1,
  stopNo: 1,
  outcome: 'STOPPED_PARTIAL',
  claimedFen: 1_000n,
  securedFen: 300n,
  transferAtMs: day(3),
  reportedAtMs: day(3),
  executedAtMs: day(3) + 240_000,
  isWrongTarget: false,
  ...more,
})
const count = (facts: Partial<CaseFacts>, asOfMs = day(60)) =>
  countFigures({ ...none, ...facts }, period, asOfMs, 7)

describe('the published rows', () => {
  it('add up: the release of March 2015 to 296,727,000.00 yuan, the seed to 265,000,000.00', () => {
    const [, seed, march] = publishedSeries
    expect(seed && lossAvoidedOf(seed)).toBe(265_000_000_00n)
    expect(march && lossAvoidedOf(march)).toBe(296_727_000_00n)
  })

  it('never fall from one to the next', () => {
    for (const [index, row] of publishedSeries.entries()) {
      const next = publishedSeries[index + 1]
      if (!next) continue
      expect(next.peopleDissuaded).toBeGreaterThan(row.peopleDissuaded)
      expect(next.victimsStopped).toBeGreaterThan(row.victimsStopped)
      expect(lossAvoidedOf(next) > lossAvoidedOf(row)).toBe(true)
    }
  })
})

describe('dissuasion', () => {
  it('counts a person once for each scam, with the smallest proved sum', () => {
    const figures = count({
      dissuasions: [
        dissuasion('a'),
        dissuasion('a', { amountAtStakeFen: 700n }),
        dissuasion('a', { eventKey: 'e2', outcome: 'D02', amountAtStakeFen: null }),
        dissuasion('b', { outcome: 'D03', amountAtStakeFen: 50n }),
        dissuasion('c', { outcome: 'D05' }),
        dissuasion('d', { atMs: day(-1) }),
      ],
    })
    expect(figures).toMatchObject({
      k1PeopleDissuaded: 3,
      k2AmountDissuadedFen: 750n,
      k6LossAvoidedFen: 750n,
    })
  })

  it('takes out who paid within seven days, which shows as a revision of K1, K2 and K6', () => {
    const dissuasions = [
      dissuasion('a'),
      dissuasion('b', { reversedAtMs: day(8) }),
      dissuasion('c', { reversedAtMs: day(10) }),
    ]
    const published = count({ dissuasions }, day(5))
    const later = count({ dissuasions }, day(60))
    expect([published.k1PeopleDissuaded, later.k1PeopleDissuaded]).toEqual([3, 2])
    expect(revise(published, later, 1, day(60))).toEqual([
      { figure: 'k1PeopleDissuaded', revision: 1, before: 3, after: 2, atMs: day(60) },
      { figure: 'k2AmountDissuadedFen', revision: 1, before: 3_000n, after: 2_000n, atMs: day(60) },
      { figure: 'k6LossAvoidedFen', revision: 1, before: 3_000n, after: 2_000n, atMs: day(60) },
    ])
    expect(revise(later, later, 2, day(61))).toEqual([])
  })
})

describe('stops', () => {
  it('count each account once over tiers and repeated stops, never more than was claimed', () => {
    const figures = count({
      stops: [
        stop('a'),
        stop('a', { orderKey: 'a2', stopNo: 2, securedFen: 900n, executedAtMs: day(5) }),
        stop('b', { tier: 2, securedFen: 400n }),
        stop('c', { tier: 2, paymentKey: 'p2', victimKey: 'v2', claimedFen: 500n, securedFen: 800n }),
        stop('d', { outcome: 'MOVED_ON', securedFen: 0n }),
        stop('e', { paymentKey: 'p3', victimKey: 'v3', isWrongTarget: true }),
        stop('f', { paymentKey: 'p4', victimKey: 'v4', outcome: 'STOPPED_EMPTY', securedFen: 0n }),
      ],
    })
    expect(figures).toMatchObject({
      k3VictimsStopped: 2,
      k4AmountStoppedFen: 1_200n,
      k5FullStops: 1,
      k6LossAvoidedFen: 1_200n,
      k13AccountsStopped: 4,
    })
    expect(figures.k17WrongPerThousand).toBe(167)
  })

  it('and talks count a payment only once', () => {
    const figures = count({
      stops: [stop('a')],
      dissuasions: [dissuasion('v1', { paymentKey: 'p1' }), dissuasion('w', { paymentKey: 'p9' })],
    })
    expect(figures).toMatchObject({
      k1PeopleDissuaded: 2,
      k2AmountDissuadedFen: 1_000n,
      k4AmountStoppedFen: 300n,
      k6LossAvoidedFen: 1_300n,
    })
  })

  it('tell the median and what nine in ten do not exceed, of first accounts', () => {
    const stops = [1, 2, 3, 4, 5, 6, 7, 8, 9, 30].map((minutes) =>
      stop(`a${minutes}`, { paymentKey: `p${minutes}`, executedAtMs: day(3) + minutes * 60_000 }),
    )
    expect(count({ stops: [...stops, stop('x', { tier: 2, executedAtMs: day(4) })] })).toMatchObject({
      k11MinutesToStopMedian: 5.5,
      k11MinutesToStopP90: 9,
    })
    expect(count({})).toMatchObject({
      k11MinutesToStopMedian: null,
      k11MinutesToStopP90: null,
      k17WrongPerThousand: null,
    })
  })
})

it('counts money, cases, measures, appeals and lessons of the period', () => {
  const figures = count({
    freezes: [
      { accountKey: 'a', frozenFen: 100n, startAtMs: day(1), endAtMs: null },
      { accountKey: 'b', frozenFen: 10n, startAtMs: day(-9), endAtMs: day(50) },
      { accountKey: 'c', frozenFen: 1n, startAtMs: day(1), endAtMs: day(9) },
    ],
    returns: [
      { atMs: day(3), paidFen: 7n },
      { atMs: day(33), paidFen: 70n },
    ],
    reports: [{ acceptedAtMs: day(1), claimedFen: 5n }],
    cases: [
      { filedAtMs: day(1), solvedAtMs: day(40) },
      { filedAtMs: day(-30), solvedAtMs: day(2) },
    ],
    shutdowns: [
      { numberKey: 'n1', kind: 'number', executedAtMs: day(1), resumedOnAppealAtMs: null },
      { numberKey: 'n2', kind: 'number', executedAtMs: day(1), resumedOnAppealAtMs: day(2) },
      { numberKey: 'n3', kind: 'line', executedAtMs: day(1), resumedOnAppealAtMs: null },
    ],
    listings: [
      { accountKey: 'a', atMs: day(1) },
      { accountKey: 'a', atMs: day(2) },
    ],
    blocks: [
      { channel: 'call', atMs: day(1), count: 40 },
      { channel: 'sms', atMs: day(1), count: 2 },
    ],
    warnings: [{ channel: 'visit', atMs: day(1), count: 3 }],
    appeals: [
      { target: 'STOP', receivedAtMs: day(1), decidedAtMs: day(2), isUpheld: true },
      { target: 'NUMBER', receivedAtMs: day(30), decidedAtMs: null, isUpheld: false },
    ],
    education: [{ group: 'old', atMs: day(1), views: 9, tests: 4, passed: 3 }],
  })
  expect(figures).toMatchObject({
    k7FrozenAtEndFen: 110n,
    k7NewlyFrozenFen: 101n,
    k8ReturnedFen: 7n,
    k9LossReportedFen: 5n,
    k10CasesFiled: 1,
    k10CasesSolved: 1,
    k12NumbersShut: 1,
    k12LinesShut: 1,
    k12NumbersResumed: 1,
    k13AccountsFrozen: 2,
    k13AccountsListed: 1,
    k14CallsBlocked: 40,
    k14SmsBlocked: 2,
    k15Visits: 3,
    k16AppealsReceived: 2,
    k16AppealsUpheld: 1,
    k16HoursMedian: 24,
    k18EducationViews: 9,
    k18PassPerThousand: 750,
    // Blocks by systems are shown apart and never part of the loss avoided.
    k6LossAvoidedFen: 0n,
  })
  expect(Object.keys(kpiDefinitions).toSorted()).toEqual(Object.keys(figures).toSorted())
})

describe('small numbers', () => {
  const shown = (cell: PublishedCount | undefined) =>
    cell === undefined ? '' : 'count' in cell ? cell.count : 'fewerThan' in cell ? `<${cell.fewerThan}` : '–'
  const publish = (counts: readonly (readonly number[])[]) =>
    suppressSmall({ rows: counts.map(String), columns: [], counts }, 5).map((row) => row.map(shown))

  it('are hidden, and with them what would give them away', () => {
    expect(publish([[0, 5, 40]])).toEqual([[0, 5, 40]])
    expect(
      publish([
        [3, 50, 40],
        [60, 70, 80],
      ]),
    ).toEqual([
      ['<5', 50, '–'],
      ['–', 70, '–'],
    ])
  })

  it('cannot be had back from the totals of any row or column', () => {
    const tables = fc.integer({ min: 2, max: 5 }).chain((width) =>
      fc.array(fc.array(fc.nat(12), { minLength: width, maxLength: width }), {
        minLength: 2,
        maxLength: 5,
      }),
    )
    fc.assert(
      fc.property(tables, (counts) => {
        const cells = suppressSmall({ rows: [], columns: [], counts }, 5)
        const lines = [
          ...counts.map((row, index) =>
            row.map((persons, column) => ({ persons, cell: cells[index]?.[column] })),
          ),
          ...(counts[0] ?? []).map((_, column) =>
            counts.map((row, index) => ({ persons: row[column] ?? 0, cell: cells[index]?.[column] })),
          ),
        ]
        for (const line of lines) {
          for (const { persons, cell } of line)
            if (cell && 'count' in cell) expect(persons === 0 || persons >= 5).toBe(true)
          const hidden = line.filter(({ cell }) => cell && !('count' in cell))
          const isWholeLine = hidden.length === line.length
          if (hidden.length > 0 && !isWholeLine) expect(hidden.length).toBeGreaterThan(1)
        }
      }),
    )
  })

  it('and amounts of counties are rounded', () => {
    expect(roundAmountFen(14_999_99n, 10_000_00n)).toBe(10_000_00n)
    expect(roundAmountFen(15_000_00n, 10_000_00n)).toBe(20_000_00n)
  })
})
