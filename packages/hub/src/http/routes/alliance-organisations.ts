import {
  MemberPageSchema,
  MemberParamsSchema,
  MemberStateBodySchema,
  OrganisationBodySchema,
  OrganisationListSchema,
  OrganisationSchema,
  SharingGroupBodySchema,
  SharingGroupListSchema,
  SharingGroupMemberParamsSchema,
  SharingGroupSchema,
} from '@wuzei/contract'
import {
  changeOrganisationState,
  createOrganisation,
  pageOfOrganisations,
  showOrganisation,
} from '../../alliance/organisations.ts'
import {
  addGroupMember,
  closeSharingGroup,
  createSharingGroup,
  pageOfSharingGroups,
  removeGroupMember,
} from '../../alliance/sharing-groups.ts'
import type { HubServer, RouteContext } from '../hub-server.ts'
import { allianceDeed, allianceRoute } from './alliance-route.ts'

/** Organisations, and the groups in which they share. */
export function allianceOrganisationRoutes(server: HubServer, context: RouteContext): void {
  organisationRoutes(server, context)
  groupRoutes(server, context)
}

function organisationRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const list = allianceRoute(
    limits,
    { action: 'read', object: 'organisation' },
    'Organisations of the alliance',
    OrganisationListSchema,
  )
  server.get(
    '/v1/alliance/organisations',
    { ...list, schema: { ...list.schema, querystring: MemberPageSchema } },
    async (request) => await pageOfOrganisations(hub, request.caller.actor, request.query.after),
  )
  const create = allianceRoute(
    limits,
    { action: 'create', object: 'organisation' },
    'Take an organisation into the alliance',
    OrganisationSchema,
  )
  server.post(
    '/v1/alliance/organisations',
    { ...create, schema: { ...create.schema, body: OrganisationBodySchema } },
    async (request) => await createOrganisation(hub, request.caller.actor, request.body),
  )
  const show = allianceRoute(
    limits,
    { action: 'read', object: 'organisation' },
    'One organisation',
    OrganisationSchema,
  )
  server.get(
    '/v1/alliance/organisations/:id',
    { ...show, schema: { ...show.schema, params: MemberParamsSchema } },
    async (request) => await showOrganisation(hub, request.caller.actor, request.params.id),
  )
  const change = allianceRoute(
    limits,
    { action: 'execute', object: 'organisation' },
    'Suspend an organisation, let it back in, or end its membership',
    OrganisationSchema,
  )
  server.put(
    '/v1/alliance/organisations/:id/state',
    { ...change, schema: { ...change.schema, params: MemberParamsSchema, body: MemberStateBodySchema } },
    async (request) =>
      await changeOrganisationState(hub, request.caller.actor, request.params.id, request.body),
  )
}

function groupRoutes(server: HubServer, { hub, limits }: RouteContext): void {
  const list = allianceRoute(
    limits,
    { action: 'read', object: 'sharing-group' },
    'Sharing groups of the caller',
    SharingGroupListSchema,
  )
  server.get(
    '/v1/alliance/groups',
    { ...list, schema: { ...list.schema, querystring: MemberPageSchema } },
    async (request) => await pageOfSharingGroups(hub, request.caller.actor, request.query.after),
  )
  const create = allianceRoute(
    limits,
    { action: 'create', object: 'sharing-group' },
    'Make a sharing group',
    SharingGroupSchema,
  )
  server.post(
    '/v1/alliance/organisations/:id/groups',
    { ...create, schema: { ...create.schema, params: MemberParamsSchema, body: SharingGroupBodySchema } },
    async (request) =>
      await createSharingGroup(hub, request.caller.actor, request.params.id, request.body.name),
  )
  const access = { action: 'execute', object: 'sharing-group' } as const
  const add = allianceDeed(limits, access, 'Add a member to a group')
  server.put(
    '/v1/alliance/groups/:id/members/:organisation',
    { ...add, schema: { ...add.schema, params: SharingGroupMemberParamsSchema } },
    async (request, reply) => {
      await addGroupMember(hub, request.caller.actor, request.params.id, request.params.organisation)
      return await reply.code(204).send(null)
    },
  )
  const remove = allianceDeed(limits, access, 'Remove a member from a group')
  server.delete(
    '/v1/alliance/groups/:id/members/:organisation',
    { ...remove, schema: { ...remove.schema, params: SharingGroupMemberParamsSchema } },
    async (request, reply) => {
      await removeGroupMember(hub, request.caller.actor, request.params.id, request.params.organisation)
      return await reply.code(204).send(null)
    },
  )
  const end = allianceDeed(limits, access, 'End a group')
  server.delete(
    '/v1/alliance/groups/:id',
    { ...end, schema: { ...end.schema, params: MemberParamsSchema } },
    async (request, reply) => {
      await closeSharingGroup(hub, request.caller.actor, request.params.id)
      return await reply.code(204).send(null)
    },
  )
}
