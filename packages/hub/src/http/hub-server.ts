import { createServer, type Server, type ServerOptions } from 'node:http'
import rateLimit from '@fastify/rate-limit'
import swagger from '@fastify/swagger'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
} from 'fastify'
import { CodedError } from '@wuzei/domain'
import type { Logger } from 'pino'
import type { BoundedWork } from '../bounded-work.ts'
import type { HubContext } from '../hub-context.ts'
import type { Checker } from '../library/checker.ts'
import type { HttpLimits } from '../limits.ts'
import { answerBrokenRequest } from './broken-request.ts'
import { createCheckLane, type CheckLane } from './check-lane.ts'
import { rateLimitKey } from './client-address.ts'
import { problemAnswerer } from './problem.ts'
import { limitBodyTime } from './request-clock.ts'
import { collectRoutes, type RouteTable } from './route-table.ts'
import { closeSocketsSoon } from './close-sockets.ts'

declare module 'fastify' {
  interface FastifyInstance {
    routeTable: RouteTable
    checkLane: CheckLane
  }
}

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
  /** For what nobody can be told any more. */
  readonly logger: Logger
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
  const answerError = problemAnswerer(options.logger)
  const checkLane = createCheckLane(options.trustProxy)
  const server = Fastify({
    // None of the framework's: it would make and look over one for each request, and nothing is logged but errors.
    logger: false,
    bodyLimit: limits.bodyBytes,
    serverFactory: (framework) =>
      createServer(socketLimits(limits), (request, response) => {
        if (!checkLane.answer(request, response)) framework(request, response)
      }),
    trustProxy: options.trustProxy ?? false,
    // A value to check may be 4,096 characters long, each escaped to nine.
    routerOptions: { maxParamLength: 200 },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: answerError,
    ajv: { customOptions: { coerceTypes: false, removeAdditional: false, allErrors: false } },
  }).withTypeProvider<TypeBoxTypeProvider>()
  server.setErrorHandler(answerError)
  const routeTable = collectRoutes(server)
  server.decorate('routeTable', routeTable)
  server.decorate('checkLane', checkLane)
  server.addHook('preClose', (done) => {
    checkLane.close()
    done()
  })
  server.setNotFoundHandler((request, reply) => {
    const methods = routeTable.methodsAt(request.url.split('?', 1)[0] ?? '/')
    if (methods.length === 0) throw new CodedError('NOT_FOUND', 'nothing is at this path')
    reply.header('allow', methods.join(', '))
    throw new CodedError('METHOD_NOT_ALLOWED', `this path answers to ${methods.join(', ')}`)
  })
  limitBodyTime(server, limits.requestTimeoutMs)
  closeSocketsSoon(server)
  // JSON only: a text is no body of any route, and its sender should hear that and not that a field is missing.
  server.removeContentTypeParser('text/plain')
  // Pages have the whole set (`page-headers.ts`); on JSON a dozen headers say nothing and cost a fifth of the checks.
  // When the answer is sent and not before: a check's, which goes around the framework, writes its own.
  server.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('x-content-type-options', 'nosniff')
    done(null, payload)
  })
  await server.register(rateLimit, {
    global: false,
    timeWindow: 60_000,
    keyGenerator: rateLimitKey,
    addHeadersOnExceeding: noHeaders,
  })
  await server.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Wuzei hub', version: options.version, description: apiDescription },
      components: {
        securitySchemes: {
          administrator: { type: 'http', scheme: 'bearer', description: 'Administrator key' },
          member: { type: 'http', scheme: 'bearer', description: 'API key or access token of a member' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-wuzei-session',
            description: 'Session of a member’s person; `wuzei-session` without HTTPS',
          },
        },
      },
      tags: [
        { name: 'check', description: 'Is this number, link or account known for fraud?' },
        {
          name: 'payments',
          description: 'Before money moves and before an account is opened; for banks and wallets',
        },
        { name: 'report', description: 'Reports, their files, receipts and disputes' },
        { name: 'reference', description: 'The taxonomy and the verdict model' },
        { name: 'log', description: 'The public event log: heads and proofs' },
        { name: 'administration', description: 'Decisions of people; needs the administrator key' },
        {
          name: 'lists',
          description: 'What to block: plain lists, DNS zones, answers for gateways and phones',
        },
        {
          name: 'taxii',
          description: 'TAXII 2.1, STIX 2.1 and MISP: for platforms that exchange indicators',
        },
        { name: 'shield', description: 'Signed lists for phones and gateways, and the question after a hit' },
        { name: 'feed', description: 'What members are told: feed, webhooks, retractions' },
        { name: 'alliance', description: 'Members: organisations, people, roles, systems, signing in' },
        { name: 'casework', description: 'Reports of loss, cases, stop and freeze orders, appeals' },
        { name: 'orders', description: 'Orders to banks, operators and platforms, and their answers' },
        { name: 'console', description: 'Desks of the members’ console: library, triage, log' },
        { name: 'operation', description: 'Health and metrics' },
      ],
    },
  })
  return server
}

/** How long a connection may take for what. */
function socketLimits(limits: HttpLimits): ServerOptions {
  return {
    // For the longest of them; the others have `limitBodyTime`.
    requestTimeout: Math.max(limits.importTimeoutMs, limits.requestTimeoutMs),
    headersTimeout: limits.requestTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    maxHeaderSize: 64 * 1024,
    // How late a slow request may be noticed; Node looks only every 30 s unless told.
    connectionsCheckingInterval: Math.min(limits.requestTimeoutMs, slowRequestLookMs),
  }
}

/** How much is left is told only to those for whom nothing is. */
const noHeaders = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }

/** A slow request holds its socket at most this much longer than its time. */
const slowRequestLookMs = 5_000

const apiDescription = [
  'Check, report, verdict. No key is needed for that.',
  'Errors are RFC 9457 problem details: act on their `code`. Where a request does not fit its schema, `errors` says ' +
    'field by field what is expected. 429 and 503 come with `Retry-After` in seconds. Fields that are not described ' +
    'here are ignored; new ones may come at any time.',
  'Scores are calibrated probabilities; levels are `safe`, `unknown`, `suspicious`, `high`, `confirmed`. Unknown ' +
    'never means safe. Times are RFC 3339, money is in fen.',
].join('\n\n')
