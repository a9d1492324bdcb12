import type { Period } from '../rule-sets/rule-set.ts'
import { addWorkingDays, workingDayFrom, type HolidayCalendar } from './holiday-calendar.ts'
import { addDays, addMonthsMs, endOfDayMs, shanghaiDay } from './shanghai-time.ts'

export const seconds = (count: number): Period => ({ unit: 'seconds', count })
export const minutes = (count: number): Period => ({ unit: 'minutes', count })
export const hours = (count: number): Period => ({ unit: 'hours', count })
export const days = (count: number): Period => ({ unit: 'days', count })
export const workingDays = (count: number): Period => ({ unit: 'working-days', count })
export const months = (count: number): Period => ({ unit: 'months', count })

/**
 * The instant at which a period ends that begins at another.
 *
 * Seconds, minutes and hours run from the instant itself, so 48 hours from 10:00:00 end at 10:00:00. Days and working
 * days do not count the day on which they begin and end at 24:00 of their last day in Shanghai. Months end at the same
 * time of day, on the last day of a shorter month.
 */
export function endOfPeriodMs(fromMs: number, { unit, count }: Period, calendar: HolidayCalendar): number {
  switch (unit) {
    case 'seconds':
      return fromMs + count * 1000
    case 'minutes':
      return fromMs + count * 60_000
    case 'hours':
      return fromMs + count * 3_600_000
    case 'days':
      return endOfDayMs(addDays(shanghaiDay(fromMs), count))
    case 'working-days':
      return endOfDayMs(addWorkingDays(calendar, shanghaiDay(fromMs), count))
    case 'months':
      return addMonthsMs(fromMs, count)
  }
}

/**
 * The end of a public announcement: natural days, the day of publication not counted, 24:00 of the last day, or of the
 * next working day when the last one is a holiday (rules §0.4, 3).
 */
export function endOfAnnouncementMs(
  publishedAtMs: number,
  dayCount: number,
  calendar: HolidayCalendar,
): number {
  return endOfDayMs(workingDayFrom(calendar, addDays(shanghaiDay(publishedAtMs), dayCount)))
}

/** So long before an instant; days and months counted back in whole, at the same time of day. */
export function beforeMs(atMs: number, { unit, count }: Period): number {
  switch (unit) {
    case 'seconds':
      return atMs - count * 1000
    case 'minutes':
      return atMs - count * 60_000
    case 'hours':
      return atMs - count * 3_600_000
    case 'months':
      return addMonthsMs(atMs, -count)
    case 'days':
    case 'working-days':
      return atMs - count * 86_400_000
  }
}
