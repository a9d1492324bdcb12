import { auditCalls, deskCalls, type AuditCalls, type DeskCalls } from './desk-calls.ts'
import { membersCalls, type MembersCalls } from './members-calls.ts'
import { createPageCalls, type PageOptions } from './page-call.ts'

/** Everything that the members' console does. Rejects with {@link WuzeiError} and nothing else. */
export interface ConsoleClient extends MembersCalls, DeskCalls, AuditCalls {}

/**
 * Makes the client of the members' console. In a browser it works on the session's cookie, which only pages of the
 * hub itself may use; with an administrator key it works without one.
 */
export function createConsoleClient(options: PageOptions): ConsoleClient {
  const calls = createPageCalls(options)
  return { ...membersCalls(calls), ...deskCalls(calls), ...auditCalls(calls) }
}
