import Type from 'typebox'
import type { HubServer } from '../hub-server.ts'
import type { HubMetrics } from '../metrics.ts'

/** Health, readiness and metrics. */
export function operationRoutes(
  server: HubServer,
  options: { readonly isReady: () => Promise<boolean>; readonly metrics: HubMetrics },
): void {
  const status = Type.Object({ status: Type.String() })
  const config = { access: 'public' as const }
  server.get(
    '/healthz',
    { config, schema: { tags: ['operation'], summary: 'The process lives', response: { 200: status } } },
    () => ({ status: 'ok' }),
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
