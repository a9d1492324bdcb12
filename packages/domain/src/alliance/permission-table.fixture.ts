import type { Actor } from './actor.ts'
import { clientScopes } from './actor.ts'
import { organisationKinds } from './organisation.ts'
import { permissionsOf } from './permissions.ts'
import { roleCodes, roles } from './roles.ts'

/** Who appears in the table: every role, the public, the key holder, and each kind of member's system with all scopes. */
function everybody(): [string, Actor][] {
  const organisation = { id: 'o1', level: null, region: 'cn', groupIds: [] }
  return [
    ['PUB', { type: 'public' }],
    ['administrator', { type: 'administrator', id: 'administrator:1' }],
    ...roleCodes.map((role): [string, Actor] => [
      role,
      {
        type: 'person',
        id: 'p1',
        roles: [role],
        organisation: { ...organisation, kind: roles[role].kinds[0] },
      },
    ]),
    [
      'SYS_ADM@hub-operator',
      {
        type: 'person',
        id: 'p1',
        roles: ['SYS_ADM'],
        organisation: { ...organisation, kind: 'hub-operator' },
      },
    ],
    ...organisationKinds.map((kind): [string, Actor] => [
      `client@${kind}`,
      {
        type: 'client',
        id: 'c1',
        scopes: clientScopes,
        passesOn: false,
        organisation: { ...organisation, kind },
      },
    ]),
  ]
}

/** Everything that anybody may do, one permission a line: actor, object, action, subject, range. */
export function permissionTable(): string {
  const lines = everybody().flatMap(([name, actor]) =>
    permissionsOf(actor).map(({ object, action, subject, range }) =>
      [name, object, action, subject ?? '*', range].join('\t'),
    ),
  )
  return `${['actor\tobject\taction\tsubject\trange', ...new Set(lines.toSorted())].join('\n')}\n`
}
