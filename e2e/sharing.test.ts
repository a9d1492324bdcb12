import type {
  LedgerReply,
  MemberCheckReply,
  RelabellingReply,
  ShareList,
  ShareReply,
  SharesReply,
} from '@wuzei/contract'
import { rebuildVerdicts } from '@wuzei/hub'
import { createClient } from '@wuzei/sdk'
import { readEvents } from '@wuzei/store'
import {
  addClient,
  addOrganisation,
  addPerson,
  send,
  startTestHub,
  type TestHub,
  type TestPerson,
} from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let hub: TestHub
let bank: TestPerson
let bankSupervisor: TestPerson
let police: TestPerson
let operator: TestPerson
let vendor: TestPerson
let others: TestPerson[]

beforeAll(async () => {
  hub = await startTestHub({ limits: { signInsPerMinute: 10_000, decisionsPerMinute: 10_000 } })
  const bankOrganisation = await addOrganisation(hub, { kind: 'bank' })
  bank = await addPerson(hub, bankOrganisation.id, ['BNK_DSK'])
  bankSupervisor = await addPerson(hub, bankOrganisation.id, ['BNK_SUP'])
  police = await addPerson(hub, (await addOrganisation(hub, { kind: 'police' })).id, ['CTY_OFF'])
  operator = await addPerson(hub, (await addOrganisation(hub, { kind: 'operator' })).id, ['TEL_DSK'])
  vendor = await addPerson(hub, (await addOrganisation(hub, { kind: 'vendor' })).id, ['SEC_VND'])
  others = [police, operator, vendor]
})
afterAll(async () => await hub.stop())

const green = { tlp: 'TLP:GREEN', pap: 'PAP:GREEN' } as const
const strict = { tlp: 'TLP:AMBER+STRICT', pap: 'PAP:AMBER' } as const
const red = { tlp: 'TLP:RED', pap: 'PAP:RED' } as const

async function give(by: TestPerson, share: object, status = 200): Promise<string> {
  const reply: SharesReply = await send(hub, 'POST', '/v1/alliance/shares', {
    headers: by.headers,
    body: { shares: [{ seen: 'call', ...share }] },
    status,
  })
  return reply.shares?.[0]?.id ?? ''
}

const show = async (by: TestPerson, id: string, status = 200): Promise<ShareReply> =>
  await send(hub, 'GET', `/v1/alliance/shares/${id}`, { headers: by.headers, status })

const listed = async (by: TestPerson, query = ''): Promise<string[]> => {
  const page: ShareList = await send(hub, 'GET', `/v1/alliance/shares${query}`, { headers: by.headers })
  return page.shares.map(({ id }) => id)
}

const checked = async (by: TestPerson, value: string) => {
  const reply: MemberCheckReply = await send(hub, 'POST', '/v1/alliance/check', {
    headers: by.headers,
    body: { values: [value] },
  })
  const [result] = reply.results
  if (!result || 'error' in result) throw new Error(`no verdict on ${value}`)
  return result
}

const act = async (by: TestPerson, id: string, what: string, body: object, status?: number) =>
  await send<RelabellingReply>(hub, 'POST', `/v1/alliance/shares/${id}/${what}`, {
    headers: by.headers,
    body,
    ...(status === undefined ? {} : { status }),
  })

async function eventsAbout(id: string) {
  await hub.settled()
  const events = await readEvents(hub.hub.context.database.pool, 0, 10_000)
  return events.filter(({ subject }) => subject === `share:${id}`)
}

describe('a share for everyone', () => {
  it('becomes evidence of the public verdict, and no longer is once it is withdrawn', async () => {
    const value = '13911110001'
    const id = await give(police, { value, label: green, fraudType: 'F08', note: 'green-note' })
    await hub.settled()
    const after = await hub.client.check(value)
    expect(after).toMatchObject({ fraudTypes: ['F08'], evidence: [{ source: 'police', count: 1 }] })
    for (const by of others)
      expect(await show(by, id)).toMatchObject({ isPublicEvidence: true, mayBlock: true })
    await act(police, id, 'withdrawal', { reason: 'error' })
    await act(police, id, 'withdrawal', { reason: 'other' })
    await hub.settled()
    expect((await hub.client.check(value)).evidence).toEqual([])
    expect(await show(bank, id)).toMatchObject({ withdrawalReason: 'error', isPublicEvidence: false })
    const events = await eventsAbout(id)
    expect(events.map(({ type }) => type)).toEqual(['share-given', 'share-withdrawn'])
    expect(JSON.stringify(events)).not.toContain('green-note')
  })

  it('may not accuse honest owners, nor be blocked by when its PAP label forbids', async () => {
    await give(police, { value: 'taobao.com', kind: 'domain', label: green }, 422)
    const value = 'only-watched.com'
    await give(vendor, { value, label: { tlp: 'TLP:GREEN', pap: 'PAP:RED' }, object: 'malware-sample' })
    await hub.settled()
    expect((await hub.client.check(value)).evidence).toEqual([])
    expect((await hub.client.check(value)).level).toBe('unknown')
    const { shares, memberLevel } = await checked(operator, value)
    expect(shares).toMatchObject([{ origin: vendor.organisationId, label: { pap: 'PAP:RED' } }])
    expect(memberLevel).not.toBe('unknown')
    const media = await addPerson(hub, (await addOrganisation(hub, { kind: 'media' })).id, ['MED_EDU'])
    expect(await checked(media, value)).toMatchObject({ shares: [], memberLevel: 'unknown' })
  })

  it('is the same share when its reference comes again', async () => {
    const share = { value: '13911110009', label: green, reference: 'case 7' }
    expect(await give(bank, share)).toBe(await give(bank, share))
    expect(await give(vendor, share)).not.toBe(await give(bank, share))
  })
})

