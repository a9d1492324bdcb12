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
import { actorName, organisationIdOf } from '@wuzei/domain'
import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import { decideDispute } from '../../administration/decide-dispute.ts'
import { decideReport } from '../../administration/decide-report.ts'
import { listDisputes } from '../../administration/list-disputes.ts'
import { listReports } from '../../administration/list-reports.ts'
import { readAttachment } from '../../administration/read-attachment.ts'
import { requireReportApprover } from '../../administration/require-report-approver.ts'
import { pinIndicator, unpinIndicator } from '../../administration/pin-indicator.ts'
import { retractIndicator, setTenure } from '../../administration/retract-indicator.ts'
import { setIdentity } from '../../administration/set-identity.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import type { RouteAccess } from '../route-access.ts'

const done = { 204: Type.Null(), '4xx': ProblemSchema, 503: ProblemSchema }

const pinning = { action: 'approve', object: 'indicator', orAdministrator: true } as const
const checking = { action: 'approve', object: 'report', orAdministrator: true } as const
const reading = { action: 'read', object: 'report', orAdministrator: true, membersOnly: true } as const
const sources = { action: 'execute', object: 'source', orAdministrator: true } as const
const judging = { action: 'approve', object: 'appeal', orAdministrator: true } as const

/** Decisions of people: of whoever holds an administrator key, and of members' people by their roles. Each is one event. */
export function administrationRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => {
    decisionRoutes(server, context)
    reviewRoutes(server, context)
  })
}

function decisionRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const configFor = (access: RouteAccess) => ({ access, rateLimit: { max: limits.decisionsPerMinute } })
  const schemaFor = <Body>(summary: string, body: Body) => ({
    tags: ['administration'],
    summary,
    body,
    security: [{ administrator: [] }, { session: [] }],
    response: done,
  })

  server.put(
    '/v1/admin/pins',
    { config: configFor(pinning), schema: schemaFor('Fix a verdict by hand', PinBodySchema) },
    async (request, reply) => {
      const { actor } = request.caller
      const organisation = organisationIdOf(actor)
      const office = organisation === null ? actorName(actor) : `organisation:${organisation}`
      await pinIndicator(hub, request.body, actorName(actor), office)
      return await reply.code(204).send(null)
    },
  )
  server.delete(
    '/v1/admin/pins',
    { config: configFor(pinning), schema: schemaFor('Lift a pin', UnpinBodySchema) },
    async (request, reply) => {
      await unpinIndicator(hub, request.body, actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/retractions',
    { config: configFor(pinning), schema: schemaFor('Take an indicator off the list', RetractionBodySchema) },
    async (request, reply) => {
      await retractIndicator(hub, request.body, actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/tenures',
    { config: configFor(pinning), schema: schemaFor('A number has a new holder', TenureBodySchema) },
    async (request, reply) => {
      await setTenure(hub, request.body, actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.put(
    '/v1/admin/identities',
    {
      config: configFor(sources),
      schema: schemaFor('Write an entry of the yellow pages', IdentityBodySchema),
    },
    async (request, reply) => {
      await setIdentity(hub, request.body, actorOf(request))
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/reports/:id/decision',
    {
      config: configFor(checking),
      schema: {
        ...schemaFor('Say what a report is worth', ReportDecisionBodySchema),
        params: ReviewParamsSchema,
      },
    },
    async (request, reply) => {
      const id = BigInt(request.params.id)
      await requireReportApprover(hub, request.caller.actor, id)
      await decideReport(hub, id, request.body, request.caller.actor)
      return await reply.code(204).send(null)
    },
  )
  server.post(
    '/v1/admin/disputes/:id/decision',
    {
      config: configFor(judging),
      schema: { ...schemaFor('Decide a dispute', DisputeDecisionBodySchema), params: ReviewParamsSchema },
    },
    async (request, reply) => {
      await decideDispute(hub, BigInt(request.params.id), request.body, request.caller.actor)
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
    async (request) => await listDisputes(hub, BigInt(request.query.after ?? '0'), request.caller.actor),
  )
  server.get(
    '/v1/admin/reports',
    {
      config: { ...config, access: reading },
      schema: { ...listSchema('Reports to check', ReportListSchema), querystring: ReviewQuerySchema },
    },
    async (request) =>
      await listReports(
        hub,
        request.query.status ?? 'received',
        BigInt(request.query.after ?? '0'),
        request.caller.actor,
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
      const { headers, bytes } = await readAttachment(hub, BigInt(id), sha256, request.caller.actor)
      return await reply.headers(headers).send(bytes)
    },
  )
}

/** As the log names them. */
function actorOf({ caller }: FastifyRequest): string {
  return actorName(caller.actor)
}
