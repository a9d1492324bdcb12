import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startHub } from '@wuzei/hub'
import { readEvents } from '@wuzei/store'
import { reportBody, solvedReport, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { send } from './acting-people.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(async () => {
  await hub.stop()
})

const json = { 'content-type': 'application/json' }

describe('what people do with personal data and verdicts', () => {
  it('reading reports is noted in the log, by whom and which, not what', async () => {
    await hub.client.report(
      await solvedReport(hub.client, reportBody('13800000041', { text: 'my own words of grief' })),
    )
    const listed = await fetch(`${hub.url}/v1/admin/reports`, { headers: hub.administrator })
    const { reports }: { reports: { id: string }[] } = JSON.parse(await listed.text())
    expect(reports).toHaveLength(1)
    await hub.settled()
    const events = await readEvents(hub.hub.context.database.pool, 0, 1_000)
    const notes = events.filter((event) => event.type === 'personal-data.read')
    expect(notes).toMatchObject([{ payload: { kind: 'report', ids: [reports[0]?.id], purpose: 'INTAKE' } }])
    expect(notes[0]?.actor).toMatch(/^administrator:[0-9a-f]{8}$/)
    expect(JSON.stringify(events)).not.toContain('grief')
  })

  it('a dispute of a link is about the entry that lists it; the verdict stays disputed until the last is decided', async () => {
    await hub.client.report(await solvedReport(hub.client, reportBody('https://grey-parcel-77.top/a')))
    await hub.settled()
    const disputes = []
    for (const statement of ['This is my shop.', 'I am a customer of it.']) {
      const work = (await solvedReport(hub.client, {})).proofOfWork
      disputes.push(
        await hub.client.dispute({ value: 'grey-parcel-77.top/b', statement, proofOfWork: work ?? '' }),
      )
    }
    expect(disputes.map((dispute) => dispute.kind)).toEqual(['domain', 'domain'])
    const open = await fetch(`${hub.url}/v1/admin/disputes`, { headers: hub.administrator })
    const { disputes: waiting }: { disputes: { id: string }[] } = JSON.parse(await open.text())
    const disputedAfter = []
    for (const { id } of waiting) {
      const decided = await fetch(`${hub.url}/v1/admin/disputes/${id}/decision`, {
        method: 'POST',
        headers: { ...hub.administrator, ...json },
        body: JSON.stringify({ state: 'rejected', explanation: 'We looked at it.' }),
      })
      expect(decided.status).toBe(204)
      await hub.settled()
      disputedAfter.push((await hub.client.check('grey-parcel-77.top')).disputed)
    }
    expect(disputedAfter).toEqual([true, false])
  })

  it('a dispute is refused, and not queued, where nothing is held against the value', async () => {
    const { proofOfWork } = await solvedReport(hub.client, {})
    const body = { value: '+8613700002222', statement: 'why me?', proofOfWork }
    const queued = async () =>
      await (await fetch(`${hub.url}/v1/admin/disputes`, { headers: hub.administrator })).json()
    const before: unknown = await queued()
    const refused = await send(hub, 'POST', '/v1/disputes', body)
    expect(refused).toMatchObject({ status: 404, json: { code: 'INDICATOR_UNKNOWN' } })
    expect(await queued()).toEqual(before)
    // One report is no warning yet, and still something that stands against it; the work was not spent.
    await hub.client.report(await solvedReport(hub.client, reportBody('+8613700002222')))
    await hub.settled()
    expect((await send(hub, 'POST', '/v1/disputes', body)).status).toBe(201)
  })

  it('a hub with other keys of personal data refuses to start on the database', async () => {
    const other = await mkdtemp(join(tmpdir(), 'wuzei-other-'))
    try {
      const started = startHub({ dataDirectory: other, databaseUrl: hub.hub.context.database.url, port: 0 })
      await expect(started).rejects.toThrow('WUZEI_DATA_KEY')
    } finally {
      await rm(other, { recursive: true, force: true })
    }
  })
})
