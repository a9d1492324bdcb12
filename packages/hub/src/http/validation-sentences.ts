import type { FastifySchemaValidationError } from 'fastify'

/** One thing that is wrong with a request, as RFC 9457 tells it. */
export interface RequestFault {
  /** Where the value was looked for. */
  readonly in: 'body' | 'query' | 'path' | 'headers'
  /** JSON Pointer to it, as a URI fragment: `#/loss/amountFen`. */
  readonly pointer: string
  /** What is wrong and what would be right, as a sentence. */
  readonly detail: string
}

const places: Readonly<Record<string, RequestFault['in']>> = {
  body: 'body',
  querystring: 'query',
  params: 'path',
  headers: 'headers',
}

/**
 * What the validator found, in plain words. The value itself is never repeated: it may be personal data, and answers
 * end up in the logs of whoever called.
 */
export function requestFaults(
  issues: readonly FastifySchemaValidationError[],
  context: string | undefined,
): RequestFault[] {
  const place = places[context ?? ''] ?? 'body'
  return issues.map((issue) => {
    const missing = textParameter(issue, 'missingProperty') ?? textParameter(issue, 'additionalProperty')
    const path =
      missing === undefined ? issue.instancePath : `${issue.instancePath}/${escapePointer(missing)}`
    return { in: place, pointer: `#${path}`, detail: `${subjectOf(path, place)} ${predicateOf(issue)}.` }
  })
}

/** `"loss.amountFen"` of the body; the whole of it where the fault is not in a field. */
function subjectOf(path: string, place: RequestFault['in']): string {
  if (path === '') return `The ${place}`
  const name = path
    .slice(1)
    .split('/')
    .map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : `${index > 0 ? '.' : ''}${step}`))
    .join('')
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')
  return place === 'query' ? `The query parameter "${name}"` : `"${name}"`
}

const sentences: Readonly<Record<string, (issue: FastifySchemaValidationError) => string>> = {
  required: () => 'is missing',
  additionalProperties: () => 'is not known here',
  type: (issue) => `must be ${typeWords(issue.params['type'])}`,
  enum: (issue) => `must be one of ${listOf(issue.params['allowedValues'])}`,
  const: (issue) => `must be ${JSON.stringify(issue.params['allowedValue'])}`,
  minLength: (issue) => `must be at least ${counted(issue, 'character')} long`,
  maxLength: (issue) => `must be at most ${counted(issue, 'character')} long`,
  minItems: (issue) => `must have at least ${counted(issue, 'entry', 'entries')}`,
  maxItems: (issue) => `must have at most ${counted(issue, 'entry', 'entries')}`,
  minimum: (issue) => `must be at least ${numberOf(issue)}`,
  maximum: (issue) => `must be at most ${numberOf(issue)}`,
  pattern: (issue) => `must be written as ${expectedForm(issue)}`,
}

function predicateOf(issue: FastifySchemaValidationError): string {
  return sentences[issue.keyword]?.(issue) ?? 'does not fit; see /docs for what it may be'
}

const wordsOfTypes: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a JSON object',
  null: 'null',
}

function typeWords(type: unknown): string {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type]
  return types.map((name) => wordsOfTypes[String(name)] ?? String(name)).join(' or ')
}

/** Well-known forms by their pattern; the pattern itself says the rest. */
const forms: readonly (readonly [beginning: string, words: string])[] = [
  ['^\\d{4}-\\d{2}-\\d{2}T', 'an RFC 3339 instant with an offset, such as 2026-03-01T09:00:00+08:00'],
  ['^F\\d{2}', 'a taxonomy code such as F08 or F08.01'],
  ['^[A-Z]{3}$', 'a currency code of three capital letters, such as CNY'],
  ['^[0-9a-f]{64}$', 'a SHA-256 of 64 small hexadecimal digits'],
  ['^\\d{1,', 'a whole number in digits'],
]

function expectedForm(issue: FastifySchemaValidationError): string {
  const pattern = textParameter(issue, 'pattern') ?? ''
  return forms.find(([beginning]) => pattern.startsWith(beginning))?.[1] ?? `the pattern ${pattern} asks`
}

function listOf(values: unknown): string {
  return Array.isArray(values) ? values.map(String).join(', ') : 'the values in /docs'
}

function numberOf(issue: FastifySchemaValidationError): string {
  return Number(issue.params['limit']).toLocaleString('en')
}

function counted(issue: FastifySchemaValidationError, one: string, many = `${one}s`): string {
  return `${numberOf(issue)} ${Number(issue.params['limit']) === 1 ? one : many}`
}

function textParameter(issue: FastifySchemaValidationError, name: string): string | undefined {
  const value = issue.params[name]
  return typeof value === 'string' ? value : undefined
}

function escapePointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1')
}
