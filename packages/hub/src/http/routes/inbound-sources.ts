import {
  InboundChangeBodySchema,
  InboundHeldBodySchema,
  InboundRemovalBodySchema,
  InboundRunBodySchema,
  InboundRunListSchema,
  InboundSourceBodySchema,
  InboundSourceIdSchema,
  InboundSourceListSchema,
  InboundStateBodySchema,
} from '@wuzei/contract'
import { changeSource, decideHeld, removeSource } from '../../exchange/inbound/change-source.ts'
import { listRuns, listSources } from '../../exchange/inbound/list-sources.ts'
import { pauseSource, registerSource, runSource } from '../../exchange/inbound/register-source.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import { allianceDeed, allianceRoute } from './alliance-route.ts'

/** Lists and collections of others that the hub takes over. */
export function inboundSourceRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => {
    routes(server, context)
    changeRoutes(server, context)
  })
}

const executing = { action: 'execute', object: 'source' } as const

function routes(server: HubServer, { hub, limits }: RouteContext): void {
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

function changeRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const runs = allianceRoute(
    limits,
    { action: 'read', object: 'source' },
    'How the last runs of a source went',
    InboundRunListSchema,
  )
  server.get(
    '/v1/alliance/sources/:id/runs',
    { ...runs, schema: { ...runs.schema, params: InboundSourceIdSchema } },
    async (request) => await listRuns(hub, request.caller.actor, request.params.id),
  )
  const changing = allianceDeed(limits, executing, 'Change how a source is asked')
  server.patch(
    '/v1/alliance/sources/:id',
    {
      ...changing,
      schema: { ...changing.schema, params: InboundSourceIdSchema, body: InboundChangeBodySchema },
    },
    async (request, reply) => {
      await changeSource(hub, request.caller.actor, request.params.id, request.body)
      return await reply.code(204).send(null)
    },
  )
  const deciding = allianceDeed(limits, executing, 'Take back what vanished from a source, or let it stand')
  server.post(
    '/v1/alliance/sources/:id/held-decision',
    {
      ...deciding,
      schema: { ...deciding.schema, params: InboundSourceIdSchema, body: InboundHeldBodySchema },
    },
    async (request, reply) => {
      await decideHeld(hub, request.caller.actor, request.params.id, request.body.decision)
      return await reply.code(204).send(null)
    },
  )
  const removing = allianceDeed(limits, executing, 'Remove a source')
  server.delete(
    '/v1/alliance/sources/:id',
    {
      ...removing,
      schema: { ...removing.schema, params: InboundSourceIdSchema, body: InboundRemovalBodySchema },
    },
    async (request, reply) => {
      await removeSource(hub, request.caller.actor, request.params.id, request.body.statements)
      return await reply.code(204).send(null)
    },
  )
}
