import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { PublicJwk } from '@wuzei/sdk/orders'
import type { BankBooks } from '../conform/bank-books.ts'
import { bankOtherChecks } from '../conform/bank-other-checks.ts'
import { bankStopChecks } from '../conform/bank-stop-checks.ts'
import { runChecks, type Check, type CheckResult } from '../conform/check.ts'
import { startConformanceHub } from '../conform/conformance-hub.ts'
import { operatorChecks, type OperatorNumbers } from '../conform/operator-checks.ts'
import { protocolChecks } from '../conform/protocol-checks.ts'
import type { Command } from './command.ts'
import { readOptions } from './read-options.ts'

const options = {
  url: { type: 'string', value: 'URL', help: 'webhook of the member, such as http://127.0.0.1:8431/orders' },
  key: { type: 'string', value: 'FILE', help: 'public keys of the member, a JWKS' },
  secret: { type: 'string', value: 'whsec_…', help: 'secret of the webhook; else WUZEI_WEBHOOK_SECRET' },
  member: {
    type: 'string',
    default: 'conformance-member',
    value: 'ID',
    help: 'id of the member’s organisation',
  },
  books: {
    type: 'string',
    value: 'FILE',
    help: 'what the member was given; vectors/orders has it for both kinds',
  },
  listen: {
    type: 'string',
    default: '127.0.0.1:8499',
    value: 'HOST:PORT',
    help: 'where the kit plays the hub',
  },
  public: { type: 'string', value: 'URL', help: 'how the member reaches that, where it is another address' },
  'wait-s': { type: 'string', default: '30', value: 'SECONDS', help: 'how long an answer is waited for' },
  only: { type: 'string', value: 'TEXT', help: 'only checks whose name contains this' },
  json: { type: 'boolean', default: false, help: 'one JSON object for each check, and one for the whole' },
} as const

/** Plays the hub against a member and says what it does otherwise than the protocol. */
export const conform: Command = {
  name: 'conform',
  usage: 'bank|operator --url URL --key FILE [--secret whsec_…] [--member ID] [--books FILE] [--json]',
  summary:
    'Tries an implementation of the orders protocol; exit status 0 all passed, 1 some did not, 2 could not run',
  options,

  async run(argv) {
    const parsed = readOptions('conform', { args: argv, allowPositionals: true, options })
    if (!parsed) return 2
    const [kind, ...more] = parsed.positionals
    const { url, key, member, listen, only, json } = parsed.values
    const secret = parsed.values.secret ?? process.env['WUZEI_WEBHOOK_SECRET']
    if ((kind !== 'bank' && kind !== 'operator') || more.length > 0)
      return cannot('say bank or operator, once')
    if (url === undefined || key === undefined || secret === undefined)
      return cannot('--url, --key and --secret are needed')
    const [host = '127.0.0.1', port = '0'] = splitAddress(listen)
    try {
      const checks = (await checksFor(kind, parsed.values.books)).filter(({ name }) =>
        name.includes(only ?? ''),
      )
      if (checks.length === 0) return cannot('no check has such a name')
      const memberKeys: { readonly keys: readonly PublicJwk[] } = JSON.parse(await readFile(key, 'utf8'))
      const hub = await startConformanceHub({
        memberUrl: url,
        member,
        memberKeys,
        secret,
        host,
        port: Number(port),
        ...(parsed.values.public === undefined ? {} : { publicUrl: parsed.values.public }),
        answerWaitMs: Number(parsed.values['wait-s']) * 1000,
      })
      process.stderr.write(`The kit is the hub ${hub.url}\n`)
      try {
        return summarise(await runChecks(checks, hub, (result) => print(result, json)), json)
      } finally {
        await hub.stop()
      }
    } catch (error) {
      return cannot(error instanceof Error ? error.message : String(error))
    }
  },
}

/** Every check of one kind of member, in order. */
export async function checksFor(kind: 'bank' | 'operator', file?: string): Promise<readonly Check[]> {
  const folder = join(import.meta.dirname, '../../../../vectors/orders')
  const usual = kind === 'bank' ? 'bank-books.json' : 'operator-subscribers.json'
  const text = await readFile(file ?? join(folder, usual), 'utf8')
  if (kind === 'operator') {
    const numbers: OperatorNumbers = JSON.parse(text)
    return [...protocolChecks, ...operatorChecks(numbers)]
  }
  const books: BankBooks = JSON.parse(text)
  return [...protocolChecks, ...bankStopChecks(books), ...bankOtherChecks(books)]
}

function print({ name, passed, rule, why }: CheckResult, json: boolean): void {
  if (json) process.stdout.write(`${JSON.stringify({ name, passed, rule, why })}\n`)
  else
    process.stdout.write(
      passed ? `pass  ${name}\n` : `FAIL  ${name}\n      due:  ${rule}\n      seen: ${why}\n`,
    )
}

function summarise(results: readonly CheckResult[], json: boolean): number {
  const failed = results.filter(({ passed }) => !passed).length
  const passed = results.length - failed
  process.stdout.write(
    json ? `${JSON.stringify({ passed, failed })}\n` : `${passed} passed, ${failed} failed\n`,
  )
  return failed === 0 ? 0 : 1
}

/** The last colon stands before the port; an address of IPv6 has more of them. */
function splitAddress(address: string): string[] {
  const colon = address.lastIndexOf(':')
  return colon < 0 ? [address] : [address.slice(0, colon), address.slice(colon + 1)]
}

function cannot(why: string): number {
  process.stderr.write(`conform: ${why}\n`)
  return 2
}
