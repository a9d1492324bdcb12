import type { Period } from '../rule-sets/rule-set.ts'
import { addWorkingDays, workingDayFrom, type HolidayCalendar } from './holiday-calendar.ts'
import { addDays, addMonthsMs, dayMs, endOfDayMs, shanghaiDay } from './shanghai-time.ts'

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
  if (unit === 'months') return addMonthsMs(fromMs, count)
  if (unit === 'days') return endOfDayMs(addDays(shanghaiDay(fromMs), count))
  if (unit === 'working-days') return endOfDayMs(addWorkingDays(calendar, shanghaiDay(fromMs), count))
  return fromMs + count * unitMs[unit]
}

const unitMs = {
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: dayMs,
  'working-days': dayMs,
} as const

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

/** So long before an instant, at the same time of day when the period is of days or months. */
export function beforeMs(atMs: number, { unit, count }: Period): number {
  return unit === 'months' ? addMonthsMs(atMs, -count) : atMs - count * unitMs[unit]
}
