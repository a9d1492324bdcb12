import type { Importer, ParsedLine } from './importer.ts'
import { readLines } from './read-lines.ts'
import { readSiteValue, refused } from './read-value.ts'

/** Maltrail trails: host names, links and addresses, with comments after `#`. */
export const maltrail: Importer = {
  format: 'maltrail',
  summary: 'Maltrail trails: domains, links and addresses, # comments',
  repeats: 'once',
  rows: (bytes) => readLines(bytes, parseLine),
}

function parseLine(text: string, line: number): ParsedLine | undefined {
  const comment = text.indexOf('#')
  const value = (comment < 0 ? text : text.slice(0, comment)).trim()
  if (value === '') return undefined
  // A path without a host matches pages of anybody.
  if (value.startsWith('/')) return refused(line, value, 'INDICATOR_INVALID', 'A path alone names no site')
  return readSiteValue(line, value)
}
