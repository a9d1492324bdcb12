/** Server process of `check-http`: a full hub, and a bare Fastify route beside it with the same settings. */
import Fastify from 'fastify'
import { defaultHttpLimits } from '../limits.ts'
import { startHub } from '../start-hub.ts'
import { portOf, type BenchServers } from './check-http.ts'
import { fillIndex } from './fill-index.ts'

const [dataDirectory = '', entries = '0', seed = '0'] = process.argv.slice(2)

const hub = await startHub({
  dataDirectory,
  port: 0,
  // The load comes from one address; the limit is counted all the same.
  limits: { checksPerMinute: 1_000_000_000 },
})
fillIndex(hub.context.index, Number(entries), Number(seed))
const answer = await (await fetch(`${hub.url}/v1/check?value=13800138000`)).text()

const bare = Fastify({
  requestTimeout: defaultHttpLimits.requestTimeoutMs,
  keepAliveTimeout: defaultHttpLimits.keepAliveTimeoutMs,
})
bare.get('/v1/check', (_request, reply) => {
  void reply.type('application/json; charset=utf-8').send(answer)
})
await bare.listen({ host: '127.0.0.1', port: 0 })

const servers: BenchServers = { hub: hub.url, bare: `http://127.0.0.1:${portOf(bare.server.address())}` }
process.send?.(servers)
process.once('message', () => {
  void Promise.all([hub.stop(), bare.close()]).then(() => process.exit(0))
})
