import type { Definition, Entity, EntityKind } from '@wuzei/casework'
import {
  can,
  CodedError,
  type Action,
  type Actor,
  type ObjectKind,
  type ProtectedRow,
  type Purpose,
} from '@wuzei/domain'
import { unsentStates } from '@wuzei/store'
import { unknownEntity } from './take-step.ts'

/** Kinds that have routes, and what permissions call them. */
export const caseworkObjects = {
  report: 'report',
  case: 'case',
  'stop-order': 'stop-order',
  'freeze-order': 'freeze-order',
  'number-order': 'number-order',
  appeal: 'appeal',
} as const satisfies Partial<Record<EntityKind, ObjectKind>>
export type CaseworkKind = keyof typeof caseworkObjects

/**
 * What of an entity decides who may do something to it. A partner is no party to an order before it is sent: until then
 * it is the police's own thought.
 */
export function rowOf(entity: Entity): ProtectedRow {
  const { partnerId, linePartnerId } = entity.facts
  const isTold = !unsentStates.includes(entity.state)
  const partners = isTold ? [partnerId, linePartnerId] : []
  return {
    region: entity.region,
    organisationIds: [entity.organisationId, ...partners].filter(
      (id): id is string => typeof id === 'string' && id !== '',
    ),
    authorId: null,
    needToKnow: null,
  }
}

/** True when the actor may know that it is there. */
export function maySee(actor: Actor, kind: CaseworkKind, entity: Entity): boolean {
  return can(actor, 'read', { kind: caseworkObjects[kind], row: rowOf(entity) }).allowed
}

/** How the actor sees it. @throws CodedError ENTITY_UNKNOWN, and FORBIDDEN for a purpose that opens nothing */
export function sightOfEntity(
  actor: Actor,
  kind: CaseworkKind,
  entity: Entity,
  purpose?: Purpose,
): { readonly isMasked: boolean; readonly isPartner: boolean } {
  if (!maySee(actor, kind, entity)) throw unknownEntity()
  const isPartner = isAddressed(actor, entity)
  if (purpose === undefined) return { isMasked: !isPartner, isPartner }
  const object = { kind: caseworkObjects[kind], row: rowOf(entity), purpose }
  const decision = can(actor, 'unmask', object)
  if (!decision.allowed) throw new CodedError(decision.code, 'this purpose does not open it for you')
  return { isMasked: false, isPartner }
}

/** True for a person or system of the organisation that the order is addressed to. */
function isAddressed(actor: Actor, { facts }: Entity): boolean {
  if (actor.type !== 'person' && actor.type !== 'client') return false
  return [facts['partnerId'], facts['linePartnerId']].includes(actor.organisation.id)
}

/** Actions that let somebody take steps at all; which step is for whom, the definition says. */
const acting: readonly Action[] = ['create', 'approve', 'execute']

/**
 * Refuses whoever may take no step of this entity: as unknown to whoever may not know of it. First contact obliges
 * everyone (PROC 169, 175): for steps that are allowed anywhere the region plays no part.
 *
 * @throws CodedError ENTITY_UNKNOWN or FORBIDDEN
 */
export function requireActing(
  actor: Actor,
  kind: CaseworkKind,
  definition: Definition,
  event: string,
  entity: Entity | null,
): void {
  const object = { kind: caseworkObjects[kind] }
  const isAnywhere = definition.transitions.some(
    (transition) => transition.event === event && transition.anywhere === true,
  )
  const row = entity && !isOfPolice(actor, isAnywhere) ? { row: rowOf(entity) } : {}
  if (acting.some((action) => can(actor, action, { ...object, ...row }).allowed)) return
  if (entity && !maySee(actor, kind, entity)) throw unknownEntity()
  throw new CodedError('FORBIDDEN', 'none of your roles may do this')
}

function isOfPolice(actor: Actor, isAnywhere: boolean): boolean {
  return isAnywhere && actor.type === 'person' && actor.organisation.kind === 'police'
}
