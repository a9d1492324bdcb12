import { memberPageRows, type SharingGroupList, type SharingGroupReply } from '@wuzei/contract'
import { actorName, CodedError, organisationIdOf, type Actor } from '@wuzei/domain'
import {
  addToSharingGroup,
  endSharingGroup,
  findSharingGroup,
  insertSharingGroup,
  inTransaction,
  listSharingGroups,
  removeFromSharingGroup,
  type SharingGroupRow,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { noteMemberChange } from './member-event.ts'
import { findOrganisationOrRefuse } from './organisations.ts'
import { nextOf } from './page.ts'
import { requirePermission, rowOfOrganisation } from './require-permission.ts'

/** Makes a group of members that share with each other; its owner decides who is in it. */
export async function createSharingGroup(
  hub: HubContext,
  actor: Actor,
  organisationId: string,
  name: string,
): Promise<SharingGroupReply> {
  return await inTransaction(hub.database, async (client) => {
    const organisation = await findOrganisationOrRefuse(client, organisationId)
    requirePermission(actor, 'create', {
      kind: 'sharing-group',
      row: await rowOfOrganisation(client, organisation),
    })
    const id = await insertSharingGroup(client, { ownerId: organisationId, name, at: new Date(hub.clock()) })
    await noteMemberChange(client, actorName(actor), {
      type: 'group.created',
      subject: `group:${id}`,
      payload: { id, ownerId: organisationId },
    })
    return { id, ownerId: organisationId, name, memberIds: [organisationId] }
  })
}

/** Adds a member; it reads from now on what its label gives to the group. */
export async function addGroupMember(
  hub: HubContext,
  actor: Actor,
  groupId: string,
  organisationId: string,
): Promise<void> {
  await changeGroup(hub, actor, groupId, async (client) => {
    await findOrganisationOrRefuse(client, organisationId)
    if (!(await addToSharingGroup(client, groupId, organisationId, new Date(hub.clock())))) return undefined
    return { type: 'group.member-added', payload: { id: groupId, organisationId } }
  })
}

/** Removes a member; its owner stays. */
export async function removeGroupMember(
  hub: HubContext,
  actor: Actor,
  groupId: string,
  organisationId: string,
): Promise<void> {
  await changeGroup(hub, actor, groupId, async (client, group) => {
    if (group.ownerId === organisationId)
      throw new CodedError('BODY_INVALID', 'the owner stays as long as the group does')
    if (!(await removeFromSharingGroup(client, groupId, organisationId))) return undefined
    return { type: 'group.member-removed', payload: { id: groupId, organisationId } }
  })
}

/** Ends a group: what was given to it is read by its origin and by those who are named, as before. */
export async function closeSharingGroup(hub: HubContext, actor: Actor, groupId: string): Promise<void> {
  await changeGroup(hub, actor, groupId, async (client) => {
    await endSharingGroup(client, groupId, new Date(hub.clock()))
    return { type: 'group.ended', payload: { id: groupId } }
  })
}

async function changeGroup(
  hub: HubContext,
  actor: Actor,
  groupId: string,
  change: (
    client: ClientBase,
    group: SharingGroupRow,
  ) => Promise<{ readonly type: string; readonly payload: Record<string, string> } | undefined>,
): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    const group = await findSharingGroup(client, groupId, 'forUpdate')
    if (!group) throw new CodedError('NOT_FOUND', 'no group has this id')
    const owner = await findOrganisationOrRefuse(client, group.ownerId)
    requirePermission(actor, 'execute', {
      kind: 'sharing-group',
      row: await rowOfOrganisation(client, owner),
    })
    const changed = await change(client, group)
    if (changed) await noteMemberChange(client, actorName(actor), { ...changed, subject: `group:${groupId}` })
  })
}

/** Groups that the caller's organisation owns or is in; all of them for whoever looks after the hub. */
export async function pageOfSharingGroups(
  hub: HubContext,
  actor: Actor,
  after: string | undefined,
): Promise<SharingGroupList> {
  const { ranges } = requirePermission(actor, 'read', { kind: 'sharing-group' })
  const rows = await listSharingGroups(
    hub.database.pool,
    ranges.includes('all') ? null : organisationIdOf(actor),
    { after: after ?? null, limit: memberPageRows },
  )
  return {
    groups: rows.map(({ id, ownerId, name, memberIds }) => ({ id, ownerId, name, memberIds })),
    next: nextOf(rows),
  }
}
