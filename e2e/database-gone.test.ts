import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stopEmbeddedServer } from '@wuzei/store'
import { reportBody, solvedReport, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accepted, levelOf, send, wideLimits } from './acting-people.ts'
import { killPostgres } from './serve-process.ts'

let dataDirectory: string
let hub: TestHub
beforeAll(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-gone-'))
  hub = await startTestHub({ dataDirectory, embedded: true, limits: wideLimits })
})
afterAll(async () => {
  await hub.stop()
  await stopEmbeddedServer(dataDirectory)
  await rm(dataDirectory, { recursive: true, force: true })
})

it('without PostgreSQL checks go on, everything else says when to come back, and the hub heals', async () => {
  await accepted(hub, reportBody('https://before.top/a', { fraudType: 'F01' }))
  await hub.settled()
  const pending = await solvedReport(hub.client, reportBody('https://during.top/a'))
  const known = await hub.client.check('https://before.top/a')

  // The hub starts it again within a second: it is held down until everything was tried.
  const down = new AbortController()
  const holding = holdDown(down.signal)
  await expect.poll(async () => (await send(hub, 'GET', '/readyz')).status, { timeout: 10_000 }).toBe(503)
  const statuses = new Map<string, number[]>()
  const note = (what: string, status: number) => statuses.set(what, [...(statuses.get(what) ?? []), status])
  for (let round = 0; round < 5; round += 1) {
    await killPostgres(dataDirectory).catch(() => undefined)
    note('check', (await send(hub, 'GET', '/v1/check?value=https%3A%2F%2Fbefore.top%2Fa')).status)
    note('batch', (await send(hub, 'POST', '/v1/check', { values: ['before.top'] })).status)
    note('message', (await send(hub, 'POST', '/v1/messages/check', { text: 'see before.top' })).status)
    note('types', (await send(hub, 'GET', '/v1/fraud-types')).status)
    note('health', (await send(hub, 'GET', '/healthz')).status)
    for (const [what, method, path, body, headers] of [
      ['report', 'POST', '/v1/reports', pending, {}],
      ['receipt', 'GET', '/v1/reports/0000-0000-0000-0', undefined, {}],
      ['list', 'GET', '/v1/admin/reports', undefined, hub.administrator],
      ['head', 'GET', '/v1/log/head', undefined, {}],
    ] as const) {
      const answer = await send(hub, method, path, body, headers)
      note(what, answer.status)
      expect(answer.status, `${what} ${JSON.stringify(answer.json)}`).not.toBe(500)
      if (answer.status === 503) {
        expect(answer.json).toMatchObject({ code: 'OVERLOADED' })
        expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
      }
    }
  }
  for (const what of ['check', 'batch', 'message', 'types', 'health'])
    expect(statuses.get(what), what).toEqual([200, 200, 200, 200, 200])
  for (const what of ['report', 'list', 'head']) expect(statuses.get(what), what).toContain(503)
  expect((await hub.client.check('https://before.top/a')).score).toBe(known.score)

  down.abort()
  await holding
  await expect.poll(async () => (await send(hub, 'GET', '/readyz')).status, { timeout: 30_000 }).toBe(200)
  await expect
    .poll(async () => (await send(hub, 'POST', '/v1/reports', pending)).status, { timeout: 20_000 })
    .toBeLessThan(202)
  expect(await levelOf(hub, 'during.top')).toBe('unknown')
  expect((await hub.client.check('during.top')).evidence).toMatchObject([{ count: 1 }])
})

async function holdDown(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await killPostgres(dataDirectory).catch(() => undefined)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
