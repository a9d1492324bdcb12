import {
  memberPageRows,
  type OrganisationBody,
  type OrganisationList,
  type OrganisationReply,
} from '@wuzei/contract'
import { actorName, CodedError, type Actor, type OrganisationState } from '@wuzei/domain'
import {
  findOrganisation,
  insertOrganisation,
  inTransaction,
  listOrganisations,
  setOrganisationState,
  type OrganisationRow,
} from '@wuzei/store'
import type { ClientBase, Pool } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { noteMemberChange } from './member-event.ts'
import { nextOf } from './page.ts'
import { requirePermission, rowOfOrganisation } from './require-permission.ts'

/** Takes an organisation into the alliance. */
export async function createOrganisation(
  hub: HubContext,
  actor: Actor,
  body: OrganisationBody,
): Promise<OrganisationReply> {
  requirePermission(actor, 'create', { kind: 'organisation' })
  if (body.kind === 'police' && !body.level)
    throw new CodedError('BODY_INVALID', 'a police organisation has a level')
  return await inTransaction(hub.database, async (client) => {
    if (body.parentId) await findOrganisationOrRefuse(client, body.parentId, 'forUpdate')
    const row = await insertOrganisation(client, {
      parentId: body.parentId ?? null,
      nameZh: body.name.zh,
      nameEn: body.name.en,
      kind: body.kind,
      level: body.level ?? null,
      region: body.region,
      createdAt: new Date(hub.clock()),
    })
    await noteMemberChange(client, actorName(actor), {
      type: 'organisation.created',
      subject: `organisation:${row.id}`,
      payload: { id: row.id, parentId: row.parentId, kind: row.kind, level: row.level, region: row.region },
    })
    return organisationReply(row)
  })
}

/**
 * Suspends an organisation, lets it back in, or ends its membership. Its sessions, keys and tokens stop working with
 * the next request in every process, because each request asks for the organisation's state.
 */
export async function changeOrganisationState(
  hub: HubContext,
  actor: Actor,
  id: string,
  change: { readonly state: OrganisationState; readonly reason: string },
): Promise<OrganisationReply> {
  return await inTransaction(hub.database, async (client) => {
    const row = await findOrganisationOrRefuse(client, id, 'forUpdate')
    requirePermission(actor, 'execute', {
      kind: 'organisation',
      row: await rowOfOrganisation(client, row),
    })
    if (row.state === 'left' && change.state !== 'left')
      throw new CodedError('MEMBER_LEFT', 'take it in as a new organisation')
    if (row.state === change.state) return organisationReply(row)
    await setOrganisationState(client, id, change.state, new Date(hub.clock()))
    await noteMemberChange(client, actorName(actor), {
      type: 'organisation.state-changed',
      subject: `organisation:${id}`,
      payload: { id, state: change.state, reason: change.reason },
    })
    return organisationReply({ ...row, state: change.state })
  })
}

/** One page of all organisations; every member may know who the others are. */
export async function pageOfOrganisations(
  hub: HubContext,
  actor: Actor,
  after: string | undefined,
): Promise<OrganisationList> {
  requirePermission(actor, 'read', { kind: 'organisation' })
  const rows = await listOrganisations(hub.database.pool, { after: after ?? null, limit: memberPageRows })
  return { organisations: rows.map(organisationReply), next: nextOf(rows) }
}

export async function showOrganisation(
  hub: HubContext,
  actor: Actor,
  id: string,
): Promise<OrganisationReply> {
  requirePermission(actor, 'read', { kind: 'organisation' })
  return organisationReply(await findOrganisationOrRefuse(hub.database.pool, id))
}

/** @throws CodedError NOT_FOUND */
export async function findOrganisationOrRefuse(
  client: ClientBase | Pool,
  id: string,
  lock?: 'forUpdate',
): Promise<OrganisationRow> {
  const row = await findOrganisation(client, id, lock)
  if (!row) throw new CodedError('NOT_FOUND', 'no organisation has this id')
  return row
}

export function organisationReply(row: OrganisationRow): OrganisationReply {
  const { id, parentId, kind, level, region, state } = row
  return {
    id,
    parentId,
    name: { zh: row.nameZh, en: row.nameEn },
    kind,
    level,
    region,
    state,
    createdAt: row.createdAt.toISOString(),
  }
}
