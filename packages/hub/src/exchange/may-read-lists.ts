import type { FastifyRequest } from 'fastify'
import { authenticate } from '../alliance/authenticate.ts'
import type { HubContext } from '../hub-context.ts'
import { requireAccess, type RouteAccess } from '../http/route-access.ts'

/**
 * Who reads a list. Everything listed is labelled TLP:GREEN or freer, so lists go to every member, to its systems with
 * the scope `lists`, and to nobody else.
 */
export const listAccess: RouteAccess = { action: 'read', object: 'list', orAdministrator: true }

/**
 * Asks the same of a request on a route that others may use with a token of their own.
 *
 * @throws CodedError UNAUTHENTICATED or FORBIDDEN
 */
export async function mayReadLists(hub: HubContext, request: Pick<FastifyRequest, 'headers'>): Promise<void> {
  const { authorization } = request.headers
  const { actor } = await authenticate(hub, { authorization, session: undefined })
  requireAccess(actor, listAccess)
}
