import { randomUUID } from 'node:crypto'
import {
  memberPageRows,
  type InvitationBody,
  type InvitationList,
  type InvitationReply,
} from '@wuzei/contract'
import { actorName, areCompatible, CodedError, isRoleCode, mayHold, type Actor } from '@wuzei/domain'
import {
  findInvitation,
  findPersonByEmail,
  insertInvitation,
  inTransaction,
  listInvitations,
  withdrawInvitationRow,
  type InvitationRow,
} from '@wuzei/store'
import type { HubContext } from '../hub-context.ts'
import { makeSecret } from './bearer-secret.ts'
import { noteMemberChange } from './member-event.ts'
import { findOrganisationOrRefuse } from './organisations.ts'
import { nextOf } from './page.ts'
import { normaliseEmail } from './people.ts'
import { requirePermission, rowOfOrganisation } from './require-permission.ts'

/** Long enough for a letter and a weekend, short enough that a forgotten one is not found years later. */
const invitationLifetimeMs = 7 * 86_400_000

/**
 * Invites somebody to join an organisation. The token is shown once, to be handed over by a way that the inviter
 * trusts: the hub sends no mail. Roles become proposals when it is accepted.
 */
export async function invitePerson(
  hub: HubContext,
  actor: Actor,
  organisationId: string,
  body: InvitationBody,
): Promise<InvitationReply> {
  const { secret, sha256 } = makeSecret('wzi_')
  const at = new Date(hub.clock())
  const expiresAt = new Date(at.getTime() + invitationLifetimeMs)
  const id = randomUUID()
  await inTransaction(hub.database, async (client) => {
    const organisation = await findOrganisationOrRefuse(client, organisationId, 'forUpdate')
    const row = await rowOfOrganisation(client, organisation)
    requirePermission(actor, 'create', { kind: 'invitation', row })
    if (body.roles.length > 0) requirePermission(actor, 'create', { kind: 'grant', row })
    if (organisation.state !== 'active')
      throw new CodedError('MEMBER_LEFT', 'this organisation is not active')
    requireFit(body.roles, organisation)
    const email = normaliseEmail(body.email)
    const emailIndex = hub.cipher.blindIndex('member', email)
    if (await findPersonByEmail(client, emailIndex))
      throw new CodedError('EMAIL_TAKEN', 'take another mail address')
    await insertInvitation(client, {
      id,
      organisationId,
      tokenSha256: sha256,
      emailIndex,
      email: hub.cipher.seal('member', `${id} email`, email),
      roles: body.roles,
      invitedBy: actorName(actor),
      invitedAt: at,
      expiresAt,
    })
    await noteMemberChange(client, actorName(actor), {
      type: 'invitation.created',
      subject: `invitation:${id}`,
      payload: { id, organisationId, roles: body.roles },
    })
  })
  return { id, token: secret, expiresAt: expiresAt.toISOString() }
}

/** @throws CodedError ROLE_UNFIT */
export function requireFit(
  wanted: readonly string[],
  organisation: Parameters<typeof mayHold>[1],
  held: readonly string[] = [],
): void {
  const unfit = wanted.find((role) => !isRoleCode(role) || !mayHold(role, organisation))
  if (unfit !== undefined) throw new CodedError('ROLE_UNFIT', `${unfit} is not for this kind of organisation`)
  if (!areCompatible([...held, ...wanted].filter(isRoleCode)))
    throw new CodedError('ROLE_UNFIT', 'an administrator or auditor holds no other role')
}

export async function withdrawInvitation(hub: HubContext, actor: Actor, id: string): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    const invitation = await findInvitation(client, id)
    if (!invitation) throw new CodedError('NOT_FOUND', 'no invitation has this id')
    const organisation = await findOrganisationOrRefuse(client, invitation.organisationId)
    requirePermission(actor, 'execute', {
      kind: 'invitation',
      row: await rowOfOrganisation(client, organisation),
    })
    if (invitation.acceptedAt) throw new CodedError('INVITATION_INVALID', 'it was accepted')
    if (invitation.withdrawnAt) return
    await withdrawInvitationRow(client, id, new Date(hub.clock()))
    await noteMemberChange(client, actorName(actor), {
      type: 'invitation.withdrawn',
      subject: `invitation:${id}`,
      payload: { id },
    })
  })
}

export async function pageOfInvitations(
  hub: HubContext,
  actor: Actor,
  organisationId: string,
  after: string | undefined,
): Promise<InvitationList> {
  const { pool } = hub.database
  const row = await rowOfOrganisation(pool, await findOrganisationOrRefuse(pool, organisationId))
  requirePermission(actor, 'read', { kind: 'invitation', row })
  const rows = await listInvitations(pool, organisationId, { after: after ?? null, limit: memberPageRows })
  return {
    invitations: rows.map((invitation) => ({
      id: invitation.id,
      email: hub.cipher.openText('member', `${invitation.id} email`, invitation.email),
      roles: invitation.roles,
      state: stateOf(invitation, hub.clock()),
      invitedBy: invitation.invitedBy,
      expiresAt: invitation.expiresAt.toISOString(),
    })),
    next: nextOf(rows),
  }
}

function stateOf(invitation: InvitationRow, nowMs: number): 'open' | 'accepted' | 'expired' | 'withdrawn' {
  if (invitation.acceptedAt) return 'accepted'
  if (invitation.withdrawnAt) return 'withdrawn'
  return invitation.expiresAt.getTime() <= nowMs ? 'expired' : 'open'
}
