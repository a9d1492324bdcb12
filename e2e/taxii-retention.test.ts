import type { TaxiiStatus } from '@wuzei/contract'
import { addClient, addOrganisation, send, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTaxiiClient, type TaxiiClient } from './taxii-client.ts'

/** The machine may be busy with other tests. */
const soon = { timeout: 20_000, interval: 200 }
const dayMs = 86_400_000
const objects = '/taxii2/alliance/collections/listed/objects/'

let hub: TestHub
let aheadMs = 0
let taxii: TaxiiClient
beforeAll(async () => {
  hub = await startTestHub({ clock: () => Date.now() + aheadMs })
  const bank = await addOrganisation(hub, { kind: 'bank' })
  taxii = createTaxiiClient(hub.url, `Bearer ${(await addClient(hub, bank.id, ['taxii', 'share'])).key}`)
})
afterAll(async () => await hub.stop())

const pin = async (value: string, level: string) =>
  await send(hub, 'PUT', '/v1/admin/pins', {
    headers: hub.administrator,
    body: { value, level, reason: 'seen it' },
  })

interface Envelope {
  readonly more?: boolean
  readonly next?: string
  readonly objects?: readonly { readonly id: string; readonly modified: string; readonly revoked?: boolean }[]
}
const envelope = async (query: string): Promise<Envelope> => await taxii.read(`${objects}?${query}`)
const versions = async (which: string) =>
  ((await envelope(`match[type]=indicator&match[version]=${which}`)).objects ?? []).map(
    ({ id, modified, revoked = false }) => ({ id, modified, revoked }),
  )

/** What a member hands in about one indicator, version after version. */
const submissions = '/taxii2/alliance/collections/submissions/objects/'
const indicatorId = 'indicator--4a6f0a6e-2c5e-4b64-9d0a-0d9c7f3b8e21'
async function handIn(version: number, more: object = {}): Promise<TaxiiStatus> {
  const modified = `2026-01-0${version}T00:00:00.000Z`
  const answer = await taxii.ask('POST', submissions, {
    body: {
      objects: [
        {
          type: 'indicator',
          spec_version: '2.1',
          id: indicatorId,
          created: '2026-01-01T00:00:00.000Z',
          modified,
          pattern: `[domain-name:value = 'handed-in-${version}.top']`,
          pattern_type: 'stix',
          valid_from: '2026-01-01T00:00:00.000Z',
          ...more,
        },
      ],
    },
  })
  expect(answer.status).toBe(202)
  return await taxii.decided(JSON.parse(await answer.text()))
}
const handedIn = async () =>
  ((await taxii.read<Envelope>(`${submissions}?match[version]=all`)).objects ?? []).map(({ modified }) =>
    modified.slice(8, 10),
  )

async function forget(): Promise<void> {
  const { pool } = hub.hub.context.database
  await pool.query("select graphile_worker.add_job('forget-superseded-objects')")
  const waiting = async () =>
    (await pool.query("select from graphile_worker.jobs where task_identifier = 'forget-superseded-objects'"))
      .rowCount
  await expect.poll(waiting, soon).toBe(0)
}

test('of an object its first and its last version stay; those between go 30 days after they were superseded', async () => {
  const steps = ['high', 'confirmed', 'high', 'confirmed', 'safe']
  for (const [index, level] of steps.entries()) {
    await pin('often-changed.top', level)
    await expect.poll(async () => (await versions('all')).length, soon).toBe(index + 1)
  }
  await pin('never-changed.top', 'high')
  await expect.poll(async () => (await versions('last')).length, soon).toBe(2)
  const all = await versions('all')
  const [first, second] = all
  const whole = await envelope('limit=1000')
  // Somebody who reads every version has come to the second one.
  const page = await envelope('match[type]=indicator&match[version]=all&limit=2')

  aheadMs += 29 * dayMs
  await forget()
  expect(await versions('all')).toEqual(all)

  aheadMs += 2 * dayMs
  await forget()
  const kept = [all[0], all[4], all[5]]
  expect(await versions('all')).toEqual(kept)
  expect(await versions('first')).toEqual([all[0], all[5]])
  expect(await versions('last')).toEqual([all[4], all[5]])
  expect(all[4]).toMatchObject({ revoked: true })
  expect(await versions(second?.modified ?? '')).toEqual([])
  const shown: { versions: string[] } = await taxii.read(`${objects}${first?.id}/versions/`)
  expect(shown.versions).toEqual([all[0]?.modified, all[4]?.modified])
  // By last versions nothing has changed at all, and the reader goes on where they were.
  expect(await envelope('limit=1000')).toEqual(whole)
  const rest = await envelope(`match[type]=indicator&match[version]=all&limit=2&next=${page.next}`)
  expect(rest.objects?.map(({ modified }) => modified)).toEqual([all[4]?.modified, all[5]?.modified])
  expect(rest.more ?? false).toBe(false)
})

test('of what a member hands in, what failed and what is superseded goes after 30 days, with its status', async () => {
  const first = await handIn(1)
  expect(first).toMatchObject({ status: 'complete', success_count: 1 })
  await handIn(2)
  const failed = await handIn(3, { pattern: "[file:name = 'nothing.exe']" })
  expect(failed).toMatchObject({ failure_count: 1 })
  aheadMs += 20 * dayMs
  await handIn(4)
  const statusOf = async ({ id }: TaxiiStatus) =>
    (await taxii.ask('GET', `/taxii2/alliance/status/${id}/`)).status
  expect(await handedIn()).toEqual(['01', '02', '04'])

  // The second version is old enough, what superseded it is not.
  aheadMs += 11 * dayMs
  await forget()
  expect(await handedIn()).toEqual(['01', '02', '04'])
  expect([await statusOf(first), await statusOf(failed)]).toEqual([404, 404])
  const { pool } = hub.hub.context.database
  const kept = async () => (await pool.query('select from taxii_submitted')).rowCount
  expect(await kept()).toBe(3)

  aheadMs += 20 * dayMs
  await forget()
  expect(await handedIn()).toEqual(['01', '04'])
  expect((await pool.query('select from taxii_submissions')).rowCount).toBe(2)
})
