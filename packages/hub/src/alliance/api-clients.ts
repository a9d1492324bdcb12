import {
  memberPageRows,
  type ApiClientBody,
  type ApiClientList,
  type ApiClientReply,
  type ApiKeyReply,
} from '@wuzei/contract'
import { actorName, CodedError, type Actor } from '@wuzei/domain'
import {
  addApiKey,
  findApiClient,
  insertApiClient,
  inTransaction,
  listApiClients,
  revokeApiClient,
  type ApiClientRow,
} from '@wuzei/store'
import type { ClientBase } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { makeSecret } from './bearer-secret.ts'
import { noteMemberChange } from './member-event.ts'
import { findOrganisationOrRefuse } from './organisations.ts'
import { nextOf } from './page.ts'
import { requirePermission, rowOfOrganisation } from './require-permission.ts'

/** Registers a system of a member: with a public key it asks for tokens (OAuth), without one it gets a key. */
export async function createApiClient(
  hub: HubContext,
  actor: Actor,
  organisationId: string,
  body: ApiClientBody,
): Promise<ApiClientReply> {
  const createdAt = new Date(hub.clock())
  return await inTransaction(hub.database, async (client) => {
    const organisation = await findOrganisationOrRefuse(client, organisationId, 'forUpdate')
    requirePermission(actor, 'create', {
      kind: 'api-client',
      row: await rowOfOrganisation(client, organisation),
    })
    if (organisation.state !== 'active')
      throw new CodedError('MEMBER_LEFT', 'this organisation is not active')
    const row = await insertApiClient(client, {
      organisationId,
      name: body.name,
      scopes: body.scopes,
      passesOn: body.passesOn ?? false,
      jwks: body.jwks ?? null,
      createdBy: actorName(actor),
      createdAt,
    })
    const key = body.jwks ? undefined : makeSecret('wzc_')
    if (key)
      await addApiKey(client, {
        clientId: row.id,
        sha256: key.sha256,
        at: createdAt,
        othersUntil: createdAt,
      })
    await noteMemberChange(client, actorName(actor), {
      type: 'client.created',
      subject: `client:${row.id}`,
      payload: { id: row.id, organisationId, scopes: row.scopes, passesOn: row.passesOn },
    })
    return { client: clientReply(row), key: key?.secret ?? null }
  })
}

const usualOverlapS = 86_400

/** Gives a client a new key; the former goes on for the overlap, until every one of its systems has the new. */
export async function rotateApiKey(
  hub: HubContext,
  actor: Actor,
  id: string,
  overlapS: number = usualOverlapS,
): Promise<ApiKeyReply> {
  const at = new Date(hub.clock())
  const othersUntil = new Date(at.getTime() + overlapS * 1000)
  const { secret, sha256 } = makeSecret('wzc_')
  await inTransaction(hub.database, async (client) => {
    const row = await lockedClient(client, actor, id)
    if (row.revokedAt) throw new CodedError('MEMBER_LEFT', 'register a new client')
    if (row.jwks) throw new CodedError('BODY_INVALID', 'this client asks for tokens and has no key')
    await addApiKey(client, { clientId: id, sha256, at, othersUntil })
    await noteMemberChange(client, actorName(actor), {
      type: 'client.key-rotated',
      subject: `client:${id}`,
      payload: { id, formerKeysEndAt: othersUntil.toISOString() },
    })
  })
  return { key: secret, formerKeysEndAt: othersUntil.toISOString() }
}

/** Ends a client for ever: its keys and tokens stop working with the next request. */
export async function removeApiClient(hub: HubContext, actor: Actor, id: string): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    const row = await lockedClient(client, actor, id)
    if (row.revokedAt) return
    await revokeApiClient(client, id, new Date(hub.clock()))
    await noteMemberChange(client, actorName(actor), {
      type: 'client.revoked',
      subject: `client:${id}`,
      payload: { id },
    })
  })
}

export async function pageOfApiClients(
  hub: HubContext,
  actor: Actor,
  organisationId: string,
  after: string | undefined,
): Promise<ApiClientList> {
  const { pool } = hub.database
  const row = await rowOfOrganisation(pool, await findOrganisationOrRefuse(pool, organisationId))
  requirePermission(actor, 'read', { kind: 'api-client', row })
  const rows = await listApiClients(pool, organisationId, { after: after ?? null, limit: memberPageRows })
  return { clients: rows.map(clientReply), next: nextOf(rows) }
}

async function lockedClient(client: ClientBase, actor: Actor, id: string): Promise<ApiClientRow> {
  const row = await findApiClient(client, id, 'forUpdate')
  if (!row) throw new CodedError('NOT_FOUND', 'no client has this id')
  const organisation = await findOrganisationOrRefuse(client, row.organisationId)
  requirePermission(actor, 'execute', {
    kind: 'api-client',
    row: await rowOfOrganisation(client, organisation),
  })
  return row
}

function clientReply(row: ApiClientRow): ApiClientReply['client'] {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    passesOn: row.passesOn,
    hasPublicKey: row.jwks !== null,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }
}
