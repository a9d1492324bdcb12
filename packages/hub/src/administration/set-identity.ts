import type { IdentityBody } from '@wuzei/contract'
import { inTransaction, indicatorsOfIdentity } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { setIdentity as identitySet } from '../library/changes/set-identity.ts'
import { commitChange } from '../library/library-change.ts'
import { subjectOfValue } from '../library/subject-of-value.ts'
import { namedSubject } from '../library/subject.ts'

/** Writes one entry of the yellow pages: its numbers, sites and accounts are exactly those named. */
export async function setIdentity(
  hub: Pick<HubContext, 'database'>,
  body: IdentityBody,
  actor: string,
): Promise<void> {
  const own = body.indicators.map((item) => subjectOfValue(item.value, item.kind))
  const indicators = [...new Map(own.map((subject) => [subject.key, subject])).values()]
  const kept = new Set(indicators.map((subject) => subject.key))
  await inTransaction(hub.database, async (client) => {
    const before = await indicatorsOfIdentity(client, body.id)
    const released = before
      .map((name) => namedSubject(name.kind, name.canonical))
      .filter((subject) => !kept.has(subject.key))
    const { id, name, category, spoofed, coversSubdomains = false } = body
    const identity = { id, name, category, spoofed, coversSubdomains }
    await commitChange(
      client,
      identitySet,
      { identity, indicators, released },
      { actor, subject: `identity:${body.id}` },
    )
  })
}
