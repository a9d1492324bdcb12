import type { Locale } from '../preferences.ts'

/**
 * The server writes instants in China's time; the browser, once it has taken over, in its owner's. Elsewhere than
 * in China the two differ and Preact replaces the text.
 */
const serverTimeZone = 'Asia/Shanghai'

/** `2026年3月1日 09:30`, `1 March 2026 at 09:30`. */
export function formatInstant(instant: string, locale: Locale): string {
  return format(instant, locale, { dateStyle: 'long', timeStyle: 'short' })
}

/** `2026年3月1日`, `1 March 2026`. */
export function formatDay(instant: string, locale: Locale): string {
  return format(instant, locale, { dateStyle: 'long' })
}

function format(instant: string, locale: Locale, options: Intl.DateTimeFormatOptions): string {
  const timeZone = typeof document === 'undefined' ? { timeZone: serverTimeZone } : {}
  return new Intl.DateTimeFormat(tags[locale], { ...options, ...timeZone }).format(new Date(instant))
}

/** `¥12,800.50` in both; in English with the country's mark, `CN¥12,800.50`. */
export function formatYuan(amountFen: number, locale: Locale): string {
  const currency = { style: 'currency', currency: 'CNY' } as const
  return new Intl.NumberFormat(tags[locale], currency).format(amountFen / 100)
}

export function formatNumber(value: number, locale: Locale): string {
  return new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 1 }).format(value)
}

/** `97%`; below one per cent with digits that still say something. */
export function formatPercent(value: number, locale: Locale): string {
  // Nothing is certain: what would round to 100 % is not said to be.
  if (value > 0.99 && value < 1) return `>${formatPercent(0.99, locale)}`
  const maximumFractionDigits = value > 0 && value < 0.01 ? 3 : 0
  return new Intl.NumberFormat(tags[locale], { style: 'percent', maximumFractionDigits }).format(value)
}

/** Name of a country by its ISO 3166 code; what is no code stays as it is. */
export function formatCountry(code: string, locale: Locale): string {
  if (!/^[A-Z]{2}$/.test(code)) return code
  return new Intl.DisplayNames(tags[locale], { type: 'region' }).of(code) ?? code
}

/** Value of `<input type="datetime-local">` for an instant, in the browser's time. */
export function toLocalInput(instant: Date): string {
  const local = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

const tags: Record<Locale, string> = { zh: 'zh-CN', en: 'en-GB' }
