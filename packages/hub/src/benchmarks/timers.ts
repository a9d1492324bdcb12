import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Entity } from '@wuzei/casework'
import { changeTimers, insertCaseworkEntity, inTransaction } from '@wuzei/store'
import { createOrganisation } from '../alliance/organisations.ts'
import { rowOfEntity } from '../casework/entity-row.ts'
import type { HubContext } from '../hub-context.ts'
import { startHub } from '../start-hub.ts'
import { benchResult, type Benchmark } from './bench-result.ts'

const defaultOrders = 10_000
/**
 * One clock of each order falls due within this time, evenly, as the answers of banks do that are given five minutes;
 * each has two more that are far away. Watched is the first part of it.
 */
const spreadMs = 300_000
const watchMs = 40_000
const leadMs = 2_000
const hourMs = 3_600_000
const ordersATransaction = 500

/** Open orders on one hub, each with clocks: how late the latest of those that fall due is fired. */
export const timersBenchmark: Benchmark = {
  name: 'timers',
  summary:
    '10,000 open orders with clocks on one hub: how late the latest is fired, and that none is fired twice',

  async run(options) {
    const orders = options.entries ?? defaultOrders
    const dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-bench-'))
    const hub = await startHub({ dataDirectory, port: 0, modelsDirectory: null })
    try {
      options.progress?.(`${orders} orders are made`)
      const startMs = await makeOrders(hub.context, orders)
      options.progress?.('their clocks run')
      await pause(startMs + watchMs + leadMs - Date.now())
      const { pool } = hub.context.database
      const found = await pool.query<{
        fired: number
        late: number
        most: number
        p99: number
        acts: number
      }>(
        `select count(*) filter (where fired_at is not null)::integer as fired,
                count(*) filter (where fired_at is null and due_at < clock_timestamp() - interval '1 second')::integer as late,
                coalesce(max(extract(epoch from fired_at - due_at) * 1000), 0)::float8 as most,
                coalesce(percentile_disc(0.99) within group (order by extract(epoch from fired_at - due_at) * 1000),
                         0)::float8 as p99,
                (select count(*)::integer from casework_history where event = 'resultOverdue') as acts
           from casework_timers`,
      )
      const row = found.rows[0]
      return benchResult('timers', {
        orders,
        clocks: orders * 3,
        fired: row?.fired ?? 0,
        fired_per_s: (row?.fired ?? 0) / ((watchMs + leadMs) / 1000),
        over_1_s_waiting: row?.late ?? 0,
        acts: row?.acts ?? 0,
        latest_p99_ms: row?.p99 ?? Number.NaN,
        latest_ms: row?.most ?? Number.NaN,
      })
    } finally {
      await hub.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    }
  },
}

/** Orders that wait for their bank; gives back when the first of their clocks is due. */
async function makeOrders(hub: HubContext, count: number): Promise<number> {
  const administrator = { type: 'administrator', id: 'administrator:bench' } as const
  const police = await createOrganisation(hub, administrator, {
    name: { zh: '中心', en: 'Centre' },
    kind: 'police',
    level: 'city',
    region: 'cn/44/03',
  })
  const bank = await createOrganisation(hub, administrator, {
    name: { zh: '银行', en: 'Bank' },
    kind: 'bank',
    region: 'cn',
  })
  const report = { ...entityFor('report', police.id), state: 'URGENT_ACTION' }
  await inTransaction(hub.database, async (client) => {
    await insertCaseworkEntity(client, rowOfEntity(hub.cipher, report, new Date()))
  })
  const made: string[] = []
  for (let from = 0; from < count; from += ordersATransaction)
    await inTransaction(hub.database, async (client) => {
      for (let index = from; index < Math.min(count, from + ordersATransaction); index += 1) {
        const order = orderFor(index, report.id, police.id, bank.id)
        await insertCaseworkEntity(client, rowOfEntity(hub.cipher, order, new Date()))
        made.push(order.id)
      }
    })
  // Written, then set: the first is not due before the last is there.
  const startMs = Date.now() + count * 2
  for (let from = 0; from < count; from += ordersATransaction)
    await inTransaction(hub.database, async (client) => {
      for (const [index, id] of made.slice(from, from + ordersATransaction).entries())
        await changeTimers(client, id, {
          cleared: [],
          set: [
            ['result', startMs + ((from + index) * spreadMs) / count] as const,
            ['far', startMs + 12 * hourMs] as const,
            ['further', startMs + 48 * hourMs] as const,
          ].map(([name, atMs]) => ({ name, step: 0, event: 'resultOverdue', dueAt: new Date(atMs) })),
        })
    })
  return startMs
}

function orderFor(index: number, reportId: string, organisationId: string, partnerId: string): Entity {
  return {
    ...entityFor('stop-order', organisationId),
    state: 'ACKED',
    facts: {
      reportId,
      partnerId,
      accountNo: `6217${String(index).padStart(12, '0')}`,
      accountName: '李四',
      claimedFen: 100n,
      tier: 1,
    },
  }
}

function entityFor(kind: Entity['kind'], organisationId: string): Entity {
  return {
    kind,
    id: randomUUID(),
    version: 1,
    state: 'DRAFT',
    ruleSetId: 'CN-2024',
    organisationId,
    region: 'cn/44/03',
    createdAtMs: Date.now(),
    createdBy: 'person:bench',
    facts: {},
    hands: {},
  }
}
