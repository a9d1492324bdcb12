/** Shanghai keeps UTC+8 all year since 1991; statutory days are its days. */
const offsetMs = 8 * 60 * 60 * 1000
export const dayMs = 24 * 60 * 60 * 1000

/** The day in Shanghai of an instant, `2016-10-01`. */
export function shanghaiDay(atMs: number): string {
  return new Date(atMs + offsetMs).toISOString().slice(0, 10)
}

/** Hour of the day in Shanghai, 0 to 23. */
export function shanghaiHour(atMs: number): number {
  return new Date(atMs + offsetMs).getUTCHours()
}

/** The instant at which a day begins in Shanghai. */
export function startOfDayMs(day: string): number {
  return Date.parse(`${day}T00:00:00+08:00`)
}

/** The instant at which a day ends in Shanghai, 24:00, which is when the next one begins. */
export function endOfDayMs(day: string): number {
  return startOfDayMs(day) + dayMs
}

/** The day that lies `count` days after another, or before it when negative. */
export function addDays(day: string, count: number): string {
  return shanghaiDay(startOfDayMs(day) + count * dayMs)
}

/**
 * The same time of day so many calendar months later. Where that month has no such day its last one counts: six months
 * from 31 August end on 28 or 29 February.
 */
export function addMonthsMs(atMs: number, months: number): number {
  const local = new Date(atMs + offsetMs)
  const year = local.getUTCFullYear()
  const month = local.getUTCMonth() + months
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  const timeOfDayMs = (atMs + offsetMs) % dayMs
  return Date.UTC(year, month, Math.min(local.getUTCDate(), lastDay)) + timeOfDayMs - offsetMs
}
