/** China keeps one offset the whole year. */
const shanghaiOffsetMs = 8 * 3_600_000

/** The same time of day so many calendar months later, in Shanghai; the 31st becomes the last of a shorter month. */
export function addMonths(atMs: number, months: number): number {
  const local = new Date(atMs + shanghaiOffsetMs)
  const firstOfMonth = Date.UTC(local.getUTCFullYear(), local.getUTCMonth() + months, 1)
  const first = new Date(firstOfMonth)
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate()
  const day = Math.min(local.getUTCDate(), lastDay)
  const timeOfDayMs = (atMs + shanghaiOffsetMs) % 86_400_000
  return firstOfMonth + (day - 1) * 86_400_000 + timeOfDayMs - shanghaiOffsetMs
}
