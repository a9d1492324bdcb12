import { collectDefaultMetrics, Gauge, Registry } from 'prom-client'
import type { HubServer } from './hub-server.ts'
import { createRequestTimes } from './request-times.ts'

export interface HubMetrics {
  readonly contentType: string
  readonly text: () => Promise<string>
}

/** Prometheus metrics of this process. Labels are routes and statuses, never values. */
export function createMetrics(
  server: HubServer,
  gauges: {
    readonly indexEntries: () => number
    readonly indexBytes: () => number
    readonly logSeq: () => number
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
  const times = createRequestTimes()
  server.addHook('onResponse', (request, reply, done) => {
    times.record(request.routeOptions.url ?? 'none', reply.statusCode, reply.elapsedTime)
    done()
  })
  return {
    contentType: registry.contentType,
    text: async () => `${await registry.metrics()}${times.text()}`,
  }
}