describe('a share for some', () => {
  it('reaches its recipients and nobody else, in no answer and not in the log', async () => {
    const value = '13911110002'
    const id = await give(bank, {
      value,
      label: strict,
      note: 'strict-note',
      fraudType: 'F08',
      recipientIds: [operator.organisationId],
    })
    expect(await show(operator, id)).toMatchObject({
      note: 'strict-note',
      recipientIds: [operator.organisationId],
    })
    expect(await listed(operator)).toContain(id)
    for (const by of [police, vendor]) {
      expect(await listed(by)).not.toContain(id)
      const missing = await show(by, crypto.randomUUID(), 404)
      expect(await show(by, id, 404)).toEqual(missing)
      expect(await act(by, id, 'withdrawal', { reason: 'error' }, 404)).toEqual(missing)
      expect(await act(by, id, 'relabellings', { label: red }, 404)).toEqual(missing)
      expect((await checked(by, value)).shares).toEqual([])
    }
    await hub.settled()
    expect(await hub.client.check(value)).toMatchObject({ level: 'unknown', evidence: [] })
    const [seen] = (await checked(operator, value)).shares
    expect(seen).toMatchObject({ id, origin: bank.organisationId, label: strict, fraudType: 'F08' })
    expect((await checked(operator, value)).memberLevel).not.toBe('unknown')
    const rows = await hub.hub.context.database.pool.query(
      'select 1 from indicators where canonical like $1',
      ['%13911110002'],
    )
    expect(rows.rowCount).toBe(0)
    const [event] = await eventsAbout(id)
    expect(Object.keys(event?.payload ?? {}).toSorted()).toEqual(['label', 'sealed', 'share'])
    await act(operator, id, 'withdrawal', { reason: 'error' }, 403)
  })

  it('refuses recipients that may not be given it, or that are nobody, with one answer', async () => {
    const share = { value: '13911110003', label: red }
    await give(bank, { ...share, recipientIds: [vendor.organisationId] }, 422)
    await give(bank, { ...share, recipientIds: [crypto.randomUUID()] }, 422)
    await give(bank, { ...share, groupId: crypto.randomUUID() }, 404)
    await give(bank, { ...share, recipientIds: [police.id] })
  })

  it('with TLP:RED goes to named people and to no system', async () => {
    const id = await give(bank, { value: '13911110004', label: red, recipientIds: [police.organisationId] })
    await show(police, id)
    const client = await addClient(hub, operator.organisationId, ['share'])
    const given = await give(bank, {
      value: '13911110004',
      label: red,
      recipientIds: [operator.organisationId],
    })
    await send(hub, 'GET', `/v1/alliance/shares/${given}`, { headers: client.headers, status: 404 })
    await show(operator, given)
  })

  it('reads nothing any more once its recipient left, and stays what it was', async () => {
    const leaving = await addPerson(hub, (await addOrganisation(hub, { kind: 'bank' })).id, ['BNK_DSK'])
    const received = await give(bank, {
      value: '13911110005',
      label: strict,
      recipientIds: [leaving.organisationId],
    })
    const given = await give(leaving, {
      value: '13911110006',
      label: strict,
      recipientIds: [bank.organisationId],
    })
    await show(leaving, received)
    await send(hub, 'PUT', `/v1/alliance/organisations/${leaving.organisationId}/state`, {
      headers: hub.administrator,
      body: { state: 'left', reason: 'contract ended' },
    })
    await show(leaving, received, 401)
    expect(await show(bank, given)).toMatchObject({ label: strict, originId: leaving.organisationId })
    expect((await show(bank, received)).recipientIds).toEqual([leaving.organisationId])
  })
})

