import {
  CaseworkCommandBodySchema,
  CaseworkCreateBodySchema,
  CaseworkDetailSchema,
  CaseworkListQuerySchema,
  CaseworkListSchema,
  CaseworkReadQuerySchema,
  CaseworkReplySchema,
  MemberParamsSchema,
  ProblemSchema,
  StopApplicationBodySchema,
  StopApplicationReplySchema,
} from '@wuzei/contract'
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
  memberScope(root, context, (server) => {
    for (const kind of kinds) {
      writingRoutes(server, context, kind)
      readingRoutes(server, context, kind)
    }
    applicationRoute(server, context)
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
