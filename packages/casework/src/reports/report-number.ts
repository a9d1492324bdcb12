/**
 * The number of a police report: `R`, the day, the division code of the region, six digits, and a check digit, as in
 * `R202603024403050001237` (rules §7.1). The check digit is that of ISO/IEC 7064, MOD 11,10, over all digits before it: it
 * finds every single wrong digit and nearly all exchanges of two.
 *
 * @param day day of Shanghai, `2026-03-02`
 * @param divisionCode GB/T 2260, six digits
 * @param serial number of the report on that day in that region, 0 to 999999
 * @throws RangeError when one of them has another form
 */
export function formatReportNumber(day: string, divisionCode: string, serial: number): string {
  const isWhole = Number.isInteger(serial) && serial >= 0 && serial <= 999_999
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^\d{6}$/.test(divisionCode) || !isWhole)
    throw new RangeError('a report number is made of a day, a division code and a serial of six digits')
  const digits = `${day.replaceAll('-', '')}${divisionCode}${String(serial).padStart(6, '0')}`
  return `R${digits}${checkDigit(digits)}`
}

/** Day, region and serial of a report number, typed with spaces or dashes if need be; undefined when it is mistyped. */
export function parseReportNumber(
  input: string,
): { readonly day: string; readonly divisionCode: string; readonly serial: number } | undefined {
  const text = input
    .normalize('NFKC')
    .replaceAll(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
  const match = /^R(\d{4})(\d\d)(\d\d)(\d{6})(\d{6})(\d)$/.exec(text)
  if (!match || checkDigit(text.slice(1, -1)) !== match[6]) return undefined
  const [, year, month, date, divisionCode = '', serial] = match
  return { day: `${year}-${month}-${date}`, divisionCode, serial: Number(serial) }
}

function checkDigit(digits: string): string {
  let product = 10
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}
