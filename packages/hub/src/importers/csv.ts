import { CodedError, indicatorKinds, isFraudType } from '@wuzei/domain'
import type { Importer, ParsedLine } from './importer.ts'
import { readTable } from './read-table.ts'
import { readCount, readInstant, readValue, refused } from './read-value.ts'

/** Tables with a header, RFC 4180: `--map column=field,…` says which column holds what. */
export const csv: Importer = {
  format: 'csv',
  summary:
    'CSV with a header (RFC 4180); --map column=field,... names value, kind, count, fraudType, firstAt, lastAt',
  repeats: 'once',
  rows: (bytes, options) => readList(bytes, options.map),
}

const fields = ['value', 'kind', 'count', 'fraudType', 'firstAt', 'lastAt'] as const
type Field = (typeof fields)[number]

async function* readList(
  bytes: AsyncIterable<Uint8Array>,
  map: string | undefined,
): AsyncGenerator<readonly ParsedLine[], void> {
  let columns: Columns | undefined
  for await (const records of readTable(bytes)) {
    const batch: ParsedLine[] = []
    for (const { cells, line } of records) {
      if (columns) batch.push(parseRecord(cells, line, columns))
      else columns = columnsOf(cells, map)
    }
    if (batch.length > 0) yield batch
  }
  if (!columns) throw new CodedError('IMPORT_LINE_INVALID', 'the table has no header')
}

/** Number of each field's column. */
type Columns = Readonly<Partial<Record<Field, number>>>

/** Where each field stands. Without a map the columns are called like the fields. */
function columnsOf(header: readonly string[], map: string | undefined): Columns {
  const names = header.map((name) => name.trim())
  const columns: Partial<Record<Field, number>> = {}
  for (const pair of (map ?? fields.map((field) => `${field}=${field}`).join()).split(',')) {
    const at = pair.lastIndexOf('=')
    const [column, wanted] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
    const field = fields.find((candidate) => candidate === wanted)
    if (at < 1 || !field)
      throw new CodedError('IMPORT_OPTION_INVALID', `a map is column=field with one of ${fields.join(', ')}`)
    const index = names.indexOf(column)
    if (index >= 0) columns[field] = index
    else if (map !== undefined)
      throw new CodedError('IMPORT_OPTION_INVALID', 'the table has no column of that name')
  }
  if (columns.value === undefined)
    throw new CodedError('IMPORT_OPTION_INVALID', 'one column must be mapped to the field value')
  return columns
}

function parseRecord(record: readonly string[], line: number, columns: Columns): ParsedLine {
  const cell = (field: Field) => {
    const column = columns[field]
    return column === undefined ? '' : (record[column] ?? '').trim()
  }
  const value = cell('value')
  const bad = (message: string) => refused(line, value, 'IMPORT_LINE_INVALID', message)
  const kindText = cell('kind')
  const kind = kindText === '' ? undefined : indicatorKinds.find((candidate) => candidate === kindText)
  if (kindText !== '' && !kind) return bad('The kind is none that the library knows')
  const fraudType = cell('fraudType')
  if (fraudType !== '' && !isFraudType(fraudType))
    return refused(line, value, 'FRAUD_TYPE_UNKNOWN', 'The fraud type is not in the taxonomy')
  const countText = cell('count')
  const count = countText === '' ? 1 : readCount(countText)
  if (count === undefined) return bad('The count is no number of 1 or more')
  const dates = readDates(cell('firstAt'), cell('lastAt'))
  if (!dates)
    return bad('An instant is not RFC 3339, a date or epoch seconds, or the last lies before the first')
  return readValue(line, value, kind ? { kind } : {}, { count, fraudType: fraudType || null, ...dates })
}

/** One date stands for both; undefined when one cannot be read. */
function readDates(
  first: string,
  last: string,
): { firstAt: number | null; lastAt: number | null } | undefined {
  if (first === '' && last === '') return { firstAt: null, lastAt: null }
  const firstAt = readInstant(first === '' ? last : first)
  const lastAt = readInstant(last === '' ? first : last)
  return firstAt === undefined || lastAt === undefined || lastAt < firstAt ? undefined : { firstAt, lastAt }
}
