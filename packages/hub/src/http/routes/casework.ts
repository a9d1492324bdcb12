import {
  AppealBodySchema,
  AppealReplySchema,
  CaseworkCommandBodySchema,
  CaseworkCreateBodySchema,
  CaseworkDetailSchema,
  CaseworkListQuerySchema,
  CaseworkListSchema,
  CaseworkReadQuerySchema,
  CaseworkReplySchema,
  MemberParamsSchema,
  NextOrdersSchema,
  ProblemSchema,
  ReceiptParamsSchema,
  StopApplicationBodySchema,
  StopApplicationReplySchema,
  StopApprovalBodySchema,
  StopApprovalReplySchema,
} from '@wuzei/contract'
import { approveOrders, orderNext, showNextOrders } from '../../casework/next-orders.ts'
import { fileAppeal, readAppeal } from '../../casework/appeal.ts'
import { CodedError } from '@wuzei/domain'
import { applyForStop } from '../../casework/apply-for-stop.ts'
import { commandEntity, createEntity, pageOfEntities, showEntity } from '../../casework/casework-commands.ts'
import { caseworkObjects, type CaseworkKind } from '../../casework/casework-access.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import type { RouteAccess } from '../route-access.ts'

/** Where each kind is found. */
const paths = {
  report: 'reports',
  case: 'cases',
  'stop-order': 'stop-orders',
  'freeze-order': 'freeze-orders',
  appeal: 'appeals',
} as const satisfies Partial<Record<CaseworkKind, string>>

const kinds = Object.keys(paths).filter((kind): kind is keyof typeof paths => Object.hasOwn(paths, kind))

/** Reports of loss, cases, orders and appeals: made, moved on, read and listed by those they concern. */
export function caseworkRoutes(root: HubServer, context: RouteContext): void {
  appealRoutes(root, context)
  memberScope(root, context, (server) => {
    for (const kind of kinds) {
      writingRoutes(server, context, kind)
      readingRoutes(server, context, kind)
    }
    applicationRoute(server, context)
    nextOrderRoutes(server, context)
  })
}

function writingRoutes(server: HubServer, { hub, limits }: RouteContext, kind: keyof typeof paths): void {
  const path = `/v1/casework/${paths[kind]}`
  const create = caseworkRoute(
    limits,
    { action: 'create', object: caseworkObjects[kind], membersOnly: true },
    `Make one: ${kind}`,
    CaseworkReplySchema,
  )
  server.post(
    path,
    { ...create, schema: { ...create.schema, body: CaseworkCreateBodySchema } },
    async (request) => await createEntity(hub, request.caller.actor, kind, request.body),
  )
  // Which step is whose depends on the state; the definition of the kind says it.
  const command = caseworkRoute(limits, 'member', `Take a step: ${kind}`, CaseworkReplySchema)
  server.post(
    `${path}/:id/commands`,
    {
      ...command,
      schema: { ...command.schema, params: MemberParamsSchema, body: CaseworkCommandBodySchema },
    },
    async (request) => await commandEntity(hub, request.caller.actor, kind, request.params.id, request.body),
  )
}

function readingRoutes(server: HubServer, { hub, limits }: RouteContext, kind: keyof typeof paths): void {
  const path = `/v1/casework/${paths[kind]}`
  const access = { action: 'read', object: caseworkObjects[kind], membersOnly: true } as const
  const list = caseworkRoute(limits, access, `List: ${kind}`, CaseworkListSchema)
  server.get(
    path,
    { ...list, schema: { ...list.schema, querystring: CaseworkListQuerySchema } },
    async (request) => await pageOfEntities(hub, request.caller.actor, kind, request.query),
  )
  const read = caseworkRoute(limits, access, `Read one: ${kind}`, CaseworkDetailSchema)
  server.get(
    `${path}/:id`,
    { ...read, schema: { ...read.schema, params: MemberParamsSchema, querystring: CaseworkReadQuerySchema } },
    async (request) =>
      await showEntity(hub, request.caller.actor, kind, request.params.id, request.query.purpose),
  )
}

