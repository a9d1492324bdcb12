import { escapeHtml, lineHtml } from './html.ts'
import type { JsonSchema } from './open-api.ts'

/** A schema as people read it: its fields with type, limits and meaning; shared ones as links. */
export function schemaHtml(schema: JsonSchema): string {
  const fields = fieldsOf(schema)
  if (fields.length === 0) return `<p>${summaryHtml(schema)}</p>`
  const required = stringsOf(schema['required'])
  const items = fields.map(([name, field]) => {
    const inner = nestedFields(field)
    return `<dt><code>${escapeHtml(name)}</code>${required.includes(name) ? '' : ' <small>may be left out</small>'}</dt>
      <dd>${summaryHtml(field)}${inner === '' ? '' : inner}</dd>`
  })
  return `<dl>${items.join('')}</dl>`
}

/** Type, limits and meaning in one line. */
export function summaryHtml(schema: JsonSchema): string {
  const description = typeof schema['description'] === 'string' ? schema['description'] : ''
  const parts = [typeHtml(schema), ...limitsOf(schema).map((limit) => lineHtml(limit))]
  return `<span class="type">${parts.join(', ')}</span>${description === '' ? '' : ` ${lineHtml(description)}`}`
}

function typeHtml(schema: JsonSchema): string {
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    const name = reference.split('/').at(-1) ?? ''
    return `<a href="#schema-${escapeHtml(name)}">${escapeHtml(name)}</a>`
  }
  const options = schemasOf(schema['anyOf'])
  if (options.length > 0) return options.map(typeHtml).join(' or ')
  const values = Array.isArray(schema['enum']) ? schema['enum'] : []
  if (values.length > 0)
    return `one of ${values.map((value) => `<code>${escapeHtml(String(value))}</code>`).join(' ')}`
  const items = schema['items']
  if (schema['type'] === 'array') return isSchema(items) ? `list of ${typeHtml(items)}` : 'list'
  const members = schema['additionalProperties']
  if (schema['type'] === 'object' && isSchema(members)) return `object of ${typeHtml(members)} by name`
  return escapeHtml(typeof schema['type'] === 'string' ? schema['type'] : 'anything')
}

/** What a value of the schema must keep to, in words. */
function limitsOf(schema: JsonSchema): string[] {
  const limit = (keyword: string, words: (value: string) => string): string[] => {
    const value = schema[keyword]
    return typeof value === 'number' || typeof value === 'string' ? [words(numberText(value))] : []
  }
  return [
    ...limit('minLength', (value) => `at least ${value} characters`),
    ...limit('maxLength', (value) => `at most ${value} characters`),
    ...limit('minItems', (value) => `at least ${value} entries`),
    ...limit('maxItems', (value) => `at most ${value} entries`),
    ...limit('minimum', (value) => `at least ${value}`),
    ...limit('maximum', (value) => `at most ${value}`),
    ...limit('pattern', (value) => `pattern \`${value}\``),
  ]
}

function numberText(value: number | string): string {
  return typeof value === 'number' ? value.toLocaleString('en') : value
}

/** Fields of an object, of the entries of a list, or of the object that may be null. */
function nestedFields(schema: JsonSchema): string {
  const items = schema['items']
  const inner = [schema, ...(isSchema(items) ? [items] : []), ...schemasOf(schema['anyOf'])]
  const found = inner.find((candidate) => fieldsOf(candidate).length > 0)
  return found ? schemaHtml(found) : ''
}

function fieldsOf(schema: JsonSchema): [string, JsonSchema][] {
  const properties = schema['properties']
  if (!isSchema(properties)) return []
  return Object.entries(properties).flatMap(([name, field]): [string, JsonSchema][] =>
    isSchema(field) ? [[name, field]] : [],
  )
}

function schemasOf(value: unknown): JsonSchema[] {
  return Array.isArray(value) ? value.filter(isSchema) : []
}

function stringsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((member) => typeof member === 'string') : []
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
