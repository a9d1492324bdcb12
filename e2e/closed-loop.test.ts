import { addOfficer, solvedReport, reportBody, startTestHub, type TestHub } from '@wuzei/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let hub: TestHub
beforeAll(async () => {
  hub = await startTestHub()
})
afterAll(async () => {
  await hub.stop()
})

describe('check, report, verdict', () => {
  it('a report becomes evidence that everybody sees, and its receipt follows it', async () => {
    const before = await hub.client.check('https://refund-desk-88.top/pay?id=1')
    // What a model thinks of how it is written is nothing that anybody said.
    expect(before.evidence.filter(({ source }) => source !== 'model')).toEqual([])

    const body = await solvedReport(
      hub.client,
      reportBody('https://refund-desk-88.top/pay?id=1', { fraudType: 'F04.01' }),
    )
    const report = await hub.client.report(body)
    expect(report).toMatchObject({ duplicate: false, status: 'received' })
    await hub.settled()

    const after = await hub.client.check('http://www.refund-desk-88.top/pay?id=1')
    expect(after.evidence[0]).toMatchObject({ source: 'citizen', count: 1 })
    expect(after.fraudTypes[0]).toBe('F04.01')
    expect(after.score).toBeGreaterThanOrEqual(before.score)
    // Another page of the same site: the site itself is known now.
    expect((await hub.client.check('refund-desk-88.top/other')).matched).toMatchObject({ kind: 'domain' })

    const receipt = await hub.client.receipt(report.receipt)
    expect(receipt).toMatchObject({ status: 'received', timeline: [{ code: 'RECEIVED' }] })
  })

  it('a report that the police confirm makes the verdict confirmed, and the receipt says so', async () => {
    const body = await solvedReport(hub.client, reportBody('+8613812345678', { fraudType: 'F08.01' }))
    const report = await hub.client.report(body)
    const listed = await fetch(`${hub.url}/v1/admin/reports`, { headers: hub.administrator })
    const { reports } = (await listed.json()) as { reports: { id: string; text: string }[] }
    const mine = reports.find((item) => item.text.includes('13812345678'))
    const decided = await fetch(`${hub.url}/v1/admin/reports/${mine?.id}/decision`, {
      method: 'POST',
      headers: {
        ...(await addOfficer(hub)).headers,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ status: 'confirmed', reason: 'called the victim back' }),
    })
    expect(decided.status).toBe(204)
    await hub.settled()
    expect((await hub.client.check('13812345678')).level).toBe('confirmed')
    const receipt = await hub.client.receipt(report.receipt)
    expect(receipt.status).toBe('confirmed')
    expect(receipt.timeline.map((line) => line.code)).toEqual(['RECEIVED', 'CONFIRMED', 'RAISED'])
  })
})
