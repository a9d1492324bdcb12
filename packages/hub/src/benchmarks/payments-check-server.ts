/** Server process of `payments-check`: a full hub with a bank, and a bare Fastify route beside it with the same settings. */
import type { PaymentCheckBody } from '@wuzei/contract'
import Fastify from 'fastify'
import { createApiClient } from '../alliance/api-clients.ts'
import { createOrganisation } from '../alliance/organisations.ts'
import { defaultHttpLimits } from '../limits.ts'
import { createPaymentChecker } from '../payments/check-payment.ts'
import { startHub } from '../start-hub.ts'
import { portOf } from './check-http.ts'
import { fillIndex, mixedQueries } from './fill-index.ts'
import type { PaymentServers } from './payments-check.ts'
import { randomFrom } from './sample-values.ts'

const [dataDirectory = '', entries = '0', seed = '0', asked = '0'] = process.argv.slice(2)

const hub = await startHub({
  dataDirectory,
  port: 0,
  // The load comes from one address; the limit is counted all the same.
  limits: { paymentsPerMinute: 1_000_000_000 },
})
fillIndex(hub.context.index, Number(entries), Number(seed))
const administrator = { type: 'administrator', id: 'administrator:bench' } as const
const { id: organisationId } = await createOrganisation(hub.context, administrator, {
  name: { zh: '示例银行', en: 'Example Bank' },
  kind: 'bank',
  region: 'cn',
})
const { key } = await createApiClient(hub.context, administrator, organisationId, {
  name: 'bench',
  scopes: ['payments'],
})

const bodies = paymentBodies()
const inProcess = await measureInProcess()
const answer = await (
  await fetch(`${hub.url}/v1/payments/check`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key ?? ''}` },
    body: JSON.stringify(bodies[0]),
  })
).text()

const bare = Fastify({
  requestTimeout: defaultHttpLimits.requestTimeoutMs,
  keepAliveTimeout: defaultHttpLimits.keepAliveTimeoutMs,
})
bare.post('/v1/payments/check', (_request, reply) => {
  void reply.type('application/json; charset=utf-8').send(answer)
})
await bare.listen({ host: '127.0.0.1', port: 0 })

const servers: PaymentServers = {
  hub: hub.url,
  bare: `http://127.0.0.1:${portOf(bare.server.address())}`,
  key: key ?? '',
  inProcess,
  bodies: bodies.map((body) => JSON.stringify(body)),
}
process.send?.(servers)
process.once('message', () => {
  void Promise.all([hub.stop(), bare.close()]).then(() => process.exit(0))
})

/** Payments as a bank makes them: most to accounts, some to aliases half of which are known; few with signs of fraud. */
function paymentBodies(): PaymentCheckBody[] {
  const random = randomFrom(Number(seed))
  const numbers = mixedQueries(Number(entries), Number(seed), Number(asked)).filter(
    ({ kind }) => kind === 'phone',
  )
  return Array.from({ length: Number(asked) }, (_item, position) => {
    const alias = position % 3 === 0 ? numbers[position % numbers.length] : undefined
    return {
      payee: alias
        ? { kind: 'phone-alias' as const, value: alias.value }
        : { kind: 'bank-account' as const, value: `62220${String(random()).slice(2, 16).padEnd(14, '7')}` },
      payer: `customer-${Math.floor(random() * 100_000)}`,
      amountFen: String(1 + Math.floor(random() * 3_000_000)),
      channel: 'mobile' as const,
      context: {
        firstPayment: random() < 0.3,
        callInProgress: random() < 0.02,
        screenShared: random() < 0.01,
        payerAge: random() < 0.2 ? ('60-69' as const) : ('18-59' as const),
        nameCheck: 'match' as const,
        purpose: '货款',
      },
    }
  })
}

/** Times single answers, record included, with rests in which records are written as between requests. */
async function measureInProcess(): Promise<PaymentServers['inProcess']> {
  const check = createPaymentChecker(hub.context)
  const actor = {
    type: 'client',
    id: 'bench',
    organisation: { id: organisationId, kind: 'bank', level: null, region: 'cn', groupIds: [] },
    scopes: ['payments'],
    passesOn: false,
  } as const
  const timesUs: number[] = []
  const batches = 15
  for (let batch = 0; batch <= batches; batch += 1) {
    for (const body of bodies) {
      const startMs = performance.now()
      check(actor, body, undefined)
      // The first batch warms up.
      if (batch > 0) timesUs.push((performance.now() - startMs) * 1000)
    }
    await hub.context.payments.log.flushed()
  }
  timesUs.sort((left, right) => left - right)
  const totalS = timesUs.reduce((sum, time) => sum + time, 0) / 1e6
  const at = (share: number): number => timesUs[Math.floor(timesUs.length * share)] ?? 0
  return { p50Us: at(0.5), p99Us: at(0.99), perS: timesUs.length / totalS }
}
