import { authenticate, type Caller } from '../alliance/authenticate.ts'
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
    server.addHook('onRequest', (request, reply, done) => {
      const { authorization } = request.headers
      const caller = authorization === undefined ? undefined : known.find(authorization)
      if (caller) {
        request.caller = caller
        done()
        return
      }
      reply.header('cache-control', 'no-store')
      const met =
        authorization === undefined
          ? authenticate(hub, {
              authorization: undefined,
              session: readSessionCookie(request, hub.publicUrl),
            })
          : known.meet(authorization)
      met
        .then((found: Caller) => {
          request.caller = found
          if (found.sessionId !== null) requireSameSite(request, hub.publicUrl)
          requireAccess(found.actor, access)
        })
        .then(() => done(), done)
    })
    routes(server)
  })
}
