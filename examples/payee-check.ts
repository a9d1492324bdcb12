/** A bank asks before it sends money. Run: WUZEI_URL=… WUZEI_KEY=wzc_… npx node examples/payee-check.ts ACCOUNT FEN */
import { createClient, WuzeiError } from '@wuzei/sdk'

const client = createClient({
  baseUrl: process.env['WUZEI_URL'] ?? 'http://127.0.0.1:8420',
  credentials: { apiKey: process.env['WUZEI_KEY'] ?? '' },
  timeoutMs: 800,
})

const [account = '', amountFen = '1280050'] = process.argv.slice(2)
try {
  const payee = { kind: 'bank-account', value: account } as const
  // The payer by a pseudonym of the bank's own; never a name, a card or a telephone number.
  const body = { payee, payer: 'customer-4711', amountFen, channel: 'mobile' } as const
  const { id, decision, ruleIds, words } = await client.routes.checkPayment({ body })
  // Here the bank shows `words`, asks what `ask` says and waits `holdMinutes`.
  console.log(words ? `${decision} ${ruleIds.join(' ')} ${words.title.zh}` : 'pay')
  // Afterwards it tells how it ended.
  const outcome = decision === 'allow' ? 'paid' : 'cancelled'
  await client.routes.tellPaymentOutcome({ params: { id }, body: { outcome } })
} catch (error) {
  // A payment never fails because the alliance cannot be reached; it is looked at afterwards.
  if (!(error instanceof WuzeiError)) throw error
  console.log(error.code === 'PAYEE_INVALID' ? 'ask-the-customer' : `pay-and-review ${error.code}`)
}
