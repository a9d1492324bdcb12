import type { GrantList, PersonList } from '@wuzei/contract'
import { addClient, addOrganisation, addPerson, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addAdministratorKey } from '../administration/administrator-key.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(async () => await hub.stop())

type Headers = Readonly<Record<string, string>>

const propose = async (headers: Headers, personId: string, role: string, status = 200) =>
  await send<{ id: string; code?: string }>(hub, 'POST', `/v1/alliance/people/${personId}/grants`, {
    headers,
    body: { role },
    status,
  })
const decide = async (headers: Headers, id: string, status = 204, decision = 'approve') =>
  await send<{ code: string } | null>(hub, 'POST', `/v1/alliance/grants/${id}/decision`, {
    headers,
    body: { decision },
    status,
  })
const rolesOf = async (headers: Headers) =>
  (await send<{ roles: string[] }>(hub, 'GET', '/v1/alliance/me', { headers })).roles

test('a role needs two administrators, neither of whom is to hold it', async () => {
  const operator = await addOrganisation(hub, { kind: 'hub-operator', region: '' })
  const [first, second] = [
    await addPerson(hub, operator.id, ['SYS_ADM']),
    await addPerson(hub, operator.id, ['SYS_ADM']),
  ]
  expect(await rolesOf(second.headers)).toEqual(['SYS_ADM'])
  const police = await addOrganisation(hub, { kind: 'police', level: 'city', region: 'cn/44/03' })
  const officer = await addPerson(hub, police.id, [])
  const { id } = await propose(first.headers, officer.id, 'CTY_OFF')
  expect(await rolesOf(officer.headers)).toEqual([])
  await propose(second.headers, officer.id, 'CTY_OFF', 409)
  await decide(first.headers, id, 403)
  await decide(officer.headers, id, 403)
  await decide(second.headers, id)
  expect(await rolesOf(officer.headers)).toEqual(['CTY_OFF'])
  await decide(second.headers, id, 409)
  await send(hub, 'DELETE', `/v1/alliance/grants/${id}`, { headers: second.headers })
  expect(await rolesOf(officer.headers)).toEqual([])

  // Roles that do not fit, and an administrator who wants to see cases.
  await propose(first.headers, officer.id, 'BNK_DSK', 422)
  await propose(first.headers, officer.id, 'MIN_OFF', 422)
  await propose(first.headers, first.id, 'SYS_ADM', 403)
  await propose(second.headers, first.id, 'CTY_OFF', 422)
  const refusedOne = await propose(first.headers, officer.id, 'CTY_SUP')
  await decide(second.headers, refusedOne.id, 204, 'refuse')
  expect(await rolesOf(officer.headers)).toEqual([])
  const { grants }: GrantList = await send(hub, 'GET', `/v1/alliance/organisations/${police.id}/grants`, {
    headers: officer.headers,
  })
  expect(grants.map(({ role, state }) => [role, state])).toEqual([
    ['CTY_OFF', 'withdrawn'],
    ['CTY_SUP', 'refused'],
  ])
})

test('only the first two administrators are made by one key', async () => {
  const { pool } = hub.hub.context.database
  const operator = await addOrganisation(hub, { kind: 'hub-operator', region: '' })
  const third = await addPerson(hub, operator.id, ['SYS_ADM'])
  const grants = await pool.query<{ is_first: boolean; proposed_by: string; decided_by: string }>(
    'select is_first, proposed_by, decided_by from grants where person_id = $1',
    [third.id],
  )
  expect(grants.rows[0]?.is_first).toBe(false)
  expect(grants.rows[0]?.decided_by).not.toBe(grants.rows[0]?.proposed_by)
})

test('a member’s administrator looks after that member, and nothing else', async () => {
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const branch = await addOrganisation(hub, { kind: 'bank', parentId: bank.id })
  const other = await addOrganisation(hub, { kind: 'bank' })
  const own = await addPerson(hub, bank.id, ['SYS_ADM'])
  const desk = await addPerson(hub, bank.id, ['BNK_DSK'])
  const invite = async (headers: Headers, organisationId: string, status: number) =>
    await send(hub, 'POST', `/v1/alliance/organisations/${organisationId}/invitations`, {
      headers,
      body: { email: `${crypto.randomUUID()}@bank.example`, roles: ['BNK_DSK'] },
      status,
    })
  await invite(own.headers, bank.id, 200)
  await invite(own.headers, branch.id, 200)
  await invite(own.headers, other.id, 403)
  await invite(desk.headers, bank.id, 403)
  await send(hub, 'POST', '/v1/alliance/organisations', {
    headers: own.headers,
    body: { name: { zh: '假', en: 'False' }, kind: 'police', level: 'city', region: 'cn' },
    status: 403,
  })
  await send(hub, 'PUT', `/v1/alliance/organisations/${bank.id}/state`, {
    headers: own.headers,
    body: { state: 'left', reason: 'x' },
    status: 403,
  })
  await send(hub, 'PUT', `/v1/alliance/people/${own.id}/state`, {
    headers: own.headers,
    body: { state: 'active', reason: 'myself' },
    status: 403,
  })
  // Colleagues see names, administrators see mail addresses, others nothing.
  const people = async (headers: Headers, status = 200) =>
    await send<PersonList>(hub, 'GET', `/v1/alliance/organisations/${bank.id}/people`, { headers, status })
  expect((await people(own.headers)).people.map(({ email }) => email)).toContain(desk.email)
  expect((await people(desk.headers)).people.map(({ email }) => email)).toEqual([null, null])
  const stranger = await addPerson(hub, other.id, ['BNK_DSK'])
  await people(stranger.headers, 403)
  await send(hub, 'PUT', `/v1/alliance/people/${desk.id}/state`, {
    headers: own.headers,
    body: { state: 'suspended', reason: 'on leave' },
  })
  await send(hub, 'GET', '/v1/alliance/me', { headers: desk.headers, status: 401 })
})

