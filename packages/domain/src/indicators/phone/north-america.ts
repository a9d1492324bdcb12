import type { Facts } from '../parse-result.ts'

/**
 * Facts of a number of the North American plan by its ten digits; undefined when they break the plan's rules
 * (area and exchange code begin with 2 to 9; neither N11 nor N9X is an area code), or when all digits are the same.
 */
export function northAmericaFacts(national: string): Facts | undefined {
  if (national.length !== 10 || national.charCodeAt(0) < 0x32 || national.charCodeAt(3) < 0x32)
    return undefined
  if (national[1] === '9' || (national[1] === '1' && national[2] === '1')) return undefined
  if (isOneDigitRepeated(national)) return undefined
  return factsByArea[Number(national.slice(0, 3))]
}

function isOneDigitRepeated(digits: string): boolean {
  for (let index = 1; index < digits.length; index++) if (digits[index] !== digits[0]) return false
  return true
}

/** Area codes outside the United States, from the numbering plan administrator's list (nanpa.com, 2026). */
const countries: Readonly<Record<string, string>> = {
  CA:
    '204 226 236 249 250 257 263 273 289 306 343 354 365 367 368 382 403 416 418 428 431 437 438 450 468 474 506 ' +
    '514 519 548 579 581 584 587 600 604 613 622 633 639 644 647 655 672 677 683 688 705 709 742 753 778 780 782 807 819 825 867 873 879 902 905 942',
  BS: '242',
  BB: '246',
  AI: '264',
  AG: '268',
  VG: '284',
  VI: '340',
  KY: '345',
  BM: '441',
  GD: '473',
  TC: '649',
  JM: '658 876',
  MS: '664',
  MP: '670',
  GU: '671',
  AS: '684',
  SX: '721',
  LC: '758',
  DM: '767',
  VC: '784',
  PR: '787 939',
  DO: '809 829 849',
  TT: '868',
  KN: '869',
}

const unitedStates: Facts = Object.freeze({ country: 'US' })
const tollFreeAreas = ['800', '822', '833', '844', '855', '866', '877', '888']

const factsByArea: readonly Facts[] = areaTable()

function areaTable(): Facts[] {
  const table: Facts[] = Array.from({ length: 1000 }, () => unitedStates)
  for (const [country, areas] of Object.entries(countries)) {
    const facts: Facts = Object.freeze({ country })
    for (const area of areas.split(' ')) table[Number(area)] = facts
  }
  const tollFree: Facts = Object.freeze({ country: 'US', line: 'toll-free' })
  for (const area of tollFreeAreas) table[Number(area)] = tollFree
  return table
}
