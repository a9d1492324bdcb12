import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { StopApplicationBody } from '@wuzei/contract'
import type { Actor, PersonActor, RoleCode } from '@wuzei/domain'
import { createApiClient } from '../alliance/api-clients.ts'
import { createOrganisation } from '../alliance/organisations.ts'
import { applyForStop } from '../casework/apply-for-stop.ts'
import { commandEntity, pageOfEntities } from '../casework/casework-commands.ts'
import { approveOrders, orderNext } from '../casework/next-orders.ts'
import { namePartner, setOrderWebhook } from '../casework/order-endpoint.ts'
import type { HubContext } from '../hub-context.ts'
import { startHub } from '../start-hub.ts'
import { benchResult, type Benchmark } from './bench-result.ts'
import { startOrderBank, type BenchOrder, type OrderBank } from './order-bank.ts'

const banks = 20
const layers = 5
const defaultReports = 200
/** Desks that take reports at once. */
const desks = 4
const deadlineMs = 120_000

const administrator = { type: 'administrator', id: 'administrator:bench' } as const

/** From the report to the signed order at the bank, and the money followed over banks and layers. */
export const stopOrderBenchmark: Benchmark = {
  name: 'stop-order',
  summary: 'Report to signed order at a bank’s address; 20 banks x 5 layers traced, ordered and answered',

  async run(options) {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-bench-'))
    const hub = await startHub({
      dataDirectory,
      port: 0,
      outbound: { allowLoopback: true },
      modelsDirectory: null,
    })
    const arrivals = new Map<string, number>()
    const state = { layers: 1 }
    const members: OrderBank[] = []
    try {
      const places = await startBanks(hub.context, members, arrivals, state)
      const police = await createOrganisation(hub.context, administrator, {
        name: { zh: '中心', en: 'Centre' },
        kind: 'police',
        level: 'city',
        region: 'cn/44/03',
      })
      const officer = person('CTY_OFF', police.id)
      const supervisor = person('CTY_SUP', police.id)
      options.progress?.(`${banks} banks are there; reports come in at ${desks} desks`)
      const waits = await reportToBank(
        hub.context,
        { officer, supervisor, places, arrivals },
        options.entries ?? defaultReports,
      )
      state.layers = layers
      options.progress?.('now the money moves on')
      const traced = await traceLayers(hub.context, { officer, supervisor, places })
      return benchResult('stop-order', {
        reports: waits.length,
        report_to_bank_p50_ms: percentile(waits, 0.5),
        report_to_bank_p99_ms: percentile(waits, 0.99),
        report_to_bank_max_ms: percentile(waits, 1),
        banks,
        layers,
        orders_traced: traced.orders,
        traced_and_ordered_s: traced.tookMs / 1000,
      })
    } finally {
      await Promise.all(members.map(async (bank) => await bank.close()))
      await hub.stop()
      await rm(dataDirectory, { recursive: true, force: true })
    }
  },
}

interface Place {
  readonly organisationId: string
  readonly code: string
}

async function startBanks(
  hub: HubContext,
  members: OrderBank[],
  arrivals: Map<string, number>,
  state: { readonly layers: number },
): Promise<Place[]> {
  const places: Place[] = []
  for (let index = 0; index < banks; index += 1) {
    const code = `BENCH${String(index).padStart(3, '0')}`
    const bank = await startOrderBank(
      (order) => decide(order, index, state.layers),
      ({ body }) => arrivals.set(body.orderId, performance.now()),
    )
    members.push(bank)
    const { id } = await createOrganisation(hub, administrator, {
      name: { zh: `银行${index}`, en: `Bank ${index}` },
      kind: 'bank',
      region: 'cn',
    })
    const { client } = await createApiClient(hub, administrator, id, {
      name: 'bench',
      scopes: ['orders'],
      jwks: { keys: [bank.jwk] },
    })
    const system: Actor = {
      type: 'client',
      id: client.id,
      scopes: ['orders'],
      passesOn: false,
      organisation: { id, kind: 'bank', level: null, region: 'cn', groupIds: [] },
    }
    await setOrderWebhook(hub, system, bank.url)
    await namePartner(hub, administrator, code, id)
    places.push({ organisationId: id, code })
  }
  return places
}