test('lists page by key, and nothing is there twice or missing', async () => {
  const operator = await addOrganisation(hub, { kind: 'hub-operator', region: '' })
  for (let count = 0; count < 60; count += 1)
    await addOrganisation(hub, { kind: 'media', parentId: operator.id })
  const seen: string[] = []
  for (let next: string | null = ''; next !== null; ) {
    const page: { organisations: { id: string }[]; next: string | null } = await send(
      hub,
      'GET',
      `/v1/alliance/organisations${next === '' ? '' : `?after=${next}`}`,
      { headers: hub.administrator },
    )
    seen.push(...page.organisations.map(({ id }) => id))
    next = page.next
  }
  const all = await hub.hub.context.database.pool.query<{ id: string }>('select id from organisations')
  expect(seen).toHaveLength(all.rows.length)
  expect(new Set(seen).size).toBe(seen.length)
})

test('keys rotate with an overlap, and a revoked client is out at once', async () => {
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const client = await addClient(hub, bank.id, ['feed'])
  const me = async (key: string, status: number) =>
    await send(hub, 'GET', '/v1/alliance/me', { headers: { authorization: `Bearer ${key}` }, status })
  const rotate = async (body: object) =>
    await send<{ key: string }>(hub, 'POST', `/v1/alliance/clients/${client.id}/keys`, {
      headers: hub.administrator,
      body,
    })
  const second = await rotate({ overlapS: 3600 })
  await me(client.key, 200)
  await me(second.key, 200)
  const third = await rotate({ overlapS: 0 })
  await me(client.key, 401)
  await me(second.key, 401)
  await me(third.key, 200)
  const stored = await hub.hub.context.database.pool.query('select * from api_keys, api_clients')
  expect(JSON.stringify(stored.rows)).not.toContain(third.key)
  await send(hub, 'DELETE', `/v1/alliance/clients/${client.id}`, { headers: hub.administrator })
  await me(third.key, 401)
  await me('wzc_short', 401)
})

test('groups are known to their members, and changed by their owner', async () => {
  const [owner, member, outsider] = [
    await addOrganisation(hub, { kind: 'bank' }),
    await addOrganisation(hub, { kind: 'bank' }),
    await addOrganisation(hub, { kind: 'bank' }),
  ]
  const supervisor = await addPerson(hub, owner.id, ['BNK_SUP'])
  const person = await addPerson(hub, member.id, ['BNK_SUP'])
  const stranger = await addPerson(hub, outsider.id, ['BNK_SUP'])
  const group: { id: string } = await send(hub, 'POST', `/v1/alliance/organisations/${owner.id}/groups`, {
    headers: supervisor.headers,
    body: { name: 'southern banks' },
  })
  const path = `/v1/alliance/groups/${group.id}/members`
  await send(hub, 'PUT', `${path}/${member.id}`, { headers: supervisor.headers })
  await send(hub, 'PUT', `${path}/${outsider.id}`, { headers: person.headers, status: 403 })
  const known = async (headers: Headers) =>
    (await send<{ groups: { id: string }[] }>(hub, 'GET', '/v1/alliance/groups', { headers })).groups.map(
      ({ id }) => id,
    )
  expect(await known(person.headers)).toEqual([group.id])
  expect(await known(stranger.headers)).toEqual([])
  const groupIds = async () =>
    (await send<{ groupIds: string[] }>(hub, 'GET', '/v1/alliance/me', { headers: person.headers })).groupIds
  expect(await groupIds()).toEqual([group.id])
  await send(hub, 'DELETE', `${path}/${owner.id}`, { headers: supervisor.headers, status: 400 })
  await send(hub, 'DELETE', `/v1/alliance/groups/${group.id}`, { headers: supervisor.headers })
  expect(await groupIds()).toEqual([])
})

test('the database itself refuses what the rules forbid', async () => {
  const { pool } = hub.hub.context.database
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const person = await addPerson(hub, bank.id, [])
  const key = await addAdministratorKey(pool)
  await propose({ authorization: `Bearer ${key}` }, person.id, 'BNK_DSK')
  for (const statement of [
    `update grants set state = 'active', decided_by = proposed_by, decided_at = now() where person_id = '${person.id}'`,
    `update grants set state = 'active', decided_by = 'person:${person.id}', decided_at = now() where person_id = '${person.id}'`,
    `delete from organisations where id = '${bank.id}'`,
    `delete from people where id = '${person.id}'`,
    `insert into organisations (name_zh, name_en, kind, region, created_at, changed_at) values ('a', 'a', 'police', 'cn', now(), now())`,
  ])
    await expect(pool.query(statement), statement).rejects.toThrow(/check constraint|refused/)
})
