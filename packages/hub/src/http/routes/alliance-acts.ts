import { ActListSchema, ActQuerySchema, MemberPageSchema, NamedMemberListSchema } from '@wuzei/contract'
import { pageOfActs } from '../../alliance/acts.ts'
import { pageOfNamedMembers } from '../../alliance/named-members.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { allianceRoute } from './alliance-route.ts'

/** What members did, for those who may see it, and who they are, for everybody. */
export function allianceActRoutes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  const acts = allianceRoute(
    limits,
    { action: 'read', object: 'audit-log', membersOnly: true },
    'What members did',
    ActListSchema,
  )
  server.get(
    '/v1/alliance/acts',
    { ...acts, schema: { ...acts.schema, querystring: ActQuerySchema } },
    async (request) =>
      await heavy(async () => await pageOfActs(hub, request.caller.actor, request.query.after)),
  )
  const { config, schema } = allianceRoute(
    limits,
    'public',
    'Members that agreed to be named',
    NamedMemberListSchema,
  )
  server.get(
    '/v1/members',
    {
      config: { ...config, rateLimit: { max: limits.receiptsPerMinute } },
      schema: { ...schema, querystring: MemberPageSchema },
    },
    async (request) => await heavy(async () => await pageOfNamedMembers(hub, request.query.after)),
  )
}
