import type { IdentityBody } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import { indicatorsOfIdentity, lockIdentities } from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { setIdentity as identitySet } from '../library/changes/set-identity.ts'
import { inChangeTransaction } from '../library/change-transaction.ts'
import { commitChange } from '../library/library-change.ts'
import { subjectOfValue } from '../library/subject-of-value.ts'
import { namedSubject } from '../library/subject.ts'

/** Characters of a name in one language: it is shown with every verdict on every number of its owner. */
const maxNameLength = 200

/** Writes one entry of the yellow pages: its numbers, sites and accounts are exactly those named. */
export async function setIdentity(
  hub: Pick<HubContext, 'database'>,
  body: IdentityBody,
  actor: string,
): Promise<void> {
  for (const name of [body.name.zh, body.name.en])
    if (name.trim() === '' || name.length > maxNameLength)
      throw new CodedError('BODY_INVALID', `name: give 1 to ${maxNameLength} characters in each language`)
  const own = body.indicators.map((item) => subjectOfValue(item.value, item.kind))
  const indicators = [...new Map(own.map((subject) => [subject.key, subject])).values()]
  const kept = new Set(indicators.map((subject) => subject.key))
  await inChangeTransaction(hub.database, async (client) => {
    await lockIdentities(client)
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
