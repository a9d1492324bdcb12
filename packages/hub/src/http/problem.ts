import { problemMediaType, type Problem } from '@wuzei/contract'
import { CodedError, errorCodes, type ErrorCode } from '@wuzei/domain'
import { isConnectionLoss } from '@wuzei/store'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { loggableError } from './loggable-error.ts'
import { requestFaults } from './validation-sentences.ts'

/** Where a code is explained; a path, so that it holds whatever the hub's host name. */
const errorPage = '/docs/errors#'

/** Fastify's own error codes in terms of the registry. */
const frameworkCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'MEDIA_TYPE_UNSUPPORTED',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'BODY_INVALID',
  FST_ERR_NOT_FOUND: 'NOT_FOUND',
  // Nothing here has such a long name.
  FST_ERR_MAX_PARAM_LENGTH: 'NOT_FOUND',
}

/** Bodies that never came to be compared with a schema, and what would be right. */
const unreadBodies: Readonly<Record<string, string>> = {
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty; send a JSON object.',
  FST_ERR_CTP_INVALID_JSON_BODY: 'The body is not valid JSON; send a JSON object in UTF-8.',
}

/** Seconds after which a caller may try again while the database is away: a bundled one is back within two. */
const databaseRetryAfterS = 3

/** Problem details for a code of the registry. */
export function problemOf(code: ErrorCode, detail?: string): Problem {
  const { status, title } = errorCodes[code]
  return { type: `${errorPage}${code}`, title, status, code, ...(detail ? { detail } : {}) }
}

/** Answers every error of every route as RFC 9457; an unforeseen one is logged and tells the caller nothing. */
export function problemAnswerer(
  logger: Logger,
): (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => void {
  return (error, request, reply) => {
    const problem = toProblem(error)
    if (problem.status >= 500 && problem.code === 'INTERNAL')
      logger.error({ error: loggableError(error), route: request.routeOptions.url }, 'request failed')
    const retryAfterS = retryAfterOf(error)
    if (retryAfterS !== undefined) reply.header('retry-after', String(retryAfterS))
    if (problem.status === 401) reply.header('www-authenticate', 'Bearer')
    void reply.code(problem.status).type(problemMediaType).send(JSON.stringify(problem))
  }
}

function retryAfterOf(error: FastifyError | CodedError): number | undefined {
  if (error instanceof CodedError) return error.retryAfterS
  return isConnectionLoss(error) ? databaseRetryAfterS : undefined
}

function toProblem(error: FastifyError | CodedError): Problem {
  if (error instanceof CodedError) {
    if (error.code === 'INTERNAL') return problemOf('INTERNAL')
    const errors = error.faults?.map((fault) => ({ in: 'body' as const, ...fault }))
    return { ...problemOf(error.code, error.message), ...(errors ? { errors } : {}) }
  }
  if (error.validation) {
    const errors = requestFaults(error.validation, error.validationContext)
    return { ...problemOf('BODY_INVALID', errors.map(({ detail }) => detail).join(' ')), errors }
  }
  if (isConnectionLoss(error))
    return problemOf('OVERLOADED', 'the database does not answer just now; checks go on, reports must wait')
  if (error.statusCode === 429) return problemOf('RATE_LIMITED')
  const unread = unreadBodies[error.code]
  if (unread !== undefined)
    return {
      ...problemOf('BODY_INVALID', unread),
      errors: [{ in: 'body', pointer: '#', detail: unread }],
    }
  const known = frameworkCodes[error.code]
  if (known) return problemOf(known)
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return problemOf('BODY_INVALID')
  return problemOf('INTERNAL')
}
