import { authenticate } from '../alliance/authenticate.ts'
import { createKnownCallers } from '../payments/known-callers.ts'
import type { HubServer, RouteContext } from './hub-server.ts'
import { requireAccess } from './route-access.ts'
import { readSessionCookie, requireSameSite } from './session-cookie.ts'

/**
 * A route that systems of members call for each payment: as a member scope, but who was known a moment ago is not asked for
 * in the database again, so that a payment never waits for it.
 */
export function paymentScope(
  root: HubServer,
  { hub }: Pick<RouteContext, 'hub'>,
  routes: (server: HubServer) => void,
): void {
  const access = { action: 'create', object: 'payment-check' } as const
  const known = createKnownCallers({
    clock: hub.clock,
    subscribe: hub.payments.subscribe,
    async ask(authorization) {
      const caller = await authenticate(hub, { authorization, session: undefined })
      requireAccess(caller.actor, access)
      return caller
    },
  })
  if (!root.hasRequestDecorator('caller')) root.decorateRequest('caller')
  void root.register(async (server: HubServer) => {
    server.addHook('onRequest', async (request, reply) => {
      const { authorization } = request.headers
      const caller = authorization === undefined ? undefined : known.find(authorization)
      if (caller) {
        request.caller = caller
        return
      }
      reply.header('cache-control', 'no-store')
      request.caller =
        authorization === undefined
          ? await authenticate(hub, {
              authorization: undefined,
              session: readSessionCookie(request, hub.publicUrl),
            })
          : await known.meet(authorization)
      if (request.caller.sessionId !== null) requireSameSite(request, hub.publicUrl)
      requireAccess(request.caller.actor, access)
    })
    routes(server)
  })
}
