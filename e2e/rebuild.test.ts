import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { canonicalJson, databaseId, toJsonValue, verifyDatabaseLog } from '@wuzei/store'
import { assess, indicatorKey } from '@wuzei/domain'
import { rebuildVerdicts } from '@wuzei/hub'
import { createTestDatabase } from '@wuzei/store/testing'
import { reportBody, solvedReport, startTestHub, type TestHub } from '@wuzei/testkit'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assessmentInput } from '../packages/hub/src/library/library-memory.ts'
import { administer, report, send, wideLimits } from './acting-people.ts'
import { importList } from './import-list.ts'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let dataDirectory: string
let hub: TestHub
const start = async (): Promise<TestHub> =>
  await startTestHub({
    databaseUrl: database.url,
    dataDirectory,
    limits: wideLimits,
    trustProxy: '127.0.0.1',
    clock: () => Date.now(),
  })

beforeAll(async () => {
  database = await createTestDatabase()
  dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-rebuild-'))
  hub = await start()
})
afterAll(async () => {
  await hub.stop()
  await database.close()
  await rm(dataDirectory, { recursive: true, force: true })
})

/** Numbers that look drawn and are the same every time. */
function createDice(seed: number): (below: number) => number {
  const state = { value: seed }
  return (below) => {
    state.value = (Math.imul(state.value, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state.value / 2 ** 32) * below)
  }
}

const values = Array.from({ length: 20 }, (_, index) =>
  index % 2 === 0 ? `mixed${index}.top` : `+861350000${1000 + index}`,
)
const sites = values.filter((value) => value.endsWith('.top'))

/** What a client does next; each answers the statuses it may meet. */
function createActs(roll: (below: number) => number, client: number) {
  const pick = <Item>(items: readonly Item[]): Item => items[roll(items.length)] as Item
  const reason = `reason ${roll(1000)}`
  const decideNext = async (what: 'reports' | 'disputes', decision: object) => {
    const { json } = await administer(hub, 'GET', what)
    const open = json[what] as { id: string }[]
    return open.length === 0
      ? 204
      : (await administer(hub, 'POST', `${what}/${pick(open).id}/decision`, decision)).status
  }
  const acts: (() => Promise<number | undefined>)[] = [
    async () => {
      const [first, second] = [pick(values), pick(values)]
      const body = {
        indicators: [{ value: first }, { value: second }],
        device: `d${roll(12)}`,
        text: `text ${roll(9999)} of client ${client} about it`,
      }
      return (await report(hub, body, `198.51.${roll(200)}.9`)).status
    },
    async () =>
      (
        await report(
          hub,
          reportBody(`https://${pick(sites)}/p${roll(3)}`, { device: `d${roll(12)}` }),
          `203.0.${roll(200)}.9`,
        )
      ).status,
    async () =>
      (
        await administer(hub, 'PUT', 'pins', {
          value: pick(values),
          level: pick(['safe', 'high', 'confirmed']),
          reason,
        })
      ).status,
    async () => {
      const { status } = await administer(hub, 'DELETE', 'pins', { value: pick(values), reason })
      // 404: nobody has fixed it.
      return status === 404 ? 204 : status
    },
    async () => {
      const { status } = await administer(hub, 'POST', 'retractions', { value: pick(values), reason })
      // 404: nobody has said anything about it yet.
      return status === 404 ? 204 : status
    },
    async () =>
      (
        await administer(hub, 'POST', 'tenures', {
          value: pick(values),
          from: new Date(Date.now() - roll(9000)).toISOString(),
          reason,
        })
      ).status,
    async () => {
      const identity = {
        id: `owner-${roll(3)}`,
        name: { zh: `主${roll(50)}`, en: `Owner ${roll(50)}` },
        category: 'bank',
        spoofed: roll(2) === 0,
      }
      return (
        await administer(hub, 'PUT', 'identities', {
          ...identity,
          indicators: [{ value: pick(values) }, { value: pick(values) }],
        })
      ).status
    },
    async () => {
      const { proofOfWork } = await solvedReport(hub.client, {})
      const body = { value: pick(values), statement: `statement ${roll(9999)}`, proofOfWork }
      const { status } = await send(hub, 'POST', '/v1/disputes', body)
      // 404: nobody has said anything about it yet.
      return status === 404 || status === 201 ? 204 : status
    },
    async () => await decideNext('disputes', { state: pick(['upheld', 'rejected']), explanation: reason }),
    async () => await decideNext('reports', { status: pick(['reviewing', 'confirmed', 'rejected']), reason }),
    async () => {
      await importList(
        hub,
        `import:list${roll(2)}`,
        sites.filter(() => roll(2) === 0),
        { atMs: Date.now(), count: 1 + roll(5) },
      )
      return 204
    },
  ]
  return acts
}

