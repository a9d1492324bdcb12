import { publicActor } from '@wuzei/domain'
import { authenticate, type Caller } from '../alliance/authenticate.ts'
import type { HubServer, RouteContext } from './hub-server.ts'
import { requireAccess } from './route-access.ts'
import { readSessionCookie, requireSameSite } from './session-cookie.ts'
import { requireStorableText } from './storable-text.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who sends the request, on the routes of a member scope. */
    caller: Caller
  }
}

const nobody: Caller = { actor: publicActor, sessionId: null }

/**
 * Routes for members: each knows its caller (`request.caller`) and is refused before its body is read to whoever may
 * not use it by `config.access`. A scope of its own, so that checks, which ask nobody who they are, pay nothing for it.
 */
export function memberScope(
  root: HubServer,
  { hub }: Pick<RouteContext, 'hub'>,
  routes: (server: HubServer) => void,
): void {
  if (!root.hasRequestDecorator('caller')) root.decorateRequest('caller')
  void root.register(async (server: HubServer) => {
    // After the rate limit, which counts those who try keys too.
    server.addHook('preParsing', async (request, reply) => {
      reply.header('cache-control', 'no-store')
      const { access } = request.routeOptions.config
      // An old cookie must not keep anybody from signing in.
      request.caller =
        access === 'public'
          ? nobody
          : await authenticate(hub, {
              authorization: request.headers.authorization,
              session: readSessionCookie(request, hub.publicUrl),
            })
      if (request.caller.sessionId !== null) requireSameSite(request, hub.publicUrl)
      requireAccess(request.caller.actor, access)
    })
    server.addHook('preValidation', async (request) => requireStorableText(request.body))
    routes(server)
  })
}
