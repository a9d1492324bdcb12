import type { Actor, ClientActor, PersonActor } from './actor.ts'
import {
  allianceMatrix,
  caseMatrix,
  peers,
  sameColumn,
  scopeMatrix,
  supervisors,
} from './permission-matrix.ts'
import { deskRoles, roleCodes, roles, type RoleCode } from './roles.ts'

export const actions = [
  'create',
  'read',
  'unmask',
  'approve',
  'execute',
  'aggregate',
  'seal',
  'propose',
  'publish',
  'status',
  'query',
  'hash',
] as const
export type Action = (typeof actions)[number]

/** Objects of reports, cases and orders: the table of permissions by role. */
export type CaseObject = keyof typeof caseMatrix.rows
/** Objects of membership and sharing. */
export type AllianceObject = keyof typeof allianceMatrix
export type ObjectKind = CaseObject | AllianceObject

/** Every kind of object that decisions are about. */
export const objectKinds = [...Object.keys(caseMatrix.rows), ...Object.keys(allianceMatrix)].filter(
  isObjectKind,
)

/** True for the name of a kind of object. */
export function isObjectKind(value: string): value is ObjectKind {
  return Object.hasOwn(caseMatrix.rows, value) || Object.hasOwn(allianceMatrix, value)
}

/** Which rows a permission covers; `permission-matrix.ts` says what each means. */
export const ranges = ['all', 'region', 'own', 'shared', 'task', 'acts'] as const
export type Range = (typeof ranges)[number]

/** One thing somebody may do. */
export interface Permission {
  readonly object: ObjectKind
  readonly action: Action
  readonly range: Range
  /** Only rows about this (`account`, `number`, `url`, `published`); undefined is any. */
  readonly subject: string | undefined
}

/** Everything this actor may do, before any row is looked at. */
export function permissionsOf(actor: Actor): readonly Permission[] {
  if (actor.type === 'public') return casePermissions('PUB')
  if (actor.type === 'administrator') return hubPermissions
  return actor.type === 'person' ? permissionsOfPerson(actor) : permissionsOfClient(actor)
}

function permissionsOfPerson({ organisation, roles: held }: PersonActor): readonly Permission[] {
  const isHubAdministrator = organisation.kind === 'hub-operator' && held.includes('SYS_ADM')
  return [
    ...held.flatMap((role) => [...casePermissions(role), ...alliancePermissions(role)]),
    ...everyPermissions,
    ...(isHubAdministrator ? hubPermissions : []),
  ]
}

function permissionsOfClient({ organisation, scopes }: ClientActor): readonly Permission[] {
  const desk = deskRoles[organisation.kind]
  const most = [
    ...(desk ? [...casePermissions(desk), ...alliancePermissions(desk)] : []),
    ...everyPermissions,
  ]
  return most.filter(({ object, action }) =>
    scopes.some((scope) => {
      const opened: Readonly<Record<string, readonly Action[] | undefined>> = scopeMatrix[scope]
      return opened[object]?.includes(action) === true
    }),
  )
}

function casePermissions(role: RoleCode | 'PUB'): readonly Permission[] {
  return casePermissionsOf.get(role) ?? []
}

function alliancePermissions(role: RoleCode): readonly Permission[] {
  return alliancePermissionsOf.get(role) ?? []
}

function readCaseColumn(role: RoleCode | 'PUB'): readonly Permission[] {
  const column = sameColumn[role] ?? role
  const at = caseMatrix.columns.findIndex((name) => name === column)
  if (at < 0) return []
  const isWide = role !== 'PUB' && roles[role].kinds.some((kind) => kind === 'police' || kind === 'auditor')
  return Object.entries(caseMatrix.rows).flatMap(([object, cells]) =>
    parseCell(cells.split('|')[at] ?? '', object, isWide ? 'region' : 'own'),
  )
}

function readAllianceColumns(role: RoleCode): readonly Permission[] {
  const columns = [
    role,
    ...(role === 'SYS_ADM' || role === 'AUD' ? [] : ['worker']),
    ...(supervisors.includes(role) ? ['supervisor'] : []),
    ...(peers.includes(role) ? ['peer'] : []),
  ]
  return columns.flatMap((column) => allianceColumn(column))
}

function allianceColumn(column: string): readonly Permission[] {
  return Object.entries(allianceMatrix).flatMap(([object, row]) => {
    const cells: Readonly<Record<string, string | undefined>> = row
    return parseCell(cells[column] ?? '', object, 'own')
  })
}

const letters: Readonly<Record<string, Action | undefined>> = {
  C: 'create',
  R: 'read',
  U: 'unmask',
  A: 'approve',
  X: 'execute',
  S: 'aggregate',
}

/** Whoever may unmask, approve or execute can read what they do it to. */
const alsoReads: readonly Action[] = ['unmask', 'approve', 'execute']

function parseCell(cell: string, object: string, usual: Range): Permission[] {
  if (cell === '' || cell === '-') return []
  if (!isObjectKind(object)) throw new Error(`no such object in the permission matrix: ${object}`)
  return cell.split(' ').flatMap((word) => {
    const parts = /^([A-Za-z]+)(?::([a-z]+))?(?:@([a-z]+))?$/.exec(word)
    const range = parts?.[3] === undefined ? usual : ranges.find((name) => name === parts[3])
    const named = actions.find((action) => action === parts?.[1])
    const done = named ? [named] : Array.from(parts?.[1] ?? '?', (letter) => letters[letter])
    const known = done.filter((action) => action !== undefined)
    if (!range || known.length !== done.length)
      throw new Error(`the permission matrix has an unreadable cell: ${word}`)
    const reads: Action[] = known.some((action) => alsoReads.includes(action)) ? ['read'] : []
    return [...new Set([...known, ...reads])].map((action) => ({
      object,
      action,
      range,
      subject: parts?.[2],
    }))
  })
}

// The table is read once: every request asks what its caller may do.
const casePermissionsOf = new Map(
  [...roleCodes, 'PUB' as const].map((role) => [role, readCaseColumn(role)] as const),
)
const alliancePermissionsOf = new Map(roleCodes.map((role) => [role, readAllianceColumns(role)] as const))

const everyPermissions = allianceColumn('every')

const hubPermissions = allianceColumn('HUB_ADM')
