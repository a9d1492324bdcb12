// One operator on 127.0.0.1: `node services/reference-operator/src/main.ts --hub URL --member ID …`
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startReferenceOperator } from './start-reference-operator.ts'

const { values } = parseArgs({
  options: {
    hub: { type: 'string', default: 'http://127.0.0.1:8420' },
    member: { type: 'string', default: '' },
    organ: { type: 'string', default: '861380000000' },
    client: { type: 'string', default: '' },
    key: { type: 'string', default: 'operator-key.json' },
    secret: { type: 'string', default: process.env['WUZEI_WEBHOOK_SECRET'] ?? '' },
    subscribers: {
      type: 'string',
      default: join(import.meta.dirname, '../../../vectors/orders/operator-subscribers.json'),
    },
    port: { type: 'string', default: '8432' },
    control: { type: 'boolean', default: false },
  },
})

const operator = await startReferenceOperator({
  hub: values.hub,
  member: values.member,
  organ: values.organ,
  clientId: values.client,
  key: JSON.parse(readFileSync(values.key, 'utf8')),
  secret: values.secret,
  subscribers: JSON.parse(readFileSync(values.subscribers, 'utf8')),
  port: Number(values.port),
  hasControl: values.control,
})
process.stdout.write(`Orders: ${operator.url}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    operator.stop().catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
  })
