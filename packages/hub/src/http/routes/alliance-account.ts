import {
  AuthenticatorBodySchema,
  AuthenticatorEnrolmentReplySchema,
  FactorProofBodySchema,
  FactorsSchema,
  MemberPageSchema,
  MemberParamsSchema,
  PasskeyChallengeReplySchema,
  PasskeyNameBodySchema,
  PasswordChangeBodySchema,
  ProofBodySchema,
  RecoveryCodesReplySchema,
  ResetBodySchema,
  ResetDecisionBodySchema,
  ResetLinkBodySchema,
  ResetLinkReplySchema,
  ResetListSchema,
  ResetReplySchema,
  ResetUseBodySchema,
  ResetUseReplySchema,
} from '@wuzei/contract'
import type { FastifyRequest } from 'fastify'
import {
  decideReset,
  issueReset,
  openResetLink,
  pageOfResets,
  performReset,
  withdrawReset,
} from '../../alliance/account-resets.ts'
import {
  beginOwnAuthenticator,
  changePassword,
  dropPasskey,
  nameOwnPasskey,
  removeAuthenticator,
  renewRecoveryCodes,
  replaceAuthenticator,
  showFactors,
  type OwnChange,
} from '../../alliance/own-account.ts'
import { passkeyProofQuestion } from '../../alliance/prove-identity.ts'
import { publicAddress } from '../../alliance/public-address.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { allianceDeed, allianceRoute } from './alliance-route.ts'
import { personOf } from './person-of.ts'

/** A person's own account, and how an administrator helps who cannot get into theirs. */
export function allianceAccountRoutes(server: HubServer, context: RouteContext): void {
  ownFactorRoutes(server, context)
  ownAuthenticatorRoutes(server, context)
  resetRoutes(server, context)
  resetLinkRoutes(server, context)
}

const own = { action: 'execute', object: 'session' } as const

function ownFactorRoutes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  server.get(
    '/v1/alliance/me/factors',
    allianceRoute(
      limits,
      { action: 'read', object: 'session' },
      'By what the caller can prove who they are',
      FactorsSchema,
    ),
    async (request) => await showFactors(hub, personOf(request.caller)),
  )
  server.post(
    '/v1/alliance/me/passkey-questions',
    allianceRoute(limits, own, 'Ask for a question to a passkey of one’s own', PasskeyChallengeReplySchema),
    async (request) => await passkeyProofQuestion(hub, personOf(request.caller), publicAddress(server, hub)),
  )
  const password = allianceDeed(limits, own, 'Set a new password')
  server.put(
    '/v1/alliance/me/password',
    { ...password, schema: { ...password.schema, body: PasswordChangeBodySchema } },
    async (request, reply) => {
      await heavy(async () => await changePassword(hub, changeBy(server, hub, request), request.body))
      return await reply.code(204).send(null)
    },
  )
  const codes = allianceRoute(limits, own, 'Make new recovery codes', RecoveryCodesReplySchema)
  server.post(
    '/v1/alliance/me/recovery-codes',
    { ...codes, schema: { ...codes.schema, body: FactorProofBodySchema } },
    async (request) => await renewRecoveryCodes(hub, changeBy(server, hub, request), request.body.proof),
  )
  const name = allianceDeed(limits, own, 'Name a passkey')
  server.put(
    '/v1/alliance/me/passkeys/:id/name',
    { ...name, schema: { ...name.schema, params: MemberParamsSchema, body: PasskeyNameBodySchema } },
    async (request, reply) => {
      await nameOwnPasskey(hub, personOf(request.caller), request.params.id, request.body.name)
      return await reply.code(204).send(null)
    },
  )
  const passkey = allianceDeed(limits, own, 'Remove a passkey')
  server.delete(
    '/v1/alliance/me/passkeys/:id',
    { ...passkey, schema: { ...passkey.schema, params: MemberParamsSchema, body: ProofBodySchema } },
    async (request, reply) => {
      const { id } = request.params
      await heavy(async () => await dropPasskey(hub, changeBy(server, hub, request), id, request.body.proof))
      return await reply.code(204).send(null)
    },
  )
}