/** On the last layer it is there; before that it went on to the next bank. */
function decide({ type, body }: BenchOrder, index: number, depth: number): object {
  if (type !== 'stop.request' || body.tier >= depth) return {}
  return {
    outcome: 'MOVED_ON',
    startAt: null,
    expiresAt: null,
    balanceAtStopFen: 0,
    securedFen: 0,
    isStillControlled: false,
    next: [
      {
        serialNo: randomUUID(),
        at: new Date().toISOString(),
        amountFen: body.claimedFen,
        currency: 'CNY',
        exit: 'ACCOUNT',
        to: {
          bankId: `BENCH${String((index + 1) % banks).padStart(3, '0')}`,
          accountNo: newAccount(),
          accountName: '李四',
        },
      },
    ],
  }
}

interface Desk {
  readonly officer: Actor
  readonly supervisor: Actor
  readonly places: readonly Place[]
}

async function reportToBank(
  hub: HubContext,
  desk: Desk & { readonly arrivals: ReadonlyMap<string, number> },
  reports: number,
): Promise<number[]> {
  const waits: number[] = []
  const work = async (from: number) => {
    for (let index = from; index < reports; index += desks) {
      const startedAt = performance.now()
      const id = await give(hub, desk, index)
      while (!desk.arrivals.has(id)) await pause(1)
      waits.push((desk.arrivals.get(id) ?? 0) - startedAt)
    }
  }
  await Promise.all(Array.from({ length: desks }, async (_, from) => await work(from)))
  return waits
}

/** A report, its order, and the approval without the time that a person takes for it. */
async function give(hub: HubContext, { officer, supervisor, places }: Desk, index: number): Promise<string> {
  const { order } = await applyForStop(hub, officer, application(places[index % banks]?.organisationId ?? ''))
  await commandEntity(hub, supervisor, 'stop-order', order.id, {
    key: randomUUID(),
    event: 'approve',
    expectedVersion: order.version,
  })
  return order.id
}

async function traceLayers(hub: HubContext, desk: Desk): Promise<{ orders: number; tookMs: number }> {
  const startedAt = performance.now()
  let layer = await Promise.all(desk.places.map(async (_, index) => await give(hub, desk, index)))
  let orders = layer.length
  for (let depth = 1; depth < layers; depth += 1) {
    const next = await Promise.all(layer.map(async (id) => await followOne(hub, desk, id)))
    layer = next.flat()
    orders += layer.length
  }
  await Promise.all(layer.map(async (id) => await untilState(hub, id, 'ACTIVE')))
  return { orders, tookMs: performance.now() - startedAt }
}

async function followOne(hub: HubContext, { officer, supervisor }: Desk, id: string): Promise<string[]> {
  await untilState(hub, id, 'MOVED_ON')
  const next = await orderNext(hub, officer, id)
  const ids = next.flatMap(({ childId }) => (childId === null ? [] : [childId]))
  const { entities } = await pageOfEntities(hub, officer, 'stop-order', { parentId: id })
  await approveOrders(hub, supervisor, {
    key: randomUUID(),
    orders: entities.map((order) => ({ id: order.id, version: order.version })),
  })
  return ids
}

async function untilState({ database }: HubContext, id: string, state: string): Promise<void> {
  const endAt = performance.now() + deadlineMs
  for (;;) {
    const found = await database.pool.query<{ state: string }>(
      'select state from casework_entities where id = $1',
      [id],
    )
    const now = found.rows[0]?.state
    if (now === state) return
    if (performance.now() > endAt) throw new Error(`order ${id} is ${now}, not ${state}`)
    await pause(25)
  }
}

function person(role: RoleCode, organisationId: string): PersonActor {
  return {
    type: 'person',
    id: randomUUID(),
    roles: [role],
    organisation: { id: organisationId, kind: 'police', level: 'city', region: 'cn/44/03', groupIds: [] },
  }
}

function application(partnerId: string): StopApplicationBody {
  return {
    key: randomUUID(),
    victim: { name: '王小明', idType: 'ID_CARD', idNo: randomUUID(), phone: '13800001234' },
    payer: { bankName: 'A', accountName: '王小明', accountNo: newAccount() },
    payee: { bankName: 'B', accountName: '李四', accountNo: newAccount(), partnerId },
    transfer: { amountFen: 5_000_000, currency: 'CNY', at: new Date(Date.now() - 60_000).toISOString() },
    fraudType: 'F08.01',
    narrative: 'bench',
    truthStatement: { accepted: true, textVersion: '1' },
  }
}

function newAccount(): string {
  return `62${randomUUID().replaceAll(/\D/g, '').padEnd(17, '0').slice(0, 17)}`
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
