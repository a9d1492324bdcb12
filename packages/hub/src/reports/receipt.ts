import { CodedError, parseReceipt } from '@wuzei/domain'
import type { PersonalDataCipher } from '../personal-data/cipher.ts'

/** The receipt as printed, and the keyed digest by which it is found. @throws CodedError RECEIPT_INVALID */
export function receiptOf(cipher: PersonalDataCipher, typed: string): { receipt: string; index: Buffer } {
  const parsed = parseReceipt(typed)
  if (!parsed.ok) throw new CodedError('RECEIPT_INVALID', 'check the number for a typing error')
  return { receipt: parsed.receipt, index: cipher.blindIndex('receipt', parsed.receipt) }
}
