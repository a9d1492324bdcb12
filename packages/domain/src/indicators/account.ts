import { cardIssuerFacts, cardNetwork } from './account/card-issuer.ts'
import { compactDigits } from './account/compact-digits.ts'
import { isIbanShaped, passesMod97 } from './account/iban.ts'
import { passesLuhn } from './account/luhn.ts'
import { withoutInvisible } from './host/invisible.ts'
import type { IndicatorDefinition, IndicatorMark, ParseResult } from './indicator.ts'
import { failed, recognised } from './parse-result.ts'

/**
 * Bank cards, bank accounts and IBANs. Canonical: the digits, or the IBAN in capitals, without spaces. Between 13 and
 * 19 digits a number could be a card: where Luhn's check digit does not fit it has mark `invalid-checksum`, as has an
 * IBAN whose mod 97 is not 1. Shorter and longer numbers (8 to 34 digits) are accounts, whose checks are the bank's own.
 *
 * Facts: `bank`, `bankName` and `cardType` of Chinese cards by their prefix, `network` of the card, `country`, `bic`
 * where one is written behind the number (`DE89… BIC COBADEFF`).
 */
export const accountDefinition: IndicatorDefinition = { kind: 'account', parse: parseAccount, mask, display }

const maxAccountTextLength = 120
/** ISO 13616 and 20022 both end at 34 characters; fewer than 8 digits would be anybody's. */
const maxAccountLength = 34
const minAccountLength = 8
const minCardLength = 13
const maxCardLength = 19

function parseAccount(input: string): ParseResult {
  if (input.length > maxAccountTextLength) return failed('INDICATOR_TOO_LONG', 'Too long for an account')
  const { number, bic } = splitBic(withoutLabel(withoutInvisible(input.normalize('NFKC')).trim()))
  if (number === '') return failed('INDICATOR_EMPTY', 'No account given')
  const digits = compactDigits(number)
  if (digits !== undefined) return parseDigits(digits, bic)
  const iban = number.replace(/[\s-]/g, '').toUpperCase()
  if (!isIbanShaped(iban)) return failed('INDICATOR_INVALID', 'Neither a bank account nor an IBAN')
  const facts = { country: iban.slice(0, 2), ...bic }
  return recognised('account', iban, passesMod97(iban) ? [] : ['invalid-checksum'], facts)
}

const labelForm =
  /^(?:银行卡号|银行卡|卡号|银行账号|银行账户|账号|帐号|账户|iban|a\/c|account)\s?(?:no\.?)?\s?[:=]?\s?/i

function withoutLabel(text: string): string {
  return text.replace(labelForm, '')
}

/** ISO 9362: four letters for the bank, two for the country, two for the place, three more for a branch. */
const bicForm = /[\s,;(]+(?:BIC|SWIFT)(?:\s?code)?\s?[:=]?\s?([A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)\)?$/i

function splitBic(text: string): { number: string; bic: { bic?: string } } {
  const found = bicForm.exec(text)
  if (found?.[1] === undefined) return { number: text, bic: {} }
  return { number: text.slice(0, found.index).trim(), bic: { bic: found[1].toUpperCase() } }
}

function parseDigits(digits: string, bic: { bic?: string }): ParseResult {
  if (digits.length < minAccountLength || digits.length > maxAccountLength || /^(\d)\1*$/.test(digits)) {
    return failed('INDICATOR_INVALID', 'No account has these digits')
  }
  if (digits.length < minCardLength || digits.length > maxCardLength)
    return recognised('account', digits, [], bic)
  const marks: IndicatorMark[] = passesLuhn(digits) ? [] : ['invalid-checksum']
  const network = cardNetwork(digits)
  return recognised('account', digits, marks, {
    ...cardIssuerFacts(digits),
    ...(network === undefined ? {} : { network }),
    ...bic,
  })
}

/** True when the digits are a card of a known issuer, and so can be nothing else: length, prefix and check digit fit. */
export function isKnownCard(digits: string): boolean {
  if (digits.length < minCardLength || digits.length > maxCardLength || !passesLuhn(digits)) return false
  return cardIssuerFacts(digits) !== undefined || cardNetwork(digits) !== undefined
}

/** The last four; an IBAN keeps its country. */
function mask(canonical: string): string {
  const tail = canonical.slice(-4)
  return canonical.charCodeAt(0) >= 0x41
    ? `${canonical.slice(0, 2)}** **** ${tail}`
    : `**** **** **** ${tail}`
}

function display(canonical: string): string {
  return canonical.replace(/.{4}(?=.)/g, '$& ')
}
