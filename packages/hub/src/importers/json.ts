import { CodedError, indicatorKinds, isFraudType } from '@wuzei/domain'
import type { Importer, ParsedLine } from './importer.ts'
import { unpacked } from './read-bytes.ts'
import { isRecord } from './read-element.ts'
import { readCount, readInstant, readValue, refused } from './read-value.ts'

/** Longest document: it is read whole. Larger lists come as CSV or text. */
const maxJsonBytes = 256 * 1024 * 1024

/** JSON lists: an array of texts or objects, alone or as a member of the document. */
export const json: Importer = {
  format: 'json',
  summary:
    'JSON array of values, or of objects; --map member=field,... names value, kind, count, fraudType, firstAt, lastAt',
  repeats: 'once',
  async *rows(bytes, options) {
    const members = membersOf(options.map)
    yield listIn(await readWhole(bytes)).map((element, index) => parseElement(element, index + 1, members))
  },
}

const fields = ['value', 'kind', 'count', 'fraudType', 'firstAt', 'lastAt'] as const
type Field = (typeof fields)[number]
/** Name of the member that holds each field. */
type Members = ReadonlyMap<Field, string>

function membersOf(map: string | undefined): Members {
  const members = new Map<Field, string>(map === undefined ? fields.map((field) => [field, field]) : [])
  for (const pair of map?.split(',') ?? []) {
    const at = pair.lastIndexOf('=')
    const field = fields.find((candidate) => candidate === pair.slice(at + 1).trim())
    if (at < 1 || !field)
      throw new CodedError('IMPORT_OPTION_INVALID', `a map is member=field with one of ${fields.join(', ')}`)
    members.set(field, pair.slice(0, at).trim())
  }
  if (!members.has('value'))
    throw new CodedError('IMPORT_OPTION_INVALID', 'one member must be mapped to the field value')
  return members
}

async function readWhole(bytes: AsyncIterable<Uint8Array>): Promise<unknown> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of unpacked(bytes)) {
    length += part.length
    if (length > maxJsonBytes) throw new CodedError('IMPORT_LINE_INVALID', 'the document is too long')
    parts.push(part)
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString('utf8'))
  } catch (error) {
    if (error instanceof SyntaxError)
      throw new CodedError('IMPORT_LINE_INVALID', 'the document is not valid JSON')
    throw error
  }
}

/** The document itself, or the first of its members that is an array. */
function listIn(document: unknown): readonly unknown[] {
  const list = Array.isArray(document)
    ? document
    : isRecord(document)
      ? Object.values(document).find((member) => Array.isArray(member))
      : undefined
  if (!Array.isArray(list)) throw new CodedError('IMPORT_LINE_INVALID', 'the document holds no array')
  return list
}

function parseElement(element: unknown, line: number, members: Members): ParsedLine {
  if (typeof element === 'string') return readValue(line, element)
  const text = (field: Field): string => {
    const member = isRecord(element) ? element[members.get(field) ?? ''] : undefined
    return typeof member === 'string' || typeof member === 'number' ? String(member) : ''
  }
  const value = text('value')
  const bad = (message: string) => refused(line, value, 'IMPORT_LINE_INVALID', message)
  const kind = indicatorKinds.find((candidate) => candidate === text('kind'))
  if (text('kind') !== '' && !kind) return bad('The kind is none that the library knows')
  const fraudType = text('fraudType')
  if (fraudType !== '' && !isFraudType(fraudType))
    return refused(line, value, 'FRAUD_TYPE_UNKNOWN', 'The fraud type is not in the taxonomy')
  const count = text('count') === '' ? 1 : readCount(text('count'))
  const firstAt = text('firstAt') === '' ? undefined : readInstant(text('firstAt'))
  const lastAt = text('lastAt') === '' ? undefined : readInstant(text('lastAt'))
  if (count === undefined) return bad('The count is no number of 1 or more')
  if ((text('firstAt') !== '' && firstAt === undefined) || (text('lastAt') !== '' && lastAt === undefined))
    return bad('An instant is not RFC 3339, a date or epoch seconds')
  const dates = [firstAt, lastAt].filter((at) => at !== undefined)
  return readValue(line, value, kind ? { kind } : {}, {
    count,
    fraudType: fraudType || null,
    ...(dates.length > 0 ? { firstAt: Math.min(...dates), lastAt: Math.max(...dates) } : {}),
  })
}
