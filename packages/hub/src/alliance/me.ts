import type { MeReply } from '@wuzei/contract'
import { CodedError, readerOf, type Actor } from '@wuzei/domain'
import type { HubContext } from '../hub-context.ts'
import { findOrganisationOrRefuse, organisationReply } from './organisations.ts'

/** Who the caller is, with what it may read at most. */
export async function me(hub: HubContext, actor: Actor): Promise<MeReply> {
  if (actor.type !== 'person' && actor.type !== 'client')
    throw new CodedError('FORBIDDEN', 'only members are somebody here')
  const organisation = await findOrganisationOrRefuse(hub.database.pool, actor.organisation.id)
  return {
    type: actor.type,
    id: actor.id,
    organisation: organisationReply(organisation),
    roles: actor.type === 'person' ? [...actor.roles] : [],
    scopes: actor.type === 'client' ? [...actor.scopes] : [],
    groupIds: [...actor.organisation.groupIds],
    clearance: { ...readerOf(actor).clearance },
  }
}
