import type { Importer, ParsedLine } from './importer.ts'
import { readLines } from './read-lines.ts'
import { readInstant, readValue, refused } from './read-value.ts'

/** Phishing pages: first_seen and url separated by a tab, or the plain feed with one link a line. */
export const openphish: Importer = {
  format: 'openphish',
  summary: 'phishing links, one a line, or TSV first_seen, url',
  repeats: 'once',
  rows: (bytes) => readLines(bytes, parseLine),
}

function parseLine(text: string, line: number): ParsedLine | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const tab = trimmed.indexOf('\t')
  if (tab < 0) return readValue(line, trimmed, { kind: 'url' })
  const [firstSeen, url] = [trimmed.slice(0, tab), trimmed.slice(tab + 1).trim()]
  if (line === 1 && url === 'url') return undefined
  const at = readInstant(firstSeen)
  if (at === undefined) return refused(line, text, 'IMPORT_LINE_INVALID', 'The first column is no instant')
  return readValue(line, url, { kind: 'url' }, { firstAt: at, lastAt: at })
}
