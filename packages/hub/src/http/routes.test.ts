import { readFileSync, writeFileSync } from 'node:fs'
import { can, clientScopes, roleCodes, roles, type Actor, type OrganisationKind } from '@wuzei/domain'
import { addClient, addOrganisation, addPerson, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { RouteAccess } from './route-access.ts'

let hub: TestHub
beforeAll(async () => {
  // Every role asks for every route from one address.
  hub = await startTestHub({ limits: { decisionsPerMinute: 100_000, signInsPerMinute: 100_000 } })
})
afterAll(async () => await hub.stop())

/** Everybody who may come: the public, the key holder, every role, SYS_ADM of the hub, a system of each kind. */
function everybody(): [string, Actor][] {
  const organisation = (kind: OrganisationKind) => ({ id: 'o', kind, level: null, region: '', groupIds: [] })
  const person = (role: (typeof roleCodes)[number], kind: OrganisationKind): Actor => ({
    type: 'person',
    id: 'p',
    roles: [role],
    organisation: organisation(kind),
  })
  return [
    ['public', { type: 'public' }],
    ['administrator', { type: 'administrator', id: 'administrator:1' }],
    ...roleCodes.map((role): [string, Actor] => [role, person(role, roles[role].kinds[0])]),
    ['SYS_ADM@hub-operator', person('SYS_ADM', 'hub-operator')],
    ...(['bank', 'vendor', 'police'] as const).map((kind): [string, Actor] => [
      `client@${kind}`,
      { type: 'client', id: 'c', scopes: clientScopes, passesOn: false, organisation: organisation(kind) },
    ]),
  ]
}

function mayCall(actor: Actor, access: RouteAccess | undefined): boolean {
  if (access === 'public') return true
  if (access === 'administrator') return actor.type === 'administrator'
  if (access === 'member') return actor.type === 'person' || actor.type === 'client'
  if (access === undefined) return false
  if (access.orAdministrator && actor.type === 'administrator') return true
  if (access.membersOnly && actor.type === 'public') return false
  return can(actor, access.action, { kind: access.object }).allowed
}

const accessText = (access: RouteAccess | undefined) =>
  typeof access === 'object'
    ? `${access.action} ${access.object}${access.orAdministrator ? ' or administrator' : ''}`
    : (access ?? 'UNDECLARED')

/** One line per route: method, path, what it asks, who may call it. */
function routeLines(): string[] {
  return hub.hub.server.routeTable.routes
    .flatMap(({ methods, url, access }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => {
          const callers = everybody().filter(([, actor]) => mayCall(actor, access))
          const names = access === 'public' ? ['everybody'] : callers.map(([name]) => name)
          return [method, url, accessText(access), names.join(' ')].join('\t')
        }),
    )
    .toSorted()
}

test('every route declares what it asks of its caller', () => {
  const undeclared = hub.hub.server.routeTable.routes.filter(({ access }) => access === undefined)
  expect(undeclared.map(({ url }) => url)).toEqual([])
})

test('who may call which route is the table that was reviewed', () => {
  const table = `method\tpath\tasks\tcallers\n${routeLines().join('\n')}\n`
  const path = new URL('../../../../vectors/alliance/routes.tsv', import.meta.url)
  // To change it on purpose: WUZEI_WRITE_TABLES=1 npx vitest run packages/hub/src/http/routes.test.ts, then read the diff.
  if (process.env['WUZEI_WRITE_TABLES'] === '1') writeFileSync(path, table)
  expect(table).toBe(readFileSync(path, 'utf8'))
})

test('what the table says is what the server does, for every route and caller', async () => {
  const callers = await signedIn()
  for (const { methods, url, access } of hub.hub.server.routeTable.routes) {
    if (access === 'public') continue
    for (const method of methods.filter((name) => name !== 'HEAD'))
      for (const [name, headers, actor] of callers) {
        const status = await statusOf(method, url, headers)
        const isRefused = status === 401 || status === 403
        expect(isRefused, `${method} ${url} by ${name}: ${status}`).toBe(!mayCall(actor, access))
      }
  }
})

/** The body is refused before it is read; whoever may call hears that it does not fit. Streams are not read. */
async function statusOf(method: string, url: string, headers: Record<string, string>): Promise<number> {
  const response = await hub.hub.server.inject({
    method: method as 'GET',
    url: url
      .replace(/(?<!:):\w+/g, '6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90')
      .replace('::', ':')
      .replace('*', 'x'),
    headers: method === 'GET' ? headers : { ...headers, 'content-type': 'application/json' },
    ...(method === 'GET' ? {} : { payload: '{"wrong' }),
    payloadAsStream: true,
  })
  response.stream().destroy()
  return response.statusCode
}

type SignedIn = [name: string, headers: Record<string, string>, actor: Actor]

/** Real callers for every row of the table; which organisation a role is in decides nothing here. */
async function signedIn(): Promise<SignedIn[]> {
  const kinds = new Map<string, string>()
  const organisationOf = async (kind: OrganisationKind, level: string | null) => {
    const key = `${kind} ${level}`
    const id = kinds.get(key) ?? (await addOrganisation(hub, { kind, level: level as 'city', region: '' })).id
    kinds.set(key, id)
    return id
  }
  // Two first administrators, so that every other role is agreed to by a second one.
  const operator = await organisationOf('hub-operator', null)
  await addPerson(hub, operator, ['SYS_ADM'])
  const found: SignedIn[] = []
  for (const [name, actor] of everybody()) {
    if (actor.type === 'public') found.push([name, {}, actor])
    if (actor.type === 'administrator') found.push([name, { ...hub.administrator }, actor])
    if (actor.type === 'person') {
      const [role] = actor.roles
      if (!role) continue
      const id = await organisationOf(actor.organisation.kind, roles[role].levels?.[0] ?? 'city')
      const person = await addPerson(hub, id, [role])
      // Injected requests have no port.
      found.push([name, { ...person.headers, origin: 'http://localhost', host: 'localhost' }, actor])
    }
    if (actor.type === 'client') {
      const id = await organisationOf(actor.organisation.kind, 'city')
      found.push([name, { ...(await addClient(hub, id, [...clientScopes])).headers }, actor])
    }
  }
  return found
}

test('a key that is none is refused everywhere but on public routes', async () => {
  for (const authorization of ['Bearer wzc_no', `Bearer wzk_${'x'.repeat(32)}`, 'Basic eDp5', ''])
    for (const path of ['/v1/alliance/me', '/v1/admin/reports'])
      await send(hub, 'GET', path, { headers: { authorization }, status: 401 })
  await send(hub, 'GET', '/v1/fraud-types', { headers: { authorization: 'Bearer wzc_no' } })
})
