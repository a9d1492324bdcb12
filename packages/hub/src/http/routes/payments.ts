import {
  OpeningCheckBodySchema,
  OpeningCheckReplySchema,
  PayeeListingBodySchema,
  PayeeListingDecisionBodySchema,
  PayeeListingLiftBodySchema,
  PayeeListingPageSchema,
  PayeeListingQuerySchema,
  PaymentCheckBodySchema,
  PaymentCheckParamsSchema,
  PaymentCheckReplySchema,
  PaymentChecksPageSchema,
  PaymentChecksQuerySchema,
  PaymentOutcomeBodySchema,
  PaymentStatisticsSchema,
  ProblemSchema,
} from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import Type from 'typebox'
import { checkOpening } from '../../payments/check-opening.ts'
import { createPaymentChecker } from '../../payments/check-payment.ts'
import { decideListing, liftListing, pageOfListings, proposeListing } from '../../payments/payee-listings.ts'
import {
  pageOfPaymentChecks,
  readPaymentStatistics,
  tellPaymentOutcome,
} from '../../payments/read-payment-checks.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import { paymentScope } from '../payment-scope.ts'
import type { RouteAccess } from '../route-access.ts'
import { sendJson } from '../send-json.ts'
import { clientWindow, windowLimit } from '../window-limit.ts'

const asks = { action: 'create', object: 'payment-check' } as const
const reads = { action: 'read', object: 'payment-check' } as const
const tells = { action: 'execute', object: 'payment-check' } as const
const queries = { action: 'query', object: 'sanction', membersOnly: true } as const
const proposes = { action: 'create', object: 'sanction', membersOnly: true } as const
/** Who takes back, agrees or lifts is asked for with the entry. */
const seesLists = { action: 'read', object: 'sanction', membersOnly: true } as const

/** What a request key may look like: long enough to be one of a kind. */
const requestKeyPattern = /^[\x21-\x7e]{8,128}$/

/** Checks before paying and before opening an account, what came of them, and the lists that people keep for them. */
export function paymentRoutes(root: HubServer, context: RouteContext): void {
  paymentScope(root, context, (server) => checkRoute(server, context))
  memberScope(root, context, (server) => {
    openingRoute(server, context)
    recordRoutes(server, context)
    listingRoutes(server, context)
  })
}

function route<Reply>({ limits }: RouteContext, access: RouteAccess, summary: string, reply: Reply) {
  return {
    config: { access, rateLimit: { max: limits.decisionsPerMinute } },
    schema: {
      tags: ['payments'],
      summary,
      security: [{ member: [] }, { session: [] }],
      response: { 200: reply, '4xx': ProblemSchema, 503: ProblemSchema },
    },
  }
}

function deed(context: RouteContext, access: RouteAccess, summary: string) {
  const { config, schema } = route(context, access, summary, Type.Null())
  return {
    config,
    schema: { ...schema, response: { 204: Type.Null(), '4xx': ProblemSchema, 503: ProblemSchema } },
  }
}

function checkRoute(server: HubServer, context: RouteContext): void {
  const { hub, limits } = context
  const check = route(context, asks, 'Check a payment before it is made', PaymentCheckReplySchema)
  const answer = createPaymentChecker(hub)
  server.post(
    '/v1/payments/check',
    {
      config: { access: asks },
      bodyLimit: limits.bodyBytes,
      onRequest: windowLimit(clientWindow(limits.paymentsPerMinute, Date.now)),
      schema: { ...check.schema, body: PaymentCheckBodySchema },
    },
    (request, reply) => {
      const requestKey = request.headers['idempotency-key']
      if (requestKey !== undefined && !(typeof requestKey === 'string' && requestKeyPattern.test(requestKey)))
        throw new CodedError('BODY_INVALID', 'an Idempotency-Key has 8 to 128 visible characters')
      sendJson(reply, answer(request.caller.actor, request.body, requestKey))
    },
  )
}

function openingRoute(server: HubServer, context: RouteContext): void {
  const opening = route(context, queries, 'May this holder open an account?', OpeningCheckReplySchema)
  server.post(
    '/v1/accounts/opening-check',
    {
      config: { ...opening.config, rateLimit: { max: context.limits.checksPerMinute } },
      schema: { ...opening.schema, body: OpeningCheckBodySchema },
    },
    (request) => checkOpening(context.hub, request.caller.actor, request.body),
  )
}

function recordRoutes(server: HubServer, context: RouteContext): void {
  const { hub, heavy } = context
  const list = route(context, reads, 'Checks and their answers, newest first', PaymentChecksPageSchema)
  server.get(
    '/v1/payments/checks',
    { ...list, schema: { ...list.schema, querystring: PaymentChecksQuerySchema } },
    async (request) => await pageOfPaymentChecks(hub, request.caller.actor, request.query.after),
  )
  const outcome = deed(context, tells, 'Tell what came of a check')
  server.post(
    '/v1/payments/checks/:id/outcome',
    {
      config: { ...outcome.config, rateLimit: { max: context.limits.checksPerMinute } },
      schema: { ...outcome.schema, params: PaymentCheckParamsSchema, body: PaymentOutcomeBodySchema },
    },
    async (request, reply) => {
      await tellPaymentOutcome(hub, request.caller.actor, request.params.id, request.body.outcome)
      return await reply.code(204).send(null)
    },
  )
  server.get(
    '/v1/payments/statistics',
    route(context, reads, 'How often each rule spoke, and what came of it', PaymentStatisticsSchema),
    async (request) => await heavy(async () => await readPaymentStatistics(hub, request.caller.actor)),
  )
}

function listingRoutes(server: HubServer, context: RouteContext): void {
  const { hub } = context
  const list = route(context, seesLists, 'Entries of the payee lists, newest first', PayeeListingPageSchema)
  server.get(
    '/v1/payments/listings',
    { ...list, schema: { ...list.schema, querystring: PayeeListingQuerySchema } },
    async (request) => await pageOfListings(hub, request.caller.actor, request.query),
  )
  const propose = route(
    context,
    proposes,
    'Propose an entry of a payee list',
    Type.Object({ id: Type.String() }),
  )
  server.post(
    '/v1/payments/listings',
    { ...propose, schema: { ...propose.schema, body: PayeeListingBodySchema } },
    async (request) => ({ id: await proposeListing(hub, request.caller.actor, request.body) }),
  )
  const decide = deed(context, seesLists, 'Agree to an entry, refuse it, or take it back')
  server.post(
    '/v1/payments/listings/:id/decision',
    {
      ...decide,
      schema: { ...decide.schema, params: PaymentCheckParamsSchema, body: PayeeListingDecisionBodySchema },
    },
    async (request, reply) => {
      await decideListing(hub, request.caller.actor, request.params.id, request.body)
      return await reply.code(204).send(null)
    },
  )
  const lift = deed(context, seesLists, 'Take an entry off its list')
  server.post(
    '/v1/payments/listings/:id/lift',
    {
      ...lift,
      schema: { ...lift.schema, params: PaymentCheckParamsSchema, body: PayeeListingLiftBodySchema },
    },
    async (request, reply) => {
      await liftListing(hub, request.caller.actor, request.params.id, request.body.reason)
      return await reply.code(204).send(null)
    },
  )
}