describe('labels', () => {
  it('are closed by the origin alone, at once, for what passes it on as well', async () => {
    const value = '13911110010'
    const id = await give(police, { value, label: green })
    const passed: SharesReply = await send(hub, 'POST', '/v1/alliance/shares', {
      headers: bank.headers,
      body: { shares: [{ passOn: id }] },
    })
    const passedId = passed.shares[0]?.id ?? ''
    await hub.settled()
    expect((await hub.client.check(value)).evidence[0]).toMatchObject({ source: 'police', count: 1 })
    await act(operator, id, 'relabellings', { label: strict }, 403)
    expect(await act(police, id, 'relabellings', { label: strict })).toEqual({ state: 'closed' })
    await hub.settled()
    expect((await hub.client.check(value)).evidence).toEqual([])
    for (const hidden of [id, passedId]) await show(vendor, hidden, 404)
    const last = (await eventsAbout(id)).at(-1)
    expect(last?.type).toBe('share-relabelled')
    expect(Object.keys(last?.payload ?? {}).toSorted()).toEqual(['label', 'sealed', 'share'])
  })

  it('are opened by two people of the origin, one of them a supervisor', async () => {
    const value = '13911110011'
    const id = await give(bank, { value, label: strict })
    expect(await act(bank, id, 'relabellings', { label: green })).toEqual({ state: 'proposed' })
    await act(bankSupervisor, id, 'relabellings', { label: green }, 409)
    await act(bank, id, 'relabellings/decision', { decision: 'approve' }, 403)
    await show(police, id, 404)
    await act(bankSupervisor, id, 'relabellings/decision', { decision: 'approve' })
    await show(police, id)
    await hub.settled()
    expect((await hub.client.check(value)).evidence).toMatchObject([{ source: 'member' }])
    await act(bankSupervisor, id, 'relabellings/decision', { decision: 'approve' }, 404)
  })

  it('are opened by a colleague where the organisation has no supervisors', async () => {
    const value = '13911110099'
    const id = await give(vendor, { value, label: strict })
    expect(await act(vendor, id, 'relabellings', { label: green })).toEqual({ state: 'proposed' })
    await act(vendor, id, 'relabellings/decision', { decision: 'approve' }, 403)
    await act(bankSupervisor, id, 'relabellings/decision', { decision: 'approve' }, 404)
    const colleague = await addPerson(hub, vendor.organisationId, ['SEC_VND'])
    await act(colleague, id, 'relabellings/decision', { decision: 'approve' })
    await show(police, id)
  })

  it('are never opened by whoever proposed it, supervisor or not, nor after it was refused', async () => {
    const id = await give(bank, { value: '13911110012', label: red })
    await act(bankSupervisor, id, 'relabellings', { label: green })
    await act(bankSupervisor, id, 'relabellings/decision', { decision: 'approve' }, 403)
    const second = await addPerson(hub, bank.organisationId, ['BNK_SUP'])
    await act(second, id, 'relabellings/decision', { decision: 'refuse' })
    await act(second, id, 'relabellings/decision', { decision: 'approve' }, 404)
    expect((await show(bank, id)).label).toEqual(red)
  })

  it('limit passing on', async () => {
    const pass = async (by: TestPerson, passOn: string, more: object, status: number) =>
      await send(hub, 'POST', '/v1/alliance/shares', {
        headers: by.headers,
        body: { shares: [{ passOn, ...more }] },
        status,
      })
    const recipientIds = [operator.organisationId]
    const amber = await give(bank, { value: '13911110013', label: strict, recipientIds })
    await pass(operator, amber, { recipientIds: [police.organisationId] }, 403)
    await pass(operator, amber, { label: green }, 403)
    await pass(operator, amber, { recipientIds: [operator.id] }, 200)
    await pass(vendor, amber, {}, 404)
    const closed = await give(bank, { value: '13911110014', label: red, recipientIds })
    await pass(operator, closed, { recipientIds: [operator.id] }, 403)
    await act(bank, amber, 'withdrawal', { reason: 'outdated' })
    await pass(operator, amber, { recipientIds: [operator.id] }, 409)
  })

  it('stand in the header of what is answered and in an exported file', async () => {
    const value = '13911110015'
    await give(bank, { value, label: red })
    await give(bank, { value, label: green })
    const path = `/v1/alliance/share-export?value=${value}`
    const own = await fetch(hub.url + path, { headers: bank.headers })
    expect(own.headers.get('sharing-label')).toBe('TLP:RED PAP:RED')
    expect(own.headers.get('content-disposition')).toContain('TLP-RED_PAP-RED')
    const lines = (await own.text()).trim().split('\n')
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ label: red, count: 2 })
    expect(lines).toHaveLength(3)
    const theirs = await fetch(hub.url + path, { headers: vendor.headers })
    expect(theirs.headers.get('sharing-label')).toBe('TLP:GREEN PAP:GREEN')
    const reports = await fetch(`${hub.url}/v1/admin/reports`, { headers: hub.administrator })
    expect(reports.headers.get('sharing-label')).toBe('TLP:RED PAP:RED')
    expect((await fetch(`${hub.url}/v1/check?value=${value}`)).headers.get('sharing-label')).toBeNull()
  })
})

