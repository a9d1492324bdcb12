import { memberPageRows, type GrantList } from '@wuzei/contract'
import { actorName, CodedError, type Actor, type RoleCode } from '@wuzei/domain'
import {
  decideGrantRow,
  findGrant,
  inTransaction,
  listGrants,
  proposeGrantRow,
  rolesHeld,
  type GrantRow,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { requireFit } from './invitations.ts'
import { noteMemberChange } from './member-event.ts'
import { findOrganisationOrRefuse } from './organisations.ts'
import { nextOf } from './page.ts'
import { findPersonOrRefuse } from './people.ts'
import { requirePermission, rowOfOrganisation } from './require-permission.ts'

/** An administrator proposes that somebody else gets a role. */
export async function proposeGrant(
  hub: HubContext,
  actor: Actor,
  personId: string,
  role: RoleCode,
): Promise<{ readonly id: string }> {
  return await inTransaction(hub.database, async (client) => {
    const person = await findPersonOrRefuse(client, personId, 'forUpdate')
    const organisation = await findOrganisationOrRefuse(client, person.organisationId)
    requirePermission(actor, 'create', {
      kind: 'grant',
      row: await rowOfOrganisation(client, organisation, { subjectPersonId: personId }),
    })
    if (person.state !== 'active') throw new CodedError('ROLE_UNFIT', 'this person is not active')
    requireFit([role], organisation, await rolesHeld(client, personId))
    const id = await proposeGrantRow(client, {
      personId,
      role,
      by: actorName(actor),
      at: new Date(hub.clock()),
      isFirst: false,
    })
    if (id === undefined) throw new CodedError('GRANT_DECIDED', 'it is held or proposed already')
    await noteMemberChange(client, actorName(actor), {
      type: 'grant.proposed',
      subject: `grant:${id}`,
      payload: { id, personId, role, proposedBy: actorName(actor) },
    })
    return { id }
  })
}

/** Another administrator, neither the proposer nor the person, agrees or refuses. */
export async function decideGrant(
  hub: HubContext,
  actor: Actor,
  id: string,
  decision: 'approve' | 'refuse',
): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    const { grant, row, organisation } = await lockedGrant(client, id)
    requirePermission(actor, 'approve', { kind: 'grant', row })
    if (grant.state !== 'proposed') throw new CodedError('GRANT_DECIDED', `it is ${grant.state}`)
    // What has been agreed to since it was proposed may not go together with it.
    if (decision === 'approve')
      requireFit([grant.role], organisation, await rolesHeld(client, grant.personId))
    const state = decision === 'approve' ? 'active' : 'refused'
    await decideGrantRow(client, id, { state, by: actorName(actor), at: new Date(hub.clock()) })
    await noteMemberChange(client, actorName(actor), {
      type: decision === 'approve' ? 'grant.approved' : 'grant.refused',
      subject: `grant:${id}`,
      payload: { id, personId: grant.personId, role: grant.role },
    })
  })
}

/** Takes a role away, or a proposal back: one administrator is enough to make the hub safer. */
export async function withdrawGrant(hub: HubContext, actor: Actor, id: string): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    const { grant, row } = await lockedGrant(client, id)
    requirePermission(actor, 'execute', { kind: 'grant', row })
    if (grant.state !== 'active' && grant.state !== 'proposed')
      throw new CodedError('GRANT_DECIDED', `it is ${grant.state}`)
    await decideGrantRow(client, id, { state: 'withdrawn', by: actorName(actor), at: new Date(hub.clock()) })
    await noteMemberChange(client, actorName(actor), {
      type: 'grant.withdrawn',
      subject: `grant:${id}`,
      payload: { id, personId: grant.personId, role: grant.role },
    })
  })
}

export async function pageOfGrants(
  hub: HubContext,
  actor: Actor,
  organisationId: string,
  query: { readonly after?: string; readonly state?: GrantRow['state'] },
): Promise<GrantList> {
  const { pool } = hub.database
  const row = await rowOfOrganisation(pool, await findOrganisationOrRefuse(pool, organisationId))
  requirePermission(actor, 'read', { kind: 'grant', row })
  const rows = await listGrants(pool, organisationId, {
    state: query.state ?? null,
    after: query.after ?? null,
    limit: memberPageRows,
  })
  return {
    grants: rows.map(({ id, personId, role, state, proposedBy, proposedAt, decidedBy, decidedAt }) => ({
      id,
      personId,
      role,
      state,
      proposedBy,
      proposedAt: proposedAt.toISOString(),
      decidedBy,
      decidedAt: decidedAt?.toISOString() ?? null,
    })),
    next: nextOf(rows),
  }
}

/** The person is locked before the grant: two decisions about one person follow each other. */
async function lockedGrant(client: ClientBase, id: string) {
  const found = await findGrant(client, id)
  if (!found) throw new CodedError('NOT_FOUND', 'no grant has this id')
  await findPersonOrRefuse(client, found.personId, 'forUpdate')
  const grant = (await findGrant(client, id, 'forUpdate')) ?? found
  const organisation = await findOrganisationOrRefuse(client, grant.organisationId)
  const row = await rowOfOrganisation(client, organisation, {
    authorId: grant.proposedBy,
    subjectPersonId: grant.personId,
  })
  return { grant, row, organisation }
}
