import { parseIndicator, type Indicator } from '@wuzei/domain'
import type { Importer, ParsedLine } from './importer.ts'
import { readLines } from './read-lines.ts'
import { listed, readCount, readSiteValue, refused } from './read-value.ts'

/**
 * Sites named to Taiwan's 165 hotline: site_name, domain, reports. The column holds host names and links. A link is
 * the page on which one caller stood, and the next victim gets another path: what is listed is the site, unless its
 * host belongs to many.
 */
export const tw165: Importer = {
  format: 'tw165',
  summary: 'TSV site_name, domain, reports (165 hotline, Taiwan)',
  repeats: 'add',
  rows: (bytes) => readLines(bytes, parseLine),
}

function parseLine(text: string, line: number): ParsedLine | undefined {
  if (text === '') return undefined
  const columns = text.split('\t')
  const [, domain = '', reports = ''] = columns
  if (line === 1 && domain === 'domain') return undefined
  const count = readCount(reports)
  if (columns.length !== 3 || count === undefined)
    return refused(line, text, 'IMPORT_LINE_INVALID', 'The line is not: site name, tab, domain, tab, reports')
  const read = readSiteValue(line, domain, { count })
  return 'error' in read ? read : listed(line, domain, siteOf(read.indicator), { count })
}

function siteOf(indicator: Indicator): Indicator {
  const { host } = indicator.facts
  if (indicator.kind !== 'url' || host === undefined || indicator.marks.includes('shared-host'))
    return indicator
  const site = parseIndicator(host)
  return site.ok ? site.indicator : indicator
}
