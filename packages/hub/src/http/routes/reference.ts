import {
  FraudTypesReplySchema,
  JsonSchemaReplySchema,
  VerdictModelReplySchema,
  type FraudTypesReply,
  type VerdictModelReply,
} from '@wuzei/contract'
import { ordersJsonSchema } from '@wuzei/contract/orders'
import {
  fraudTypes,
  indicatorKinds,
  kindParameters,
  levelThreshold,
  reliabilityOf,
  sourceTiers,
  tierCeiling,
  tierReliability,
  tierScale,
  type FraudType,
} from '@wuzei/domain'
import type { HubServer } from '../hub-server.ts'

/** What is the same for everybody: the taxonomy and the numbers of the verdict model. */
export function referenceRoutes(server: HubServer): void {
  const types: FraudTypesReply = { fraudTypes: fraudTypes.map(fraudTypeReply) }
  const model = verdictModel()
  server.get(
    '/v1/fraud-types',
    {
      config: { access: 'public' },
      schema: {
        tags: ['reference'],
        summary: 'The fraud taxonomy',
        response: { 200: FraudTypesReplySchema },
      },
    },
    async (_request, reply) => await reply.header('cache-control', 'public, max-age=3600').send(types),
  )
  server.get(
    '/v1/verdict-model',
    {
      config: { access: 'public' },
      schema: {
        tags: ['reference'],
        summary: 'How verdicts are made',
        response: { 200: VerdictModelReplySchema },
      },
    },
    async (_request, reply) => await reply.header('cache-control', 'public, max-age=3600').send(model),
  )
  const orders = ordersJsonSchema()
  server.get(
    '/v1/schemas/orders.json',
    {
      config: { access: 'public' },
      schema: {
        tags: ['reference'],
        summary: 'JSON Schema of the messages of orders',
        response: { 200: JsonSchemaReplySchema },
      },
    },
    async (_request, reply) => await reply.header('cache-control', 'public, max-age=3600').send(orders),
  )
}

function fraudTypeReply(type: FraudType): FraudTypesReply['fraudTypes'][number] {
  const pair = (lines: FraudType['signals']) =>
    lines.zh.map((zh, index) => ({ zh, en: lines.en[index] ?? '' }))
  return {
    code: type.code,
    family: type.family,
    name: type.name,
    status: type.status,
    era: type.era,
    mps10: [...type.mps10],
    signals: pair(type.signals),
    advice: type.advice,
    firstSteps: pair(type.firstSteps),
  }
}

function verdictModel(): VerdictModelReply {
  return {
    thresholds: (['suspicious', 'high', 'confirmed'] as const).map((level) => ({
      level,
      score: levelThreshold[level],
    })),
    kinds: indicatorKinds.map((kind) => ({ kind, ...kindParameters[kind] })),
    tiers: sourceTiers.map((tier) => ({
      tier,
      ceiling: tierCeiling[tier],
      reliability: reliabilityOf(tierReliability[tier]),
      scale: tierScale[tier],
    })),
  }
}
