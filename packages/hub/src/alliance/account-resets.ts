import {
  memberPageRows,
  type ResetBody,
  type ResetLinkReply,
  type ResetList,
  type ResetReply,
  type ResetUseBody,
  type ResetUseReply,
} from '@wuzei/contract'
import { actorName, CodedError, organisationIdOf, type Actor } from '@wuzei/domain'
import {
  decideAccountReset,
  endOtherSessions,
  findAccountReset,
  findOpenReset,
  findOrganisation,
  findPerson,
  insertAccountReset,
  inTransaction,
  listAccountResets,
  noteResetUsed,
  removePasskeys,
  rolesHeld,
  setPassword,
  setTotp,
  type AccountResetRow,
  type OrganisationRow,
  type PersonRow,
} from '@wuzei/store'
import type { ClientBase, Pool } from 'pg'
import type { HubContext, RequestOrigin } from '../hub-context.ts'
import { digestOfSecret, makeSecret } from './bearer-secret.ts'
import { noteMemberChange } from './member-event.ts'
import { makeRecoveryCodes } from './one-time-code.ts'
import { findOrganisationOrRefuse } from './organisations.ts'
import { beginAuthenticator, openAuthenticator, ownWords, storeRecoveryCodes } from './own-account.ts'
import { nextOf } from './page.ts'
import { hashPassword } from './password.ts'
import { requireStrongPassword } from './password-strength.ts'
import { emailOf, findPersonOrRefuse, normaliseEmail } from './people.ts'
import { requirePermission, rowOfOrganisation } from './require-permission.ts'
import { takeSecondFactor } from './sign-in.ts'
import { countAttempt, forgetAttempts } from './sign-in-throttle.ts'

/** A working day: the link is handed over by a call or in the corridor, and a forgotten one is soon dead. */
const linkLifetimeMs = 86_400_000
/** The second administrator may be away over a weekend. */
const proposalLifetimeMs = 7 * 86_400_000

/**
 * An administrator helps somebody who cannot sign in. The link is shown once, to be handed over by a way both trust.
 * It is given at once where whoever holds it still needs the person's second factor; where the link alone would open
 * the account (both factors lost), or the person is a system administrator, or the administrator is not of the
 * person's organisation, a second administrator has to agree, and is the one who gets the link.
 */
export async function issueReset(
  hub: HubContext,
  actor: Actor,
  personId: string,
  body: ResetBody,
): Promise<ResetReply> {
  const { secret, sha256 } = makeSecret('wzr_')
  const issuedAt = new Date(hub.clock())
  return await inTransaction(hub.database, async (client) => {
    const person = await findPersonOrRefuse(client, personId, 'forUpdate')
    const organisation = await findOrganisationOrRefuse(client, person.organisationId)
    const row = await rowOfOrganisation(client, organisation, { subjectPersonId: personId })
    requirePermission(actor, 'create', { kind: 'account-reset', row })
    if (person.state !== 'active') throw new CodedError('MEMBER_LEFT', 'this person is not active')
    const isAdministrators = (await rolesHeld(client, personId)).includes('SYS_ADM')
    const isOutside = organisationIdOf(actor) !== person.organisationId
    const needsSecond = body.scope === 'everything' || isAdministrators || isOutside
    const lifetimeMs = needsSecond ? proposalLifetimeMs : linkLifetimeMs
    const expiresAt = new Date(issuedAt.getTime() + lifetimeMs)
    const id = await insertAccountReset(client, {
      personId,
      scope: body.scope,
      reason: body.reason,
      issuedBy: actorName(actor),
      issuedAt,
      expiresAt,
      tokenSha256: needsSecond ? null : sha256,
    })
    await noteMemberChange(client, actorName(actor), {
      type: needsSecond ? 'account-reset.proposed' : 'account-reset.issued',
      subject: `account-reset:${id}`,
      payload: { id, personId, scope: body.scope, reason: body.reason },
    })
    return {
      id,
      state: needsSecond ? 'proposed' : 'open',
      token: needsSecond ? null : secret,
      expiresAt: expiresAt.toISOString(),
    }
  })
}

