import type { CaseActor, SystemPart } from '@wuzei/casework'
import { actorName, deskRoles, type Actor } from '@wuzei/domain'

/** How casework sees whoever sends a request. `publicId`: the pseudonym of a member of the public. */
export function caseActorOf(actor: Actor, publicId?: string): CaseActor {
  if (actor.type === 'person' || actor.type === 'client') {
    const { organisation } = actor
    const desk = deskRoles[organisation.kind]
    const isPolice = organisation.kind === 'police'
    return {
      type: actor.type,
      id: actorName(actor),
      organisationId: organisation.id,
      roles: actor.type === 'person' ? actor.roles : desk === null ? [] : [desk],
      level: isPolice ? organisation.level : null,
      region: isPolice ? organisation.region : null,
    }
  }
  return {
    type: 'public',
    id: `public:${publicId ?? 'unknown'}`,
    organisationId: null,
    roles: [],
    level: null,
    region: null,
  }
}

/** A part of the system that acts by itself: what is due, what is to be sent, what follows from another's change. */
export function systemActor(part: SystemPart): CaseActor {
  return {
    type: 'system',
    id: `system:${part}`,
    organisationId: null,
    roles: [],
    level: null,
    region: null,
  }
}
