import { describe, expect, it } from 'vitest'
import { ruleSetAt, ruleSets } from '../rule-sets/rule-sets.ts'
import { chinaHolidays } from './china-holidays.ts'
import { addWorkingDays, isCovered, isWorkingDay } from './holiday-calendar.ts'
import { days, endOfAnnouncementMs, endOfPeriodMs, hours, months, workingDays } from './period.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const end = (from: string, period: Parameters<typeof endOfPeriodMs>[1]) =>
  new Date(endOfPeriodMs(at(from), period, chinaHolidays) + 8 * 3_600_000).toISOString().slice(0, 19)

describe('statutory clocks, to the second', () => {
  it.each([
    ['48 hours', '2016-10-01T10:00:00', hours(48), '2016-10-03T10:00:00'],
    ['48 hours over a leap day', '2024-02-28T23:59:59', hours(48), '2024-03-01T23:59:59'],
    ['three days: the first not counted, to 24:00', '2016-10-01T00:00:00', days(3), '2016-10-05T00:00:00'],
    ['three days from late at night', '2016-10-01T23:59:59', days(3), '2016-10-05T00:00:00'],
    ['six months', '2026-03-02T09:30:15', months(6), '2026-09-02T09:30:15'],
    ['six months from 31 August', '2025-08-31T10:00:00', months(6), '2026-02-28T10:00:00'],
    ['six months from 31 August into a leap year', '2023-08-31T10:00:00', months(6), '2024-02-29T10:00:00'],
    ['a year from 29 February', '2024-02-29T00:00:01', months(12), '2025-02-28T00:00:01'],
    ['three working days over a weekend', '2026-03-05T16:00:00', workingDays(3), '2026-03-11T00:00:00'],
    [
      'over the golden week, with a worked Saturday',
      '2016-09-30T16:00:00',
      workingDays(3),
      '2016-10-11T00:00:00',
    ],
    ['over Spring Festival 2026', '2026-02-13T09:00:00', workingDays(3), '2026-02-26T00:00:00'],
    ['over the turn of 2025', '2025-12-31T09:00:00', workingDays(1), '2026-01-05T00:00:00'],
  ])('%s', (_name, from, period, expected) => {
    expect(end(from, period)).toBe(expected)
  })

  it('an announcement ends at 24:00 of its 30th day, or of the next working day', () => {
    const announced = (from: string) =>
      new Date(endOfAnnouncementMs(at(from), 30, chinaHolidays) + 8 * 3_600_000).toISOString().slice(0, 19)
    expect(announced('2026-03-02T10:00:00')).toBe('2026-04-02T00:00:00')
    // The 30th day is 1 October; the first working day after the holiday is the 8th.
    expect(announced('2026-09-01T10:00:00')).toBe('2026-10-09T00:00:00')
    // The 30th day is Saturday 10 October 2026, which is worked.
    expect(announced('2026-09-10T10:00:00')).toBe('2026-10-11T00:00:00')
  })
})

describe('the calendar', () => {
  /** Public holidays of a year: 11 days until 2024, 13 from 2025; more where a year had special ones. */
  const statutory: Readonly<Record<number, number>> = { 2015: 12, 2020: 13, 2025: 13, 2026: 13 }

  it.each(chinaHolidays.years.map((year) => [year]))(
    '%i gives as many working days for its holidays as the law',
    (year) => {
      const inYear = (day: string) => day.startsWith(`${year}-`)
      const weekdaysOff = [...chinaHolidays.daysOff].filter(
        (day) => inYear(day) && ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()),
      )
      const worked = [...chinaHolidays.workedWeekendDays].filter(inYear)
      expect(worked.filter((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()))).toEqual([])
      expect(weekdaysOff.length - worked.length).toBe(statutory[year] ?? 11)
    },
  )

  it('knows the weekends that are worked, and which years it does not know', () => {
    expect(isWorkingDay(chinaHolidays, '2016-10-08')).toBe(true)
    expect(isWorkingDay(chinaHolidays, '2016-10-07')).toBe(false)
    expect(isWorkingDay(chinaHolidays, '2015-09-03')).toBe(false)
    expect(isCovered(chinaHolidays, '2031-10-01')).toBe(false)
    expect(isWorkingDay(chinaHolidays, '2031-10-01')).toBe(false)
    expect(addWorkingDays(chinaHolidays, '2026-09-30', 0)).toBe('2026-09-30')
  })
})

describe('rule sets', () => {
  it('are chosen by the day in Shanghai', () => {
    expect(ruleSetAt(at('2015-01-01T00:00:00')).id).toBe('CN-2016')
    expect(ruleSetAt(at('2019-03-31T23:59:59')).id).toBe('CN-2016')
    expect(ruleSetAt(at('2019-04-01T00:00:00')).id).toBe('CN-2019')
    expect(ruleSetAt(at('2024-11-30T23:59:59')).id).toBe('CN-2019')
    expect(ruleSetAt(at('2024-12-01T00:00:00')).id).toBe('CN-2024')
  })

  it('hold the terms of their time', () => {
    const terms = Object.values(ruleSets).map(({ id, sanction, protectiveHold }) => [
      id,
      sanction.openBlockMonths,
      sanction.criminalOpenBlockMonths,
      sanction.maxContinuousMonths,
      protectiveHold.enabled,
    ])
    expect(terms).toEqual([
      ['CN-2016', 36, 36, null, false],
      ['CN-2019', 60, 60, null, false],
      ['CN-2024', 24, 36, 60, false],
      ['DEMO', 24, 36, 60, true],
    ])
  })
})
