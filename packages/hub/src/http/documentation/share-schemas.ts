import * as contract from '@wuzei/contract'
import type { JsonSchema, OpenApiDocument } from './open-api.ts'

/**
 * Replaces every schema that the contract exports by a reference, so that each stands in the document once, under
 * its name there. A schema of another place that looks the same is one of them too: on the wire there is no difference.
 */
export function shareSchemas(document: OpenApiDocument): OpenApiDocument {
  const shared = contractSchemas()
  const used = new Map<string, JsonSchema>()
  const visit = (value: unknown, insideOf?: string): unknown => {
    if (Array.isArray(value)) return value.map((member: unknown) => visit(member))
    if (!isObject(value)) return value
    const name = 'type' in value || 'enum' in value || 'anyOf' in value ? nameOf(value, shared) : undefined
    if (name === undefined || name === insideOf)
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, visit(member)]))
    if (!used.has(name)) {
      // First, so that a schema that holds itself would end.
      used.set(name, {})
      used.set(name, objectOf(visit(shared.get(name)?.schema, name)))
    }
    return referenceTo(name, value, shared)
  }
  const paths: OpenApiDocument['paths'] = Object.fromEntries(
    Object.entries(document.paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [
          method,
          {
            ...operation,
            ...(operation.requestBody ? { requestBody: withSchemas(operation.requestBody, visit) } : {}),
            responses: Object.fromEntries(
              Object.entries(operation.responses).map(([status, body]) => [status, withSchemas(body, visit)]),
            ),
          },
        ]),
      ),
    ]),
  )
  const schemas = Object.fromEntries([...used].toSorted(([left], [right]) => (left < right ? -1 : 1)))
  return { ...document, paths, components: { ...document.components, schemas } }
}

interface SharedSchema {
  readonly schema: JsonSchema
  readonly shape: string
}

function contractSchemas(): ReadonlyMap<string, SharedSchema> {
  const named = Object.entries(contract).flatMap(([name, value]): [string, SharedSchema][] => {
    if (!name.endsWith('Schema') || typeof value !== 'object') return []
    const schema = objectOf(asDocumented(JSON.parse(JSON.stringify(value))))
    return [[name.slice(0, -'Schema'.length), { schema, shape: shapeOf(schema) }]]
  })
  return new Map(named)
}

/** As the OpenAPI plugin writes it: a record without rules for its names has them in `additionalProperties`. */
function asDocumented(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asDocumented)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) =>
      key === 'patternProperties' && isObject(member) && '^.*$' in member
        ? ['additionalProperties', asDocumented(member['^.*$'])]
        : [key, asDocumented(member)],
    ),
  )
}

/** The name of a schema: of several with one shape the one that says the same about itself, else the first. */
function nameOf(schema: JsonSchema, shared: ReadonlyMap<string, SharedSchema>): string | undefined {
  const shape = shapeOf(schema)
  const fitting = [...shared].filter(([, candidate]) => candidate.shape === shape)
  const said = fitting.find(([, candidate]) => candidate.schema['description'] === schema['description'])
  return (said ?? fitting[0])?.[0]
}

/** A description of its own stays beside the reference, as OpenAPI 3.1 allows. */
function referenceTo(
  name: string,
  schema: JsonSchema,
  shared: ReadonlyMap<string, SharedSchema>,
): JsonSchema {
  const own = schema['description']
  const known = shared.get(name)?.schema['description']
  const reference = { $ref: `#/components/schemas/${name}` }
  return own === undefined || own === known ? reference : { ...reference, description: own }
}

/** What two schemas must have in common to be one: everything but what they say about themselves. */
function shapeOf(schema: JsonSchema): string {
  const { description: _, ...rest } = schema
  return JSON.stringify(sorted(rest))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!isObject(value)) return value
  const members = Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))
  return Object.fromEntries(members.map(([key, member]) => [key, sorted(member)]))
}

function withSchemas(
  body: OpenApiDocument['paths'][string][string]['responses'][string],
  visit: (schema: unknown) => unknown,
) {
  if (!body.content) return body
  const content = Object.fromEntries(
    Object.entries(body.content).map(([type, { schema, ...rest }]) => [
      type,
      schema === undefined ? rest : { schema: objectOf(visit(schema)), ...rest },
    ]),
  )
  return { ...body, content }
}

function objectOf(value: unknown): JsonSchema {
  if (!isObject(value)) throw new TypeError('a schema is a JSON object')
  return value
}

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
