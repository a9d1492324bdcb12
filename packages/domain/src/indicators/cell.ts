import type { IndicatorDefinition, ParseResult } from './indicator.ts'
import { failed, recognised } from './parse-result.ts'

/**
 * Radio cells. Canonical: `MCC-MNC-LAC-CID` in decimal without leading zeros but in MCC and MNC (`460-00-9711-31337`); the
 * third part is the LAC of 2G and 3G or the TAC of 4G and 5G, the last the CI, UTRAN id, ECI or NCI (3GPP TS 23.003).
 * Three-digit network codes stay three digits long, since 310-26 and 310-260 are two networks. Facts: `country`,
 * `network` for the Chinese carriers, `radio` where the ranges leave one choice.
 */
export const cellDefinition: IndicatorDefinition = { kind: 'cell', parse: parseCell, mask, display }

const maxCellTextLength = 48
/** 16-bit LAC, 24-bit TAC of 5G; 36-bit NR cell identity. */
const maxArea = 0xffffff
const maxCell = 2 ** 36 - 1

const cellForm = /^(\d{3})[-:,/_ ](\d{1,3})[-:,/_ ](\d{1,8})[-:,/_ ](\d{1,11})$/

function parseCell(input: string): ParseResult {
  const text = input.normalize('NFKC').trim()
  if (text === '') return failed('INDICATOR_EMPTY', 'No cell given')
  if (text.length > maxCellTextLength) return failed('INDICATOR_TOO_LONG', 'Too long for a cell')
  const [, mcc = '', mncText = '', areaText = '', cellText = ''] = cellForm.exec(text) ?? []
  const area = Number(areaText)
  const cell = Number(cellText)
  if (mcc < '001' || area > maxArea || cell > maxCell) {
    return failed('INDICATOR_INVALID', 'A cell is MCC-MNC-LAC-CID, such as 460-00-9711-31337')
  }
  const mnc = mncText.padStart(2, '0')
  return recognised('cell', `${mcc}-${mnc}-${area}-${cell}`, [], cellFacts(mcc, mnc, area, cell))
}

/** Chinese networks by network code (ITU-T E.212 list). */
const chinaNetworks: Readonly<Record<string, string>> = {
  '00': '中国移动',
  '02': '中国移动',
  '04': '中国移动',
  '07': '中国移动',
  '08': '中国移动',
  '13': '中国移动',
  '01': '中国联通',
  '06': '中国联通',
  '09': '中国联通',
  '03': '中国电信',
  '05': '中国电信',
  '11': '中国电信',
  '12': '中国电信',
  '15': '中国广电',
  '20': '中国铁通',
}

/** The countries whose cells matter to calls into China; `001` is for test networks, which no carrier may run. */
const countries: Readonly<Record<string, string>> = {
  '460': 'CN',
  '461': 'CN',
  '454': 'HK',
  '455': 'MO',
  '466': 'TW',
}

function cellFacts(mcc: string, mnc: string, area: number, cell: number): Record<string, string> {
  const facts: Record<string, string> = {}
  const country = countries[mcc]
  if (country !== undefined) facts['country'] = country
  const network = country === 'CN' ? chinaNetworks[mnc] : undefined
  if (network !== undefined) facts['network'] = network
  const radio = area > 0xffff || cell > 0xfffffff ? 'nr' : cell <= 0xffff ? undefined : 'umts-or-lte'
  if (radio !== undefined) facts['radio'] = radio
  if (mcc === '001') facts['test'] = 'yes'
  return facts
}

/** The area stays, the cell goes: a cell is a street corner. */
function mask(canonical: string): string {
  return `${canonical.slice(0, canonical.lastIndexOf('-'))}-***`
}

function display(canonical: string): string {
  return canonical
}
