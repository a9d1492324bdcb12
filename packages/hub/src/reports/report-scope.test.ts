import type { DisputeQueue, ReportList } from '@wuzei/contract'
import { can, roleCodes, roles, type Actor, type OrganisationLevel } from '@wuzei/domain'
import { reportFilter } from '@wuzei/store'
import {
  addClient,
  addOrganisation,
  addPerson,
  reportBody,
  send,
  solvedReport,
  startTestHub,
  type TestHub,
} from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { reportScopeOf, rowOfReport, type PlacedReport, type ReportForm } from './report-scope.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(async () => await hub.stop())

const organisationId = '6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90'
const regions = [null, '', 'cn', 'cn/44', 'cn/44/03', 'cn/44/03/05', 'cn/44/031', 'cn/11', 'de/09']

/** Every role at every level in several regions, and systems. */
function everybody(): Actor[] {
  return ['', 'cn', 'cn/44', 'cn/44/03', 'cn/44/03/05'].flatMap((region) => [
    ...roleCodes.flatMap((role): Actor[] =>
      (roles[role].levels ?? ['city']).map((level: OrganisationLevel) => ({
        type: 'person',
        id: 'p',
        roles: [role],
        organisation: { id: organisationId, kind: roles[role].kinds[0], level, region, groupIds: [] },
      })),
    ),
    {
      type: 'client',
      id: 'c',
      scopes: ['report', 'dispute'],
      passesOn: false,
      organisation: { id: organisationId, kind: 'police', level: 'city', region, groupIds: [] },
    },
  ])
}

test('the filter of lists is the decision on single reports, for every role, level and place', async () => {
  const reports: PlacedReport[] = regions.flatMap((region) =>
    [null, organisationId, '1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed'].map((filer) => ({
      region,
      filedBy: filer && 'person:x',
      organisationId: filer,
    })),
  )
  let shown = 0
  const forms: readonly ReportForm[] = ['masked', 'opened']
  for (const [actor, form] of everybody().flatMap((one) => forms.map((asForm) => [one, asForm] as const))) {
    const { text, params } = reportFilter(reportScopeOf(actor, form), 'r', 3)
    const found = await hub.hub.context.database.pool.query<{ position: number }>(
      `select position::integer from unnest($1::text[], $2::uuid[]) with ordinality
         as r(region, organisation_id, position) where ${text} order by position`,
      [reports.map(({ region }) => region), reports.map((report) => report.organisationId), ...params],
    )
    const expected = reports.flatMap((report, index) =>
      can(actor, 'read', { kind: 'report', row: rowOfReport(actor, report, form) }).allowed
        ? [index + 1]
        : [],
    )
    expect(
      found.rows.map(({ position }) => position),
      JSON.stringify(actor),
    ).toEqual(expected)
    shown += expected.length
  }
  expect(shown).toBeGreaterThan(0)
})

const report = async (value: string, more: object = {}, headers: Readonly<Record<string, string>> = {}) =>
  await send<{ receipt: string }>(hub, 'POST', '/v1/reports', {
    headers,
    body: { ...(await solvedReport(hub.client, reportBody(value))), ...more },
    status: 201,
  })
const centre = async (region: string, role: string, level: OrganisationLevel = 'city') =>
  await addPerson(hub, (await addOrganisation(hub, { kind: 'police', level, region })).id, [role])
const list = async (by: { readonly headers: Readonly<Record<string, string>> }) =>
  (await send<ReportList>(hub, 'GET', '/v1/admin/reports', { headers: by.headers })).reports
const decide = async (
  by: { readonly headers: Readonly<Record<string, string>> },
  id: string | undefined,
  status = 204,
) =>
  await send(hub, 'POST', `/v1/admin/reports/${id}/decision`, {
    headers: by.headers,
    body: { status: 'confirmed', reason: 'seen by the bank as well' },
    status,
  })

