import type { AppealReply, CaseworkReply, StopApplicationReply } from '@wuzei/contract'
import { addPerson, send } from '@wuzei/testkit'
import { afterAll, expect, test, vi } from 'vitest'
import { setStopScene } from './stop-scene.ts'
import type { TestBank } from './test-bank.ts'

const clock = { nowMs: Date.parse('2026-11-23T02:00:00Z') }
const scene = await setStopScene(clock)
const { hub, city, officer, supervisor, bankA, bankB, desk } = scene
afterAll(scene.stop)

test('an order goes from the application to the bank’s system and back, each step by who may', async () => {
  bankA.decide = async (order) => [await bankA.stopResult(order, {})]
  const { order, report } = await desk.apply(bankA)
  expect([report.state, order.state]).toEqual(['URGENT_ACTION', 'PENDING_APPROVAL'])
  // Nobody approves their own: not even with the role, and this officer has not even that.
  await desk.command(officer, 'stop-orders', order, 'approve', { status: 403 })
  await desk.command(supervisor, 'stop-orders', order, 'approve')
  const { entity, timers, history } = await desk.untilState('stop-orders', order.id, 'ACTIVE')
  expect(entity.facts).toMatchObject({
    securedFen: 5_000_000,
    stopNo: 1,
    expireAtMs: clock.nowMs + 48 * 3_600_000,
  })
  expect(timers.map(({ name }) => name)).toContain('expiry')
  expect(history.map(({ event, result }) => `${event} ${result}`)).toEqual([
    'create applied',
    'submit applied',
    'approve refused',
    'approve applied',
    'send applied',
    'ack applied',
    'result applied',
  ])
  expect(bankA.refused).toEqual([])
  // Whoever reads sees no account, unless for a purpose that is written down.
  expect(entity).toMatchObject({ isMasked: true, facts: { accountName: '李**', payerName: '王**' } })
  const opened = await desk.read('stop-orders', order.id, officer, '?purpose=STOP')
  expect(opened.entity.facts['accountName']).toBe('李四')
})

test('a command under the same key is one command, and a stale one none', async () => {
  bankA.decide = () => []
  const body = desk.application(bankA)
  const [first, again] = [
    await send<StopApplicationReply>(hub, 'POST', '/v1/casework/stop-applications', {
      headers: officer.headers,
      body,
    }),
    await send<StopApplicationReply>(hub, 'POST', '/v1/casework/stop-applications', {
      headers: officer.headers,
      body,
    }),
  ]
  expect([again.report.id, again.order.id]).toEqual([first.report.id, first.order.id])
  const changed = { ...body, narrative: '另一段经过' }
  const refused = await send<{ code: string }>(hub, 'POST', '/v1/casework/stop-applications', {
    headers: officer.headers,
    body: changed,
    status: 422,
  })
  expect(refused.code).toBe('KEY_REUSED')
  const key = crypto.randomUUID()
  const approvals = await Promise.all(
    [1, 2, 3].map(async () => await desk.command(supervisor, 'stop-orders', first.order, 'approve', { key })),
  )
  expect(approvals.filter(({ isRepeated }) => isRepeated).length).toBe(2)
  const stale = await desk.command(supervisor, 'stop-orders', first.order, 'refuse', {
    reason: 'x',
    status: 409,
  })
  expect(stale.code).toBe('VERSION_CONFLICT')
  // Another order for the same account in the same matter meets the first one.
  const { facts } = (await desk.read('stop-orders', first.order.id, officer, '?purpose=STOP')).entity
  const same = Object.fromEntries(
    [
      'partnerId',
      'accountNo',
      'accountName',
      'claimedFen',
      'limitFen',
      'currency',
      'transferAtMs',
      'tier',
      'mode',
      'fraudType',
      'truthStatementVersion',
      'reportId',
    ].map((name) => [name, facts[name]]),
  )
  const twice = await send<{ code: string }>(hub, 'POST', '/v1/casework/stop-orders', {
    headers: officer.headers,
    body: { key: crypto.randomUUID(), facts: same },
    status: 409,
  })
  expect(twice.code).toBe('MATTER_EXISTS')
})

