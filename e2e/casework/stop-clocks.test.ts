import type { CaseworkReply } from '@wuzei/contract'
import { addPerson, send } from '@wuzei/testkit'
import { afterAll, expect, test, vi } from 'vitest'
import { setStopScene } from './stop-scene.ts'

const clock = { nowMs: Date.parse('2026-11-23T02:00:00Z') }
const scene = await setStopScene(clock)
const { hub, city, officer, supervisor, bankA, bankB, desk } = scene
afterAll(scene.stop)

test('the database itself refuses a freeze without a filed case, and a change of what is over', async () => {
  const { pool } = hub.hub.context.database
  const { order, report } = await desk.apply(bankA)
  const made = await send<CaseworkReply>(hub, 'POST', '/v1/casework/cases', {
    headers: officer.headers,
    body: { key: crypto.randomUUID(), facts: { reportId: report.id, fraudType: 'F08.01' } },
  })
  const freeze = pool.query(
    `insert into casework_entities (id, kind, version, state, is_over, rule_set, organisation_id, partner_id, region,
       created_by, created_at, changed_at, facts, hands, case_id)
     select gen_random_uuid(), 'freeze-order', 1, 'DRAFT', false, rule_set, organisation_id, $2, region, created_by,
       created_at, changed_at, '{}', '{}', $1 from casework_entities where id = $1`,
    [made.entity.id, bankA.organisationId],
  )
  await expect(freeze).rejects.toThrow(/foreign key/)
  const { entity } = await desk.command(supervisor, 'stop-orders', order, 'refuse', { reason: '材料不足' })
  expect(entity).toMatchObject({ state: 'CANCELLED', isOver: true })
  await expect(
    pool.query('update casework_entities set version = version + 1 where id = $1', [order.id]),
  ).rejects.toThrow(/over/)
})

test('a silent bank is asked again under the same serial, then somebody telephones', async () => {
  bankB.isSilent = true
  const { order } = await desk.apply(bankB)
  await desk.command(supervisor, 'stop-orders', order, 'approve')
  await vi.waitFor(
    async () => {
      clock.nowMs += 10_000
      expect((await desk.read('stop-orders', order.id)).entity.state).toBe('FAILED')
    },
    { timeout: 20_000, interval: 300 },
  )
  bankB.isSilent = false
  const { history } = await desk.read('stop-orders', order.id)
  expect(history.filter(({ event }) => event === 'ackTimeout').length).toBe(4)
  expect(history.at(-1)?.effects).toContain('task:phone-partner')
  const rows = await hub.hub.context.database.pool.query(
    `select serial, attempts > 1 as "wasRepeated" from casework_messages where entity_id = $1 and type = 'stop.request'`,
    [order.id],
  )
  expect(rows.rows).toMatchObject([{ wasRepeated: true }])
})

test('a stop ends after 48 hours by itself, a second is the last, and warnings come before', async () => {
  bankA.decide = async (order) => [await bankA.stopResult(order, {})]
  const { order } = await desk.apply(bankA)
  await desk.command(supervisor, 'stop-orders', order, 'approve')
  const active = (await desk.untilState('stop-orders', order.id, 'ACTIVE')).entity
  const asked = await desk.command(officer, 'stop-orders', active, 'requestExtension', { reason: '正在核实' })
  await desk.command(supervisor, 'stop-orders', asked.entity, 'approveExtension')
  const startMs = clock.nowMs
  clock.nowMs += 96 * 3_600_000 - 1_000
  await new Promise((resolve) => setTimeout(resolve, 600))
  // Sessions have ended meanwhile.
  const later = await addPerson(hub, city, ['CTY_SUP'])
  expect((await desk.read('stop-orders', order.id, later)).entity.state).toBe('ACTIVE')
  clock.nowMs = startMs + 96 * 3_600_000
  const { history } = await desk.untilState('stop-orders', order.id, 'EXPIRED', later)
  const fired = history.map(({ event }) => event).filter((event) => ['warn', 'expire'].includes(event))
  expect(fired).toEqual(['warn', 'warn', 'warn', 'expire'])
  const { facts } = active
  const third = hub.hub.context.database.pool.query(
    `insert into casework_stops (order_id, partner_id, account_index, matter_id, stop_no, at)
     select order_id, partner_id, account_index, matter_id, 2, at from casework_stops where order_id = $1 limit 1`,
    [order.id],
  )
  await expect(third).rejects.toThrow(/casework_stops_twice_at_most/)
  expect(facts['stopNo']).toBe(1)
})
