/** A message filter: sender and text come on standard input, the text is never stored. Run: WUZEI_URL=… npx node examples/sms-filter.ts SENDER < message.txt */
import { text } from 'node:stream/consumers'
import { createClient, WuzeiError } from '@wuzei/sdk'

const client = createClient({ baseUrl: process.env['WUZEI_URL'] ?? 'http://127.0.0.1:8420', timeoutMs: 1500 })

const [sender = ''] = process.argv.slice(2)
const message = await text(process.stdin)
try {
  const [verdict, found] = await Promise.all([client.check(sender), client.checkMessage(message)])
  const worst = [verdict.level, found.level]
  if (worst.includes('confirmed')) console.log('junk')
  else if (worst.includes('high')) console.log(`warn ${found.advice.zh}`)
  else console.log('deliver')
} catch (error) {
  // Not judged is delivered: a filter that holds back what it cannot judge loses letters.
  if (!(error instanceof WuzeiError)) throw error
  console.log(`deliver ${error.code}`)
}
