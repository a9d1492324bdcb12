import type { Language } from './words.ts'

const tags: Record<Language, string> = { zh: 'zh-CN', en: 'en-GB' }

/** `2026年3月1日 09:30:05`, `1 Mar 2026, 09:30:05`. */
export function formatInstant(instant: string, language: Language): string {
  return new Intl.DateTimeFormat(tags[language], { dateStyle: 'medium', timeStyle: 'medium' }).format(
    new Date(instant),
  )
}

/** The centre's own time, whatever the machine's is: `09:30:05`. */
export function formatClock(atMs: number): string {
  return new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'Asia/Shanghai' }).format(atMs)
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