test('reports go to the police of their place, unplaced ones to every centre, masked; stations see their own', async () => {
  const contact = '13912345678'
  await report('13800138001', { region: 'cn/44/03/05', contact })
  await report('13800138002', { region: 'cn/44/01' })
  await report('13800138003')
  // A fixed number of Guangzhou tells the province.
  await report('13800138004', { contact: '020-81234567' })
  const opened = await list({ headers: hub.administrator })
  const valuesOf = new Map(opened.map(({ id, indicators }) => [id, indicators[0]?.canonical.slice(-1)]))
  expect([...valuesOf.values()]).toEqual(['1', '2', '3', '4'])
  const seen = async (by: Awaited<ReturnType<typeof centre>>) =>
    (await list(by)).map(({ id }) => valuesOf.get(id))
  const city = await centre('cn/44/03', 'CTY_SUP')
  expect(await seen(city)).toEqual(['1', '3', '4'])
  expect(await seen(await centre('cn/44', 'PRV_OFF', 'province'))).toEqual(['1', '2', '3', '4'])
  expect(await seen(await centre('cn/11', 'CTY_OFF'))).toEqual(['3'])
  expect(await seen(await centre('cn/44/03/05', 'STN_OFF', 'county'))).toEqual(['1'])
  const masked = JSON.stringify(await list(city))
  expect(masked).not.toMatch(/1380013800|13912345678/)
  expect(JSON.stringify(opened)).toMatch(/13912345678/)
  const [first, second, third] = opened.map(({ id }) => id)
  await decide(await centre('cn/44/03', 'CTY_OFF'), first, 403)
  await decide(city, second, 403)
  await decide(city, first)
  await decide(city, third)
  await decide(city, '999999', 404)
  const events = await hub.hub.context.database.pool.query<{ actor: string }>(
    `select actor from events where type = 'report.decided' order by id`,
  )
  expect(events.rows.map(({ actor }) => actor)).toEqual([`person:${city.id}`, `person:${city.id}`])
})

test('a member files in its own name, sees what it filed, and whoever filed it does not decide it', async () => {
  const bankId = (await addOrganisation(hub, { kind: 'bank' })).id
  const desk = await addPerson(hub, bankId, ['BNK_DSK'])
  const system = await addClient(hub, bankId, ['report'])
  await report('13800138011', { region: 'cn/44/03' }, desk.headers)
  await report('13800138012', { region: 'cn/44/03' }, system.headers)
  expect(await list(desk)).toHaveLength(2)
  const otherBank = await addOrganisation(hub, { kind: 'bank' })
  expect(await list(await addPerson(hub, otherBank.id, ['BNK_DSK']))).toEqual([])
  const supervisor = await centre('cn/44/03', 'CTY_SUP')
  const before = (await list(supervisor)).map(({ id }) => id)
  const both = await centre('cn/44/03', 'CTY_SUP')
  await send(hub, 'GET', '/v1/alliance/me', { headers: both.headers })
  const officer = await addPerson(hub, both.organisationId, ['CTY_OFF', 'CTY_SUP'])
  await report('13800138013', { region: 'cn/44/03' }, officer.headers)
  const [own] = (await list(supervisor)).filter(({ id }) => !before.includes(id))
  await decide(officer, own?.id, 403)
  await decide(both, own?.id)
})

test('who may not file or read is refused, and an ordinary page reports as anybody', async () => {
  const authority = await addOrganisation(hub, { kind: 'certificate-authority' })
  const operator = await addPerson(hub, authority.id, ['CA_OPR'])
  const body = await solvedReport(hub.client, reportBody('13800138021'))
  await send(hub, 'POST', '/v1/reports', { headers: operator.headers, body, status: 403 })
  await send(hub, 'POST', '/v1/reports', { headers: { authorization: 'Bearer wzc_x' }, body, status: 401 })
  const { origin: _origin, ...crossSite } = operator.headers
  await send(hub, 'POST', '/v1/reports', {
    headers: { ...crossSite, 'sec-fetch-site': 'cross-site' },
    body,
    status: 403,
  })
  await send(hub, 'POST', '/v1/reports', {
    headers: { cookie: operator.headers['cookie'] ?? '' },
    body,
    status: 201,
  })
  const filed = await hub.hub.context.database.pool.query<{ filed_by: string | null }>(
    'select filed_by from reports order by id desc limit 1',
  )
  expect(filed.rows).toEqual([{ filed_by: null }])
  await send(hub, 'GET', '/v1/admin/reports', { status: 401 })
  await send(hub, 'GET', '/v1/admin/reports', { headers: operator.headers, status: 403 })
  await send(hub, 'POST', '/v1/reports', { body: { ...body, region: 'CN/44' }, status: 400 })
})

