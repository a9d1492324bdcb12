import { memberPageRows, type PersonList } from '@wuzei/contract'
import { actorName, can, CodedError, type Actor, type OrganisationState } from '@wuzei/domain'
import { findPerson, inTransaction, listPeople, setPersonState, type PersonRow } from '@wuzei/store'
import type { ClientBase, Pool } from 'pg'
import type { HubContext } from '../hub-context.ts'
import { noteMemberChange } from './member-event.ts'
import { findOrganisationOrRefuse } from './organisations.ts'
import { nextOf } from './page.ts'
import { requirePermission, rowOfOrganisation } from './require-permission.ts'

/** One page of an organisation's people. Mail addresses are for those who may invite. */
export async function pageOfPeople(
  hub: HubContext,
  actor: Actor,
  organisationId: string,
  after: string | undefined,
): Promise<PersonList> {
  const { pool } = hub.database
  const row = await rowOfOrganisation(pool, await findOrganisationOrRefuse(pool, organisationId))
  requirePermission(actor, 'read', { kind: 'person', row })
  const showsEmail = can(actor, 'create', { kind: 'invitation', row }).allowed
  const rows = await listPeople(pool, organisationId, { after: after ?? null, limit: memberPageRows })
  return {
    people: rows.map((person) => ({
      id: person.id,
      name: hub.cipher.openText('member', `${person.id} name`, person.name),
      email: showsEmail ? emailOf(hub, person) : null,
      state: person.state,
      roles: person.roles,
      createdAt: person.createdAt.toISOString(),
    })),
    next: nextOf(rows),
  }
}

/** Suspends somebody, lets them back in, or ends their membership; their sessions end with the next request. */
export async function changePersonState(
  hub: HubContext,
  actor: Actor,
  personId: string,
  change: { readonly state: OrganisationState; readonly reason: string },
): Promise<void> {
  await inTransaction(hub.database, async (client) => {
    const person = await findPersonOrRefuse(client, personId, 'forUpdate')
    const organisation = await findOrganisationOrRefuse(client, person.organisationId)
    requirePermission(actor, 'execute', {
      kind: 'person',
      row: await rowOfOrganisation(client, organisation, { subjectPersonId: person.id }),
    })
    if (person.state === 'left' && change.state !== 'left')
      throw new CodedError('MEMBER_LEFT', 'invite them anew, with another mail address')
    if (person.state === change.state) return
    await setPersonState(client, personId, change.state)
    await noteMemberChange(client, actorName(actor), {
      type: 'person.state-changed',
      subject: `person:${personId}`,
      payload: { id: personId, state: change.state, reason: change.reason },
    })
  })
}

/** @throws CodedError NOT_FOUND */
export async function findPersonOrRefuse(
  client: ClientBase | Pool,
  id: string,
  lock?: 'forUpdate',
): Promise<PersonRow> {
  const person = await findPerson(client, id, lock)
  if (!person) throw new CodedError('NOT_FOUND', 'no person has this id')
  return person
}

export function emailOf(hub: HubContext, person: Pick<PersonRow, 'id' | 'email'>): string {
  return hub.cipher.openText('member', `${person.id} email`, person.email)
}

/** The form of a mail address by which people are found: domains ignore case, and so does everybody's memory. */
export function normaliseEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}
