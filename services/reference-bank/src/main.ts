// One bank on 127.0.0.1: `node services/reference-bank/src/main.ts --hub URL --member ID …`
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startReferenceBank } from './start-reference-bank.ts'

const { values } = parseArgs({
  options: {
    hub: { type: 'string', default: 'http://127.0.0.1:8420' },
    member: { type: 'string', default: '' },
    organ: { type: 'string', default: '102100000042' },
    client: { type: 'string', default: '' },
    key: { type: 'string', default: 'bank-key.json' },
    secret: { type: 'string', default: process.env['WUZEI_WEBHOOK_SECRET'] ?? '' },
    books: { type: 'string', default: join(import.meta.dirname, '../../../vectors/orders/bank-books.json') },
    port: { type: 'string', default: '8431' },
    control: { type: 'boolean', default: false },
  },
})

const bank = await startReferenceBank({
  hub: values.hub,
  member: values.member,
  organ: values.organ,
  clientId: values.client,
  key: JSON.parse(readFileSync(values.key, 'utf8')),
  secret: values.secret,
  books: JSON.parse(readFileSync(values.books, 'utf8')),
  port: Number(values.port),
  hasControl: values.control,
})
process.stdout.write(`Orders: ${bank.url}\n`)
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    bank.stop().catch((error: unknown) => process.stderr.write(`${String(error)}\n`))
  })
