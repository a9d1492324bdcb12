import { CodedError } from '@wuzei/domain'

/**
 * Refuses a body with text that cannot be stored as it is: PostgreSQL's text has no NUL, and the log's canonical JSON
 * no half of a surrogate pair. For what officials write; what victims paste is sealed as bytes and may hold anything.
 *
 * @throws CodedError BODY_INVALID
 */
export function requireStorableText(body: unknown): void {
  const waiting: unknown[] = [body]
  while (waiting.length > 0) {
    const value = waiting.pop()
    if (typeof value === 'string') {
      if (value.includes('\0') || !value.isWellFormed())
        throw new CodedError('BODY_INVALID', 'a text holds a character that cannot be stored')
    } else if (typeof value === 'object' && value !== null) {
      for (const member of Object.values(value)) waiting.push(member)
    }
  }
}
