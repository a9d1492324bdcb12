import { expect, test } from 'vitest'
import { publicActor, type ClientActor, type PersonActor } from '../alliance/actor.ts'
import { organisationKinds } from '../alliance/organisation.ts'
import { compareTlp, tlpLabels, type TlpLabel } from './labels.ts'
import { mayAct, mayRead, protectedActions, readerOf, type SharedRow } from './reader.ts'

const member = (id: string, kind: PersonActor['organisation']['kind'] = 'bank', groupIds: string[] = []) => ({
  id,
  kind,
  level: null,
  region: 'cn',
  groupIds,
})
const desk = (id: string, groupIds: string[] = []): PersonActor => ({
  type: 'person',
  id: `person of ${id}`,
  roles: ['BNK_DSK'],
  organisation: member(id, 'bank', groupIds),
})
const system = (id: string, passesOn = false): ClientActor => ({
  type: 'client',
  id: `system of ${id}`,
  scopes: ['feed'],
  passesOn,
  organisation: member(id, 'bank', ['group']),
})

const readers = {
  origin: readerOf(desk('origin')),
  named: readerOf(desk('named')),
  'named system': readerOf(system('named')),
  'named system that passes on': readerOf(system('named', true)),
  'in the group': readerOf(desk('grouped', ['group'])),
  'another member': readerOf(desk('other')),
  'media, named': readerOf({ ...desk('named'), roles: ['MED_EDU'], organisation: member('named', 'media') }),
  administrator: readerOf({ ...desk('named'), roles: ['SYS_ADM'] }),
  'key holder': readerOf({ type: 'administrator', id: 'administrator:1' }),
  public: readerOf(publicActor),
}

const allowedBy: Readonly<Record<TlpLabel, readonly (keyof typeof readers)[]>> = {
  'TLP:CLEAR': [
    'origin',
    'named',
    'named system',
    'named system that passes on',
    'in the group',
    'another member',
    'media, named',
    'administrator',
    'key holder',
    'public',
  ],
  'TLP:GREEN': [
    'origin',
    'named',
    'named system',
    'named system that passes on',
    'in the group',
    'another member',
    'media, named',
    'administrator',
    'key holder',
  ],
  'TLP:AMBER': ['origin', 'named', 'named system', 'named system that passes on', 'in the group'],
  'TLP:AMBER+STRICT': ['origin', 'named', 'named system'],
  'TLP:RED': ['origin', 'named'],
}

test.each(tlpLabels)('%s is read by whom TLP 2.0 lets read it', (tlp) => {
  const row: SharedRow = {
    originId: 'origin',
    label: { tlp, pap: 'PAP:CLEAR' },
    groupId: 'group',
    recipientIds: ['named'],
  }
  const reading = Object.entries(readers).filter(([, reader]) => mayRead(reader, row))
  expect(reading.map(([name]) => name)).toEqual(allowedBy[tlp])
})

test('what is for one person is not for the organisation', () => {
  const row: SharedRow = {
    originId: null,
    label: { tlp: 'TLP:RED', pap: 'PAP:RED' },
    groupId: null,
    recipientIds: ['person of named'],
  }
  expect(mayRead(readers.named, row)).toBe(true)
  expect(mayRead(readerOf({ ...desk('named'), id: 'a colleague' }), row)).toBe(false)
})

test('a hub without an origin belongs to nobody', () => {
  const row: SharedRow = {
    originId: null,
    label: { tlp: 'TLP:AMBER', pap: 'PAP:CLEAR' },
    groupId: null,
    recipientIds: [],
  }
  for (const [name, reader] of Object.entries(readers)) expect(mayRead(reader, row), name).toBe(false)
})

test('limits that a reader cannot keep close an object as well', () => {
  const row = (pap: 'PAP:GREEN' | 'PAP:AMBER'): SharedRow => ({
    originId: null,
    label: { tlp: 'TLP:GREEN', pap },
    groupId: null,
    recipientIds: [],
  })
  expect(mayRead(readers['media, named'], row('PAP:GREEN'))).toBe(true)
  expect(mayRead(readers['media, named'], row('PAP:AMBER'))).toBe(false)
})

test('no system reads what is for people, and the hub operator nothing of cases', () => {
  for (const kind of organisationKinds) {
    const { tlp } = readerOf({ ...system('a'), organisation: member('a', kind) }).clearance
    expect(compareTlp(tlp, 'TLP:AMBER+STRICT'), kind).toBeLessThanOrEqual(0)
  }
  const operator = { ...desk('a'), organisation: member('a', 'hub-operator') }
  expect(readerOf(operator).clearance.tlp).toBe('TLP:GREEN')
})

test('what may be done follows from the action label', () => {
  const allowed = (pap: 'PAP:CLEAR' | 'PAP:GREEN' | 'PAP:AMBER' | 'PAP:RED') =>
    protectedActions.filter((action) => mayAct({ tlp: 'TLP:CLEAR', pap }, action))
  expect(allowed('PAP:CLEAR')).toEqual(['observe', 'look-up', 'block', 'probe'])
  expect(allowed('PAP:GREEN')).toEqual(['observe', 'look-up', 'block', 'probe'])
  expect(allowed('PAP:AMBER')).toEqual(['observe', 'look-up'])
  expect(allowed('PAP:RED')).toEqual(['observe'])
})
