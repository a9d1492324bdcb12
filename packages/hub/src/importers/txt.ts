import type { Importer, ParsedLine } from './importer.ts'
import { readLines } from './read-lines.ts'
import { readValue } from './read-value.ts'

/** Plain lists: one value a line, of any kind; what follows `#` or `;` at the beginning or after a space is a comment. */
export const txt: Importer = {
  format: 'txt',
  summary: 'one value a line, of any kind; # begins a comment',
  repeats: 'once',
  rows: (bytes) => readLines(bytes, parseLine),
}

function parseLine(text: string, line: number): ParsedLine | undefined {
  const value = text.replace(/(?:^|\s)[#;].*$/, '').trim()
  return value === '' ? undefined : readValue(line, value)
}