describe('verdicts', () => {
  it('are what the log leads to after a mixture of everything, side by side', async () => {
    const statuses: (number | undefined)[] = []
    const clients = Array.from({ length: 8 }, async (_, client) => {
      const roll = createDice(client + 1)
      for (let step = 0; step < 40; step += 1) {
        const acts = createActs(roll, client)
        // Reports are what there is most of.
        const act = acts[roll(3) === 0 ? roll(2) : roll(acts.length)]
        statuses.push(await act?.())
      }
    })
    await Promise.all(clients)
    expect(statuses).toHaveLength(320)
    // 409: two clients decided the same dispute.
    expect(statuses.filter((status) => ![200, 201, 204, 409].includes(status ?? 0))).toEqual([])
    await jobsDone()
    await hub.settled()
    const rebuilt = await rebuildVerdicts(database)
    expect(rebuilt.mismatches).toEqual([])
    expect(rebuilt.events).toBeGreaterThan(200)
    expect((await verifyDatabaseLog(database.pool)).firstBad).toBeNull()
    await expectIndexIsDatabase()
  })

  it('are the same after a restart: from the snapshot, from a damaged one, from the database', async () => {
    const before = await shown()
    const snapshot = join(dataDirectory, 'index', `verdicts-${await databaseId(database.pool)}.snapshot`)
    await hub.stop()
    hub = await start()
    expect(await shown()).toEqual(before)
    await expectIndexIsDatabase()
    await hub.stop()
    const bytes = await readFile(snapshot)
    bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 0x40, bytes.length >> 1)
    await writeFile(snapshot, bytes)
    hub = await start()
    expect(await shown()).toEqual(before)
    await expectIndexIsDatabase()
    await hub.stop()
    await rm(snapshot)
    hub = await start()
    expect(await shown()).toEqual(before)
    await expectIndexIsDatabase()
  })

  it('that were changed behind the log are found', async () => {
    const { pool } = database
    const found = await pool.query<{ seq: string; payload: string }>(
      `select seq, payload::text from events where type = 'report.received' and seq is not null order by seq desc limit 1`,
    )
    const row = found.rows[0]
    const payload = JSON.parse(row?.payload ?? '{}') as { verdicts: { state: { weight: number } }[] }
    const state = payload.verdicts[0]?.state
    if (state) state.weight += 1
    await pool.query('alter table events disable trigger events_no_update')
    await pool.query('update events set payload = $2 where seq = $1', [
      row?.seq,
      canonicalJson(toJsonValue(payload)),
    ])
    await pool.query('alter table events enable trigger events_no_update')
    const { mismatches } = await rebuildVerdicts(database)
    expect(mismatches.map((mismatch) => mismatch.seq)).toEqual([Number(row?.seq)])
    expect((await verifyDatabaseLog(pool)).firstBad).toMatchObject({ seq: Number(row?.seq) })
  })
})

async function jobsDone(): Promise<void> {
  await expect
    .poll(
      async () => (await database.pool.query('select from graphile_worker.jobs where attempts = 0')).rowCount,
      { timeout: 30_000 },
    )
    .toBe(0)
}

/** What the API says about every value, but for the instant at which it says it. */
async function shown(): Promise<unknown[]> {
  await hub.settled()
  const { results } = await hub.client.checkBatch(values)
  return results.map((result) => ({ ...result, asOf: null }))
}

/** The index, the database's verdicts, and the log's evidence say the same about every indicator. */
async function expectIndexIsDatabase(): Promise<void> {
  await hub.settled()
  const { memory } = await rebuildVerdicts(database)
  const stored = await database.pool.query<{ canonical: string }>(
    'select canonical from indicators where state_id is not null',
  )
  const { index } = hub.hub.context
  expect(index.size).toBe(stored.rows.length)
  for (const indicator of memory.values()) {
    const key = indicatorKey(indicator.kind, indicator.canonical)
    const held = index.get(Number(key >> 32n), Number(key & 0xffffffffn))
    expect(held, indicator.canonical).toEqual(JSON.parse(JSON.stringify(assess(assessmentInput(indicator)))))
  }
}
