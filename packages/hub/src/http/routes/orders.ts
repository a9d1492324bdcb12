import {
  OrderWebhookBodySchema,
  OrderWebhookReplySchema,
  OrderWebhookSchema,
  PartnerCodeBodySchema,
  ProblemSchema,
} from '@wuzei/contract'
import {
  AnswersBodySchema,
  AnswersReplySchema,
  maxMessageBytes,
  maxMessagesPerRequest,
  orderAlgorithms,
  OrderKeysSchema,
  WaitingOrdersQuerySchema,
  WaitingOrdersSchema,
} from '@wuzei/contract/orders'
import { CodedError, organisationIdOf, type Actor } from '@wuzei/domain'
import { subscribeOrders, waitingOrderMessages } from '@wuzei/store'
import Type from 'typebox'
import {
  forgetOrderWebhook,
  namePartner,
  readOrderWebhook,
  setOrderWebhook,
} from '../../casework/order-endpoint.ts'
import { orderIssuer, signOrder } from '../../casework/order-jws.ts'
import { takeAnswers } from '../../casework/take-answers.ts'
import type { HubContext } from '../../hub-context.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import type { RouteAccess } from '../route-access.ts'

/** The face of the stop-cut-warn protocol towards banks, operators and platforms: docs/orders.md. */
export function orderRoutes(root: HubServer, context: RouteContext): void {
  keyRoute(root, context)
  memberScope(root, context, (server) => {
    messageRoutes(server, context)
    webhookRoutes(server, context)
    partnerCodeRoute(server, context)
  })
}

function keyRoute(server: HubServer, { hub, limits }: RouteContext): void {
  server.get(
    '/.well-known/wuzei-orders.json',
    {
      config: { access: 'public', rateLimit: { max: limits.proofsPerMinute } },
      schema: { tags: ['orders'], summary: 'Keys of the hub’s orders', response: { 200: OrderKeysSchema } },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=60')
      const { keyId, publicKey } = hub.exchangeKey
      return await Promise.resolve({
        issuer: orderIssuer(hub),
        algorithms: [...orderAlgorithms],
        keys: [
          {
            kty: 'OKP' as const,
            crv: 'Ed25519' as const,
            x: publicKey.toString('base64url'),
            kid: keyId,
            use: 'sig' as const,
            alg: 'EdDSA' as const,
          },
        ],
      })
    },
  )
}

function messageRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const waiting = orderRoute(
    limits.feedsPerMinute,
    { action: 'read', object: 'order-message' },
    'Orders that wait for you',
    WaitingOrdersSchema,
  )
  server.get(
    '/v1/orders/messages',
    { ...waiting, schema: { ...waiting.schema, querystring: WaitingOrdersQuerySchema } },
    async (request) => ({
      messages: await waitingFor(
        hub,
        partnerOf(request.caller.actor),
        Number(request.query.waitS ?? 0),
        request.raw,
      ),
    }),
  )
  const answers = orderRoute(
    limits.confirmationsPerMinute,
    { action: 'execute', object: 'order-message' },
    'Acknowledge and answer orders',
    AnswersReplySchema,
  )
  server.post(
    '/v1/orders/messages',
    {
      ...answers,
      bodyLimit: maxMessagesPerRequest * (maxMessageBytes + 16) + 64,
      schema: { ...answers.schema, body: AnswersBodySchema },
    },
    async (request) => {
      const { actor } = request.caller
      const organisationId = partnerOf(actor)
      const clientId = actor.type === 'client' ? actor.id : null
      return await takeAnswers(hub, { organisationId, clientId }, request.body.messages)
    },
  )
}

function partnerOf(actor: Actor): string {
  const id = organisationIdOf(actor)
  if (id === null) throw new CodedError('FORBIDDEN', 'orders are for members')
  return id
}

/** Signs what waits now; waits for something when there is nothing. */
async function waitingFor(
  hub: HubContext,
  organisationId: string,
  waitS: number,
  request: { readonly destroyed: boolean },
): Promise<string[]> {
  const endAtMs = performance.now() + waitS * 1000
  const woken = subscribeOrders(hub.database)
  try {
    for (;;) {
      const rows = await waitingOrderMessages(hub.database.pool, organisationId, maxMessagesPerRequest)
      const nowMs = hub.clock()
      const leftMs = endAtMs - performance.now()
      if (rows.length > 0 || leftMs <= 0 || request.destroyed)
        return rows.map((row) => signOrder(hub, row, nowMs))
      await woken.wait(Math.min(leftMs, 1_000), AbortSignal.timeout(Math.ceil(leftMs)))
    }
  } finally {
    woken.end()
  }
}

function webhookRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const max = limits.decisionsPerMinute
  const read = orderRoute(
    max,
    { action: 'read', object: 'webhook' },
    'Where your orders are sent to',
    OrderWebhookSchema,
  )
  server.get('/v1/orders/webhook', read, async (request) => await readOrderWebhook(hub, request.caller.actor))
  const set = orderRoute(
    max,
    { action: 'create', object: 'webhook' },
    'Have your orders sent to an address',
    OrderWebhookReplySchema,
  )
  server.put(
    '/v1/orders/webhook',
    { ...set, schema: { ...set.schema, body: OrderWebhookBodySchema } },
    async (request) => await setOrderWebhook(hub, request.caller.actor, request.body.url),
  )
  const remove = orderRoute(
    max,
    { action: 'execute', object: 'webhook' },
    'Ask for your orders instead',
    Type.Null(),
  )
  server.delete(
    '/v1/orders/webhook',
    { ...remove, schema: { ...remove.schema, response: { 204: Type.Null(), '4xx': ProblemSchema } } },
    async (request, reply) => {
      await forgetOrderWebhook(hub, request.caller.actor)
      return await reply.code(204).send(null)
    },
  )
}

function partnerCodeRoute(server: HubServer, { hub, limits }: RouteContext): void {
  const route = orderRoute(
    limits.decisionsPerMinute,
    'administrator',
    'Say which member a bank code names',
    Type.Null(),
  )
  server.put(
    '/v1/admin/partner-codes/:code',
    {
      ...route,
      schema: {
        ...route.schema,
        security: [{ administrator: [] }],
        params: Type.Object({ code: Type.String({ pattern: '^[0-9A-Za-z]{4,20}$' }) }),
        body: PartnerCodeBodySchema,
        response: { 204: Type.Null(), '4xx': ProblemSchema },
      },
    },
    async (request, reply) => {
      await namePartner(hub, request.caller.actor, request.params.code, request.body.organisationId)
      return await reply.code(204).send(null)
    },
  )
}

function orderRoute<Reply>(max: number, access: RouteAccess, summary: string, reply: Reply) {
  return {
    config: { access, rateLimit: { max } },
    schema: {
      tags: ['orders'],
      summary,
      security: [{ member: [] }, { session: [] }],
      response: { 200: reply, '4xx': ProblemSchema, 503: ProblemSchema },
    },
  }
}
