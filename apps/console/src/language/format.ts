import type { Language } from './words.ts'

const tags: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }

/** The zone of every time in this console, whatever the machine's is; the clock above each screen names it. */
const timeZone = 'Asia/Shanghai'

/** Beijing time: `2026年3月1日 09:30:05`, `1 Mar 2026, 09:30:05`. */
export function formatInstant(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(tags[language], {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone,
  }).format(new Date(instant))
}

/** Beijing time: `09:30:05`. */
export function formatClock(atMs: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone }).format(atMs)
}

/** The instant at which a day of the calendar (`2026-03-01`) begins in Beijing, which keeps one offset all year. */
export function startOfDay(day: string): string {
  return new Date(`${day}T00:00:00+08:00`).toISOString()
}

/** `¥12,800.50`; in English `CN¥12,800.50`. */
export function formatMoney(amountFen: number, currency: string, language: Language): string {
  return new Intl.NumberFormat(tags[language], { style: 'currency', currency }).format(amountFen / 100)
}

export function formatNumber(value: number, language: Language): string {
  return new Intl.NumberFormat(tags[language]).format(value)
}

export function formatPercent(value: number, language: Language): string {
  return new Intl.NumberFormat(tags[language], { style: 'percent', maximumFractionDigits: 1 }).format(value)
}
