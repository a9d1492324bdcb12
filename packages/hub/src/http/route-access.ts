import { CodedError, type Action, type Actor, type ObjectKind } from '@wuzei/domain'
import { requirePermission } from '../alliance/require-permission.ts'

/**
 * What a route asks of its caller, declared in its `config.access`. A test goes over every route of the server and
 * every role, so a route without a declaration fails.
 *
 * `public`: anybody, and nobody is asked who they are. `administrator`: the holder of an administrator key. `member`:
 * any person or system of a member. Otherwise the permission that `can` is asked for before a row is looked at; the
 * use case asks again with the row.
 */
export type RouteAccess =
  | 'public'
  | 'administrator'
  | 'member'
  | {
      readonly action: Action
      readonly object: ObjectKind
      /** The holder of an administrator key may as well, whatever the matrix says. */
      readonly orAdministrator?: true
      /** Not for the public, although the matrix gives it something of its own by receipt. */
      readonly membersOnly?: true
    }

declare module 'fastify' {
  interface FastifyContextConfig {
    access?: RouteAccess
  }
}

/** @throws CodedError UNAUTHENTICATED or FORBIDDEN */
export function requireAccess(actor: Actor, access: RouteAccess | undefined): void {
  if (access === 'public') return
  if (typeof access === 'object') {
    if (access.orAdministrator && actor.type === 'administrator') return
    if (access.membersOnly && actor.type === 'public') throw signInNeeded()
    requirePermission(actor, access.action, { kind: access.object })
    return
  }
  const fits =
    access === 'administrator'
      ? actor.type === 'administrator'
      : access === 'member' && (actor.type === 'person' || actor.type === 'client')
  if (fits) return
  if (actor.type === 'public') throw signInNeeded()
  throw new CodedError('FORBIDDEN', 'this is not for you')
}

function signInNeeded(): CodedError {
  return new CodedError('UNAUTHENTICATED', 'sign in, or send a key')
}