function applicationRoute(server: HubServer, { hub, limits }: RouteContext): void {
  const route = caseworkRoute(
    limits,
    { action: 'create', object: 'stop-order' },
    'Apply for an emergency stop: a report and its first order in one act',
    StopApplicationReplySchema,
  )
  server.post(
    '/v1/casework/stop-applications',
    { ...route, schema: { ...route.schema, body: StopApplicationBodySchema } },
    async (request) => await applyForStop(hub, request.caller.actor, request.body),
  )
}

/** Where the money went on: what could be ordered, and the acts by which an officer and a supervisor order it. */
function nextOrderRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const path = '/v1/casework/stop-orders/:id/next'
  const read = caseworkRoute(
    limits,
    { action: 'read', object: 'stop-order', membersOnly: true },
    'Where the money went on',
    NextOrdersSchema,
  )
  server.get(path, { ...read, schema: { ...read.schema, params: MemberParamsSchema } }, async (request) => ({
    next: await showNextOrders(hub, request.caller.actor, request.params.id),
  }))
  const order = caseworkRoute(
    limits,
    { action: 'create', object: 'stop-order' },
    'Order the next stops in one act',
    NextOrdersSchema,
  )
  server.post(
    path,
    { ...order, schema: { ...order.schema, params: MemberParamsSchema } },
    async (request) => ({
      next: await orderNext(hub, request.caller.actor, request.params.id),
    }),
  )
  const approve = caseworkRoute(
    limits,
    { action: 'approve', object: 'stop-order' },
    'Approve several stop orders in one act',
    StopApprovalReplySchema,
  )
  server.post(
    '/v1/casework/stop-approvals',
    { ...approve, schema: { ...approve.schema, body: StopApprovalBodySchema } },
    async (request) => ({ results: await approveOrders(hub, request.caller.actor, request.body) }),
  )
}

/** For whom a measure hits: by the web, without the account that is blocked. */
function appealRoutes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  const failures = { '4xx': ProblemSchema, 503: ProblemSchema }
  server.post(
    '/v1/appeals',
    {
      config: { access: 'public', rateLimit: { max: limits.reportsPerMinute } },
      schema: {
        tags: ['casework'],
        summary: 'Appeal against a stop or freeze',
        body: AppealBodySchema,
        response: { 201: AppealReplySchema, ...failures },
      },
    },
    async (request, reply) => {
      const answer = await heavy(async () => {
        const { proofOfWork } = request.body
        if (proofOfWork === undefined)
          throw new CodedError(
            'PROOF_OF_WORK_REQUIRED',
            'solve GET /v1/proof-of-work and send it as proofOfWork',
          )
        const work = await hub.proofOfWork.examine(proofOfWork)
        return await fileAppeal(hub, request.body, work)
      })
      return await reply.code(201).header('cache-control', 'no-store').send(answer)
    },
  )
  server.get(
    '/v1/appeals/:receipt',
    {
      config: { access: 'public', rateLimit: { max: limits.receiptsPerMinute } },
      schema: {
        tags: ['casework'],
        summary: 'Where an appeal stands',
        params: ReceiptParamsSchema,
        response: { 200: AppealReplySchema, ...failures },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', 'no-store')
      return await readAppeal(hub, request.params.receipt)
    },
  )
}

function caseworkRoute<Reply>(
  limits: RouteContext['limits'],
  access: RouteAccess,
  summary: string,
  reply: Reply,
) {
  return {
    config: { access, rateLimit: { max: limits.decisionsPerMinute } },
    schema: {
      tags: ['casework'],
      summary,
      security: [{ member: [] }, { session: [] }],
      response: { 200: reply, '4xx': ProblemSchema, 503: ProblemSchema },
    },
  }
}