describe('the ledger', () => {
  it('tells a member what came of each of its shares', async () => {
    const giver = await addPerson(hub, (await addOrganisation(hub, { kind: 'police' })).id, ['CTY_OFF'])
    const value = '13911110020'
    await give(giver, { value, label: green, fraudType: 'F08' })
    await hub.settled()
    await send(hub, 'POST', '/v1/admin/retractions', {
      headers: hub.administrator,
      body: { value, reason: 'wrong number' },
    })
    await give(giver, { value: '13911110021', label: red })
    const ledger: LedgerReply = await send(hub, 'GET', '/v1/alliance/ledger', { headers: giver.headers })
    expect(ledger.totals).toMatchObject({ given: 2, withdrawn: 0 })
    expect(ledger.entries).toMatchObject([
      { share: { label: red }, levelBefore: null, retracted: false },
      { share: { label: green }, levelBefore: 'unknown', retracted: true },
    ])
    expect(ledger.entries[1]?.levelAfter).not.toBe('unknown')
  })

  it('tells others numbers only, of what they may read, and none below five', async () => {
    const giver = await addPerson(hub, (await addOrganisation(hub, { kind: 'bank' })).id, ['BNK_DSK'])
    const path = `/v1/alliance/ledger?organisationId=${giver.organisationId}`
    const given = async () => {
      const ledger: LedgerReply = await send(hub, 'GET', path, { headers: vendor.headers })
      expect(ledger.entries).toEqual([])
      return ledger.totals.given
    }
    for (let index = 0; index < 4; index += 1) {
      await give(giver, { value: `1391111003${index}`, label: green })
      await give(giver, { value: `1391111003${index}`, label: strict })
    }
    expect(await given()).toBeNull()
    await give(giver, { value: '13911110034', label: green })
    expect(await given()).toBe(5)
  })
})

it('the published client shares, checks, relabels, withdraws, exports and reads the ledger', async () => {
  const { key } = await addClient(hub, bank.organisationId, ['share', 'check'])
  const { routes } = createClient({ baseUrl: hub.url, credentials: { apiKey: key } })
  const value = 'published-client.top'
  const given = await routes.createShares({ body: { shares: [{ value, seen: 'site', label: strict }] } })
  const params = { id: given.shares[0]?.id ?? '' }
  const { id } = params
  expect((await routes.shares({ query: { value } })).shares).toEqual([await routes.share({ params })])
  expect((await routes.checkAsMember({ body: { values: [value] } })).results).toMatchObject([
    { shares: [{ id }] },
  ])
  expect(await routes.proposeRelabelling({ params, body: { label: red } })).toEqual({ state: 'closed' })
  expect((await routes.shareRelabellings({ params })).relabellings).toMatchObject([{ from: strict, to: red }])
  await expect(routes.proposeRelabelling({ params, body: { label: green } })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await expect(routes.decideRelabelling({ params, body: { decision: 'approve' } })).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
  await routes.withdrawShare({ params, body: { reason: 'outdated' } })
  const lines = new TextDecoder().decode(await routes.exportShares({ query: { value } })).split('\n')
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ id })
  expect((await routes.ledger()).entries[0]?.share).toMatchObject({ id, withdrawalReason: 'outdated' })
})

it('a thousand shares are one request; some on the same indicator keep their order', async () => {
  const shares = Array.from({ length: 1000 }, (_, index) => ({
    value: `1392222${String(index % 900).padStart(4, '0')}`,
    seen: 'call',
    label: index % 3 === 0 ? strict : green,
  }))
  const reply: SharesReply = await send(hub, 'POST', '/v1/alliance/shares', {
    headers: bank.headers,
    body: { shares },
  })
  expect(new Set(reply.shares.map(({ id }) => id)).size).toBe(1000)
  await send(hub, 'POST', '/v1/alliance/shares', {
    headers: bank.headers,
    body: { shares: [...shares.slice(0, 3), { value: '', seen: 'call' }] },
    status: 400,
  })
})

it('the log alone leads to the same verdicts, bit for bit', async () => {
  await hub.settled()
  const rebuilt = await rebuildVerdicts(hub.hub.context.database)
  expect(rebuilt.mismatches).toEqual([])
  expect(rebuilt.indicators).toBeGreaterThan(500)
})
