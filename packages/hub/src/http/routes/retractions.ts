import {
  MemberParamsSchema,
  OutstandingListSchema,
  OutstandingQuerySchema,
  ProblemSchema,
  PublicNameBodySchema,
  ReceiptBodySchema,
  ReceiptsBodySchema,
  ReceiptsReplySchema,
  RetractionQuerySchema,
  RetractionSchema,
  RetractionStateSchema,
  type Retraction,
} from '@wuzei/contract'
import helmet from '@fastify/helmet'
import { CodedError } from '@wuzei/domain'
import Type from 'typebox'
import Value from 'typebox/value'
import { agreeToPublicName, confirmRetractions } from '../../exchange/retraction/confirm-retractions.ts'
import { retractionPage, unknownRetractionPage } from '../../exchange/retraction/retraction-page.ts'
import {
  outstandingOf,
  retractionStateOf,
  showRetraction,
} from '../../exchange/retraction/show-retraction.ts'
import type { HubContext } from '../../hub-context.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import { pageHeaders } from '../page-headers.ts'
import type { RouteAccess } from '../route-access.ts'

const failures = { '4xx': ProblemSchema, 503: ProblemSchema }

/** What was taken back, and who has confirmed it. */
export async function retractionRoutes(root: HubServer, context: RouteContext): Promise<void> {
  publicRoutes(root, context)
  await pageRoute(root, context)
  memberScope(root, context, (server) => memberRoutes(server, context))
}

function publicRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const config = { access: 'public' as const, rateLimit: { max: limits.proofsPerMinute } }
  server.get(
    '/v1/retractions',
    {
      config,
      schema: {
        tags: ['feed'],
        summary: 'Is my number clean everywhere?',
        querystring: RetractionQuerySchema,
        response: { 200: RetractionStateSchema, ...failures },
      },
    },
    async (request) => {
      const { value, kind } = request.query
      if (value === undefined || value === '') throw new CodedError('INDICATOR_EMPTY', 'value is missing')
      return await retractionStateOf(hub, value, kind)
    },
  )
  server.get(
    '/v1/retractions/:id',
    {
      config,
      schema: {
        tags: ['feed'],
        summary: 'One retraction: who has confirmed it, and who has not',
        params: MemberParamsSchema,
        response: { 200: RetractionSchema, ...failures },
      },
    },
    async (request) => await showRetraction(hub, request.params.id),
  )
}

async function pageRoute(root: HubServer, { hub, limits }: RouteContext): Promise<void> {
  await root.register(async (pages: HubServer) => {
    await pages.register(helmet, pageHeaders)
    pages.get(
      '/retractions/:id',
      {
        config: { access: 'public', rateLimit: { max: limits.proofsPerMinute } },
        schema: {
          hide: true,
          // Anything: whoever mistyped the address gets a page that says so.
          params: Type.Object({ id: Type.String() }),
          querystring: Type.Object({ lang: Type.Optional(Type.Enum(['zh', 'en'])) }),
        },
      },
      async (request, reply) => {
        const preferred = request.headers['accept-language']?.trimStart().startsWith('en') ? 'en' : 'zh'
        const language = request.query.lang ?? preferred
        reply.type('text/html; charset=utf-8').header('vary', 'accept-language')
        const retraction = await findShownRetraction(hub, request.params.id)
        return retraction
          ? await reply.send(retractionPage(retraction, language))
          : await reply.code(404).send(unknownRetractionPage(language))
      },
    )
  })
}

async function findShownRetraction(hub: HubContext, id: string): Promise<Retraction | undefined> {
  if (!Value.Check(MemberParamsSchema, { id })) return undefined
  try {
    return await showRetraction(hub, id)
  } catch (error) {
    if (error instanceof CodedError && error.code === 'RETRACTION_UNKNOWN') return undefined
    throw error
  }
}

function memberRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const route = <Reply>(access: RouteAccess, summary: string, max: number, reply: Reply) => ({
    config: { access, rateLimit: { max } },
    schema: {
      tags: ['feed'],
      summary,
      security: [{ member: [] }, { session: [] }],
      response: { 200: reply, ...failures },
    },
  })
  const execute = { action: 'execute', object: 'retraction' } as const
  const outstanding = route(
    { action: 'read', object: 'retraction' },
    'What your organisation has yet to confirm',
    limits.proofsPerMinute,
    OutstandingListSchema,
  )
  server.get(
    '/v1/retractions/outstanding',
    { ...outstanding, schema: { ...outstanding.schema, querystring: OutstandingQuerySchema } },
    async (request) => await outstandingOf(hub, request.caller.actor, request.query.after),
  )
  const one = route(execute, 'Confirm a retraction', limits.confirmationsPerMinute, ReceiptsReplySchema)
  server.post(
    '/v1/retractions/:id/receipts',
    { ...one, schema: { ...one.schema, params: MemberParamsSchema, body: ReceiptBodySchema } },
    async (request) => {
      const { id } = request.params
      const reply = await confirmRetractions(hub, request.caller.actor, [id], request.body.jws)
      if (reply.confirmed.length === 0)
        throw new CodedError('RETRACTION_UNKNOWN', 'nothing was taken back under this number')
      return reply
    },
  )
  const many = route(execute, 'Confirm many retractions', limits.confirmationsPerMinute, ReceiptsReplySchema)
  server.post(
    '/v1/retractions/receipts',
    { ...many, schema: { ...many.schema, body: ReceiptsBodySchema } },
    async (request) =>
      await confirmRetractions(hub, request.caller.actor, request.body.retractions, request.body.jws),
  )
  // Whoever answers for the organisation decides what the public sees of it.
  const name = route(
    { action: 'create', object: 'sharing-group' },
    'Agree to be named publicly',
    limits.decisionsPerMinute,
    Type.Null(),
  )
  server.put(
    '/v1/retractions/public-name',
    {
      ...name,
      schema: { ...name.schema, body: PublicNameBodySchema, response: { 204: Type.Null(), ...failures } },
    },
    async (request, reply) => {
      await agreeToPublicName(hub, request.caller.actor, request.body.agreed)
      return await reply.code(204).send(null)
    },
  )
}
