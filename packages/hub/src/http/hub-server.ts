import type { Server } from 'node:http'
import helmet from '@fastify/helmet'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
} from 'fastify'
import type { Logger } from 'pino'
import type { BoundedWork } from '../bounded-work.ts'
import type { HubContext } from '../hub-context.ts'
import type { Checker } from '../library/checker.ts'
import type { HttpLimits } from '../limits.ts'
import { answerProblem, problemOf } from './problem.ts'

/** Fastify with the contract's schemas as types. */
export type HubServer = FastifyInstance<
  Server,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What routes work with. */
export interface RouteContext {
  readonly hub: HubContext
  readonly checker: Checker
  readonly limits: HttpLimits
  /** For everything that costs database time. */
  readonly heavy: BoundedWork
}

export interface HubServerOptions {
  readonly logger: Logger
  readonly limits: HttpLimits
  /** Addresses of reverse proxies whose X-Forwarded-For is believed; none unless told. */
  readonly trustProxy: string | undefined
  readonly version: string
}

/** The HTTP face without its routes: limits, errors, security headers, OpenAPI. */
export async function createHubServer(options: HubServerOptions): Promise<HubServer> {
  const { limits } = options
  const server = Fastify({
    loggerInstance: options.logger as FastifyBaseLogger,
    disableRequestLogging: true,
    bodyLimit: limits.bodyBytes,
    requestTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionTimeout: 0,
    trustProxy: options.trustProxy ?? false,
    // A value to check may be 4,096 characters long, each escaped to nine.
    routerOptions: { maxParamLength: 200 },
    http: { headersTimeout: limits.requestTimeoutMs, maxHeaderSize: 64 * 1024 },
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
  }).withTypeProvider<TypeBoxTypeProvider>()
  server.setErrorHandler(answerProblem)
  server.setNotFoundHandler(async (request, reply) => {
    const problem = problemOf('NOT_FOUND', `${request.method} here does nothing`)
    return await reply.code(404).type('application/problem+json').send(JSON.stringify(problem))
  })
  await server.register(helmet, { global: true, ...securityHeaders })
  await server.register(rateLimit, { global: false, timeWindow: 60_000 })
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Wuzei hub', version: options.version, description: apiDescription },
      components: {
        securitySchemes: {
          administrator: { type: 'http', scheme: 'bearer', description: 'Administrator key' },
        },
      },
      tags: [
        { name: 'check', description: 'Is this number, link or account known for fraud?' },
        { name: 'report', description: 'Reports, their files, receipts and disputes' },
        { name: 'reference', description: 'The taxonomy and the verdict model' },
        { name: 'log', description: 'The public event log: heads and proofs' },
        { name: 'administration', description: 'Decisions of people; needs the administrator key' },
        { name: 'operation', description: 'Health and metrics' },
      ],
    },
  })
  return server as unknown as HubServer
}

const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      'default-src': ["'none'"],
      'script-src': ["'self'"],
      'style-src': ["'self'"],
      'img-src': ["'self'", 'data:', 'blob:'],
      'connect-src': ["'self'"],
      'worker-src': ["'self'", 'blob:'],
      'manifest-src': ["'self'"],
      'form-action': ["'self'"],
      'frame-ancestors': ["'none'"],
      'base-uri': ["'none'"],
    },
  },
  // The hub may run behind plain HTTP on a laptop; TLS and HSTS are the reverse proxy's.
  hsts: false,
  crossOriginEmbedderPolicy: false,
  referrerPolicy: { policy: 'no-referrer' as const },
}

const apiDescription = `Check, report, verdict. Errors are RFC 9457 problem details with a \`code\` from docs/errors.md.
Scores are calibrated probabilities; levels are safe, unknown, suspicious, high, confirmed. Unknown never means safe.`
