import {
  MemberParamsSchema,
  ProblemSchema,
  WebhookBodySchema,
  WebhookDeliveryListSchema,
  WebhookDeliverySchema,
  WebhookLetterListSchema,
  WebhookLetterQuerySchema,
  WebhookListSchema,
  WebhookReplayBodySchema,
  WebhookReplayReplySchema,
  WebhookReplySchema,
  WebhookSecretSchema,
  WebhookStateBodySchema,
} from '@wuzei/contract'
import Type from 'typebox'
import {
  changeEndpointState,
  pageOfEndpoints,
  pageOfLetters,
  registerEndpoint,
  replayLetters,
  rotateSecret,
} from '../../exchange/webhooks/endpoints.ts'
import { listDeliveries, testEndpoint } from '../../exchange/webhooks/test-endpoint.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import type { RouteAccess } from '../route-access.ts'

/** Where members have the feed sent to. */
export function webhookRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => {
    endpointRoutes(server, context)
    deliveryRoutes(server, context)
    letterRoutes(server, context)
  })
}

function endpointRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const list = webhookRoute(limits, 'read', 'Webhook endpoints of your organisation', WebhookListSchema)
  server.get('/v1/webhooks', list, async (request) => await pageOfEndpoints(hub, request.caller.actor))
  const create = webhookRoute(limits, 'create', 'Register a webhook endpoint', WebhookReplySchema)
  server.post(
    '/v1/webhooks',
    { ...create, schema: { ...create.schema, body: WebhookBodySchema } },
    async (request) => await registerEndpoint(hub, request.caller.actor, request.body),
  )
  const change = webhookRoute(limits, 'execute', 'Pause, resume or remove an endpoint', Type.Null())
  server.put(
    '/v1/webhooks/:id/state',
    {
      ...change,
      schema: {
        ...change.schema,
        params: MemberParamsSchema,
        body: WebhookStateBodySchema,
        response: { 204: Type.Null(), '4xx': ProblemSchema, 503: ProblemSchema },
      },
    },
    async (request, reply) => {
      await changeEndpointState(hub, request.caller.actor, request.params.id, request.body.state)
      return await reply.code(204).send(null)
    },
  )
  const rotate = webhookRoute(limits, 'execute', 'Give an endpoint a new secret', WebhookSecretSchema)
  server.post(
    '/v1/webhooks/:id/secrets',
    { ...rotate, schema: { ...rotate.schema, params: MemberParamsSchema } },
    async (request) => await rotateSecret(hub, request.caller.actor, request.params.id),
  )
}

function deliveryRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const test = webhookRoute(limits, 'execute', 'Send an endpoint an empty delivery', WebhookDeliverySchema)
  server.post(
    '/v1/webhooks/:id/tests',
    { ...test, schema: { ...test.schema, params: MemberParamsSchema } },
    async (request) => await testEndpoint(hub, request.caller.actor, request.params.id),
  )
  const list = webhookRoute(limits, 'read', 'The last deliveries to an endpoint', WebhookDeliveryListSchema)
  server.get(
    '/v1/webhooks/:id/deliveries',
    { ...list, schema: { ...list.schema, params: MemberParamsSchema } },
    async (request) => await listDeliveries(hub, request.caller.actor, request.params.id),
  )
}

function letterRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const list = webhookRoute(limits, 'read', 'Items an endpoint did not take', WebhookLetterListSchema)
  server.get(
    '/v1/webhooks/:id/letters',
    {
      ...list,
      schema: { ...list.schema, params: MemberParamsSchema, querystring: WebhookLetterQuerySchema },
    },
    async (request) => await pageOfLetters(hub, request.caller.actor, request.params.id, request.query),
  )
  const replay = webhookRoute(limits, 'execute', 'Send dead letters again', WebhookReplayReplySchema)
  server.post(
    '/v1/webhooks/:id/letters/replay',
    {
      ...replay,
      schema: { ...replay.schema, params: MemberParamsSchema, body: WebhookReplayBodySchema },
    },
    async (request) =>
      await replayLetters(hub, request.caller.actor, request.params.id, request.body.cursors),
  )
}

function webhookRoute<Reply>(
  limits: RouteContext['limits'],
  action: 'read' | 'create' | 'execute',
  summary: string,
  reply: Reply,
) {
  const access: RouteAccess = { action, object: 'webhook' }
  return {
    config: { access, rateLimit: { max: limits.decisionsPerMinute } },
    schema: {
      tags: ['feed'],
      summary,
      security: [{ member: [] }, { session: [] }],
      response: { 200: reply, '4xx': ProblemSchema, 503: ProblemSchema },
    },
  }
}
