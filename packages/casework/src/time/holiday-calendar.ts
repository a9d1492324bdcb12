import { addDays } from './shanghai-time.ts'

/** Which days are worked: weekends and holidays are not, except those weekend days that make up for a holiday (调休). */
export interface HolidayCalendar {
  readonly id: string
  /** Years for which the official notice is in the data. */
  readonly years: readonly number[]
  /** Days off beside weekends, `2016-10-03`. */
  readonly daysOff: ReadonlySet<string>
  /** Saturdays and Sundays that are worked. */
  readonly workedWeekendDays: ReadonlySet<string>
}

/**
 * True when a day of Shanghai is worked. For years without a published notice only weekends and the fixed days
 * (1 January, 1 May, 1 to 3 October) are known to be free; {@link isCovered} tells such years apart.
 */
export function isWorkingDay(calendar: HolidayCalendar, day: string): boolean {
  if (calendar.workedWeekendDays.has(day)) return true
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  if (weekday === 0 || weekday === 6) return false
  return isCovered(calendar, day) ? !calendar.daysOff.has(day) : !fixedDaysOff.has(day.slice(5))
}

/** True when the official notice for the day's year is in the data. */
export function isCovered(calendar: HolidayCalendar, day: string): boolean {
  return calendar.years.includes(Number(day.slice(0, 4)))
}

/** The `count`-th working day after a day; that day itself is not counted. With 0 the day itself. */
export function addWorkingDays(calendar: HolidayCalendar, day: string, count: number): string {
  let reached = day
  for (let left = count; left > 0; ) {
    reached = addDays(reached, 1)
    if (isWorkingDay(calendar, reached)) left -= 1
  }
  return reached
}

/** The day itself when it is worked, otherwise the next that is. */
export function workingDayFrom(calendar: HolidayCalendar, day: string): string {
  return isWorkingDay(calendar, day) ? day : addWorkingDays(calendar, day, 1)
}

const fixedDaysOff: ReadonlySet<string> = new Set(['01-01', '05-01', '10-01', '10-02', '10-03'])
