import { mkdtemp, rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fork, type ChildProcess } from 'node:child_process'
import autocannon from 'autocannon'
import { benchResult, interleavedRounds, type Benchmark } from './bench-result.ts'
import { mixedQueries } from './fill-index.ts'

const defaultEntries = 1_000_000
const connections = 32
const secondsPerRound = 2
const rounds = 9
const seed = 11
const queriesAsked = 2_000

/** Addresses that the server process reports when it is up. */
export interface BenchServers {
  readonly hub: string
  readonly bare: string
}

/**
 * One check per request over HTTP, beside a bare Fastify route that sends a static answer of the same size: both in
 * one server process with the same settings, the load from another process, in turns.
 */
export const checkHttpBenchmark: Benchmark = {
  name: 'check-http',
  summary: 'GET /v1/check over HTTP beside a bare Fastify route with a static answer',

  async run(options) {
    const entries = options.entries ?? defaultEntries
    const dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-bench-'))
    options.progress?.(`starting a hub with ${entries} entries`)
    const child = fork(join(import.meta.dirname, 'check-http-server.ts'), [
      dataDirectory,
      String(entries),
      String(seed),
    ])
    try {
      const servers = await serversOf(child)
      const paths = mixedQueries(entries, seed, queriesAsked).map(
        (query) => `/v1/check?value=${encodeURIComponent(query.value)}`,
      )
      const medians = await interleavedRounds(rounds, {
        hub: async () => await requestsPerSecond(servers.hub, paths),
        bare: async () => await requestsPerSecond(servers.bare, paths),
      })
      const hub = medians['hub'] ?? 0
      const bare = medians['bare'] ?? 0
      return benchResult(
        'check-http',
        { checks_per_s: hub, connections },
        { bare_fastify: { requests_per_s: bare } },
        { checks_vs_bare_fastify: hub / bare },
      )
    } finally {
      child.send('stop')
      await new Promise((resolve) => child.once('exit', resolve))
      await rm(dataDirectory, { recursive: true, force: true })
    }
  },
}

async function serversOf(child: ChildProcess): Promise<BenchServers> {
  return await new Promise((resolve, reject) => {
    child.once('message', (message: BenchServers) => resolve(message))
    child.once('exit', (code) => reject(new Error(`the server process ended with ${code}`)))
  })
}

async function requestsPerSecond(url: string, paths: readonly string[]): Promise<number> {
  const result = await autocannon({
    url,
    connections,
    duration: secondsPerRound,
    requests: paths.map((path) => ({ method: 'GET', path })),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were no success and ${result.errors} requests failed`)
  return result.requests.average
}

/** Port of a listening server. */
export function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port')
  return address.port
}