/** A second administrator, neither the first nor the person, agrees and gets the link, or refuses. */
export async function decideReset(
  hub: HubContext,
  actor: Actor,
  id: string,
  decision: 'approve' | 'refuse',
): Promise<ResetReply> {
  const { secret, sha256 } = makeSecret('wzr_')
  const at = new Date(hub.clock())
  return await inTransaction(hub.database, async (client) => {
    const { reset, row } = await lockedReset(client, id)
    requirePermission(actor, 'approve', { kind: 'account-reset', row })
    if (reset.state !== 'proposed' || reset.expiresAt <= at)
      throw new CodedError(
        'RESET_DECIDED',
        reset.state === 'proposed' ? 'it has expired' : `it is ${reset.state}`,
      )
    const isApproved = decision === 'approve'
    const expiresAt = isApproved ? new Date(at.getTime() + linkLifetimeMs) : reset.expiresAt
    const state = isApproved ? 'open' : 'refused'
    const link = isApproved ? { tokenSha256: sha256, expiresAt } : null
    await decideAccountReset(client, id, { state, by: actorName(actor), at, link })
    await noteMemberChange(client, actorName(actor), {
      type: isApproved ? 'account-reset.approved' : 'account-reset.refused',
      subject: `account-reset:${id}`,
      payload: { id, personId: reset.personId, scope: reset.scope },
    })
    return { id, state, token: isApproved ? secret : null, expiresAt: expiresAt.toISOString() }
  })
}

/** Takes a proposal or an unused link back: one administrator is enough to make the hub safer. */
export async function withdrawReset(hub: HubContext, actor: Actor, id: string): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    const { reset, row } = await lockedReset(client, id)
    requirePermission(actor, 'execute', { kind: 'account-reset', row })
    if (reset.state !== 'proposed' && reset.state !== 'open')
      throw new CodedError('RESET_DECIDED', `it is ${reset.state}`)
    const at = new Date(hub.clock())
    await decideAccountReset(client, id, { state: 'withdrawn', by: actorName(actor), at, link: null })
    await noteMemberChange(client, actorName(actor), {
      type: 'account-reset.withdrawn',
      subject: `account-reset:${id}`,
      payload: { id, personId: reset.personId },
    })
  })
}

export async function pageOfResets(
  hub: HubContext,
  actor: Actor,
  organisationId: string,
  after: string | undefined,
): Promise<ResetList> {
  const { pool } = hub.database
  const row = await rowOfOrganisation(pool, await findOrganisationOrRefuse(pool, organisationId))
  requirePermission(actor, 'read', { kind: 'account-reset', row })
  const rows = await listAccountResets(pool, organisationId, { after: after ?? null, limit: memberPageRows })
  return {
    resets: rows.map(({ id, personId, scope, state, reason, issuedBy, issuedAt, decidedBy, expiresAt }) => ({
      id,
      personId,
      scope,
      state,
      reason,
      issuedBy,
      issuedAt: issuedAt.toISOString(),
      decidedBy,
      expiresAt: expiresAt.toISOString(),
    })),
    next: nextOf(rows),
  }
}

/** What whoever follows the link sees, and what a new authenticator app needs. @throws CodedError RESET_INVALID */
export async function openResetLink(hub: HubContext, token: string): Promise<ResetLinkReply> {
  const { reset, person, organisation } = await openReset(hub, hub.database.pool, token)
  const email = emailOf(hub, person)
  return {
    organisation: { zh: organisation.nameZh, en: organisation.nameEn },
    email,
    scope: reset.scope,
    authenticator: reset.scope === 'everything' ? beginAuthenticator(hub, person.id, email) : null,
  }
}

/**
 * Sets the new password; where both factors are lost also the new app, and passkeys and recovery codes of before are
 * gone. All sessions end: the person signs in with what is new.
 *
 * @throws CodedError RESET_INVALID, PASSWORD_WEAK, PROOF_FAILED, RATE_LIMITED
 */
