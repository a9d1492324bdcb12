import {
  GrantBodySchema,
  GrantDecisionBodySchema,
  GrantListSchema,
  GrantQuerySchema,
  InvitationBodySchema,
  InvitationListSchema,
  InvitationReplySchema,
  MemberIdSchema,
  MemberPageSchema,
  MemberParamsSchema,
  MemberStateBodySchema,
  PersonListSchema,
} from '@wuzei/contract'
import Type from 'typebox'
import { decideGrant, pageOfGrants, proposeGrant, withdrawGrant } from '../../alliance/grants.ts'
import { invitePerson, pageOfInvitations, withdrawInvitation } from '../../alliance/invitations.ts'
import { changePersonState, pageOfPeople } from '../../alliance/people.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { allianceDeed, allianceRoute } from './alliance-route.ts'

/** People of an organisation, their invitations and their roles. */
export function alliancePeopleRoutes(server: HubServer, context: RouteContext): void {
  peopleRoutes(server, context)
  invitationRoutes(server, context)
  grantRoutes(server, context)
}

function peopleRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const list = allianceRoute(
    limits,
    { action: 'read', object: 'person' },
    'People of an organisation',
    PersonListSchema,
  )
  server.get(
    '/v1/alliance/organisations/:id/people',
    { ...list, schema: { ...list.schema, params: MemberParamsSchema, querystring: MemberPageSchema } },
    async (request) => await pageOfPeople(hub, request.caller.actor, request.params.id, request.query.after),
  )
  const change = allianceDeed(
    limits,
    { action: 'execute', object: 'person' },
    'Suspend a person, let them back in, or end their membership',
  )
  server.put(
    '/v1/alliance/people/:id/state',
    { ...change, schema: { ...change.schema, params: MemberParamsSchema, body: MemberStateBodySchema } },
    async (request, reply) => {
      await changePersonState(hub, request.caller.actor, request.params.id, request.body)
      return await reply.code(204).send(null)
    },
  )
}

function invitationRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const list = allianceRoute(
    limits,
    { action: 'read', object: 'invitation' },
    'Invitations of an organisation',
    InvitationListSchema,
  )
  server.get(
    '/v1/alliance/organisations/:id/invitations',
    { ...list, schema: { ...list.schema, params: MemberParamsSchema, querystring: MemberPageSchema } },
    async (request) =>
      await pageOfInvitations(hub, request.caller.actor, request.params.id, request.query.after),
  )
  const invite = allianceRoute(
    limits,
    { action: 'create', object: 'invitation' },
    'Invite a person',
    InvitationReplySchema,
  )
  server.post(
    '/v1/alliance/organisations/:id/invitations',
    { ...invite, schema: { ...invite.schema, params: MemberParamsSchema, body: InvitationBodySchema } },
    async (request) => await invitePerson(hub, request.caller.actor, request.params.id, request.body),
  )
  const withdraw = allianceDeed(limits, { action: 'execute', object: 'invitation' }, 'Withdraw an invitation')
  server.delete(
    '/v1/alliance/invitations/:id',
    { ...withdraw, schema: { ...withdraw.schema, params: MemberParamsSchema } },
    async (request, reply) => {
      await withdrawInvitation(hub, request.caller.actor, request.params.id)
      return await reply.code(204).send(null)
    },
  )
}

function grantRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const list = allianceRoute(
    limits,
    { action: 'read', object: 'grant' },
    'Roles granted and proposed in an organisation',
    GrantListSchema,
  )
  server.get(
    '/v1/alliance/organisations/:id/grants',
    { ...list, schema: { ...list.schema, params: MemberParamsSchema, querystring: GrantQuerySchema } },
    async (request) => await pageOfGrants(hub, request.caller.actor, request.params.id, request.query),
  )
  const propose = allianceRoute(
    limits,
    { action: 'create', object: 'grant' },
    'Propose a role for a person',
    Type.Object({ id: MemberIdSchema }),
  )
  server.post(
    '/v1/alliance/people/:id/grants',
    { ...propose, schema: { ...propose.schema, params: MemberParamsSchema, body: GrantBodySchema } },
    async (request) => await proposeGrant(hub, request.caller.actor, request.params.id, request.body.role),
  )
  const decide = allianceDeed(
    limits,
    { action: 'approve', object: 'grant' },
    'Agree to a proposed role, or refuse it',
  )
  server.post(
    '/v1/alliance/grants/:id/decision',
    { ...decide, schema: { ...decide.schema, params: MemberParamsSchema, body: GrantDecisionBodySchema } },
    async (request, reply) => {
      await decideGrant(hub, request.caller.actor, request.params.id, request.body.decision)
      return await reply.code(204).send(null)
    },
  )
  const withdraw = allianceDeed(limits, { action: 'execute', object: 'grant' }, 'Take a role away')
  server.delete(
    '/v1/alliance/grants/:id',
    { ...withdraw, schema: { ...withdraw.schema, params: MemberParamsSchema } },
    async (request, reply) => {
      await withdrawGrant(hub, request.caller.actor, request.params.id)
      return await reply.code(204).send(null)
    },
  )
}
