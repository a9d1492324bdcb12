import { appendEvent, type JsonValue } from '@wuzei/store'
import type { ClientBase } from 'pg'

/**
 * Writes a change of membership into the log. Ids only: names, mail addresses and secrets never stand there. Call it
 * after taking the row lock of what changes.
 */
export async function noteMemberChange(
  client: ClientBase,
  /** As `actorName` writes it. */
  actor: string,
  change: {
    /** `organisation.created`: noun and past participle. */
    readonly type: string
    readonly subject: `${string}:${string}`
    readonly payload: { readonly [key: string]: JsonValue }
  },
): Promise<void> {
  await appendEvent(client, {
    type: change.type,
    actor,
    subject: change.subject,
    payload: change.payload,
  })
}
