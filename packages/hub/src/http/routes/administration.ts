import {
  DisputeDecisionBodySchema,
  IdentityBodySchema,
  PinBodySchema,
  ProblemSchema,
  ReviewParamsSchema,
  ReviewPageSchema,
  ReviewQuerySchema,
  ReportDecisionBodySchema,
  RetractionBodySchema,
  TenureBodySchema,
  UnpinBodySchema,
} from '@wuzei/contract'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { authenticateAdministrator } from '../../administration/administrator-key.ts'
import { decideDispute } from '../../administration/decide-dispute.ts'
import { decideReport } from '../../administration/decide-report.ts'
import { listDisputes } from '../../administration/list-disputes.ts'
import { listReports } from '../../administration/list-reports.ts'
import { pinIndicator, unpinIndicator } from '../../administration/pin-indicator.ts'
import { retractIndicator, setTenure } from '../../administration/retract-indicator.ts'
import { setIdentity } from '../../administration/set-identity.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'

const done = { 204: Type.Null(), '4xx': ProblemSchema }

/** Decisions of people, by administrator key until members exist. Each is one event in the log. */
export function administrationRoutes(server: HubServer, { hub }: RouteContext): void {
  const actorOf = async (request: Pick<FastifyRequest, 'headers'>): Promise<string> =>
    await authenticateAdministrator(hub.database.pool, request.headers.authorization)
  const schemaFor = <Body>(summary: string, body: Body) => ({
    tags: ['administration'],
    summary,
    body,
    security: [{ administrator: [] }],
    response: done,
  })

  const listSchema = (summary: string) => ({
    tags: ['administration'],
    summary,
    security: [{ administrator: [] }],
    response: { 200: Type.Unknown(), '4xx': ProblemSchema },
  })

  server.put(
    '/v1/admin/pins',
    { schema: schemaFor('Fix a verdict by hand', PinBodySchema) },
    async (request, reply) => {
      await pinIndicator(hub, request.body, await actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.delete(
    '/v1/admin/pins',
    { schema: schemaFor('Lift a pin', UnpinBodySchema) },
    async (request, reply) => {
      await unpinIndicator(hub, request.body, await actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/retractions',
    { schema: schemaFor('Take an indicator off the list', RetractionBodySchema) },
    async (request, reply) => {
      await retractIndicator(hub, request.body, await actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/tenures',
    { schema: schemaFor('A number has a new holder', TenureBodySchema) },
    async (request, reply) => {
      await setTenure(hub, request.body, await actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.put(
    '/v1/admin/identities',
    { schema: schemaFor('Write an entry of the yellow pages', IdentityBodySchema) },
    async (request, reply) => {
      await setIdentity(hub, request.body, await actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/reports/:id/decision',
    {
      schema: {
        ...schemaFor('Say what a report is worth', ReportDecisionBodySchema),
        params: ReviewParamsSchema,
      },
    },
    async (request, reply) => {
      await decideReport(hub, BigInt(request.params.id), request.body, await actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/disputes/:id/decision',
    { schema: { ...schemaFor('Decide a dispute', DisputeDecisionBodySchema), params: ReviewParamsSchema } },
    async (request, reply) => {
      await decideDispute(hub, BigInt(request.params.id), request.body, await actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.get(
    '/v1/admin/disputes',
    { schema: { ...listSchema('Open disputes'), querystring: ReviewPageSchema } },
    async (request) => {
      await actorOf(request)
      return await listDisputes(hub, BigInt(request.query.after ?? '0'))
    },
  )
  server.get(
    '/v1/admin/reports',
    { schema: { ...listSchema('Reports to check'), querystring: ReviewQuerySchema } },
    async (request) => {
      await actorOf(request)
      return await listReports(hub, request.query.status ?? 'received', BigInt(request.query.after ?? '0'))
    },
  )
}
