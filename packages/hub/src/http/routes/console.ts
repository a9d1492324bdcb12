import {
  AlertListSchema,
  AuditPageSchema,
  AuditQuerySchema,
  BulkDecisionBodySchema,
  BulkDecisionReplySchema,
  DisputePageQuerySchema,
  DisputeQueueSchema,
  EntryHistorySchema,
  EntryPageQuerySchema,
  EntryQuerySchema,
  EntryReplySchema,
  EvidencePageSchema,
  LibraryPageSchema,
  LibraryQuerySchema,
  LoggedEventSchema,
  MemberParamsSchema,
  ProblemSchema,
  QueuePageSchema,
  QueueQuerySchema,
  RejectionBodySchema,
  RejectionParamsSchema,
  ReportAttachmentParamsSchema,
  SourceListSchema,
  SourceQuerySchema,
  TreeHeadListSchema,
  TreeHeadQuerySchema,
  UnmaskBodySchema,
  UnmaskReplySchema,
} from '@wuzei/contract'
import Type from 'typebox'
import { decideRejectionOf, decideReports } from '../../console/decide-reports.ts'
import { noteAlertSeen, readAlerts } from '../../console/read-alerts.ts'
import { readAudit, readAuditEvent, readTreeHeads } from '../../console/read-audit.ts'
import { readEntry, readEvidence, readHistory } from '../../console/read-entry.ts'
import { readLibrary } from '../../console/read-library.ts'
import { readDisputeQueue, readReportQueue } from '../../console/read-queues.ts'
import { readReportFile } from '../../console/read-report-file.ts'
import { readSources } from '../../console/read-sources.ts'
import { unmaskRecord } from '../../console/unmask-record.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import type { RouteAccess } from '../route-access.ts'

/** The desks of reports are for those who work with cases: the public and partners read only reports of their own. */
const caseWork = { action: 'read', object: 'case' } as const
/** Whoever is signed in; what they see of it the use case decides. */
const signedIn = { action: 'read', object: 'session' } as const

/** What the members' console shows and does beside membership. */
export function consoleRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => {
    libraryRoutes(server, context)
    queueRoutes(server, context)
    unmaskingRoutes(server, context)
    auditRoutes(server, context)
  })
}

function route<Reply>({ limits }: RouteContext, access: RouteAccess, summary: string, reply: Reply) {
  return {
    config: { access, rateLimit: { max: limits.decisionsPerMinute } },
    schema: {
      tags: ['console'],
      summary,
      security: [{ session: [] }],
      response: { 200: reply, '4xx': ProblemSchema, 503: ProblemSchema },
    },
  }
}

function deed(context: RouteContext, access: RouteAccess, summary: string) {
  const { config, schema } = route(context, access, summary, Type.Null())
  return {
    config,
    schema: { ...schema, response: { 204: Type.Null(), '4xx': ProblemSchema, 503: ProblemSchema } },
  }
}

function libraryRoutes(server: HubServer, context: RouteContext): void {
  const { hub, checker, heavy } = context
  const access = { action: 'read', object: 'indicator' } as const
  const list = route(context, access, 'The library, seen last first', LibraryPageSchema)
  server.get(
    '/v1/console/library',
    { ...list, schema: { ...list.schema, querystring: LibraryQuerySchema } },
    async (request) => await heavy(async () => await readLibrary(hub, request.caller.actor, request.query)),
  )
  const entry = route(context, access, 'One entry of the library', EntryReplySchema)
  server.get(
    '/v1/console/library/entry',
    { ...entry, schema: { ...entry.schema, querystring: EntryQuerySchema } },
    async (request) => await readEntry(hub, checker, request.caller.actor, request.query),
  )
  const evidence = route(context, access, 'Every piece of evidence of an entry', EvidencePageSchema)
  server.get(
    '/v1/console/library/evidence',
    { ...evidence, schema: { ...evidence.schema, querystring: EntryPageQuerySchema } },
    async (request) => await readEvidence(hub, request.caller.actor, request.query),
  )
  const history = route(context, access, 'What happened to an entry', EntryHistorySchema)
  server.get(
    '/v1/console/library/history',
    { ...history, schema: { ...history.schema, querystring: EntryPageQuerySchema } },
    async (request) => await readHistory(hub, request.caller.actor, request.query),
  )
  const sources = route(
    context,
    { action: 'read', object: 'source' },
    'Sources and how they are doing',
    SourceListSchema,
  )
  server.get(
    '/v1/console/sources',
    { ...sources, schema: { ...sources.schema, querystring: SourceQuerySchema } },
    async (request) => await heavy(async () => await readSources(hub, request.query.after)),
  )
}

