import {
  ConsoleRetractionDetailsSchema,
  FeedHealthQuerySchema,
  FeedHealthSchema,
  MemberParamsSchema,
  ProblemSchema,
  RetractionListQuerySchema,
  RetractionPageSchema,
} from '@wuzei/contract'
import { readFeedHealth } from '../../console/read-feed-health.ts'
import { readRetraction, readRetractions } from '../../console/read-retractions.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import type { RouteAccess } from '../route-access.ts'

/** What the console shows of the alliance beside members: how the feed arrives, and what was taken back. */
export function consoleAllianceRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => routes(server, context))
}

function routes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  const route = <Reply>(access: RouteAccess, summary: string, reply: Reply) => ({
    config: { access, rateLimit: { max: limits.decisionsPerMinute } },
    schema: {
      tags: ['console'],
      summary,
      security: [{ session: [] }],
      response: { 200: reply, '4xx': ProblemSchema, 503: ProblemSchema },
    },
  })
  const health = route({ action: 'read', object: 'ledger' }, 'How the feed reaches members', FeedHealthSchema)
  server.get(
    '/v1/console/feed-health',
    { ...health, schema: { ...health.schema, querystring: FeedHealthQuerySchema } },
    async (request) =>
      await heavy(async () => await readFeedHealth(hub, request.caller.actor, request.query.after)),
  )
  const retraction = { action: 'read', object: 'retraction' } as const
  const list = route(retraction, 'Retractions, newest first', RetractionPageSchema)
  server.get(
    '/v1/console/retractions',
    { ...list, schema: { ...list.schema, querystring: RetractionListQuerySchema } },
    async (request) =>
      await heavy(async () => await readRetractions(hub, request.caller.actor, request.query)),
  )
  const one = route(
    retraction,
    'Who has confirmed a retraction, and who has not',
    ConsoleRetractionDetailsSchema,
  )
  server.get(
    '/v1/console/retractions/:id',
    { ...one, schema: { ...one.schema, params: MemberParamsSchema } },
    async (request) => await readRetraction(hub, request.caller.actor, request.params.id),
  )
}
