import {
  InboundRunBodySchema,
  InboundSourceBodySchema,
  InboundSourceIdSchema,
  InboundSourceListSchema,
  InboundStateBodySchema,
} from '@wuzei/contract'
import { listSources } from '../../exchange/inbound/list-sources.ts'
import { pauseSource, registerSource, runSource } from '../../exchange/inbound/register-source.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import { allianceDeed, allianceRoute } from './alliance-route.ts'

/** Lists and collections of others that the hub takes over. */
export function inboundSourceRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => routes(server, context))
}

function routes(server: HubServer, { hub, limits }: RouteContext): void {
  const executing = { action: 'execute', object: 'source' } as const
  const reading = allianceRoute(
    limits,
    { action: 'read', object: 'source' },
    'Sources taken over on a schedule, and how each is doing',
    InboundSourceListSchema,
  )
  server.get('/v1/alliance/sources', reading, async (request) => await listSources(hub, request.caller.actor))

  const registering = allianceRoute(
    limits,
    { action: 'create', object: 'source' },
    'Set a source up',
    InboundSourceIdSchema,
  )
  server.post(
    '/v1/alliance/sources',
    { ...registering, schema: { ...registering.schema, body: InboundSourceBodySchema } },
    async (request) => ({ id: await registerSource(hub, request.caller.actor, request.body) }),
  )
  const pausing = allianceDeed(limits, executing, 'Let a source rest, or go on')
  server.put(
    '/v1/alliance/sources/:id/state',
    {
      ...pausing,
      schema: { ...pausing.schema, params: InboundSourceIdSchema, body: InboundStateBodySchema },
    },
    async (request, reply) => {
      await pauseSource(hub, request.caller.actor, request.params.id, request.body.state === 'paused')
      return await reply.code(204).send(null)
    },
  )
  const running = allianceDeed(limits, executing, 'Have a source asked now')
  server.post(
    '/v1/alliance/sources/:id/runs',
    { ...running, schema: { ...running.schema, params: InboundSourceIdSchema, body: InboundRunBodySchema } },
    async (request, reply) => {
      await runSource(hub, request.caller.actor, request.params.id, request.body.acceptGone === true)
      return await reply.code(204).send(null)
    },
  )
}
