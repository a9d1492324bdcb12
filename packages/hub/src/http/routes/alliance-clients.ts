import {
  ApiClientBodySchema,
  ApiClientListSchema,
  ApiClientReplySchema,
  ApiKeyBodySchema,
  ApiKeyReplySchema,
  MemberPageSchema,
  MemberParamsSchema,
} from '@wuzei/contract'
import {
  createApiClient,
  pageOfApiClients,
  removeApiClient,
  rotateApiKey,
} from '../../alliance/api-clients.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { allianceDeed, allianceRoute } from './alliance-route.ts'

/** Systems of a member and their keys. */
export function allianceClientRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const list = allianceRoute(
    limits,
    { action: 'read', object: 'api-client' },
    'Systems of an organisation',
    ApiClientListSchema,
  )
  server.get(
    '/v1/alliance/organisations/:id/clients',
    { ...list, schema: { ...list.schema, params: MemberParamsSchema, querystring: MemberPageSchema } },
    async (request) =>
      await pageOfApiClients(hub, request.caller.actor, request.params.id, request.query.after),
  )
  const create = allianceRoute(
    limits,
    { action: 'create', object: 'api-client' },
    'Register a system',
    ApiClientReplySchema,
  )
  server.post(
    '/v1/alliance/organisations/:id/clients',
    { ...create, schema: { ...create.schema, params: MemberParamsSchema, body: ApiClientBodySchema } },
    async (request) => await createApiClient(hub, request.caller.actor, request.params.id, request.body),
  )
  const rotate = allianceRoute(
    limits,
    { action: 'execute', object: 'api-client' },
    'Give a system a new key',
    ApiKeyReplySchema,
  )
  server.post(
    '/v1/alliance/clients/:id/keys',
    { ...rotate, schema: { ...rotate.schema, params: MemberParamsSchema, body: ApiKeyBodySchema } },
    async (request) =>
      await rotateApiKey(hub, request.caller.actor, request.params.id, request.body.overlapS),
  )
  const remove = allianceDeed(limits, { action: 'execute', object: 'api-client' }, 'End a system for ever')
  server.delete(
    '/v1/alliance/clients/:id',
    { ...remove, schema: { ...remove.schema, params: MemberParamsSchema } },
    async (request, reply) => {
      await removeApiClient(hub, request.caller.actor, request.params.id)
      return await reply.code(204).send(null)
    },
  )
}
