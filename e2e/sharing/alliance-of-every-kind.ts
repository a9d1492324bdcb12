import type { SharingGroupReply } from '@wuzei/contract'
import {
  areCompatible,
  clientScopes,
  isRoleCode,
  mayHold,
  organisationKinds,
  organisationLevels,
  publicActor,
  readerOf,
  roleCodes,
  type Actor,
  type ActorOrganisation,
  type OrganisationKind,
  type OrganisationLevel,
  type Reader,
  type RoleCode,
} from '@wuzei/domain'
import { addClient, addOrganisation, addPerson, send, type TestHub } from '@wuzei/testkit'

/** Somebody who asks, and what labels let them read. */
export interface Asker {
  readonly name: string
  readonly headers: Readonly<Record<string, string>>
  readonly actor: Actor
  /** Undefined for whoever is let in no more: reads nothing at all. */
  readonly reader: Reader | undefined
}

export interface Alliance {
  readonly organisations: readonly ActorOrganisation[]
  readonly groups: readonly { readonly id: string; readonly memberIds: readonly string[] }[]
  readonly askers: readonly Asker[]
}

/** Organisations of every kind and level, a person of every role, a system of each, and whoever is none of them. */
export async function allianceOfEveryKind(hub: TestHub): Promise<Alliance> {
  const plain: Omit<ActorOrganisation, 'groupIds'>[] = []
  for (const kind of organisationKinds)
    for (const level of kind === 'police' ? organisationLevels : [null])
      plain.push(await addPlain(hub, kind, level))
  plain.push(await addPlain(hub, 'bank', null))
  const idOf = (kind: string) => plain.find((organisation) => organisation.kind === kind)?.id ?? ''
  const groups = [
    await addGroup(hub, idOf('bank'), [idOf('operator'), idOf('police'), idOf('vendor')]),
    await addGroup(hub, idOf('platform'), [idOf('media'), idOf('payment-network')]),
  ]
  const organisations = plain.map(({ id, kind, level, region }) => ({
    id,
    kind,
    level,
    region,
    groupIds: groups.filter(({ memberIds }) => memberIds.includes(id)).map((group) => group.id),
  }))
  return { organisations, groups, askers: await askersOf(hub, organisations) }
}

async function addPlain(hub: TestHub, kind: OrganisationKind, level: OrganisationLevel | null) {
  const { id } = await addOrganisation(hub, { kind, level, region: 'cn' })
  return { id, kind, level, region: 'cn' }
}

async function addGroup(hub: TestHub, ownerId: string, memberIds: readonly string[]) {
  const headers = hub.administrator
  const group: SharingGroupReply = await send(hub, 'POST', `/v1/alliance/organisations/${ownerId}/groups`, {
    headers,
    body: { name: 'a group' },
  })
  for (const id of memberIds)
    await send(hub, 'PUT', `/v1/alliance/groups/${group.id}/members/${id}`, { headers })
  return { id: group.id, memberIds: [ownerId, ...memberIds] }
}

async function askersOf(hub: TestHub, organisations: readonly ActorOrganisation[]): Promise<Asker[]> {
  const askers: Asker[] = [
    asker('the public', {}, publicActor),
    asker('administrator', hub.administrator, { type: 'administrator', id: 'administrator:x' }),
  ]
  for (const organisation of organisations) {
    for (const roles of rolesIn(organisation, organisations)) {
      const person = await addPerson(hub, organisation.id, roles)
      const actor: Actor = { type: 'person', id: person.id, organisation, roles }
      askers.push(asker(`${organisation.kind} ${organisation.level} ${roles.join()}`, person.headers, actor))
    }
    for (const passesOn of organisation.kind === 'bank'
      ? [false, true]
      : [organisations.indexOf(organisation) % 2 === 0]) {
      const scopes = [...clientScopes]
      const client = await addClient(hub, organisation.id, scopes, { passesOn })
      const actor: Actor = { type: 'client', id: client.id, organisation, scopes, passesOn }
      askers.push(asker(`system of ${organisation.kind}, passes on: ${passesOn}`, client.headers, actor))
    }
  }
  return askers
}

function asker(name: string, headers: Asker['headers'], actor: Actor): Asker {
  return { name, headers, actor, reader: readerOf(actor) }
}

/** Each role once, where it first fits; the second bank has somebody of no role and a second desk. */
function rolesIn(organisation: ActorOrganisation, all: readonly ActorOrganisation[]): RoleCode[][] {
  if (organisation === all.at(-1)) return [[], ['BNK_DSK']]
  const firstFor = (role: RoleCode) => all.find((candidate) => mayHold(role, candidate)) === organisation
  return roleCodes
    .filter(isRoleCode)
    .filter((role) => mayHold(role, organisation) && firstFor(role) && areCompatible([role]))
    .map((role) => [role])
}
