import { CodedError } from '@wuzei/domain'
import type { Command, FactValue } from './entity.ts'
import { factText } from './fact-text.ts'

/**
 * A command as text that two equal commands share, whatever the order of their fields: what a hub hashes and keeps beside
 * the idempotency key. The key itself, and the version that the sender saw, are no part of it.
 */
export function commandText({ event, payload, reason }: Command, entityId: string | null): string {
  return factText({ entityId, event, payload: definedOnly(payload), reason: reason ?? null })
}

/**
 * Whether a command with a key used before is the same again, whose first answer is then given again.
 *
 * @param storedHash hash kept with the key; null when the key is new
 * @throws CodedError `KEY_REUSED` when the key stood for something else
 */
export function isReplay(storedHash: string | null, hash: string): boolean {
  if (storedHash === null) return false
  if (storedHash === hash) return true
  throw new CodedError('KEY_REUSED', 'the key was used for another command')
}

function definedOnly(payload: Command['payload']): Readonly<Record<string, FactValue>> {
  return Object.fromEntries(
    Object.entries(payload).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])),
  )
}
