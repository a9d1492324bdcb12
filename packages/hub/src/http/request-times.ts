/** Bounds in seconds: from an in-memory check to a request that is about to be cut off. */
const boundsS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5, 20]

interface RouteTimes {
  readonly buckets: Float64Array
  readonly statuses: Map<number, number>
  sumS: number
}

/** Counts and times of answered requests by route. */
export interface RequestTimes {
  record(route: string, status: number, elapsedMs: number): void
  /** Prometheus text: `wuzei_http_requests_total` and `wuzei_http_request_duration_seconds`. */
  text(): string
}

/**
 * Kept by hand: the metrics library resolves labels and walks buckets at every observation, which took a twentieth
 * of a check's time; this takes a look-up and two additions.
 */
export function createRequestTimes(): RequestTimes {
  const routes = new Map<string, RouteTimes>()
  return {
    record(route, status, elapsedMs) {
      let times = routes.get(route)
      if (!times) {
        times = { buckets: new Float64Array(boundsS.length + 1), statuses: new Map(), sumS: 0 }
        routes.set(route, times)
      }
      const elapsedS = elapsedMs / 1000
      let bucket = 0
      while (bucket < boundsS.length && elapsedS > (boundsS[bucket] ?? Infinity)) bucket += 1
      times.buckets[bucket] = (times.buckets[bucket] ?? 0) + 1
      times.sumS += elapsedS
      times.statuses.set(status, (times.statuses.get(status) ?? 0) + 1)
    },
    text: () => `${requestsText(routes)}${durationsText(routes)}`,
  }
}

function requestsText(routes: ReadonlyMap<string, RouteTimes>): string {
  const lines = [...routes].flatMap(([route, { statuses }]) =>
    [...statuses].map(
      ([status, count]) => `wuzei_http_requests_total{route="${route}",status="${status}"} ${count}`,
    ),
  )
  return `# HELP wuzei_http_requests_total Requests answered\n# TYPE wuzei_http_requests_total counter\n${lines.join('\n')}\n`
}

function durationsText(routes: ReadonlyMap<string, RouteTimes>): string {
  const name = 'wuzei_http_request_duration_seconds'
  const lines = [...routes].flatMap(([route, { buckets, sumS }]) => {
    let sum = 0
    const counts = Array.from(buckets, (count, index) => {
      sum += count
      return `${name}_bucket{route="${route}",le="${boundsS[index] ?? '+Inf'}"} ${sum}`
    })
    return [...counts, `${name}_sum{route="${route}"} ${sumS}`, `${name}_count{route="${route}"} ${sum}`]
  })
  return `# HELP ${name} Time from request to answer\n# TYPE ${name} histogram\n${lines.join('\n')}\n`
}
