/** A bank asks before it sends money: is the payee known for fraud? Run: WUZEI_URL=… WUZEI_KEY=wzc_… npx node examples/payee-check.ts ACCOUNT */
import { createClient, WuzeiError } from '@wuzei/sdk'

const client = createClient({
  baseUrl: process.env['WUZEI_URL'] ?? 'http://127.0.0.1:8420',
  credentials: { apiKey: process.env['WUZEI_KEY'] ?? '' },
  timeoutMs: 800,
})

const [payee = ''] = process.argv.slice(2)
try {
  const { results } = await client.routes.checkAsMember({ body: { values: [payee] } })
  const [result] = results
  if (!result || 'error' in result) console.log('ask-the-customer')
  else if (result.memberLevel === 'confirmed') console.log(`hold ${result.verdict.fraudTypes.join(' ')}`)
  else if (result.memberLevel === 'high') console.log(`warn ${result.verdict.advice.zh}`)
  else console.log('pay')
} catch (error) {
  // A payment never fails because the alliance cannot be reached; it is looked at afterwards.
  if (!(error instanceof WuzeiError)) throw error
  console.log(`pay-and-review ${error.code}`)
}
