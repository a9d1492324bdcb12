/** Whether a country uses IBANs of this length (SWIFT IBAN registry, release 99 of 2024). */
export function isIbanShaped(text: string): boolean {
  return lengths.get(text.slice(0, 2)) === text.length && /^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(text)
}

/** ISO 7064 mod 97-10 over the number with its first four characters moved to the end. */
export function passesMod97(iban: string): boolean {
  let remainder = 0
  for (let index = 0; index < iban.length; index++) {
    const code = iban.charCodeAt((index + 4) % iban.length)
    remainder = code >= 0x41 ? (remainder * 100 + code - 55) % 97 : (remainder * 10 + code - 0x30) % 97
  }
  return remainder === 1
}

/** Length, then the countries that have it. */
const registry: Readonly<Record<number, string>> = {
  15: 'NO',
  16: 'BE',
  18: 'DK FI FO GL NL SD FK',
  19: 'MK SI',
  20: 'AT BA EE KZ LT LU XK MN',
  21: 'CH HR LI LV',
  22: 'BG BH CR DE GB GE IE ME RS VA',
  23: 'AE GI IL IQ OM SO TL',
  24: 'AD CZ ES MD PK RO SA SE SK TN VG',
  25: 'LY PT ST',
  26: 'IS TR',
  27: 'BI DJ FR GR IT MC MR SM',
  28: 'AL AZ BY CY DO GT HN HU LB NI PL SV',
  29: 'BR EG PS QA UA',
  30: 'JO KW MU YE',
  31: 'MT SC',
  32: 'LC',
  33: 'RU',
}

const lengths: ReadonlyMap<string, number> = new Map(
  Object.entries(registry).flatMap(([length, countries]) =>
    countries.split(' ').map((country): [string, number] => [country, Number(length)]),
  ),
)
