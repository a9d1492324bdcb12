import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { HubServer } from './hub-server.ts'

/** Bounds in seconds: from an in-memory check to a request that is about to be cut off. */
const durationBucketsS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 20]

export interface HubMetrics {
  readonly contentType: string
  readonly text: () => Promise<string>
  readonly registry: Registry
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
  const requests = new Counter({
    name: 'wuzei_http_requests_total',
    help: 'Requests answered',
    labelNames: ['route', 'status'],
    registers: [registry],
  })
  const duration = new Histogram({
    name: 'wuzei_http_request_duration_seconds',
    help: 'Time from request to answer',
    labelNames: ['route'],
    buckets: durationBucketsS,
    registers: [registry],
  })
  for (const [name, help, read] of [
    ['wuzei_index_entries', 'Indicators in the verdict index', gauges.indexEntries],
    ['wuzei_index_bytes', 'Memory of the verdict index', gauges.indexBytes],
    ['wuzei_index_seq', 'Event the verdict index stands for', gauges.logSeq],
  ] as const) {
    const gauge: Gauge = new Gauge({ name, help, registers: [registry], collect: () => gauge.set(read()) })
  }
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    requests.inc({ route, status: reply.statusCode })
    duration.observe({ route }, reply.elapsedTime / 1000)
    done()
  })
  return { contentType: registry.contentType, text: async () => await registry.metrics(), registry }
}
