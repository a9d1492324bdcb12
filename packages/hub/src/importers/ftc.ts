import type { Importer, ParsedLine } from './importer.ts'
import { readLines } from './read-lines.ts'
import { readCount, readValue, refused } from './read-value.ts'

/** Numbers that people in the United States complained about: number, complaints. */
export const ftc: Importer = {
  format: 'ftc',
  summary: 'TSV number, complaints (Do Not Call, United States)',
  repeats: 'add',
  rows: (bytes) => readLines(bytes, parseLine),
}

function parseLine(text: string, line: number): ParsedLine | undefined {
  if (text === '') return undefined
  const [number = '', complaints = ''] = text.split('\t')
  if (line === 1 && number === 'number') return undefined
  const count = readCount(complaints)
  if (count === undefined)
    return refused(line, text, 'IMPORT_LINE_INVALID', 'The line is not: number, tab, complaints')
  // What callers typed or forged: anything else than a North American number says nothing about whose it is.
  if (!/^1?[2-9]\d{9}$/.test(number))
    return refused(line, number, 'INDICATOR_INVALID', 'This is no North American number')
  const read = readValue(line, number, { kind: 'phone', defaultCountry: 'US' }, { count })
  if ('indicator' in read && read.indicator.marks.includes('forged'))
    return refused(line, number, 'INDICATOR_INVALID', 'This number cannot exist')
  return read
}