test('a bank sees its own orders once they are sent, and of others’ not even that they exist', async () => {
  bankA.decide = () => []
  const { order } = await desk.apply(bankA)
  const nothing = '6f1c2a54-8a0e-4c1b-9d2f-0b7e5d3c1a90'
  const ask = async (bank: TestBank, id: string) => {
    const response = await fetch(`${hub.url}/v1/casework/stop-orders/${id}`, { headers: bank.headers })
    return { status: response.status, text: (await response.text()).replaceAll(id, 'ID') }
  }
  const unknown = await ask(bankB, nothing)
  expect(unknown.status).toBe(404)
  expect(await ask(bankA, order.id)).toEqual(unknown)
  await desk.command(supervisor, 'stop-orders', order, 'approve')
  await vi.waitFor(() => expect(bankA.orders.some(({ body }) => body.orderId === order.id)).toBe(true), {
    timeout: 20_000,
  })
  expect(await ask(bankB, order.id)).toEqual(unknown)
  const own = await ask(bankA, order.id)
  expect(own.status).toBe(200)
  // What it needs to act, and nothing of the victim.
  expect(own.text).toContain('李四')
  expect(own.text).not.toMatch(/王小明|narrative|payer|reportId/)
  const list = async (bank: TestBank) =>
    await send<{ entities: { id: string }[] }>(hub, 'GET', '/v1/casework/stop-orders', {
      headers: bank.headers,
    })
  expect((await list(bankA)).entities.map(({ id }) => id)).toContain(order.id)
  expect((await list(bankB)).entities).toEqual([])
  const step = await desk.command(bankB, 'stop-orders', { id: order.id, version: 1 }, 'result', {
    status: 404,
  })
  const stepOnNothing = await desk.command(bankB, 'stop-orders', { id: nothing, version: 1 }, 'result', {
    status: 404,
  })
  expect(step).toEqual(stepOnNothing)
  // And it cannot answer for another bank.
  const sent = bankA.orders.find(({ body }) => body.orderId === order.id)
  if (!sent) throw new Error('the order was not sent')
  const forged = await bankB.stopResult({ ...sent, to: bankB.organisationId }, {})
  expect((await bankB.answer([forged])).refused.map(({ code }) => code)).toEqual(['ORDER_UNKNOWN'])
})

test('late, double and contradictory answers are kept and change nothing; a forged one is refused', async () => {
  bankA.decide = () => []
  const { order } = await desk.apply(bankA)
  await desk.command(supervisor, 'stop-orders', order, 'approve')
  const sent = await vi.waitFor(
    () => {
      const found = bankA.orders.find(({ body }) => body.orderId === order.id)
      if (!found) throw new Error('not yet')
      return found
    },
    { timeout: 20_000 },
  )
  const serial = '1031000000001031000000000000000000000000000000000099'
  const full = await bankA.stopResult(sent, {}, serial)
  expect((await bankA.answer([full])).taken.map(({ outcome }) => outcome)).toEqual(['TAKEN'])
  expect((await bankA.answer([full])).taken.map(({ outcome }) => outcome)).toEqual(['DUPLICATE'])
  const reused = await bankA.stopResult(sent, { balanceAtStopFen: 1 }, serial)
  expect((await bankA.answer([reused])).refused.map(({ code }) => code)).toEqual(['SERIAL_REUSED'])
  const other = await bankA.stopResult(sent, { outcome: 'STOPPED_EMPTY', balanceAtStopFen: 0 })
  expect((await bankA.answer([other])).taken.map(({ outcome }) => outcome)).toEqual(['CONTRADICTS'])
  const { entity, history } = await desk.read('stop-orders', order.id)
  expect(entity).toMatchObject({ state: 'ACTIVE', facts: { outcome: 'STOPPED_FULL', securedFen: 5_000_000 } })
  expect(history.at(-1)).toMatchObject({
    result: 'late',
    effects: ['task:late-answer', 'alarm:contradictory-answer'],
  })
  const damaged = `${full.slice(0, -8)}AAAAAAAA`
  expect((await bankA.answer([damaged])).refused.map(({ code }) => code)).toEqual(['SIGNATURE_INVALID'])
})

