import { problemMediaType, ProblemSchema } from '@wuzei/contract'
import { errorCodes, type ErrorCode } from '@wuzei/domain'
import { problemOf } from '../problem.ts'
import type {
  JsonSchema,
  OpenApiBody,
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
} from './open-api.ts'
import {
  operationNotes,
  type ExampleBody,
  type OperationNotes,
  type ParameterNote,
} from './operation-notes.ts'
import { shareSchemas } from './share-schemas.ts'

/** The document as the schemas of the routes make it, with notes, examples, error codes and shared schemas. */
export function completeDocument(document: OpenApiDocument): OpenApiDocument {
  const paths = Object.fromEntries(
    Object.entries(document.paths).map(([path, methods]) => [
      path,
      Object.fromEntries(
        Object.entries(methods).map(([method, operation]) => [
          method,
          complete(operation, method, path, operationNotes[`${method.toUpperCase()} ${path}`]),
        ]),
      ),
    ]),
  )
  return shareSchemas({ ...document, paths })
}

function complete(
  operation: OpenApiOperation,
  method: string,
  path: string,
  notes: OperationNotes | undefined,
): OpenApiOperation {
  const parameters = operation.parameters?.map((parameter) =>
    withNote(parameter, notes?.parameters?.[parameter.name]),
  )
  const requestBody = notes?.request
    ? withExample(operation.requestBody ?? {}, notes.request)
    : operation.requestBody
  return {
    ...operation,
    operationId: operationIdOf(method, path),
    ...(notes ? { description: notes.description } : {}),
    ...(parameters ? { parameters } : {}),
    ...(requestBody ? { requestBody } : {}),
    responses: {
      ...successes(operation, notes),
      ...failures({ ...operation, ...(requestBody ? { requestBody } : {}) }, notes),
    },
  }
}

/** `getV1ReportsReceipt`: what generated clients name their methods after. */
function operationIdOf(method: string, path: string): string {
  const words = path.split(/[^a-z0-9]+/i).filter((word) => word !== '')
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}

function withNote(parameter: OpenApiParameter, note: ParameterNote | undefined): OpenApiParameter {
  return note ? { ...parameter, ...note } : parameter
}

function withExample(body: OpenApiBody, { example, mediaType, schema }: ExampleBody): OpenApiBody {
  const type = mediaType ?? 'application/json'
  const known = body.content?.[type]
  return { ...body, content: { [type]: { ...known, ...(schema ? { schema } : {}), example } } }
}

function successes(operation: OpenApiOperation, notes: OperationNotes | undefined) {
  const told = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'))
  const answers = told.map(([status, body]): [string, OpenApiBody] => {
    if (status === '204') return [status, { description: 'Done; there is no body' }]
    const described = { ...body, description: successWords[status] ?? 'Done' }
    const example = notes?.response
    // Both 200 and 201 of a route answer in one form, so its example serves both.
    return [status, example ? withExample(described, example) : described]
  })
  return Object.fromEntries(answers)
}

const successWords: Readonly<Record<string, string>> = { '200': 'Done', '201': 'Made' }

/** One answer per status, with an example for each code that a caller may meet there. */
function failures(operation: OpenApiOperation, notes: OperationNotes | undefined) {
  const codes = new Set([...usualCodes(operation), ...(notes?.errors ?? [])])
  const byStatus = Map.groupBy([...codes], (code) => String(errorCodes[code].status))
  const known = Object.entries(operation.responses).filter(
    ([status, body]) => /^[345]\d\d$/.test(status) && body.content?.['application/json'] && !isProblem(body),
  )
  const answers = [...byStatus].map(([status, own]): [string, OpenApiBody] => [
    status,
    {
      description: own.map((code) => `\`${code}\` ${errorCodes[code].title}`).join('\n\n'),
      content: {
        [problemMediaType]: {
          schema: problemSchema,
          examples: Object.fromEntries(own.map((code) => [code, { value: problemOf(code) }])),
        },
      },
    },
  ])
  return Object.fromEntries([...known, ...answers])
}

const problemSchema: JsonSchema = JSON.parse(JSON.stringify(ProblemSchema))

function isProblem(body: OpenApiBody): boolean {
  const schema = body.content?.['application/json']?.schema
  return JSON.stringify(schema ?? {}).includes('"code"')
}

/** What follows from the sort of route. */
function usualCodes(operation: OpenApiOperation): ErrorCode[] {
  const statuses = Object.keys(operation.responses)
  const takesJson = operation.requestBody?.content?.['application/json'] !== undefined
  const limited = statuses.some((status) => status.toLowerCase() === '4xx')
  return [
    ...(takesJson || operation.parameters ? (['BODY_INVALID'] as const) : []),
    ...(operation.requestBody ? (['REQUEST_TIMEOUT', 'BODY_TOO_LARGE'] as const) : []),
    ...(takesJson ? (['MEDIA_TYPE_UNSUPPORTED'] as const) : []),
    ...(operation.security ? (['UNAUTHENTICATED'] as const) : []),
    ...(limited || operation.security ? (['RATE_LIMITED'] as const) : []),
    ...(statuses.includes('503') && limited ? (['OVERLOADED'] as const) : []),
  ]
}
