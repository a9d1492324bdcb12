import Type from 'typebox'
import type { ContentModels, LoadedModel } from '../../detection/content-models.ts'
import type { HubServer } from '../hub-server.ts'
import type { HubMetrics } from '../metrics.ts'

const ModelHealthSchema = Type.Object({
  state: Type.Enum(['ready', 'missing', 'damaged'], {
    description: 'Without a model checks go on by the library alone',
  }),
  model: Type.Union([Type.String(), Type.Null()], { description: 'Name and version' }),
})

/** Health, readiness and metrics. */
export function operationRoutes(
  server: HubServer,
  options: {
    readonly isReady: () => Promise<boolean>
    readonly metrics: HubMetrics
    readonly models: ContentModels
  },
): void {
  const status = Type.Object({ status: Type.String() })
  const health = Type.Object({ status: Type.String(), models: Type.Record(Type.String(), ModelHealthSchema) })
  // Asked at each request: a version may be promoted at any time.
  const { models } = options
  const healthOf = ({ state, model }: LoadedModel<{ readonly name: string }>) => ({
    state,
    model: model?.name ?? null,
  })
  const config = { access: 'public' as const }
  server.get(
    '/healthz',
    { config, schema: { tags: ['operation'], summary: 'The process lives', response: { 200: health } } },
    () => ({ status: 'ok', models: { url: healthOf(models.url), text: healthOf(models.text) } }),
  )
  server.get(
    '/readyz',
    {
      config,
      schema: {
        tags: ['operation'],
        summary: 'Checks are answered from an index that follows the log, and the database answers',
        response: { 200: status, 503: status },
      },
    },
    async (_request, reply) => {
      if (await options.isReady()) return { status: 'ready' }
      return await reply.code(503).header('retry-after', '2').send({ status: 'not ready' })
    },
  )
  server.get(
    '/metrics',
    {
      config,
      schema: { tags: ['operation'], summary: 'Prometheus metrics', response: { 200: Type.String() } },
    },
    async (_request, reply) =>
      await reply.type(options.metrics.contentType).send(await options.metrics.text()),
  )
}