test('money that moved on is followed: an officer orders the next layer in one act, a supervisor approves it in one', async () => {
  await send(hub, 'PUT', '/v1/admin/partner-codes/CODEBANKB', {
    headers: hub.administrator,
    body: { organisationId: bankB.organisationId },
  })
  const next = (
    serialNo: string,
    amountFen: number,
    to?: { bankId: string; accountNo: string; accountName: string },
  ) => ({
    serialNo,
    at: new Date(clock.nowMs - 60_000).toISOString(),
    amountFen,
    currency: 'CNY',
    exit: to ? ('ACCOUNT' as const) : ('ATM' as const),
    ...(to ? { to } : {}),
  })
  bankA.decide = async (order) => [
    await bankA.stopResult(order, {
      outcome: 'MOVED_ON',
      startAt: null,
      expiresAt: null,
      balanceAtStopFen: 0,
      securedFen: 0,
      isStillControlled: false,
      next: [
        next('S1', 3_000_000, { bankId: 'CODEBANKB', accountNo: '6225880000000001', accountName: '赵六' }),
        next('S2', 1_900_000, { bankId: 'CODEBANKB', accountNo: '6225880000000002', accountName: '钱七' }),
        next('S3', 99_000),
        next('S4', 5_000, { bankId: 'CODEBANKB', accountNo: '6225880000000003', accountName: '孙八' }),
      ],
    }),
  ]
  bankB.decide = async (order) => [await bankB.stopResult(order, {})]
  const { order } = await desk.apply(bankA)
  await desk.command(supervisor, 'stop-orders', order, 'approve')
  await desk.untilState('stop-orders', order.id, 'MOVED_ON')
  const path = `/v1/casework/stop-orders/${order.id}/next`
  const proposed = await send<{ next: { obstacle: string | null; taintFen: number }[] }>(
    hub,
    'GET',
    path,
    officer,
  )
  expect(proposed.next.map(({ obstacle, taintFen }) => [taintFen, obstacle])).toEqual([
    [3_000_000, null],
    [1_900_000, null],
    [99_000, 'NOT_AN_ACCOUNT'],
    [5_000, 'TOO_SMALL'],
  ])
  const ordered = await send<{ next: { childId: string | null }[] }>(hub, 'POST', path, officer)
  const again = await send<{ next: { childId: string | null }[] }>(hub, 'POST', path, officer)
  expect(again).toEqual(ordered)
  const children = ordered.next.flatMap(({ childId }) => (childId === null ? [] : [childId]))
  expect(children.length).toBe(2)
  const waiting = await Promise.all(children.map(async (id) => (await desk.read('stop-orders', id)).entity))
  const approved = await send<{ results: { state: string | null }[] }>(
    hub,
    'POST',
    '/v1/casework/stop-approvals',
    {
      headers: supervisor.headers,
      body: { key: crypto.randomUUID(), orders: waiting.map(({ id, version }) => ({ id, version })) },
    },
  )
  expect(approved.results.map((one) => one.state)).toEqual(['SENT', 'SENT'])
  for (const id of children) {
    const { entity } = await desk.untilState('stop-orders', id, 'ACTIVE')
    expect(entity.facts).toMatchObject({ tier: 2, mode: 'AMOUNT', parentOrderId: order.id })
  }
})

