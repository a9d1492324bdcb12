import { decimalOf, minorUnitsOf } from '../decimal-amount.ts'

const shanghaiOffset = '+08:00'

/** 14 digits of Shanghai time: `20261123100000`. Fractions of a second have no place in it. */
export function ministryTime(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return local.slice(0, 19).replaceAll(/\D/g, '')
}

/** The instant of 14 digits; undefined for anything else, and for days that do not exist. */
export function instantOfMinistryTime(text: string | undefined): string | undefined {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/.exec(text ?? '') ?? []
  if (year === undefined) return undefined
  const instant = `${year}-${month}-${day}T${hour}:${minute}:${second}${shanghaiOffset}`
  // A 31st of February is read as the 3rd of March by some, so the way back has to give the same digits.
  return Number.isNaN(Date.parse(instant)) || ministryTime(instant) !== text ? undefined : instant
}

/** Yuan with two decimals. */
export function yuanOf(amountFen: number, currency = 'CNY'): string {
  return decimalOf(amountFen, currency)
}

export function fenOfYuan(text: string | undefined, currency = 'CNY'): number | undefined {
  return minorUnitsOf(text, currency)
}

/**
 * Whole yuan, as the limit of a freeze is given. What is not a whole yuan is left out, never rounded up: a freeze may
 * not take more than its document says. `leftOutFen` is for the officer to see.
 */
export function wholeYuanOf(amountFen: number): { readonly yuan: string; readonly leftOutFen: number } {
  const leftOutFen = amountFen % fenOfYuanCount
  return { yuan: String((amountFen - leftOutFen) / fenOfYuanCount), leftOutFen }
}

const fenOfYuanCount = 100
