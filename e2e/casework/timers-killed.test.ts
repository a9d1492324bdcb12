import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { CaseworkReply } from '@wuzei/contract'
import { addOrganisation, addPerson, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const orders = 12
const timersEach = 50
const all = orders * timersEach
const sixMinutesMs = 360_000

/** The hub of the test only answers; the clocks are kept by a process of its own, to be killed. */
let hub: TestHub
let keeper: ChildProcess | undefined
beforeAll(async () => {
  hub = await startTestHub({ role: 'api', limits: { decisionsPerMinute: 100_000 } })
})
afterAll(async () => {
  await killKeeper()
  await hub.stop()
})

function startKeeper(): void {
  const { dataDirectory, databaseUrl = '' } = hub.options
  const program = join(import.meta.dirname, '..', 'webhook-sender.ts')
  keeper = spawn(process.execPath, [program, dataDirectory, databaseUrl, String(sixMinutesMs)], {
    stdio: 'inherit',
  })
}

async function killKeeper(): Promise<void> {
  if (!keeper || keeper.exitCode !== null || keeper.signalCode !== null) return
  const exited = once(keeper, 'exit')
  keeper.kill('SIGKILL')
  await exited
}

async function count(sql: string): Promise<number> {
  const found = await hub.hub.context.database.pool.query<{ count: number }>(sql)
  return found.rows[0]?.count ?? 0
}
const fired = async () =>
  await count('select count(*)::integer as count from casework_timers where fired_at is not null')

/** Orders that wait for a second pair of eyes: a clock of each says so when it takes too long. */
async function waitingOrders(): Promise<void> {
  const city = await addOrganisation(hub, { kind: 'police', region: 'cn/44/03' })
  const bank = await addOrganisation(hub, { kind: 'bank' })
  const { headers } = await addPerson(hub, city.id, ['CTY_OFF'])
  const make = async (kind: string, facts: object) =>
    await send<CaseworkReply>(hub, 'POST', `/v1/casework/${kind}`, {
      headers,
      body: { key: crypto.randomUUID(), facts },
    })
  const report = await make('reports', { consentVersion: '1' })
  for (let index = 0; index < orders; index += 1) {
    const { entity } = await make('stop-orders', {
      reportId: report.entity.id,
      partnerId: bank.id,
      accountNo: `62170000000000${index}`,
      accountName: '李四',
      claimedFen: 100,
      currency: 'CNY',
      transferAtMs: Date.now(),
      tier: 1,
      mode: 'AMOUNT',
      limitFen: 100,
      fraudType: 'F08',
      truthStatementVersion: '1',
    })
    await send(hub, 'POST', `/v1/casework/stop-orders/${entity.id}/commands`, {
      headers,
      body: { key: crypto.randomUUID(), event: 'submit', expectedVersion: entity.version },
    })
  }
}

test('kill -9 of the process that keeps the clocks: each timer fires once, in the order in which it fell due', async () => {
  await waitingOrders()
  // The triage of the report has a clock as well; here only those of the orders count.
  await hub.hub.context.database.pool.query(`delete from casework_timers where event <> 'approvalOverdue'`)
  await hub.hub.context.database.pool.query(
    `insert into casework_timers (entity_id, name, step, event, due_at)
     select entity_id, name, more, event, due_at - make_interval(secs => more + extract(milliseconds from due_at)::int % 7)
       from casework_timers, generate_series(1, $1::integer) more`,
    [timersEach - 1],
  )
  startKeeper()
  await vi.waitFor(async () => expect(await fired()).toBeGreaterThan(all / 5), {
    timeout: 20_000,
    interval: 10,
  })
  await killKeeper()
  expect(await fired()).toBeLessThan(all)
  startKeeper()
  await vi.waitFor(async () => expect(await fired()).toBe(all), { timeout: 20_000, interval: 50 })
  const acts = `from casework_history where event = 'approvalOverdue'`
  expect(await count(`select count(*)::integer as count ${acts} and result = 'applied'`)).toBe(all)
  expect(await count(`select count(*)::integer as count ${acts} and result <> 'applied'`)).toBe(0)
  // The history of each order has one act for each of its timers, and their versions have no gap.
  expect(
    await count(`select count(*)::integer as count from casework_entities where kind = 'stop-order'
                   and version = ${2 + timersEach}`),
  ).toBe(orders)
  const outOfOrder = await count(
    `select count(*)::integer as count from (
       select fired_at, lag(fired_at) over (order by due_at, id) as before from casework_timers) fired
      where fired_at < before`,
  )
  expect(outOfOrder).toBe(0)
})
