import {
  DisputeDecisionBodySchema,
  DisputeListSchema,
  IdentityBodySchema,
  PinBodySchema,
  ProblemSchema,
  ReviewParamsSchema,
  ReviewPageSchema,
  ReviewQuerySchema,
  ReportAttachmentParamsSchema,
  ReportDecisionBodySchema,
  ReportListSchema,
  RetractionBodySchema,
  TenureBodySchema,
  UnpinBodySchema,
} from '@wuzei/contract'
import Type from 'typebox'
import { authenticateAdministrator } from '../../administration/administrator-key.ts'
import { decideDispute } from '../../administration/decide-dispute.ts'
import { decideReport } from '../../administration/decide-report.ts'
import { listDisputes } from '../../administration/list-disputes.ts'
import { listReports } from '../../administration/list-reports.ts'
import { readAttachment } from '../../administration/read-attachment.ts'
import { pinIndicator, unpinIndicator } from '../../administration/pin-indicator.ts'
import { retractIndicator, setTenure } from '../../administration/retract-indicator.ts'
import { setIdentity } from '../../administration/set-identity.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { requireStorableText } from '../storable-text.ts'

const done = { 204: Type.Null(), '4xx': ProblemSchema, 503: ProblemSchema }

declare module 'fastify' {
  interface FastifyRequest {
    /** Who acts, on the routes of administration. */
    actor: string
  }
}

/** Decisions of people, by administrator key until members exist. Each is one event in the log. */
export function administrationRoutes(root: HubServer, context: RouteContext): void {
  root.decorateRequest('actor', '')
  void root.register(async (server: HubServer) => {
    // After the rate limit and before a body is read, for every route of this scope: none can be added without it.
    server.addHook('preParsing', async (request, reply) => {
      reply.header('cache-control', 'no-store')
      request.actor = await authenticateAdministrator(
        context.hub.database.pool,
        request.headers.authorization,
      )
    })
    server.addHook('preValidation', async (request) => requireStorableText(request.body))
    decisionRoutes(server, context)
    reviewRoutes(server, context)
  })
}

function decisionRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const config = { access: 'administrator' as const, rateLimit: { max: limits.decisionsPerMinute } }
  const schemaFor = <Body>(summary: string, body: Body) => ({
    tags: ['administration'],
    summary,
    body,
    security: [{ administrator: [] }],
    response: done,
  })

  server.put(
    '/v1/admin/pins',
    { config, schema: schemaFor('Fix a verdict by hand', PinBodySchema) },
    async (request, reply) => {
      await pinIndicator(hub, request.body, request.actor)
      return await reply.code(204).send(null)
    },
  )
  server.delete(
    '/v1/admin/pins',
    { config, schema: schemaFor('Lift a pin', UnpinBodySchema) },
    async (request, reply) => {
      await unpinIndicator(hub, request.body, request.actor)
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/retractions',
    { config, schema: schemaFor('Take an indicator off the list', RetractionBodySchema) },
    async (request, reply) => {
      await retractIndicator(hub, request.body, request.actor)
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/tenures',
    { config, schema: schemaFor('A number has a new holder', TenureBodySchema) },
    async (request, reply) => {
      await setTenure(hub, request.body, request.actor)
      return await reply.code(204).send(null)
    },
  )
  server.put(
    '/v1/admin/identities',
    { config, schema: schemaFor('Write an entry of the yellow pages', IdentityBodySchema) },
    async (request, reply) => {
      await setIdentity(hub, request.body, request.actor)
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/reports/:id/decision',
    {
      config,
      schema: {
        ...schemaFor('Say what a report is worth', ReportDecisionBodySchema),
        params: ReviewParamsSchema,
      },
    },
    async (request, reply) => {
      await decideReport(hub, BigInt(request.params.id), request.body, request.actor)
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/disputes/:id/decision',
    {
      config,
      schema: { ...schemaFor('Decide a dispute', DisputeDecisionBodySchema), params: ReviewParamsSchema },
    },
    async (request, reply) => {
      await decideDispute(hub, BigInt(request.params.id), request.body, request.actor)
      return await reply.code(204).send(null)
    },
  )
}

function reviewRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const config = { access: 'administrator' as const, rateLimit: { max: limits.decisionsPerMinute } }
  const listSchema = <Reply>(summary: string, reply: Reply) => ({
    tags: ['administration'],
    summary,
    security: [{ administrator: [] }],
    response: { 200: reply, '4xx': ProblemSchema, 503: ProblemSchema },
  })
  server.get(
    '/v1/admin/disputes',
    {
      config,
      schema: { ...listSchema('Open disputes', DisputeListSchema), querystring: ReviewPageSchema },
    },
    async (request) => await listDisputes(hub, BigInt(request.query.after ?? '0'), request.actor),
  )
  server.get(
    '/v1/admin/reports',
    {
      config,
      schema: { ...listSchema('Reports to check', ReportListSchema), querystring: ReviewQuerySchema },
    },
    async (request) =>
      await listReports(
        hub,
        request.query.status ?? 'received',
        BigInt(request.query.after ?? '0'),
        request.actor,
      ),
  )
  server.get(
    '/v1/admin/reports/:id/attachments/:sha256',
    {
      config,
      schema: {
        tags: ['administration'],
        summary: 'A file of a report',
        description: 'Sent to be saved, never to be shown; each reading is noted in the log.',
        security: [{ administrator: [] }],
        params: ReportAttachmentParamsSchema,
        response: {
          200: {
            description: 'The file',
            content: { 'application/octet-stream': { schema: Type.Unsafe({}) } },
          },
          '4xx': ProblemSchema,
          503: ProblemSchema,
        },
      },
    },
    async (request, reply) => {
      const { id, sha256 } = request.params
      const { headers, bytes } = await readAttachment(hub, BigInt(id), sha256, request.actor)
      return await reply.headers(headers).send(bytes)
    },
  )
}
