import type { Actor } from '../alliance/actor.ts'
import type { OrganisationKind } from '../alliance/organisation.ts'
import {
  compareTlp,
  mayShare,
  papLabels,
  type Clearance,
  type PapLabel,
  type SharingLabel,
} from './labels.ts'

/** Whoever reads shared objects, as far as labels ask. */
export interface Reader {
  /** Null for the public and for the holder of an administrator key. */
  readonly organisationId: string | null
  /** Null for a system: what is for named people alone never reaches one by its own name. */
  readonly personId: string | null
  readonly clearance: Clearance
  /** Ids of sharing groups. */
  readonly groups: readonly string[]
}

/** What of an object decides who may read it. */
export interface SharedRow {
  /** Organisation that gave it; null when it is the hub's own. */
  readonly originId: string | null
  readonly label: SharingLabel
  /** Sharing group it was given to, if any. */
  readonly groupId: string | null
  /** Organisations and people it names as recipients. */
  readonly recipientIds: readonly string[]
}

const open: Clearance = { tlp: 'TLP:CLEAR', pap: 'PAP:CLEAR' }
const community: Clearance = { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' }
const inside: Clearance = { tlp: 'TLP:AMBER+STRICT', pap: 'PAP:RED' }
const named: Clearance = { tlp: 'TLP:RED', pap: 'PAP:RED' }

/** What an organisation's people need at most for its part. Sources of the table: who acts on what in an alarm. */
export const clearanceByKind: Readonly<Record<OrganisationKind, Clearance>> = {
  police: named,
  operator: named,
  bank: named,
  'payment-network': named,
  vendor: inside,
  platform: inside,
  'certificate-authority': inside,
  media: community,
  auditor: inside,
  'hub-operator': community,
}

/** The reader that an actor is. */
export function readerOf(actor: Actor): Reader {
  if (actor.type === 'public' || actor.type === 'administrator')
    return {
      organisationId: null,
      personId: null,
      clearance: actor.type === 'public' ? open : community,
      groups: [],
    }
  const { organisation } = actor
  return {
    organisationId: organisation.id,
    personId: actor.type === 'person' ? actor.id : null,
    clearance:
      actor.type === 'person'
        ? clearanceOfPerson(organisation.kind, actor.roles)
        : clearanceOfClient(organisation.kind, actor.passesOn),
    groups: organisation.groupIds,
  }
}

/** Whoever holds no role that works with cases reads what the whole community may. */
function clearanceOfPerson(kind: OrganisationKind, roles: readonly string[]): Clearance {
  return roles.some((role) => role !== 'SYS_ADM') ? clearanceByKind[kind] : community
}

/** TLP:RED is for people: a system gets at most what stays inside its member, or, passing on, what need not. */
function clearanceOfClient(kind: OrganisationKind, passesOn: boolean): Clearance {
  const most: Clearance = passesOn ? { tlp: 'TLP:AMBER', pap: 'PAP:RED' } : inside
  return mayShare(most, clearanceByKind[kind]) ? most : clearanceByKind[kind]
}

/**
 * True when the reader may be given the object. `readableFilter` of the store is the same rule in SQL; a property
 * test compares them.
 *
 * The origin reads its own. Everybody else needs clearance for both labels, and then: TLP:CLEAR anyone, TLP:GREEN
 * any member, TLP:AMBER a named recipient or a member of its group, TLP:AMBER+STRICT and TLP:RED a named recipient.
 * Source: FIRST, Traffic Light Protocol 2.0.
 */
export function mayRead(reader: Reader, row: SharedRow): boolean {
  if (reader.organisationId !== null && reader.organisationId === row.originId) return true
  if (!mayShare(row.label, reader.clearance)) return false
  if (compareTlp(row.label.tlp, 'TLP:GREEN') <= 0) return true
  if (row.recipientIds.some((id) => id === reader.organisationId || id === reader.personId)) return true
  return row.label.tlp === 'TLP:AMBER' && row.groupId !== null && reader.groups.includes(row.groupId)
}

/**
 * Things done with an object, from unnoticeable to open: `observe` in one's own data, `look-up` with third parties
 * without touching the target, `block` it, `probe` it (visit, ping, call).
 */
export const protectedActions = ['observe', 'look-up', 'block', 'probe'] as const
export type ProtectedAction = (typeof protectedActions)[number]

/** The most closed PAP label under which an action is still permitted. Source: PAP of the MISP taxonomies. */
const mostClosedFor: Readonly<Record<ProtectedAction, PapLabel>> = {
  observe: 'PAP:RED',
  'look-up': 'PAP:AMBER',
  block: 'PAP:GREEN',
  probe: 'PAP:GREEN',
}

/** True when whoever holds the object may do this with it. */
export function mayAct(label: SharingLabel, action: ProtectedAction): boolean {
  return papLabels.indexOf(label.pap) <= papLabels.indexOf(mostClosedFor[action])
}