export async function performReset(
  hub: HubContext,
  body: ResetUseBody,
  origin: RequestOrigin,
): Promise<ResetUseReply> {
  await countAttempt(hub, origin, undefined)
  const { person: found } = await openReset(hub, hub.database.pool, body.token)
  const emailIndex = hub.cipher.blindIndex('member', normaliseEmail(emailOf(hub, found)))
  await countAttempt(hub, origin, emailIndex)
  await requireStrongPassword(body.password, await ownWords(hub, hub.database.pool, found))
  const passwordHash = await hashPassword(body.password)
  const at = new Date(hub.clock())
  const recoveryCodes = await inTransaction(hub.database, async (client) => {
    const { reset, person } = await openReset(hub, client, body.token, 'forUpdate')
    const codes = await renewFactors(hub, client, reset, person, body)
    await setPassword(client, person.id, passwordHash, at)
    const endedSessions = await endOtherSessions(client, person.id, null, at)
    await noteResetUsed(client, reset.id)
    await noteMemberChange(client, `person:${person.id}`, {
      type: 'account-reset.used',
      subject: `account-reset:${reset.id}`,
      payload: { id: reset.id, personId: person.id, scope: reset.scope, endedSessions },
    })
    return codes
  })
  await forgetAttempts(hub, emailIndex)
  return { recoveryCodes }
}

/** New factors where they are lost; else the second factor in force has to be shown. */
async function renewFactors(
  hub: HubContext,
  client: ClientBase,
  reset: AccountResetRow,
  person: PersonRow,
  body: ResetUseBody,
): Promise<string[]> {
  if (reset.scope === 'password') {
    if ((await takeSecondFactor(hub, client, person, body.code)) === undefined)
      throw new CodedError('PROOF_FAILED', 'the code is wrong, or was taken before')
    return []
  }
  if (body.enrolment === undefined)
    throw new CodedError('BODY_INVALID', 'enrolment: give back the one that the link showed')
  await setTotp(
    client,
    person.id,
    openAuthenticator(hub, person.id, { enrolment: body.enrolment, code: body.code }),
  )
  await removePasskeys(client, person.id)
  const codes = makeRecoveryCodes()
  await storeRecoveryCodes(client, person.id, codes)
  return codes
}

async function openReset(
  hub: HubContext,
  client: ClientBase | Pool,
  token: string,
  lock?: 'forUpdate',
): Promise<{
  readonly reset: AccountResetRow
  readonly person: PersonRow
  readonly organisation: OrganisationRow
}> {
  const sha256 = digestOfSecret(token)
  const now = new Date(hub.clock())
  const found = await findOpenReset(client, sha256, now)
  // The person before the reset, as everywhere, and then the reset again, as it may have been used meanwhile.
  const person = found ? await findPerson(client, found.personId, lock) : undefined
  const reset = person && lock ? await findOpenReset(client, sha256, now, lock) : found
  const organisation = person ? await findOrganisation(client, person.organisationId) : undefined
  if (!reset || person?.state !== 'active' || organisation?.state !== 'active')
    throw new CodedError('RESET_INVALID', 'ask your administrator for a new link')
  return { reset, person, organisation }
}

/** The person is locked before the reset: two decisions about one person follow each other. */
async function lockedReset(client: ClientBase, id: string) {
  const found = await findAccountReset(client, id)
  if (!found) throw new CodedError('NOT_FOUND', 'no request for a new password has this id')
  await findPersonOrRefuse(client, found.personId, 'forUpdate')
  const reset = (await findAccountReset(client, id, 'forUpdate')) ?? found
  const organisation = await findOrganisationOrRefuse(client, reset.organisationId)
  const row = await rowOfOrganisation(client, organisation, {
    authorId: reset.issuedBy,
    subjectPersonId: reset.personId,
  })
  return { reset, row }
}
