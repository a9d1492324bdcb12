import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rebuildVerdicts } from '@wuzei/hub'
import { createClient } from '@wuzei/sdk'
import { stopEmbeddedServer, verifyDatabaseLog } from '@wuzei/store'
import { reportBody, solvedReport, startTestHub } from '@wuzei/testkit'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { send, wideLimits } from './acting-people.ts'
import { killPostgres, serve, type ServeProcess } from './serve-process.ts'

let dataDirectory: string
let hub: ServeProcess | undefined
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'wuzei-killed-'))
})
afterEach(async () => {
  await hub?.kill()
  await stopEmbeddedServer(dataDirectory)
  await rm(dataDirectory, { recursive: true, force: true })
})

interface Told {
  readonly receipt: string
  readonly value: string
}

/** Reports from several clients until the hub is told to be gone; what it acknowledged is what counts. */
function reportAlong(url: string, told: Told[]): { stop(): Promise<void> } {
  const client = createClient({ baseUrl: url, timeoutMs: 5_000 })
  const ending = new AbortController()
  const clients = [1, 2, 3, 4].map(async (person) => {
    for (let step = 0; !ending.signal.aborted; step += 1) {
      const value = `https://killed-${person}-${step}-${told.length}.top/a`
      try {
        const body = await solvedReport(client, reportBody(value, { device: `${person} ${step}` }))
        const { receipt } = await client.report(body)
        told.push({ receipt, value })
      } catch {
        // The hub, or its database, is being killed: this one was not acknowledged, and the next may be.
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  })
  return {
    async stop() {
      ending.abort()
      await Promise.all(clients)
    },
  }
}

async function expectNothingLost(told: readonly Told[]): Promise<void> {
  const after = await startTestHub({
    dataDirectory,
    embedded: true,
    limits: wideLimits,
  })
  try {
    await after.settled()
    for (const { receipt, value } of told) {
      expect((await send(after, 'GET', `/v1/reports/${receipt}`)).json, value).toMatchObject({
        receipt,
        status: 'received',
      })
      const { evidence } = await after.client.check(value)
      const people = evidence.filter(({ source }) => source === 'citizen')
      expect(people, value).toMatchObject([{ count: 1 }])
    }
    const { database } = after.hub.context
    expect((await rebuildVerdicts(database)).mismatches).toEqual([])
    expect((await verifyDatabaseLog(database.pool)).firstBad).toBeNull()
  } finally {
    await after.stop()
  }
}

// One address may report 60 times a minute: the clients are so slow, and the kill so early, that they stay below it.
const enough = 12
const pauseMs = 250

it('kill -9 of the hub while people report: every receipt that was given out is there', async () => {
  hub = await serve(dataDirectory)
  const told: Told[] = []
  const reporting = reportAlong(hub.url, told)
  await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThan(enough)
  await hub.kill()
  await reporting.stop()
  await expectNothingLost(told)
})

it('kill -9 of PostgreSQL while people report: the hub goes on, and every receipt is there', async () => {
  hub = await serve(dataDirectory)
  const told: Told[] = []
  const reporting = reportAlong(hub.url, told)
  await expect.poll(() => told.length, { timeout: 20_000 }).toBeGreaterThan(enough)
  expect(await killPostgres(dataDirectory)).toBe(true)
  const atKill = told.length
  await expect.poll(() => told.length, { timeout: 30_000 }).toBeGreaterThan(atKill + 5)
  await reporting.stop()
  await hub.stop()
  await expectNothingLost(told)
})