test('an upheld appeal releases at once, decided by somebody who had no hand in the measure', async () => {
  bankA.decide = async (order) =>
    order.type === 'stop.request' ? [await bankA.stopResult(order, {})] : [await bankA.released(order)]
  const body = desk.application(bankA)
  const { order } = await send<StopApplicationReply>(hub, 'POST', '/v1/casework/stop-applications', {
    headers: officer.headers,
    body,
  })
  await desk.command(supervisor, 'stop-orders', order, 'approve')
  await desk.untilState('stop-orders', order.id, 'ACTIVE')
  const { accountNo, accountName } = body.payee
  const appealBody = {
    key: crypto.randomUUID(),
    accountNo,
    accountName,
    grounds: '这是我卖房的首付款，有合同。',
  }
  const wrongName = await send<{ code: string }>(hub, 'POST', '/v1/appeals', {
    body: { ...appealBody, accountName: '别人', proofOfWork: await desk.work() },
    status: 404,
  })
  expect(wrongName.code).toBe('APPEAL_UNMATCHED')
  const filed = await send<AppealReply>(hub, 'POST', '/v1/appeals', {
    body: { ...appealBody, measureId: order.id, proofOfWork: await desk.work() },
  })
  const listed = await send<{ entities: CaseworkReply['entity'][] }>(
    hub,
    'GET',
    `/v1/casework/appeals?targetId=${order.id}`,
    supervisor,
  )
  const [appeal] = listed.entities
  if (!appeal) throw new Error('the appeal is not listed')
  const accepted = await desk.command(officer, 'appeals', appeal, 'accept')
  const dependent = await desk.command(supervisor, 'appeals', accepted.entity, 'uphold', {
    reason: '属实',
    status: 403,
  })
  expect(dependent.code).toBe('FOUR_EYES')
  const other = await addPerson(hub, city, ['CTY_SUP'])
  await desk.command(other, 'appeals', accepted.entity, 'uphold', { reason: '资金来源清楚' })
  await desk.untilState('stop-orders', order.id, 'RELEASED')
  await desk.untilState('appeals', appeal.id, 'DONE')
  const release = bankA.orders.find(
    ({ type, body: told }) => type === 'stop.release' && told.orderId === order.id,
  )
  expect(release?.body).toMatchObject({ cause: 'APPEAL_UPHELD' })
  const shown = await send<AppealReply>(hub, 'GET', `/v1/appeals/${filed.receipt}`)
  expect(shown).toMatchObject({
    state: 'DONE',
    outcome: 'UPHELD',
    liftedAt: new Date(clock.nowMs).toISOString(),
  })
  expect(shown.notices.length).toBeGreaterThan(1)
})

test('a freeze in a filed case takes the place of the stop, without a gap', async () => {
  bankA.decide = async (order) =>
    order.type === 'stop.request' ? [await bankA.stopResult(order, {})] : [await bankA.frozen(order)]
  const head = await addPerson(hub, city, ['AGENCY_HEAD'])
  const body = desk.application(bankA)
  const { order, report } = await send<StopApplicationReply>(hub, 'POST', '/v1/casework/stop-applications', {
    headers: officer.headers,
    body,
  })
  await desk.command(supervisor, 'stop-orders', order, 'approve')
  await desk.untilState('stop-orders', order.id, 'ACTIVE')
  const made = await send<CaseworkReply>(hub, 'POST', '/v1/casework/cases', {
    headers: officer.headers,
    body: { key: crypto.randomUUID(), facts: { reportId: report.id, fraudType: 'F08.01' } },
  })
  const freezeFacts = {
    caseId: made.entity.id,
    reportId: report.id,
    partnerId: bankA.organisationId,
    accountNo: body.payee.accountNo,
    accountName: body.payee.accountName,
    appliedFen: 5_000_000,
    currency: 'CNY',
    mode: 'AMOUNT',
    scope: 'AMOUNT',
    coversInterest: true,
    documentNo: `深公（刑）冻财字〔2026〕${desk.made.count}号`,
    stopOrderId: order.id,
  }
  const create = async (status?: number) =>
    await send<CaseworkReply & { code?: string }>(hub, 'POST', '/v1/casework/freeze-orders', {
      headers: officer.headers,
      body: { key: crypto.randomUUID(), facts: freezeFacts },
      ...(status === undefined ? {} : { status }),
    })
  // Before the filing nothing may be frozen.
  expect((await create(409)).code).toBe('CASE_NOT_FILED')
  await desk.command(head, 'cases', made.entity, 'file', {
    facts: {
      caseNumber: `A44030${desk.made.count}`,
      decisionNo: `立${desk.made.count}`,
      jurisdictionBasis: 'VICTIM_PLACE',
    },
  })
  const freeze = await create()
  const submitted = await desk.command(officer, 'freeze-orders', freeze.entity, 'submit')
  await desk.command(supervisor, 'freeze-orders', submitted.entity, 'approve', { status: 403 })
  await desk.command(head, 'freeze-orders', submitted.entity, 'approve')
  const active = await desk.untilState('freeze-orders', freeze.entity.id, 'ACTIVE')
  expect(active.entity.facts['frozenFen']).toBe(5_000_000)
  await desk.untilState('stop-orders', order.id, 'CONVERTED')
  expect(
    bankA.orders.some(({ type, body: told }) => type === 'stop.release' && told.orderId === order.id),
  ).toBe(false)
})