test('sources and the yellow pages are for the hub’s own administrators', async () => {
  const hubAdministrator = await addPerson(hub, (await addOrganisation(hub, { kind: 'hub-operator' })).id, [
    'SYS_ADM',
  ])
  const city = await centre('cn/44/03', 'CTY_SUP')
  const identity = {
    id: 'example-bank',
    name: { zh: '示例银行', en: 'Example Bank' },
    category: 'bank',
    spoofed: true,
    indicators: [{ value: '95599' }],
  }
  const write = { body: identity }
  await send(hub, 'PUT', '/v1/admin/identities', { headers: city.headers, ...write, status: 403 })
  await send(hub, 'PUT', '/v1/admin/identities', { headers: hubAdministrator.headers, ...write })
  const bring = async (headers: Readonly<Record<string, string>>) =>
    (
      await fetch(`${hub.url}/v1/admin/imports?format=txt`, {
        method: 'POST',
        headers: { ...headers, 'content-type': 'text/plain' },
        body: 'https://login.example-bank.top/a\n',
      })
    ).status
  expect(await bring(city.headers)).toBe(403)
  const { 'x-wuzei-request': _header, ...foreign } = hubAdministrator.headers
  expect(await bring(foreign)).toBe(403)
  expect(await bring(hubAdministrator.headers)).toBe(200)
  const events = await hub.hub.context.database.pool.query<{ actor: string }>(
    `select actor from events where subject = 'identity:example-bank'`,
  )
  expect(events.rows.map(({ actor }) => actor)).toEqual([`person:${hubAdministrator.id}`])
})

test('disputes go to the police of their place, unplaced ones to every centre, and are decided there alone', async () => {
  const value = '02087654321'
  await report(value)
  await report('13800138077')
  await hub.settled()
  const dispute = async (statement: string, more: object) =>
    await send(hub, 'POST', '/v1/disputes', {
      body: {
        ...(await solvedReport(hub.client, reportBody('x'))),
        indicators: undefined,
        statement,
        ...more,
      },
      status: 201,
    })
  await dispute('placed', { value: '13800138077', region: 'cn/44/03' })
  // Who disputes it leaves a fixed number of Beijing; nobody says where; the number itself is of Guangzhou.
  await dispute('reached', { value: '13800138077', contact: '010-62345678' })
  await dispute('nowhere', { value: '13800138077' })
  await dispute('numbered', { value })
  const queueOf = async (by: { readonly headers: Readonly<Record<string, string>> }) =>
    (await send<DisputeQueue>(hub, 'GET', '/v1/console/disputes', { headers: by.headers })).disputes
  const seen = async (by: Parameters<typeof queueOf>[0]) =>
    (await queueOf(by)).map(({ statement }) => statement).toSorted()
  const shenzhen = await centre('cn/44/03', 'CTY_SUP')
  expect(await seen(shenzhen)).toEqual(['nowhere', 'numbered', 'placed'])
  const beijing = await centre('cn/11', 'CTY_SUP')
  expect(await seen(beijing)).toEqual(['nowhere', 'reached'])
  expect(await seen(await centre('cn/44', 'PRV_SUP', 'province'))).toEqual(['nowhere', 'numbered', 'placed'])
  expect(await seen(await centre('cn', 'MIN_SUP', 'ministry'))).toEqual([
    'nowhere',
    'numbered',
    'placed',
    'reached',
  ])
  const placed = (await queueOf(shenzhen)).find(({ statement }) => statement === 'placed')
  const act = async (by: typeof beijing, status: number, path: string, body: object) =>
    await send(hub, 'POST', path, { headers: by.headers, body, status })
  const opening = { record: 'dispute', id: placed?.id, purpose: 'APPEAL' }
  await act(beijing, 403, '/v1/console/unmaskings', opening)
  await act(shenzhen, 200, '/v1/console/unmaskings', opening)
  const decision = { state: 'rejected', explanation: 'we looked at it' }
  await act(beijing, 403, `/v1/admin/disputes/${placed?.id}/decision`, decision)
  await act(shenzhen, 204, `/v1/admin/disputes/${placed?.id}/decision`, decision)
})
