import type { Facts } from '../parse-result.ts'
import { cardPrefixTable } from './card-prefixes.ts'

/** Longest and shortest prefix in the table. */
const maxPrefixLength = 10
const minPrefixLength = 4

/**
 * Who issued a card, by its longest known prefix and its length: `bank` (code), `bankName`, `cardType`. Undefined when
 * no Chinese issuer is known for it.
 */
export function cardIssuerFacts(digits: string): Facts | undefined {
  for (let length = maxPrefixLength; length >= minPrefixLength; length--) {
    const facts = factsByPrefix.get(`${digits.length}:${digits.slice(0, length)}`)
    if (facts !== undefined) return facts
  }
  return undefined
}

/** The network a card runs on, by the first digits and the length of its number (ISO/IEC 7812 issuer ranges). */
export function cardNetwork(digits: string): string | undefined {
  const length = digits.length
  const two = Number(digits.slice(0, 2))
  const four = Number(digits.slice(0, 4))
  if (two === 62 || (four >= 8100 && four <= 8171)) return length >= 16 ? 'unionpay' : undefined
  if (two >= 40 && two <= 49) return length === 13 || length === 16 || length === 19 ? 'visa' : undefined
  if (two === 34 || two === 37) return length === 15 ? 'amex' : undefined
  if (length !== 16) return undefined
  if ((two >= 51 && two <= 55) || (four >= 2221 && four <= 2720)) return 'mastercard'
  return four >= 3528 && four <= 3589 ? 'jcb' : undefined
}

const cardTypes: Readonly<Record<string, string>> = {
  D: 'debit',
  C: 'credit',
  S: 'semi-credit',
  P: 'prepaid',
}

const factsByPrefix: ReadonlyMap<string, Facts> = prefixMap()

function prefixMap(): Map<string, Facts> {
  const map = new Map<string, Facts>()
  for (const line of cardPrefixTable.trim().split('\n')) {
    const [bank = '', bankName = '', ...groups] = line.split(' ')
    for (const group of groups) {
      const [head = '', prefixes = ''] = group.split(':')
      const facts = Object.freeze({ country: 'CN', bank, bankName, cardType: cardTypes[head[0] ?? ''] ?? '' })
      for (const prefix of prefixes.split(',')) map.set(`${head.slice(1)}:${prefix}`, facts)
    }
  }
  return map
}
