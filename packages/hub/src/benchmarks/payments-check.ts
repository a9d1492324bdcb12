import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import autocannon from 'autocannon'
import { benchResult, interleavedRounds, type Benchmark } from './bench-result.ts'

const defaultEntries = 1_000_000
const connections = 32
const secondsPerRound = 2
const rounds = 7
const seed = 11
const bodiesAsked = 2_000

/** What the server process reports when it is up. */
export interface PaymentServers {
  readonly hub: string
  readonly bare: string
  readonly key: string
  /** Of answers made in the process itself, without HTTP. */
  readonly inProcess: { readonly p50Us: number; readonly p99Us: number; readonly perS: number }
  readonly bodies: readonly string[]
}

/**
 * Checks before paying: in the process, and over HTTP with key, validation and record, beside a bare Fastify route that
 * parses the same body and sends a static answer of the same size. Both in one server process, the load from another, in turns.
 */
export const paymentsCheckBenchmark: Benchmark = {
  name: 'payments-check',
  summary: 'POST /v1/payments/check, recorded, beside a bare Fastify route with a static answer',

  async run(options) {
    const entries = options.entries ?? defaultEntries
    const dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-bench-'))
    options.progress?.(`starting a hub with ${entries} entries`)
    const child = fork(join(import.meta.dirname, 'payments-check-server.ts'), [
      dataDirectory,
      String(entries),
      String(seed),
      String(bodiesAsked),
    ])
    try {
      const servers = await serversOf(child)
      const { inProcess } = servers
      let p99Ms = 0
      const load = async (url: string): Promise<number> => {
        const result = await ask(url, servers)
        if (url === servers.hub) p99Ms = Math.max(p99Ms, result.latency.p99)
        return result.requests.average
      }
      const medians = await interleavedRounds(rounds, {
        hub: async () => await load(servers.hub),
        bare: async () => await load(servers.bare),
      })
      const hub = medians['hub'] ?? 0
      const bare = medians['bare'] ?? 0
      return benchResult(
        'payments-check',
        {
          in_process_p50_us: inProcess.p50Us,
          in_process_p99_us: inProcess.p99Us,
          in_process_per_s: inProcess.perS,
          checks_per_s: hub,
          http_p99_ms: p99Ms,
          connections,
        },
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

async function serversOf(child: ChildProcess): Promise<PaymentServers> {
  return await new Promise((resolve, reject) => {
    child.once('message', (message: PaymentServers) => resolve(message))
    child.once('exit', (code) => reject(new Error(`the server process ended with ${code}`)))
  })
}

async function ask(url: string, { key, bodies }: PaymentServers): Promise<autocannon.Result> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` }
  const result = await autocannon({
    url,
    connections,
    duration: secondsPerRound,
    requests: bodies.map((body) => ({ method: 'POST', path: '/v1/payments/check', headers, body })),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} answers were no success and ${result.errors} requests failed`)
  return result
}
