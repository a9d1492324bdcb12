import type {
  JsonSchema,
  OpenApiDocument,
  OpenApiOperation,
} from '../packages/hub/src/http/documentation/open-api.ts'
import { typeOfSchema, wrapped } from './type-of-schema.ts'

/** Every operation of the document as `GET /v1/check`, in order of path and method. */
export function operationsOf(document: OpenApiDocument): [route: string, operation: OpenApiOperation][] {
  return Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]): [string, OpenApiOperation] => [
        `${method.toUpperCase()} ${path}`,
        operation,
      ]),
    )
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
}

/** The client's files of types, made from the hub's own document. */
export interface RouteTypeFiles {
  /** What routes take and answer. */
  readonly schemas: string
  /** Every route: what goes in, what comes back. */
  readonly routes: string
  /** How the answer of each is read. */
  readonly forms: string
}

/** Makes them for every route that is not left out. */
export function routeTypes(given: OpenApiDocument, isLeftOut: (route: string) => boolean): RouteTypeFiles {
  const document = withoutPlainSchemas(given)
  const operations = operationsOf(document).filter(([route]) => !isLeftOut(route))
  const routes = operations
    .map(([route, operation]) => `  ${commentOf(operation.summary)}'${route}': ${routeType(operation)}`)
    .join('\n')
  const forms = operations.map(([route, operation]) => `  '${route}': '${replyForm(operation)}',`)
  const named = schemasUsed(document, routes)
  const imported = named.map(([name]) => name).filter((name) => mentions(routes, name))
  return {
    schemas: [head, '', ...named.map(([name, schema]) => schemaType(name, schema)), ''].join('\n'),
    routes: [
      head,
      '',
      `import type { ${imported.join(', ')} } from './route-schemas.ts'`,
      '',
      '/** Every route: what goes in, what comes back. Bytes are a file; the documentation of the route names its format. */',
      'export interface Routes {',
      routes,
      '}',
      '',
    ].join('\n'),
    forms: [
      head,
      '',
      "import type { Routes } from './route-types.ts'",
      '',
      '/** How the answer of each route is read. */',
      'export const replyForms = {',
      ...forms,
      '} as const satisfies Record<keyof Routes, ReplyForm>',
      '',
      "export type ReplyForm = 'json' | 'bytes' | 'none'",
      '',
    ].join('\n'),
  }
}

/** Shared schemas that are a mere string or number say nothing by their name; any other of the same shape bears it too. */
function withoutPlainSchemas(document: OpenApiDocument): OpenApiDocument {
  const all = document.components?.schemas ?? {}
  const text = JSON.stringify(document, (_key, value: unknown) => {
    const reference = isObject(value) ? value['$ref'] : undefined
    const name = typeof reference === 'string' ? reference.slice(reference.lastIndexOf('/') + 1) : ''
    const type = all[name]?.['type']
    return isObject(value) && (type === 'string' || type === 'integer')
      ? { type, description: value['description'] }
      : value
  })
  const plain: OpenApiDocument = JSON.parse(text)
  return plain
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const head =
  '// biome-ignore-all format: made by e2e/sdk-routes.test.ts from the document of a running hub, not by hand.'

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b(?!['"?:])`).test(text.replace(/\/\*\*.*?\*\//g, ''))
}

function schemaType(name: string, schema: JsonSchema): string {
  const text = typeOfSchema(schema)
  return `${commentOf(schema['description'])}export type ${name} = ${text}`
}

/** The shared schemas that are named in the text, and those that they name. */
function schemasUsed(document: OpenApiDocument, text: string): [string, JsonSchema][] {
  const all = document.components?.schemas ?? {}
  const used = new Set<string>()
  const visit = (part: string): void => {
    for (const [name, schema] of Object.entries(all)) {
      if (used.has(name) || !mentions(part, name)) continue
      used.add(name)
      visit(typeOfSchema(schema))
    }
  }
  visit(text)
  return Object.entries(all).filter(([name]) => used.has(name))
}

function routeType(operation: OpenApiOperation): string {
  const placed = (place: string) => (operation.parameters ?? []).filter((parameter) => parameter.in === place)
  const parts = [
    parametersType('params', placed('path')),
    parametersType('query', placed('query')),
    bodyType(operation),
    `reply: ${replyType(operation)}`,
  ]
  return `{ ${parts.filter((part) => part !== '').join('; ')} }`
}

function parametersType(name: string, parameters: NonNullable<OpenApiOperation['parameters']>): string {
  if (parameters.length === 0) return ''
  const required = parameters.some((parameter) => isRequired(parameter))
  const members = parameters.map((parameter) => {
    const mark = isRequired(parameter) ? '' : '?'
    return `${JSON.stringify(parameter.name)}${mark}: ${parameterType(parameter.schema)}${mark === '' ? '' : ' | undefined'}`
  })
  return `${name}${required ? '' : '?'}: { ${members.join('; ')} }`
}

function isRequired(parameter: { readonly required?: boolean; readonly in: string }): boolean {
  return parameter.in === 'path' || parameter.required === true
}

/** Whole numbers are written in digits: who has a number may give it. */
function parameterType(schema: JsonSchema | undefined): string {
  const type = schema === undefined ? 'string' : typeOfSchema(schema)
  const pattern = schema?.['pattern']
  const isNumber =
    typeof pattern === 'string' && /\\d|\[1-9\]/.test(pattern) && !/[a-z]{2}|a-z/i.test(pattern)
  return type === 'string' && isNumber ? 'string | number' : type
}

function bodyType({ requestBody }: OpenApiOperation): string {
  if (!requestBody?.content) return ''
  const json = requestBody.content['application/json']
  const [mediaType = ''] = Object.keys(requestBody.content)
  if (json) return `body: ${typeOfSchema(json.schema ?? {})}`
  // A file or a form, with its media type.
  return mediaType === 'application/x-www-form-urlencoded'
    ? 'form: Readonly<Record<string, string>>'
    : 'file: Blob | Uint8Array<ArrayBuffer> | string; mediaType?: string'
}

function replyType(operation: OpenApiOperation): string {
  const form = replyForm(operation)
  if (form === 'none') return 'undefined'
  if (form === 'bytes') return 'Uint8Array<ArrayBuffer>'
  const types = successes(operation).flatMap(({ content }) =>
    Object.entries(content ?? {}).flatMap(([type, { schema }]) =>
      isJson(type) ? [typeOfSchema(schema ?? {})] : [],
    ),
  )
  return [...new Set(types)].map(wrapped).join(' | ')
}

function replyForm(operation: OpenApiOperation): 'json' | 'bytes' | 'none' {
  const types = successes(operation).flatMap(({ content }) => Object.keys(content ?? {}))
  if (types.length === 0) return 'none'
  return types.some(isJson) ? 'json' : 'bytes'
}

/** Of the 2xx; some routes answer 200 and 201 alike. */
function successes(operation: OpenApiOperation) {
  return Object.entries(operation.responses).flatMap(([status, body]) =>
    status.startsWith('2') ? [body] : [],
  )
}

function isJson(mediaType: string): boolean {
  return /[/+]json\b/.test(mediaType)
}

function commentOf(text: unknown): string {
  return typeof text === 'string' ? `/** ${text.replaceAll('*/', '* /')} */ ` : ''
}