function ownAuthenticatorRoutes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  server.post(
    '/v1/alliance/me/authenticator-enrolments',
    allianceRoute(limits, own, 'Begin with another authenticator app', AuthenticatorEnrolmentReplySchema),
    async (request) => await beginOwnAuthenticator(hub, personOf(request.caller)),
  )
  const replace = allianceDeed(limits, own, 'Take another authenticator app')
  server.put(
    '/v1/alliance/me/authenticator',
    { ...replace, schema: { ...replace.schema, body: AuthenticatorBodySchema } },
    async (request, reply) => {
      await replaceAuthenticator(hub, changeBy(server, hub, request), request.body)
      return await reply.code(204).send(null)
    },
  )
  const remove = allianceDeed(limits, own, 'Remove the authenticator app')
  server.delete(
    '/v1/alliance/me/authenticator',
    { ...remove, schema: { ...remove.schema, body: ProofBodySchema } },
    async (request, reply) => {
      await heavy(
        async () => await removeAuthenticator(hub, changeBy(server, hub, request), request.body.proof),
      )
      return await reply.code(204).send(null)
    },
  )
}

function changeBy(server: HubServer, hub: RouteContext['hub'], request: FastifyRequest): OwnChange {
  return {
    actor: personOf(request.caller),
    sessionId: request.caller.sessionId,
    context: { origin: { address: request.ip }, address: publicAddress(server, hub) },
  }
}

function resetRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const list = allianceRoute(
    limits,
    { action: 'read', object: 'account-reset' },
    'Links for new passwords in an organisation',
    ResetListSchema,
  )
  server.get(
    '/v1/alliance/organisations/:id/resets',
    { ...list, schema: { ...list.schema, params: MemberParamsSchema, querystring: MemberPageSchema } },
    async (request) => await pageOfResets(hub, request.caller.actor, request.params.id, request.query.after),
  )
  const issue = allianceRoute(
    limits,
    { action: 'create', object: 'account-reset' },
    'Give somebody a link for a new password',
    ResetReplySchema,
  )
  server.post(
    '/v1/alliance/people/:id/resets',
    { ...issue, schema: { ...issue.schema, params: MemberParamsSchema, body: ResetBodySchema } },
    async (request) => await issueReset(hub, request.caller.actor, request.params.id, request.body),
  )
  const decide = allianceRoute(
    limits,
    { action: 'approve', object: 'account-reset' },
    'Agree to a link, or refuse it',
    ResetReplySchema,
  )
  server.post(
    '/v1/alliance/resets/:id/decision',
    { ...decide, schema: { ...decide.schema, params: MemberParamsSchema, body: ResetDecisionBodySchema } },
    async (request) => await decideReset(hub, request.caller.actor, request.params.id, request.body.decision),
  )
  const withdraw = allianceDeed(
    limits,
    { action: 'execute', object: 'account-reset' },
    'Take a link back before it is used',
  )
  server.delete(
    '/v1/alliance/resets/:id',
    { ...withdraw, schema: { ...withdraw.schema, params: MemberParamsSchema } },
    async (request, reply) => {
      await withdrawReset(hub, request.caller.actor, request.params.id)
      return await reply.code(204).send(null)
    },
  )
}

function resetLinkRoutes(server: HubServer, { hub, limits, heavy }: RouteContext): void {
  const open = allianceRoute(limits, 'public', 'Open a link for a new password', ResetLinkReplySchema)
  server.post(
    '/v1/alliance/reset-links',
    { ...open, schema: { ...open.schema, body: ResetLinkBodySchema } },
    async (request) => await openResetLink(hub, request.body.token),
  )
  const use = allianceRoute(limits, 'public', 'Set a new password with a link', ResetUseReplySchema)
  server.post(
    '/v1/alliance/passwords',
    { ...use, schema: { ...use.schema, body: ResetUseBodySchema } },
    async (request) =>
      await heavy(async () => await performReset(hub, request.body, { address: request.ip })),
  )
}
