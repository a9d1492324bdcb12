import {
  EnrolmentBodySchema,
  EnrolmentReplySchema,
  FullProofBodySchema,
  JoinBodySchema,
  JoinReplySchema,
  MemberParamsSchema,
  MeReplySchema,
  PasskeyBodySchema,
  PasskeyChallengeReplySchema,
  PasskeySignInBodySchema,
  SessionListSchema,
  SignInBodySchema,
  SignInReplySchema,
} from '@wuzei/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { beginEnrolment, join } from '../../alliance/join.ts'
import { me } from '../../alliance/me.ts'
import {
  passkeyRegistration,
  passkeySignIn,
  registerPasskey,
  signInWithPasskey,
} from '../../alliance/passkeys.ts'
import { publicAddress } from '../../alliance/public-address.ts'
import { closeSession, sessionsOf, type OpenedSession } from '../../alliance/sessions.ts'
import { signIn } from '../../alliance/sign-in.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { clearSessionCookie, setSessionCookie } from '../session-cookie.ts'
import { allianceDeed, allianceRoute } from './alliance-route.ts'
import { personOf } from './person-of.ts'

/** Joining, signing in and out, passkeys, and who one is. */
export function allianceSignInRoutes(server: HubServer, context: RouteContext): void {
  joinRoutes(server, context)
  signInRoutes(server, context)
  ownRoutes(server, context)
  passkeyRoutes(server, context)
}

function joinRoutes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  const begin = allianceRoute(limits, 'public', 'Begin to join with an invitation', EnrolmentReplySchema)
  server.post(
    '/v1/alliance/enrolments',
    { ...begin, schema: { ...begin.schema, body: EnrolmentBodySchema } },
    async (request) => await beginEnrolment(hub, request.body.token),
  )
  const finish = allianceRoute(limits, 'public', 'Join', JoinReplySchema)
  server.post(
    '/v1/alliance/people',
    { ...finish, schema: { ...finish.schema, body: JoinBodySchema } },
    async (request) => await heavy(async () => await join(hub, request.body)),
  )
}

function signInRoutes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  const password = allianceRoute(
    limits,
    'public',
    'Sign in with password and second factor',
    SignInReplySchema,
  )
  server.post(
    '/v1/alliance/sessions',
    { ...password, schema: { ...password.schema, body: SignInBodySchema } },
    async (request, reply) => {
      const origin = { address: request.ip }
      return signedIn(request, reply, await heavy(async () => await signIn(hub, request.body, origin)))
    },
  )
  const question = allianceRoute(
    limits,
    'public',
    'Ask for a passkey question to sign in with',
    PasskeyChallengeReplySchema,
  )
  server.post(
    '/v1/alliance/passkey-challenges',
    question,
    async () => await passkeySignIn(hub, publicAddress(server, hub)),
  )
  const passkey = allianceRoute(limits, 'public', 'Sign in with a passkey', SignInReplySchema)
  server.post(
    '/v1/alliance/passkey-sessions',
    { ...passkey, schema: { ...passkey.schema, body: PasskeySignInBodySchema } },
    async (request, reply) => {
      const origin = { address: request.ip }
      const address = publicAddress(server, hub)
      return signedIn(request, reply, await signInWithPasskey(hub, request.body, address, origin))
    },
  )

  function signedIn(request: FastifyRequest, reply: FastifyReply, session: OpenedSession) {
    const maxAgeS = Math.floor((session.expiresAt.getTime() - hub.clock()) / 1000)
    setSessionCookie(request, reply, { secret: session.secret, maxAgeS }, hub.publicUrl)
    return {
      sessionId: session.id,
      personId: session.personId,
      expiresAt: session.expiresAt.toISOString(),
    }
  }
}

function ownRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  server.get(
    '/v1/alliance/me',
    allianceRoute(limits, 'member', 'Who the caller is', MeReplySchema),
    async (request) => await me(hub, request.caller.actor),
  )
  server.get(
    '/v1/alliance/sessions',
    allianceRoute(
      limits,
      { action: 'read', object: 'session' },
      'Open sessions of the caller',
      SessionListSchema,
    ),
    async (request) => await sessionsOf(hub, personOf(request.caller).id, request.caller.sessionId),
  )
  const end = allianceDeed(limits, { action: 'execute', object: 'session' }, 'Sign out')
  server.delete(
    '/v1/alliance/sessions/:id',
    { ...end, schema: { ...end.schema, params: MemberParamsSchema } },
    async (request, reply) => {
      await closeSession(hub, personOf(request.caller).id, request.params.id)
      if (request.params.id === request.caller.sessionId) clearSessionCookie(request, reply, hub.publicUrl)
      return await reply.code(204).send(null)
    },
  )
}

function passkeyRoutes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  const access = { action: 'execute', object: 'session' } as const
  const ask = allianceRoute(
    limits,
    access,
    'Ask for a question to register a passkey',
    PasskeyChallengeReplySchema,
  )
  server.post(
    '/v1/alliance/me/passkey-challenges',
    { ...ask, schema: { ...ask.schema, body: FullProofBodySchema } },
    async (request) => {
      const context = { origin: { address: request.ip }, address: publicAddress(server, hub) }
      return await heavy(
        async () => await passkeyRegistration(hub, personOf(request.caller), request.body.proof, context),
      )
    },
  )
  const register = allianceDeed(limits, access, 'Register a passkey')
  server.post(
    '/v1/alliance/me/passkeys',
    { ...register, schema: { ...register.schema, body: PasskeyBodySchema } },
    async (request, reply) => {
      await registerPasskey(hub, personOf(request.caller), request.body, publicAddress(server, hub))
      return await reply.code(204).send(null)
    },
  )
}
