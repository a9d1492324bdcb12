import { CodedError } from '@wuzei/domain'
import type { PaymentRuleSet } from './payment-rules.ts'

/** More than any payment: a hundred billion yuan. A longer number is a mistake. */
const largestAmount = 10_000_000_000_000n

/**
 * An amount in minor units of its currency (fen, cents): digits as text, or a whole number.
 *
 * @throws CodedError AMOUNT_INVALID
 */
export function readAmount(written: string | number): bigint {
  const text = typeof written === 'number' && Number.isSafeInteger(written) ? String(written) : written
  if (typeof text !== 'string' || !/^[0-9]{1,14}$/.test(text))
    throw new CodedError(
      'AMOUNT_INVALID',
      'give the amount as a whole number of minor units, such as 1280050',
    )
  const amount = BigInt(text)
  if (amount === 0n || amount > largestAmount)
    throw new CodedError('AMOUNT_INVALID', 'the amount must be more than nothing, and one that somebody pays')
  return amount
}

/**
 * What an amount is weighed as in fen, rounded up. For the thresholds of rules only: no rate of any day.
 *
 * @throws CodedError CURRENCY_UNKNOWN
 */
export function weighAmount(rules: PaymentRuleSet, amount: bigint, currency: string): bigint {
  const rate = Object.hasOwn(rules.currencies, currency) ? rules.currencies[currency] : undefined
  if (!rate) throw new CodedError('CURRENCY_UNKNOWN', 'the rules know no such currency')
  const [fen, minorUnits] = rate
  return (amount * fen + minorUnits - 1n) / minorUnits
}
