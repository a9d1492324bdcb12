import { readFileSync, writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor, ClientScope, PersonActor } from './actor.ts'
import { clientScopes } from './actor.ts'
import { can, type ProtectedRow } from './can.ts'
import { organisationKinds, organisationLevels, type OrganisationKind } from './organisation.ts'
import { permissionTable } from './permission-table.fixture.ts'
import { actions, objectKinds, permissionsOf } from './permissions.ts'
import { isRoleCode, mayHold, roleCodes, roles, areCompatible, type RoleCode } from './roles.ts'

const kindOf = (role: RoleCode): OrganisationKind => roles[role].kinds[0]

function person(role: RoleCode, more: Partial<PersonActor['organisation']> = {}): PersonActor {
  return {
    type: 'person',
    id: 'p1',
    roles: [role],
    organisation: {
      id: 'o1',
      kind: kindOf(role),
      level: roles[role].levels?.[0] ?? null,
      region: 'cn/44/03',
      groupIds: [],
      ...more,
    },
  }
}

const row = (more: Partial<ProtectedRow> = {}): ProtectedRow => ({
  region: 'cn/44/03/05',
  organisationIds: [],
  authorId: null,
  needToKnow: null,
  ...more,
})

describe('the permission table', () => {
  it('is the one that was reviewed', () => {
    const path = new URL('../../../../vectors/alliance/permissions.tsv', import.meta.url)
    // To change it on purpose: WUZEI_WRITE_TABLES=1 npx vitest run packages/domain/src/alliance, then read the diff.
    if (process.env['WUZEI_WRITE_TABLES'] === '1') writeFileSync(path, permissionTable())
    expect(permissionTable()).toBe(readFileSync(path, 'utf8'))
  })
  it('gives nobody but named roles anything of a case', () => {
    const readers = roleCodes.filter((role) => can(person(role), 'read', { kind: 'case' }).allowed)
    expect(readers.toSorted()).toEqual(
      [
        'AGENCY_HEAD',
        'AUD',
        'CTY_OFF',
        'CTY_SUP',
        'MIN_OFF',
        'MIN_SUP',
        'PRV_OFF',
        'PRV_SUP',
        'STN_OFF',
      ].toSorted(),
    )
    expect(can({ type: 'administrator', id: 'administrator:1' }, 'read', { kind: 'case' }).allowed).toBe(
      false,
    )
  })
})

