import type { ActList, NamedMemberList } from '@wuzei/contract'
import {
  addClient,
  addOrganisation,
  addPerson,
  send,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

let hub: TestHub
let bankId: string
let desk: TestPerson
let supervisor: TestPerson
let administrator: TestPerson
let city: TestPerson
beforeAll(async () => {
  hub = await startTestHub()
  bankId = (await addOrganisation(hub, { kind: 'bank', region: 'cn/44' })).id
  desk = await addPerson(hub, bankId, ['BNK_DSK'])
  supervisor = await addPerson(hub, bankId, ['BNK_SUP'])
  administrator = await addPerson(hub, bankId, ['SYS_ADM'])
  city = await addPerson(hub, (await addOrganisation(hub, { kind: 'police', region: 'cn/44/03' })).id, [
    'CTY_SUP',
  ])
})
afterAll(async () => await hub.stop())

const acts = async (by: TestPerson, after = '', status = 200) =>
  await send<ActList>(hub, 'GET', `/v1/alliance/acts${after && `?after=${after}`}`, {
    headers: by.headers,
    status,
  })
const allActs = async (by: TestPerson) => {
  const found: ActList['acts'] = []
  let after: string | null = ''
  while (after !== null) {
    const page: ActList = await acts(by, after)
    found.push(...page.acts)
    after = page.next
  }
  return found
}
/** What was just done is numbered a moment later. */
const numbered = async () =>
  await vi.waitFor(async () => {
    const left = await hub.hub.context.database.pool.query('select 1 from events where seq is null')
    expect(left.rowCount).toBe(0)
  })
const me = (person: TestPerson) => `person:${person.id}`
const actorsIn = (list: ActList['acts']) => [...new Set(list.map(({ actor }) => actor))].toSorted()

test('whoever works sees their own acts, and nobody else’s', async () => {
  await numbered()
  const own = await allActs(desk)
  expect(actorsIn(own)).toEqual([me(desk)])
  expect(own.map(({ type }) => type)).toEqual(expect.arrayContaining(['person.joined', 'session.opened']))
  expect(own.map(({ seq }) => seq)).toEqual(own.map(({ seq }) => seq).toSorted((one, other) => other - one))
})

test('a supervisor sees a city’s acts, and a partner’s supervisor only their own, as the matrix has it', async () => {
  await numbered()
  expect(actorsIn(await allActs(city))).toEqual([me(city)])
  const officer = await addPerson(hub, city.organisationId, ['CTY_OFF'])
  await numbered()
  expect(actorsIn(await allActs(city))).toEqual([me(city), me(officer)].toSorted())
  expect(actorsIn(await allActs(officer))).toEqual([me(officer)])
  expect(actorsIn(await allActs(supervisor))).toEqual([me(supervisor)])
})

test('an auditor sees what is done in its region, not whom it was done to outside of it', async () => {
  const auditorOf = async (region: string) => {
    const organisation = await addOrganisation(hub, { kind: 'auditor', region })
    return await addPerson(hub, organisation.id, ['AUD'])
  }
  const here = await auditorOf('cn/44')
  const elsewhere = await auditorOf('cn/11')
  const operator = await addOrganisation(hub, { kind: 'hub-operator', region: 'cn/11' })
  const hubAdministrator = await addPerson(hub, operator.id, ['SYS_ADM'])
  await send(hub, 'PUT', `/v1/alliance/people/${desk.id}/state`, {
    headers: hubAdministrator.headers,
    body: { state: 'suspended', reason: 'on leave' },
  })
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: city.headers,
    body: { value: '13800138000', level: 'confirmed', reason: 'seen by many' },
  })
  await numbered()
  const seen = await allActs(here)
  expect(actorsIn(seen)).toEqual(expect.arrayContaining([me(supervisor), me(city), me(here)]))
  expect(actorsIn(seen)).not.toContain(me(hubAdministrator))
  expect(seen.filter(({ subject }) => subject?.startsWith('phone:')).map(({ subject }) => subject)).toEqual([
    expect.not.stringContaining('13800138000'),
  ])
  const own = await allActs(city)
  expect(own.map(({ subject }) => subject)).toContain('phone:+8613800138000')
  const far = await allActs(elsewhere)
  expect(actorsIn(far).filter((actor) => !actor.startsWith('administrator:'))).toEqual(
    [me(elsewhere), me(hubAdministrator)].toSorted(),
  )
  // What a key of the hub did has no place, and is every auditor's to see; nobody else's.
  for (const list of [seen, far])
    expect(list.filter(({ actor }) => actor.startsWith('administrator:')).map(({ type }) => type)).toContain(
      'invitation.created',
    )
  expect(own.some(({ actor }) => actor.startsWith('administrator:'))).toBe(false)
  expect(far.find(({ type }) => type === 'person.state-changed')?.subject).toBeNull()
  const theirs = await allActs(hubAdministrator).catch(String)
  expect(theirs).toMatch(/403/)
})

test('pages follow each other without a gap', async () => {
  for (let count = 0; count < 60; count += 1) {
    const { id } = await addClientBy(administrator, `system ${count}`)
    expect(id).toBeTruthy()
  }
  await numbered()
  const auditor = await addPerson(hub, (await addOrganisation(hub, { kind: 'auditor', region: '' })).id, [
    'AUD',
  ])
  await numbered()
  const first = await acts(auditor)
  expect(first.acts).toHaveLength(50)
  const all = await allActs(auditor)
  const rows = await hub.hub.context.database.pool.query<{ seq: string }>(
    `select seq from events where actor ~ '^(person|client|administrator):' order by seq desc`,
  )
  expect(all.map(({ seq }) => seq)).toEqual(rows.rows.map(({ seq }) => Number(seq)))
  await acts(auditor, 'x', 400)
})

const addClientBy = async (person: TestPerson, name: string) =>
  (
    await send<{ client: { id: string } }>(
      hub,
      'POST',
      `/v1/alliance/organisations/${person.organisationId}/clients`,
      { headers: person.headers, body: { name, scopes: ['check'] } },
    )
  ).client

test('the public, systems and roles without it see no acts', async () => {
  const station = await addOrganisation(hub, { kind: 'police', level: 'county', region: 'cn/44/03/05' })
  await acts(await addPerson(hub, station.id, ['STN_OFF']), '', 403)
  const client = await addClient(hub, bankId, ['check', 'feed', 'share'])
  await send(hub, 'GET', '/v1/alliance/acts', { headers: client.headers, status: 403 })
  await send(hub, 'GET', '/v1/alliance/acts', { status: 401 })
  await send(hub, 'GET', '/v1/alliance/acts', { headers: hub.administrator, status: 403 })
})

test('only who agreed is named in public, as long as it is a member', async () => {
  const named = async () => await send<NamedMemberList>(hub, 'GET', '/v1/members')
  expect(await named()).toEqual({ members: [], next: null })
  await send(hub, 'PUT', '/v1/retractions/public-name', {
    headers: supervisor.headers,
    body: { agreed: true },
  })
  expect(await named()).toEqual({
    members: [{ id: bankId, name: { zh: '成员（bank）', en: 'A bank' }, kind: 'bank' }],
    next: null,
  })
  await send(hub, 'PUT', `/v1/alliance/organisations/${bankId}/state`, {
    headers: hub.administrator,
    body: { state: 'suspended', reason: 'contract under review' },
  })
  expect(await named()).toEqual({ members: [], next: null })
})
