import { mayRead, readerOf, type SharedRow } from '../sharing/reader.ts'
import { actorName, organisationIdOf, type Actor } from './actor.ts'
import { caseMatrix, unmaskPurposes, type Purpose } from './permission-matrix.ts'
import { permissionsOf, type Action, type ObjectKind, type Permission, type Range } from './permissions.ts'
import { isWithin, type Region } from './region.ts'

/** What of one object decides who may do something to it. */
export interface ProtectedRow {
  readonly region: Region
  /** Organisations it belongs to or is addressed to, with those above them where they answer for them. */
  readonly organisationIds: readonly string[]
  /** Who made or proposed it, as `actorName` writes it; null when nobody of the alliance did. */
  readonly authorId: string | null
  /** Person it is about, such as whoever is to be given a role. */
  readonly subjectPersonId?: string
  /** People and organisations that must know; null when it is not restricted further than by role. */
  readonly needToKnow: readonly string[] | null
  /** Organisations that assist in it by a request that has not expired. */
  readonly assistingOrganisationIds?: readonly string[]
  /** `account`, `number`, `url` … for indicators; `published` for statistics. */
  readonly subject?: string
  /** The caller showed the receipt of it, which makes it the caller's own. */
  readonly isReceiptHeld?: boolean
  /** Its sharing labels, where it has any. */
  readonly shared?: SharedRow
}

export interface ProtectedObject {
  readonly kind: ObjectKind
  /** Without a row the decision is on the kind alone, and `ranges` says which rows must be left out. */
  readonly row?: ProtectedRow
  /** Why; needed to unmask. */
  readonly purpose?: Purpose
}

/** Why not. */
export const refusals = [
  'SIGN_IN_NEEDED',
  'ROLE',
  'SCOPE',
  'RANGE',
  'SUBJECT',
  'NEED_TO_KNOW',
  'OWN_WORK',
  'LABEL',
  'PURPOSE',
] as const
export type Refusal = (typeof refusals)[number]

export type Decision =
  | {
      readonly allowed: true
      /** Personal data of it is given masked. */
      readonly masked: boolean
      /** Which rows; with a row in the question, those that covered it. */
      readonly ranges: readonly Range[]
    }
  | {
      readonly allowed: false
      readonly code: 'UNAUTHENTICATED' | 'FORBIDDEN'
      readonly reason: Refusal
    }

/**
 * The one decision on what anybody may do: role and scope first, then the row's region, owner and list of those who
 * must know, then separation of duties, then its labels, then the purpose.
 */
export function can(actor: Actor, action: Action, object: ProtectedObject): Decision {
  const permissions = permissionsOf(actor).filter(
    (permission) => permission.object === object.kind && permission.action === action,
  )
  if (permissions.length === 0) return refuse(actor, refusalOfKind(actor))
  const { row } = object
  const covering = row ? permissions.filter((permission) => coversSubject(permission, row)) : permissions
  if (covering.length === 0) return refuse(actor, 'SUBJECT')
  const within = row ? covering.filter(({ range }) => covers[range](actor, row)) : covering
  if (within.length === 0) return refuse(actor, 'RANGE')
  const reason = row ? refusalOfRow(actor, action, row) : undefined
  if (reason) return refuse(actor, reason)
  if (action === 'unmask' && !isPurposeFit(object)) return refuse(actor, 'PURPOSE')
  return {
    allowed: true,
    masked: action !== 'unmask' && holdsPersonalData(object.kind),
    ranges: [...new Set(within.map(({ range }) => range))],
  }
}

function refuse(actor: Actor, reason: Refusal): Decision {
  const code = actor.type === 'public' ? 'UNAUTHENTICATED' : 'FORBIDDEN'
  return { allowed: false, code, reason }
}

function refusalOfKind(actor: Actor): Refusal {
  if (actor.type === 'public') return 'SIGN_IN_NEEDED'
  return actor.type === 'client' ? 'SCOPE' : 'ROLE'
}

function coversSubject({ subject }: Permission, row: ProtectedRow): boolean {
  return subject === undefined || subject === row.subject
}

const covers: Readonly<Record<Range, (actor: Actor, row: ProtectedRow) => boolean>> = {
  all: () => true,
  region: (actor, row) =>
    (actor.type === 'person' || actor.type === 'client') &&
    (isWithin(row.region, actor.organisation.region) ||
      row.assistingOrganisationIds?.includes(actor.organisation.id) === true),
  own(actor, row) {
    const organisationId = organisationIdOf(actor)
    if (organisationId !== null) return row.organisationIds.includes(organisationId)
    return actor.type === 'public' && row.isReceiptHeld === true
  },
  shared: (actor, row) => row.shared !== undefined && mayRead(readerOf(actor), row.shared),
  task: (actor, row) => row.needToKnow !== null && isKnown(actor, row.needToKnow),
  acts: (actor, row) => row.authorId === actorName(actor),
}

function refusalOfRow(actor: Actor, action: Action, row: ProtectedRow): Refusal | undefined {
  if (row.needToKnow !== null && actor.type !== 'public' && !isKnown(actor, row.needToKnow))
    return 'NEED_TO_KNOW'
  if (action === 'approve' && row.authorId === actorName(actor)) return 'OWN_WORK'
  if (actor.type === 'person' && action !== 'read' && row.subjectPersonId === actor.id) return 'OWN_WORK'
  if (row.shared && action !== 'create' && !mayRead(readerOf(actor), row.shared)) return 'LABEL'
  return undefined
}

function isKnown(actor: Actor, known: readonly string[]): boolean {
  if (actor.type !== 'person' && actor.type !== 'client') return false
  return known.includes(actor.id) || known.includes(actor.organisation.id)
}

function isPurposeFit({ kind, purpose }: ProtectedObject): boolean {
  const fit: Readonly<Record<string, readonly Purpose[] | undefined>> = unmaskPurposes
  return purpose !== undefined && fit[kind]?.includes(purpose) === true
}

/** Of the case matrix, these tell of nobody. */
const impersonal: readonly string[] = ['statistics', 'education', 'malware']

function holdsPersonalData(kind: ObjectKind): boolean {
  return Object.hasOwn(caseMatrix.rows, kind) && !impersonal.includes(kind)
}
