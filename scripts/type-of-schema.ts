import type { JsonSchema } from '../packages/hub/src/http/documentation/open-api.ts'

/** The TypeScript type of the values that a JSON Schema of the contract lets pass, on one line. */
export function typeOfSchema(schema: JsonSchema): string {
  const reference = schema['$ref']
  if (typeof reference === 'string') return reference.slice(reference.lastIndexOf('/') + 1)
  if ('const' in schema) return JSON.stringify(schema['const'])
  const { enum: members, anyOf, oneOf, allOf, type } = schema
  if (Array.isArray(members)) return members.map((member) => JSON.stringify(member)).join(' | ')
  const choices: unknown = anyOf ?? oneOf
  if (Array.isArray(choices)) return unique(choices.map(typeOf)).join(' | ')
  if (Array.isArray(allOf)) return allOf.map((part) => wrapped(typeOf(part))).join(' & ')
  if (Array.isArray(type))
    return unique(type.map((one: unknown) => typeOf({ ...schema, type: one }))).join(' | ')
  if (type === 'object' || 'properties' in schema) return objectType(schema)
  if (type === 'array') return `${wrapped(typeOf(schema['items'] ?? {}))}[]`
  if (type === 'integer') return 'number'
  return type === 'string' || type === 'number' || type === 'boolean' || type === 'null' ? type : 'unknown'
}

/** In brackets where another operator follows. */
export function wrapped(type: string): string {
  return /[|&]/.test(type) ? `(${type})` : type
}

function objectType(schema: JsonSchema): string {
  const { properties, required, additionalProperties } = schema
  const needed = new Set(Array.isArray(required) ? required : [])
  const members = Object.entries(isSchema(properties) ? properties : {}).map(([name, member]) => {
    const said = isSchema(member) ? member['description'] : undefined
    const comment = typeof said === 'string' ? `/** ${said.replaceAll('*/', '* /')} */ ` : ''
    const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)
    return `${comment}${key}${needed.has(name) ? '' : '?'}: ${typeOf(member)}`
  })
  const others = isSchema(additionalProperties) ? additionalProperties : recordOf(schema['patternProperties'])
  if (members.length === 0) return `Record<string, ${others ? typeOf(others) : 'unknown'}>`
  return `{ ${members.join('; ')} }`
}

function recordOf(patterns: unknown): JsonSchema | undefined {
  const [only] = isSchema(patterns) ? Object.values(patterns) : []
  return isSchema(only) ? only : undefined
}

function typeOf(schema: unknown): string {
  return isSchema(schema) ? typeOfSchema(schema) : 'unknown'
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function unique(types: readonly string[]): string[] {
  return [...new Set(types)]
}
