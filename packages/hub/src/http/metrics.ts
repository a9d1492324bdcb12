import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { HubServer } from './hub-server.ts'
import { createRequestTimes, type RequestTimes } from './request-times.ts'

export interface HubMetrics {
  readonly contentType: string
  readonly text: () => Promise<string>
  /** For requests that are answered before the framework sees them. */
  readonly times: RequestTimes
}

/** Prometheus metrics of this process. Labels are routes, statuses and names of sources, never values. */
export function createMetrics(
  server: HubServer,
  gauges: {
    readonly indexEntries: () => number
    readonly indexBytes: () => number
    readonly logSeq: () => number
    /** How long ago each source that is taken over was last taken over well. */
    readonly staleness: () => Promise<
      readonly { readonly name: string; readonly staleS: number; readonly failures: number }[]
    >
  },
): HubMetrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  for (const [name, help, read] of [
    ['wuzei_index_entries', 'Indicators in the verdict index', gauges.indexEntries],
    ['wuzei_index_bytes', 'Memory of the verdict index', gauges.indexBytes],
    ['wuzei_index_seq', 'Event the verdict index stands for', gauges.logSeq],
  ] as const) {
    const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read()) })
  }
  measureSources(registry, gauges.staleness)
  const times = createRequestTimes()
  server.addHook('onResponse', (request, reply, done) => {
    times.record(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime)
    done()
  })
  return {
    contentType: registry.contentType,
    times,
    text: async () => `${await registry.metrics()}${times.text()}`,
  }
}

function measureSources(
  registry: Registry,
  staleness: Parameters<typeof createMetrics>[1]['staleness'],
): void {
  for (const [name, help, read] of [
    [
      'wuzei_source_staleness_seconds',
      'Time since a source was last taken over well',
      (source: { readonly staleS: number }) => source.staleS,
    ],
    [
      'wuzei_source_failures',
      'Times in a row that a source could not be taken over',
      (source: { readonly failures: number }) => source.failures,
    ],
  ] as const) {
    const gauge: Gauge<'source'> = new Gauge({
      name,
      help,
      labelNames: ['source'],
      registers: [registry],
      async collect() {
        gauge.reset()
        for (const source of await staleness()) gauge.set({ source: source.name }, read(source))
      },
    })
  }
}