function queueRoutes(server: HubServer, context: RouteContext): void {
  const { hub, heavy } = context
  const access = caseWork
  const reports = route(context, access, 'A queue of reports, masked', QueuePageSchema)
  server.get(
    '/v1/console/reports',
    { ...reports, schema: { ...reports.schema, querystring: QueueQuerySchema } },
    async (request) =>
      await heavy(async () => await readReportQueue(hub, request.caller.actor, request.query)),
  )
  const decisions = route(context, access, 'Decide reports together', BulkDecisionReplySchema)
  server.post(
    '/v1/console/report-decisions',
    { ...decisions, schema: { ...decisions.schema, body: BulkDecisionBodySchema } },
    async (request) => await heavy(async () => await decideReports(hub, request.caller.actor, request.body)),
  )
  const rejection = deed(context, access, 'Agree to reject a report, refuse, or take the proposal back')
  server.post(
    '/v1/console/reports/:id/rejection',
    {
      ...rejection,
      schema: { ...rejection.schema, params: RejectionParamsSchema, body: RejectionBodySchema },
    },
    async (request, reply) => {
      await decideRejectionOf(hub, request.caller.actor, BigInt(request.params.id), request.body)
      return await reply.code(204).send(null)
    },
  )
  const disputes = route(context, caseWork, 'Open disputes, masked', DisputeQueueSchema)
  server.get(
    '/v1/console/disputes',
    { ...disputes, schema: { ...disputes.schema, querystring: DisputePageQuerySchema } },
    async (request) => await readDisputeQueue(hub, request.caller.actor, request.query.after),
  )
}

function unmaskingRoutes(server: HubServer, context: RouteContext): void {
  const { hub } = context
  const unmask = route(context, caseWork, 'Open masked personal data for five minutes', UnmaskReplySchema)
  server.post(
    '/v1/console/unmaskings',
    { ...unmask, schema: { ...unmask.schema, body: UnmaskBodySchema } },
    async (request) => await unmaskRecord(hub, request.caller.actor, request.body),
  )
  const file = route(context, caseWork, 'A file of an opened report', {
    description: 'The file',
    content: { 'application/octet-stream': { schema: Type.Unsafe({}) } },
  })
  server.get(
    '/v1/console/reports/:id/attachments/:sha256',
    { ...file, schema: { ...file.schema, params: ReportAttachmentParamsSchema } },
    async (request, reply) => {
      const { id, sha256 } = request.params
      const { headers, bytes } = await readReportFile(hub, request.caller.actor, BigInt(id), sha256)
      return await reply.headers(headers).send(bytes)
    },
  )
  server.get(
    '/v1/console/alerts',
    route(context, signedIn, 'People locked out for opening too much', AlertListSchema),
    async (request) => await readAlerts(hub, request.caller.actor),
  )
  const seen = deed(context, signedIn, 'Note that an alert was looked at')
  server.post(
    '/v1/console/alerts/:id/seen',
    { ...seen, schema: { ...seen.schema, params: MemberParamsSchema } },
    async (request, reply) => {
      await noteAlertSeen(hub, request.caller.actor, request.params.id)
      return await reply.code(204).send(null)
    },
  )
}

function auditRoutes(server: HubServer, context: RouteContext): void {
  const { hub, heavy } = context
  const access = signedIn
  const events = route(context, access, 'Events of the log, newest first', AuditPageSchema)
  server.get(
    '/v1/console/events',
    { ...events, schema: { ...events.schema, querystring: AuditQuerySchema } },
    async (request) => await heavy(async () => await readAudit(hub, request.caller.actor, request.query)),
  )
  const event = route(context, access, 'One event of the log', LoggedEventSchema)
  server.get(
    '/v1/console/events/:id',
    { ...event, schema: { ...event.schema, params: RejectionParamsSchema } },
    async (request) => await readAuditEvent(hub, request.caller.actor, Number(request.params.id)),
  )
  const heads = route(context, access, 'Signed tree heads and their keys', TreeHeadListSchema)
  server.get(
    '/v1/console/tree-heads',
    { ...heads, schema: { ...heads.schema, querystring: TreeHeadQuerySchema } },
    async (request) => await readTreeHeads(hub, request.query.after),
  )
}
