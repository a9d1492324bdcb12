import type { Definition, FactValue, Facts } from '@wuzei/casework'
import { CodedError } from '@wuzei/domain'

/** Facts that only the hub itself finds out: nobody sends them. */
const ownFacts: ReadonlySet<string> = new Set([
  'serialNo',
  'reporterKey',
  'receiptNumber',
  'subjectId',
  'receivedBy',
])

/**
 * Facts as the wire brings them: fields whose definition says fen become whole fen.
 *
 * @throws CodedError COMMAND_INVALID
 */
export function readFacts(definition: Definition, sent: Readonly<Record<string, unknown>>): Facts {
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => {
      if (ownFacts.has(name)) throw new CodedError('COMMAND_INVALID', `${name} is for the hub to say`)
      return [name, definition.fields[name] === 'fen' ? readFen(name, value) : readValue(name, value, 0)]
    }),
  )
}

function readFen(name: string, value: unknown): bigint {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return BigInt(value)
  throw new CodedError('COMMAND_INVALID', `${name} is a whole number of fen of at least 0`)
}

/** Lists in records in lists are as deep as an answer goes. */
const maxDepth = 6

function readValue(name: string, value: unknown, depth: number): FactValue {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value
  if (typeof value === 'number') return value
  if (depth < maxDepth) {
    if (Array.isArray(value)) return value.map((inner) => readValue(name, inner, depth + 1))
    if (typeof value === 'object' && value !== undefined)
      return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [key, readValue(name, inner, depth + 1)]),
      )
  }
  throw new CodedError('COMMAND_INVALID', `${name} holds something that is no fact`)
}