describe('rows', () => {
  it('lie within the officer’s region, or where its organisation assists', () => {
    const officer = person('CTY_OFF')
    const asked = (where: Partial<ProtectedRow>) => can(officer, 'read', { kind: 'case', row: row(where) })
    expect(asked({ region: 'cn/44/03/05' })).toMatchObject({ allowed: true, masked: true })
    expect(asked({ region: 'cn/44/03' })).toMatchObject({ allowed: true })
    for (const region of ['cn/44', 'cn/44/04', 'cn/44/031', 'cn', '', 'de/44/03'])
      expect(asked({ region }), region).toMatchObject({ allowed: false, reason: 'RANGE', code: 'FORBIDDEN' })
    expect(asked({ region: 'cn/11', assistingOrganisationIds: ['o1'] })).toMatchObject({ allowed: true })
    expect(asked({ region: 'cn/11', assistingOrganisationIds: ['o2'] })).toMatchObject({ allowed: false })
  })
  it('belong to the partner that sees them', () => {
    const bank = person('BNK_DSK')
    const asked = (organisationIds: string[]) =>
      can(bank, 'execute', { kind: 'stop-order', row: row({ organisationIds }) }).allowed
    expect([asked(['o1']), asked(['o2']), asked([])]).toEqual([true, false, false])
    // A bank works with accounts, not with numbers.
    const shared = {
      originId: null,
      label: { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' },
      groupId: null,
      recipientIds: [],
    } as const
    const about = (subject: string) => can(bank, 'read', { kind: 'indicator', row: row({ subject, shared }) })
    expect(about('account')).toMatchObject({ allowed: true })
    expect(about('number')).toMatchObject({ allowed: false, reason: 'SUBJECT' })
  })
  it('with a list of those who must know are closed to everybody else, whatever the role', () => {
    for (const role of ['CTY_OFF', 'CTY_SUP', 'AGENCY_HEAD'] as const) {
      const asked = (needToKnow: string[]) =>
        can(person(role), 'read', { kind: 'case', row: row({ needToKnow }) })
      expect(asked(['p2'])).toMatchObject({ allowed: false, reason: 'NEED_TO_KNOW' })
      expect(asked(['p1']).allowed).toBe(true)
    }
  })
  it('under a label that keeps them from the reader stay closed', () => {
    const red = {
      originId: 'o9',
      label: { tlp: 'TLP:RED', pap: 'PAP:RED' },
      groupId: null,
      recipientIds: ['o2'],
    } as const
    expect(can(person('CTY_OFF'), 'read', { kind: 'report', row: row({ shared: red }) })).toMatchObject({
      allowed: false,
      reason: 'LABEL',
    })
  })
  it('are the reporter’s own by receipt only', () => {
    const nobody: Actor = { type: 'public' }
    const asked = (isReceiptHeld: boolean) =>
      can(nobody, 'read', { kind: 'report', row: row({ isReceiptHeld }) })
    expect(asked(true)).toMatchObject({ allowed: true, masked: true })
    expect(asked(false)).toMatchObject({ allowed: false })
    expect(can(nobody, 'read', { kind: 'case' })).toMatchObject({ code: 'UNAUTHENTICATED' })
  })
})

describe('separation', () => {
  it('keeps everybody from approving their own work, in every role and kind', () => {
    for (const role of roleCodes)
      for (const kind of objectKinds) {
        const mine = row({ authorId: 'person:p1', organisationIds: ['o1'] })
        expect(can(person(role), 'approve', { kind, row: mine }).allowed, `${role} ${kind}`).toBe(false)
      }
    const others = row({ authorId: 'person:p2' })
    expect(can(person('CTY_SUP'), 'approve', { kind: 'stop-order', row: others }).allowed).toBe(true)
  })
  it('keeps administrators from cases, and from roles of their own', () => {
    const administrator = person('SYS_ADM', { kind: 'hub-operator', level: null })
    const cases = [
      'report',
      'case',
      'stop-order',
      'freeze-order',
      'return-plan',
      'number-order',
      'evidence',
    ] as const
    for (const kind of cases)
      for (const action of actions) expect(can(administrator, action, { kind }).allowed, kind).toBe(false)
    for (const action of ['create', 'approve'] as const)
      expect(
        can(administrator, action, {
          kind: 'grant',
          row: row({ subjectPersonId: 'p1', organisationIds: ['o1'] }),
        }),
      ).toMatchObject({ allowed: false, reason: 'OWN_WORK' })
    expect(areCompatible(['SYS_ADM', 'CTY_OFF'])).toBe(false)
  })
  it('lets auditors read, and nothing else', () => {
    const done = permissionsOf(person('AUD')).filter(({ object }) => object !== 'session')
    expect([...new Set(done.map(({ action }) => action))].toSorted()).toEqual(['aggregate', 'hash', 'read'])
  })
  it('opens unmasked data to people with a purpose that fits', () => {
    const asked = (purpose?: 'STOP' | 'SUPPORT') =>
      can(person('CTY_OFF'), 'unmask', { kind: 'stop-order', row: row(), ...(purpose ? { purpose } : {}) })
    expect(asked('STOP')).toMatchObject({ allowed: true, masked: false })
    expect(asked('SUPPORT')).toMatchObject({ allowed: false, reason: 'PURPOSE' })
    expect(asked()).toMatchObject({ allowed: false, reason: 'PURPOSE' })
  })
})

describe('clients', () => {
  const client = (kind: OrganisationKind, scopes: readonly ClientScope[]): Actor => ({
    type: 'client',
    id: 'c1',
    scopes,
    passesOn: false,
    organisation: { id: 'o1', kind, level: null, region: 'cn', groupIds: [] },
  })
  it('do what their scopes open, and no scope opens an approval or a grant', () => {
    for (const kind of organisationKinds) {
      expect(permissionsOf(client(kind, []))).toEqual([])
      const all = permissionsOf(client(kind, clientScopes))
      expect(all.some(({ action }) => action === 'approve')).toBe(false)
      for (const closed of ['grant', 'person', 'invitation', 'api-client', 'session', 'organisation'])
        expect(
          all.some(({ object }) => object === closed),
          `${kind} ${closed}`,
        ).toBe(false)
    }
    const bank = client('bank', ['orders'])
    expect(can(bank, 'execute', { kind: 'stop-order', row: row({ organisationIds: ['o1'] }) }).allowed).toBe(
      true,
    )
    expect(can(bank, 'read', { kind: 'feed' })).toMatchObject({ allowed: false, reason: 'SCOPE' })
    expect(can(client('media', ['orders']), 'execute', { kind: 'stop-order' }).allowed).toBe(false)
  })
})

describe('roles', () => {
  it('are held in the organisations and at the levels they belong to', () => {
    for (const role of roleCodes)
      for (const kind of organisationKinds)
        for (const level of [null, ...organisationLevels]) {
          const levels: readonly string[] | null = roles[role].levels
          const kinds: readonly string[] = roles[role].kinds
          const expected =
            kinds.includes(kind) && (levels === null || (level !== null && levels.includes(level)))
          expect(mayHold(role, { kind, level }), `${role} ${kind} ${level}`).toBe(expected)
        }
    expect(isRoleCode('toString')).toBe(false)
  })
  it('never give more together than one after the other', () => {
    fc.assert(
      fc.property(
        fc.subarray(roleCodes.filter((role) => roles[role].kinds[0] === 'police')),
        fc.constantFrom(...objectKinds),
        fc.constantFrom(...actions),
        (held, kind, action) => {
          const one = person('CTY_OFF')
          const together = can({ ...one, roles: held }, action, { kind }).allowed
          const apart = [[], ...held.map((role) => [role])].some(
            (each) => can({ ...one, roles: each }, action, { kind }).allowed,
          )
          expect(together).toBe(apart)
        },
      ),
    )
  })
})
