import type { Definition } from '../engine/definition.ts'
import type { Entity } from '../engine/entity.ts'
import { factText } from '../engine/fact-text.ts'

/**
 * The text whose SHA-256 tells that two reports are about the same payment (rules §7.1): reporter, payee account, amount,
 * and the minute of the transfer. A second report with it within the rule set's days is suggested to be linked, never
 * dropped.
 *
 * @param reporterKey blind index of the reporter, never a name or number
 */
export function duplicateKeyText(payment: {
  readonly reporterKey: string
  readonly payeeAccountNo: string
  readonly amountFen: bigint
  readonly transferAtMs: number
}): string {
  const account = payment.payeeAccountNo.normalize('NFKC').replaceAll(/[\s\p{Pd}]/gu, '')
  const minute = Math.floor(payment.transferAtMs / 60_000)
  return [payment.reporterKey, account, payment.amountFen, minute].join('|')
}

/**
 * The natural key of an entity: while it is live, no second one with the same text may be (rules §7). Undefined while none
 * of its fields is known.
 */
export function naturalKeyText({ naturalKey }: Definition, { kind, facts }: Entity): string | undefined {
  const parts = naturalKey.map((field) => facts[field])
  if (parts.every((part) => part === undefined)) return undefined
  return [kind, ...parts.map((part) => (part === undefined ? '' : factText(part)))].join('|')
}
