import type { Holder } from '@wuzei/contract'
import { CodedError, type IndicatorKind } from '@wuzei/domain'
import { keyedDigest } from './keyed-digest.ts'

/** Keyed digests by which payees, payers and holders are found and compared. None can be turned back. */
export interface PaymentDigests {
  /** 32 bytes as hexadecimal, for an account, wallet or alias. */
  readonly ofPayee: (kind: IndicatorKind, canonical: string) => string
  /** Of what one organisation calls a payer: another one's is never equal. */
  readonly ofPayer: (organisationId: string, payer: string) => string
  /** Of a person or company by document and name together. */
  readonly ofHolder: (holder: Holder) => string
  /** A UUID that is the same for the same request key of one client. */
  readonly idOf: (asker: string, requestKey: string) => string
}

/** `secret`: 32 bytes, the same in all processes of a hub. */
export function createPaymentDigests(secret: Uint8Array): PaymentDigests {
  const keyed = keyedDigest(secret)
  const digest = (use: string, text: string): string => keyed(`${use}\n${text}`)
  return {
    ofPayee: (kind, canonical) => digest('payee', `${kind}:${canonical}`),
    ofPayer: (organisationId, payer) => digest('payer', `${organisationId}:${payer}`),
    ofHolder: (holder) => digest('holder', holderKey(holder)),
    idOf: (asker, requestKey) => uuidOf(digest('request', `${asker}:${requestKey}`)),
  }
}

/** Version 8: made of a digest. */
function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/**
 * Name and document in one spelling.
 *
 * @throws CodedError HOLDER_INVALID
 */
function holderKey({ name, idType, idNumber }: Holder): string {
  const plainName = name
    .normalize('NFKC')
    .replaceAll(/[\s·•.,()]/gu, '')
    .toUpperCase()
  const plainNumber = idNumber.normalize('NFKC').replaceAll(/[\s-]/gu, '').toUpperCase()
  if (plainName === '') throw new CodedError('HOLDER_INVALID', 'the name is empty')
  if (!/^[0-9A-Z]{5,30}$/u.test(plainNumber))
    throw new CodedError('HOLDER_INVALID', 'the number of the document has letters and digits, five at least')
  if (idType === 'id-card' && !isIdCard(plainNumber))
    throw new CodedError('HOLDER_INVALID', 'the check digit of the identity card does not fit')
  return `${idType}:${plainNumber}:${plainName}`
}

/** GB 11643: 17 digits and a check digit by ISO 7064 MOD 11-2. */
function isIdCard(number: string): boolean {
  if (!/^\d{17}[\dX]$/u.test(number)) return false
  let sum = 0
  for (let position = 0; position < 17; position += 1)
    sum += Number(number[position]) * (2 ** (17 - position) % 11)
  return '10X98765432'[sum % 11] === number[17]
}

/** A holder as the desk sees it: the name's first character and the number's ends. */
export function maskHolder({ name, idNumber }: Holder): string {
  const number = idNumber.normalize('NFKC').replaceAll(/[\s-]/gu, '')
  return `${Array.from(name.trim())[0] ?? ''}** ${number.slice(0, 1)}****${number.slice(-1)}`
}
