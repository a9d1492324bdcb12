import type { ActorOrganisation } from './organisation.ts'
import type { RoleCode } from './roles.ts'

/** What an API client of a member may be allowed, each on its own. */
export const clientScopes = [
  'check',
  'report',
  'share',
  'feed',
  'lists',
  'shield',
  'taxii',
  'misp',
  'retractions',
  'webhooks',
  'dispute',
  'orders',
  'statistics',
  'payments',
] as const
export type ClientScope = (typeof clientScopes)[number]

/** True for the name of a scope. */
export function isClientScope(value: string): value is ClientScope {
  return clientScopes.some((scope) => scope === value)
}

/** Whoever asks. */
export type Actor = PublicActor | AdministratorActor | PersonActor | ClientActor

export interface PublicActor {
  readonly type: 'public'
}

/** The holder of an administrator key of this hub: sets up members, and does what that key always did. */
export interface AdministratorActor {
  readonly type: 'administrator'
  /** `administrator:` and the head of the key's digest. */
  readonly id: string
}

/** A signed-in person of an active member. */
export interface PersonActor {
  readonly type: 'person'
  readonly id: string
  readonly organisation: ActorOrganisation
  readonly roles: readonly RoleCode[]
}

/** A system of an active member. */
export interface ClientActor {
  readonly type: 'client'
  readonly id: string
  readonly organisation: ActorOrganisation
  readonly scopes: readonly ClientScope[]
  /** It hands what it gets to the member's customers, so it gets nothing that must stay inside the member. */
  readonly passesOn: boolean
}

export const publicActor: PublicActor = { type: 'public' }

/** How an actor is named in the event log: an identifier, never a name. */
export function actorName(actor: Actor): string {
  if (actor.type === 'public') return 'public'
  return actor.type === 'administrator' ? actor.id : `${actor.type}:${actor.id}`
}

/** The member the actor belongs to; null for the public and for the holder of an administrator key. */
export function organisationIdOf(actor: Actor): string | null {
  return actor.type === 'person' || actor.type === 'client' ? actor.organisation.id : null
}
