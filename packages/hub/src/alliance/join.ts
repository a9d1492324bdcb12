import { randomUUID } from 'node:crypto'
import type { EnrolmentReply, JoinBody } from '@wuzei/contract'
import { CodedError } from '@wuzei/domain'
import {
  acceptInvitationRow,
  addRecoveryCodes,
  countHolders,
  findOpenInvitation,
  findOrganisation,
  insertPerson,
  inTransaction,
  proposeGrantRow,
  type InvitationRow,
} from '@wuzei/store'
import type { ClientBase, Pool } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { digestOfSecret } from './bearer-secret.ts'
import { noteMemberChange } from './member-event.ts'
import {
  makeRecoveryCodes,
  makeTotpSeed,
  normaliseRecoveryCode,
  stepOfCode,
  totpUri,
} from './one-time-code.ts'
import { hashPassword } from './password.ts'
import { requireStrongPassword } from './password-strength.ts'

/**
 * First step of joining: what the authenticator app needs. Nothing is stored; the seed travels sealed, and only to be
 * opened again for this invitation.
 */
export async function beginEnrolment(hub: HubContext, token: string): Promise<EnrolmentReply> {
  const { pool } = hub.database
  const { invitation, organisation } = await openInvitation(hub, pool, token)
  const seed = makeTotpSeed()
  const email = invitedEmail(hub, invitation)
  return {
    organisation: { zh: organisation.nameZh, en: organisation.nameEn },
    email,
    enrolment: hub.cipher.seal('credential', `${invitation.id} enrolment`, seed).toString('base64url'),
    totpUri: totpUri(seed, email),
  }
}

/**
 * Second step: the person exists from here on. Roles named in the invitation are proposed in its inviter's name and
 * hold when another administrator agrees; only the hub's first two system administrators, invited by the holder of an
 * administrator key, hold theirs at once, for there is nobody yet who could agree.
 */
export async function join(
  hub: HubContext,
  body: JoinBody,
): Promise<{ readonly personId: string; readonly recoveryCodes: string[] }> {
  const passwordHash = await hashPassword(body.password)
  const recoveryCodes = makeRecoveryCodes()
  const personId = randomUUID()
  const at = new Date(hub.clock())
  await inTransaction(hub.database, async (client) => {
    const { invitation, organisation } = await openInvitation(hub, client, body.token, 'forUpdate')
    const email = invitedEmail(hub, invitation)
    await requireStrongPassword(body.password, [email, body.name, organisation.nameZh, organisation.nameEn])
    const seed = openSeed(hub, invitation, body.enrolment)
    const step = stepOfCode(seed, body.code, hub.clock())
    if (step === undefined)
      throw new CodedError('SIGN_IN_FAILED', 'the code of the authenticator app is wrong')
    const isNew = await insertPerson(client, {
      id: personId,
      organisationId: invitation.organisationId,
      emailIndex: invitation.emailIndex,
      email: hub.cipher.seal('member', `${personId} email`, email),
      name: hub.cipher.seal('member', `${personId} name`, body.name),
      passwordHash,
      totpSeed: hub.cipher.seal('credential', `${personId} totp`, seed),
      totpStep: step,
      createdAt: at,
    })
    if (!isNew) throw new CodedError('EMAIL_TAKEN', 'sign in instead')
    await addRecoveryCodes(
      client,
      personId,
      recoveryCodes.map((code) => digestOfSecret(normaliseRecoveryCode(code))),
    )
    await acceptInvitationRow(client, invitation.id, personId, at)
    await noteMemberChange(client, `person:${personId}`, {
      type: 'person.joined',
      subject: `person:${personId}`,
      payload: { id: personId, organisationId: invitation.organisationId, invitationId: invitation.id },
    })
    await proposeRoles(client, invitation, personId, at)
  })
  return { personId, recoveryCodes }
}

/** With two, every further grant has somebody to propose and somebody to agree. */
const firstAdministrators = 2

async function proposeRoles(
  client: ClientBase,
  invitation: InvitationRow,
  personId: string,
  at: Date,
): Promise<void> {
  for (const role of invitation.roles) {
    const isFirst =
      role === 'SYS_ADM' &&
      invitation.invitedBy.startsWith('administrator:') &&
      (await countHolders(client, role)) < firstAdministrators
    const id = await proposeGrantRow(client, { personId, role, by: invitation.invitedBy, at, isFirst })
    if (id === undefined) continue
    await noteMemberChange(client, `person:${personId}`, {
      type: isFirst ? 'grant.made-first' : 'grant.proposed',
      subject: `grant:${id}`,
      payload: { id, personId, role, proposedBy: invitation.invitedBy },
    })
  }
}

async function openInvitation(hub: HubContext, client: ClientBase | Pool, token: string, lock?: 'forUpdate') {
  const invitation = await findOpenInvitation(client, digestOfSecret(token), new Date(hub.clock()), lock)
  const organisation = invitation ? await findOrganisation(client, invitation.organisationId) : undefined
  if (!invitation || organisation?.state !== 'active')
    throw new CodedError('INVITATION_INVALID', 'ask whoever invited you for a new one')
  return { invitation, organisation }
}

function invitedEmail(hub: HubContext, invitation: InvitationRow): string {
  return hub.cipher.openText('member', `${invitation.id} email`, invitation.email)
}

function openSeed(hub: HubContext, invitation: InvitationRow, enrolment: string): Buffer {
  try {
    return hub.cipher.open('credential', `${invitation.id} enrolment`, Buffer.from(enrolment, 'base64url'))
  } catch (cause) {
    throw new CodedError('INVITATION_INVALID', 'begin the enrolment again', { cause })
  }
}
