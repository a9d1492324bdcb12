import {
  ConsoleModelsSchema,
  LabelBodySchema,
  LabelPageSchema,
  LabelQuerySchema,
  LabelQueueSchema,
  ModelParamsSchema,
  ModelPromotionBodySchema,
  ModelReasonBodySchema,
  ProblemSchema,
} from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import Type from 'typebox'
import { withdrawFindings } from '../../detection/withdraw-findings.ts'
import { giveLabel } from '../../labels/give-label.ts'
import { readLabelQueue } from '../../labels/read-label-queue.ts'
import { readLabels } from '../../labels/read-labels.ts'
import { decideModelPromotion, rollBackModel } from '../../models/promote-model.ts'
import { readModels } from '../../models/read-models.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { memberScope } from '../member-scope.ts'
import type { RouteAccess } from '../route-access.ts'

/** Who reads the library reads what people decided about it, as masked as they see it. */
const ofLibrary = { action: 'read', object: 'indicator', membersOnly: true } as const
/** Models are sources of evidence: who may change those changes models. */
const readSource = { action: 'read', object: 'source' } as const
const changeSource = { action: 'execute', object: 'source' } as const

/** Labels of people for the training of models, and the models themselves. */
export function consoleModelRoutes(root: HubServer, context: RouteContext): void {
  memberScope(root, context, (server) => {
    labelRoutes(server, context)
    modelRoutes(server, context)
  })
}

function route<Reply>({ limits }: RouteContext, access: RouteAccess, summary: string, reply: Reply) {
  return {
    config: { access, rateLimit: { max: limits.decisionsPerMinute } },
    schema: {
      tags: ['console'],
      summary,
      security: [{ session: [] }],
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

function labelRoutes(server: HubServer, context: RouteContext): void {
  const { hub, heavy } = context
  const list = route(context, ofLibrary, 'What people decided, as labels for training', LabelPageSchema)
  server.get(
    '/v1/console/labels',
    { ...list, schema: { ...list.schema, querystring: LabelQuerySchema } },
    async (request) => await readLabels(hub, request.caller.actor, request.query.after),
  )
  server.get(
    '/v1/console/labels/queue',
    route(context, ofLibrary, 'Values that a person’s word teaches the model most by', LabelQueueSchema),
    async (request) => await heavy(async () => await readLabelQueue(hub, request.caller.actor)),
  )
  const give = deed(context, ofLibrary, 'Label a value for training')
  server.post(
    '/v1/console/labels',
    { ...give, schema: { ...give.schema, body: LabelBodySchema } },
    async (request, reply) => {
      await giveLabel(hub, request.caller.actor, request.body)
      return await reply.code(204).send(null)
    },
  )
}

function modelRoutes(server: HubServer, context: RouteContext): void {
  const { hub, heavy } = context
  server.get(
    '/v1/console/models',
    route(context, readSource, 'Models, candidates and how they compare', ConsoleModelsSchema),
    async (request) => await heavy(async () => await readModels(hub, request.caller.actor)),
  )
  const promotion = deed(context, changeSource, 'Propose that a candidate takes over, or decide that')
  server.post(
    '/v1/console/models/:id/promotion',
    {
      ...promotion,
      schema: { ...promotion.schema, params: ModelParamsSchema, body: ModelPromotionBodySchema },
    },
    async (request, reply) => {
      await heavy(
        async () => await decideModelPromotion(hub, request.caller.actor, request.params.id, request.body),
      )
      return await reply.code(204).send(null)
    },
  )
  const back = deed(context, changeSource, 'Go back to a version that judged before')
  server.post(
    '/v1/console/models/:id/roll-back',
    { ...back, schema: { ...back.schema, params: ModelParamsSchema, body: ModelReasonBodySchema } },
    async (request, reply) => {
      await rollBackModel(hub, request.caller.actor, request.params.id, request.body.reason)
      return await reply.code(204).send(null)
    },
  )
  const withdrawal = deed(context, changeSource, 'Take back everything that a version found')
  server.post(
    '/v1/console/models/:id/withdrawal',
    {
      ...withdrawal,
      schema: { ...withdrawal.schema, params: ModelParamsSchema, body: ModelReasonBodySchema },
    },
    async (request, reply) => {
      const { id } = request.params
      if (!(await withdrawFindings(hub, request.caller.actor, id, request.body.reason)))
        throw new CodedError('MODEL_STATE', 'its findings were withdrawn before')
      return await reply.code(204).send(null)
    },
  )
}
