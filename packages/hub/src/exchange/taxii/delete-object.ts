import { CodedError, organisationIdOf, type Actor } from '@wuzei/domain'
import { inTransaction, removeSubmitted } from '@wuzei/store'
import type { HubContext } from '../../hub-context.ts'
import { parseStixId } from '../stix/stix-ids.ts'
import { withdrawStale } from './take-submission.ts'
import { versionsOf, type TaxiiQuery } from './taxii-filter.ts'

/**
 * Takes an object of the caller's organisation out of the submissions collection: all its versions, or those that
 * `match[version]` names. With the last of them its shares are withdrawn.
 *
 * @throws CodedError NOT_FOUND
 */
export async function deleteSubmitted(
  hub: HubContext,
  actor: Actor,
  name: string,
  query: TaxiiQuery,
): Promise<void> {
  const organisationId = organisationIdOf(actor)
  const object = parseStixId(name)
  const versions = query['match[version]'] === undefined ? undefined : versionsOf(query)
  if (!object || organisationId === null) throw notThere()
  const dates = versions && !versions.all ? versions.at : undefined
  const { removed, left } = await inTransaction(
    hub.database,
    async (client) => await removeSubmitted(client, organisationId, object, dates),
  )
  if (removed === 0) throw notThere()
  if (left === 0 && object.type === 'indicator')
    await withdrawStale(hub, actor, { organisationId, id: object.id }, new Set(), 'error')
}

function notThere(): CodedError {
  return new CodedError('NOT_FOUND', 'the collection has no such object')
}
