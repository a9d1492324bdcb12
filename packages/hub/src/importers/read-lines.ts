import { CodedError } from '@wuzei/domain'
import type { ParsedLine } from './importer.ts'
import { unpacked } from './read-bytes.ts'

/** No list has longer lines; a file without line ends is not read into memory whole. */
const maxLineLength = 1024 * 1024

/**
 * Reads a text file line by line. `parse` gets the line without its end, and its number; undefined says that the line
 * is no entry.
 */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  parse: (text: string, line: number) => ParsedLine | undefined,
): AsyncGenerator<readonly ParsedLine[], void> {
  const decoder = new TextDecoder('utf-8')
  let rest = ''
  let line = 0
  for await (const chunk of unpacked(bytes)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > maxLineLength)
      throw new CodedError('IMPORT_LINE_INVALID', `line ${line + 1} is too long`)
    const batch = parseAll(lines, line, parse)
    line += lines.length
    if (batch.length > 0) yield batch
  }
  rest += decoder.decode()
  if (rest !== '') yield parseAll([rest], line, parse)
}

function parseAll(
  lines: readonly string[],
  before: number,
  parse: (text: string, line: number) => ParsedLine | undefined,
): ParsedLine[] {
  const batch: ParsedLine[] = []
  for (const [index, text] of lines.entries()) {
    const parsed = parse(text.endsWith('\r') ? text.slice(0, -1) : text, before + index + 1)
    if (parsed) batch.push(parsed)
  }
  return batch
}
