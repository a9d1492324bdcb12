// One operator on 127.0.0.1: `npm start -w services/reference-operator -- --hub URL --member ID --client ID --secret whsec_…`
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startReferenceOperator } from './start-reference-operator.ts'

const { values } = parseArgs({
  options: {
    hub: { type: 'string', default: 'http://127.0.0.1:8420' },
    member: { type: 'string', default: 'conformance-member' },
    client: { type: 'string', default: 'conformance-client' },
    organ: { type: 'string', default: '861380000000' },
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

if (!existsSync(values.key)) await makeKey(values.key)
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

/** A key for the first start; its public half is for the API client, and for the conformance kit. */
async function makeKey(file: string): Promise<void> {
  const pair = await crypto.subtle.generateKey({ name: 'Ed25519' }, true, ['sign', 'verify'])
  if (!('privateKey' in pair)) throw new TypeError('Ed25519 has pairs of keys')
  const kid = `operator-${crypto.randomUUID().slice(0, 8)}`
  const { kty, crv, x, d } = await crypto.subtle.exportKey('jwk', pair.privateKey)
  const publicFile = file.replace(/(\.json)?$/, '.public.json')
  writeFileSync(file, JSON.stringify({ kty, crv, kid, x, d }), { mode: 0o600 })
  writeFileSync(publicFile, JSON.stringify({ keys: [{ kty, crv, kid, x }] }))
  process.stdout.write(`Made ${file}; its public half is ${publicFile}\n`)
}
